"""What can be recorded and asked about a meeting 会议, up to the ballot?"""

from __future__ import annotations

from typing import Final

from api.cases import on
from api.http.audience import OFFICE
from api.http.commands import command
from api.http.reads import many, one
from api.http.vocabulary import vocabulary
from projections.meeting_board import MEETING_BOARD
from voting.commands.meetings import (
    AdoptMethod,
    ConveneMeeting,
    CountAttendance,
    ExplainCandidates,
    FormDelegations,
    HoldSitting,
    NameTellers,
    PassScrutineers,
    ProposeMethod,
    RecordDelegationOpinion,
)
from voting.deciders.meetings import MEETING
from voting.refusals import common, figures, meetings

REASONS: Final = vocabulary(common, figures, meetings)
M: Final = "/meetings/{meeting}"

ROUTES: Final = (
    command("/meetings", on(MEETING, ConveneMeeting), "会议召开", audience=OFFICE, refusals=REASONS),
    command(f"{M}/delegations", on(MEETING, FormDelegations), "代表团组成", audience=OFFICE, refusals=REASONS),
    command(f"{M}/sittings", on(MEETING, HoldSitting), "举行一次会议", audience=OFFICE, refusals=REASONS),
    command(f"{M}/explanations", on(MEETING, ExplainCandidates), "作候选项目说明", audience=OFFICE, refusals=REASONS),
    command(f"{M}/opinions", on(MEETING, RecordDelegationOpinion), "代表团审议意见", audience=OFFICE, refusals=REASONS),
    command(f"{M}/method-drafts", on(MEETING, ProposeMethod), "提出票决办法草案", audience=OFFICE, refusals=REASONS),
    command(f"{M}/method", on(MEETING, AdoptMethod), "通过票决办法", audience=OFFICE, refusals=REASONS),
    command(f"{M}/scrutineers", on(MEETING, PassScrutineers), "通过监票人", audience=OFFICE, refusals=REASONS),
    command(f"{M}/tellers", on(MEETING, NameTellers), "指定计票人", audience=OFFICE, refusals=REASONS),
    command(f"{M}/attendance", on(MEETING, CountAttendance), "清点人数", audience=OFFICE, refusals=REASONS),
    many("/meetings", MEETING_BOARD, "会议"),
    one("/meetings/{meeting}", MEETING_BOARD, "会议"),
)
