"""What do insiders call a standing, an origin, a nature, a change, a link of a project?"""

from __future__ import annotations

from typing import Final

from projects.states import adjustments, changes

STANDINGS: Final = {
    "drafted": "拟提",
    "not_chosen": "未获确定",
    "chosen": "已确定，待交办",
    "running": "实施中",
    "completed": "已完工，待验收",
    "accepted": "已验收",
    "suspended": "暂缓实施",
    "terminated": "终止实施",
}
ORIGINS: Final = {"voted": "票决", "street_poll": "票选", "listed": "报告制列入", "taken_over": "补录"}
NATURES: Final = changes.NATURES
CHECKED: Final = {"unchecked": "未审核", "accepted": "已审核", "returned": "已退回"}
ADJUSTMENTS: Final = adjustments.KINDS
ADJUSTED: Final = {
    "adjusted": "决定调整",
    "suspended": "决定暂缓实施",
    "resumed": "决定恢复实施",
    "terminated": "决定终止实施",
    "refused": "不同意",
}
LINKS: Final = {
    "split_from": "拆分自",
    "merged_into": "并入",
    "bundled_in": "打捆于",
    "continues": "续建自",
    "replaces": "替换",
    "same_as_upper": "与上级同项",
}
CHOSEN: Final = frozenset({"chosen", "running", "completed", "accepted", "suspended", "terminated"})
"""The standings of what stands in the 台账: it was voted for, listed or taken over."""
