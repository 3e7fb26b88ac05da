"""What does a clerk call one figure of a signed sheet, or one number of people or papers?"""

from __future__ import annotations

from collections.abc import Mapping

NAMES = {
    "due": "应到人数",
    "present": "实到人数",
    "on_leave": "请假人数",
    "absent": "缺席人数",
    "deputies": "代表人数",
    "seats": "应选数",
    "boxes": "票箱数",
    "printed": "印制票数",
    "issued": "发出票数",
    "exchanged": "换票数",
    "surplus_voided": "余票作废数",
    "collected": "收回票数",
    "packages": "包数",
    "witnesses": "在场监督人数",
    "sample": "样本数",
    "responses": "有效答卷数",
    "votes_for": "赞成票",
    "votes_against": "反对票",
    "votes_abstain": "弃权票",
    "not_pressed": "未按表决器",
    "satisfied": "满意票",
    "basically_satisfied": "基本满意票",
    "dissatisfied": "不满意票",
    "abstain": "弃权票",
    "valid": "有效票",
    "invalid": "无效票",
}
REASONS = {
    "blank": "空白",
    "over_marked": "多选",
    "under_marked": "少选",
    "duplicate_mark": "重复标记",
    "unmarked": "未作标记",
    "illegible": "无法辨认",
    "torn": "残损",
    "identifiable": "有可辨认身份的标记",
    "other": "其他",
}


def item_of(field: str) -> str | None:
    """The item whose figure stands at the place `/items/<id>/<name>` (RFC 6901); None for a figure of the whole sheet."""
    steps = field.split("/")
    if len(steps) != 4 or steps[1] != "items":  # noqa: PLR2004 - "", items, id, name
        return None
    return steps[2].replace("~1", "/").replace("~0", "~")


def spoken(field: str, titles: Mapping[str, str]) -> str:
    """The figure in words: 《×××》赞成票, 有效票, 无效票（空白）."""
    if field.startswith("/invalid_by_reason/"):
        reason = field.rsplit("/", 1)[-1]
        return f"无效票（{REASONS.get(reason, reason)}）"
    name = NAMES.get(field.rsplit("/", 1)[-1], field)
    item = item_of(field)
    return name if item is None else f"{quoted(titles.get(item, item))}{name}"


def quoted(title: str) -> str:
    """A title in its marks, once."""
    return title if title.startswith("《") else f"《{title}》"
