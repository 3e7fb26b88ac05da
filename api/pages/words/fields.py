"""What is a field of a form called?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from api.pages.words import desk_fields, meeting_fields, project_fields, work_fields
from voting.states.figures import NAMES

Labels = Mapping[type, Mapping[str, str]]

BY_CLASS: Final[Labels] = {
    **desk_fields.LABELS,
    **meeting_fields.LABELS,
    **project_fields.LABELS,
    **work_fields.LABELS,
}

BY_NAME: Final[Mapping[str, str]] = {
    **NAMES,
    "batch": "第几批",
    "brief": "项目内容",
    "category": "类别",
    "changes": "更正的各栏",
    "conclusion": "结论",
    "congress": "人大",
    "cooperating": "配合单位",
    "delegation": "代表团",
    "division": "行政区划代码",
    "document": "文件",
    "documents": "附件",
    "due_on": "期限",
    "from_on": "开始日期",
    "invalid_by_reason": "无效票分类",
    "medium": "登在哪里",
    "meeting": "会议",
    "narrative": "进展说明",
    "notes": "说明",
    "place": "地点",
    "places": "实施地点",
    "profile_version": "第几版规则",
    "project_year": "年度",
    "projects": "涉及项目",
    "reason": "理由",
    "sources": "资金来源",
    "sub_items": "子项",
    "summary": "情况",
    "targets": "目标任务",
    "to_on": "结束日期",
    "unit": "承办单位",
    "vendor_report_sha256": "设备报告的摘要",
}
"""Names that mean the same wherever they occur; the figures of papers and people are called as the refusals call them."""


def label(cls: type, field: str) -> str:
    """What the field of a class is called; raises `KeyError` where nobody has said it."""
    own = BY_CLASS.get(cls, {})
    return own[field] if field in own else BY_NAME[field]
