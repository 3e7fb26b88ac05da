"""What is there in 示例县: its congress, its units and places, and under which ids do its meetings, ballots and projects stand?

All of it is invented.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from domain.streams import congress_id, cycle_id, evaluation_id, meeting_id, round_id
from projects import numbers

CODE: Final = "990101"
NAME: Final = "示例县"
YEAR: Final = 2024
CONGRESS_ID: Final = congress_id(CODE)
CONGRESS: Final = str(CONGRESS_ID)
CYCLE: Final = cycle_id(CONGRESS, YEAR)

SESSION: Final = meeting_id(CONGRESS, "congress", 17, 3)
FIRST: Final = round_id(str(SESSION), YEAR, 1, 1)
SECOND: Final = round_id(str(SESSION), YEAR, 1, 2)

NEXT_SESSION_TITLE: Final = f"{NAME}第十七届人民代表大会第四次会议"
ORDINALS: Final = {18: "十八", 22: "二十二", 26: "二十六"}


def committee_title(number: int) -> str:
    """The title of the standing committee's meeting with this 次."""
    return f"{NAME}第十七届人大常委会第{ORDINALS[number]}次会议"


def committee(number: int) -> UUID:
    """The standing committee's meeting with this 次."""
    return meeting_id(CONGRESS, "standing_committee", 17, number)


COMMITTEE: Final = committee(22)
EVALUATED: Final = evaluation_id(str(COMMITTEE), YEAR, "implementation", 1)
SECOND_LOOK: Final = committee(26)
REEVALUATED: Final = evaluation_id(str(SECOND_LOOK), YEAR, "rectification", 1)

CHANNELS: Final = ("deputy_suggestion", "cppcc_member", "public_online", "gov_department")

UNITS: Final = {
    "01": "示例县综合行政执法局",
    "02": "示例县水利局",
    "03": "示例县住房和城乡建设局",
    "04": "示例县教育局",
    "05": "示例县卫生健康局",
    "06": "示例县交通运输局",
    "07": "示例县民政局",
    "08": "示例县人力资源和社会保障局",
    "09": "示例县发展和改革局",
    "10": "示例县城市建设服务中心",
    "11": "示例县商务局",
    "12": "示例县总工会",
    "13": "示例县财政局",
}

PLACES: Final = {
    "示例街道": "990101001",
    "示例镇": "990101101",
    "示例东镇": "990101102",
    "示例西镇": "990101103",
    "示例河镇": "990101104",
    "示例湖镇": "990101105",
    "示例山乡": "990101201",
    "示例岭乡": "990101202",
}


def said(number: int) -> str:
    """A project's number as people say it: 2024-03."""
    return numbers.PROJECT.say(YEAR, number)


def project(number: int) -> UUID:
    """The stream of a project of 2024."""
    return numbers.PROJECT.named(CONGRESS, said(number))


def proposal(number: int) -> UUID:
    """The stream of a proposal for 2024."""
    return numbers.PROPOSAL.stream(CONGRESS, YEAR, number)
