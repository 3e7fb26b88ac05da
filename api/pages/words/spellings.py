"""What are the values called that no refusal, sentence or table has had to name yet?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from api.paper.words.method import KEPT
from domain.documents.events import Access, Retention

ACCESS: Final[Mapping[Access, str]] = {"public": "公开", "internal": "内部"}
RETENTIONS: Final[Mapping[Retention, str]] = {
    "permanent": KEPT["permanent"],
    "30y": KEPT["30y"],
    "10y": KEPT["10y"],
    "temp": "临时",
}
ROLE_CHANGES: Final[Mapping[str, str]] = {
    "grant": "授予身份",
    "revoke": "取消身份",
    "code": "换登录码",
    "lock": "锁定",
    "unlock": "解锁",
}
TOKEN_SCOPES: Final[Mapping[str, str]] = {"read": "只能查", "write": "还能登记"}
MARKS: Final[Mapping[str, str]] = {
    "f": "赞成",
    "a": "反对",
    "o": "弃权",
    "-": "未写",
    "F": "重复写赞成",
    "?": "这一项无法辨认",
}
"""The letters of a paper, one for each item in the order of the paper (docs/counting-room.md)."""
