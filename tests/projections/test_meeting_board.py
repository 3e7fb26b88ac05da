"""Does the board say what happened at a meeting and what is missing before a ballot?"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from domain.divisions import Level
from domain.events import Body
from projections.models import MEETING_BOARD
from tests.given import CHAIR, envelope
from tests.projections.kit import folded
from tests.projections.play import (
    DAY,
    PLENARY,
    PRESIDING,
    Ledger,
    announce,
    convene,
    enter,
    evaluate,
    found,
    heads,
    opening,
    vote,
)
from voting.commands import meetings as m
from voting.commands import rounds as r
from voting.deciders.rounds import ROUND
from voting.events.meetings import Delegation, Officer


def board(ledger: Ledger, meeting: UUID) -> dict[str, Any]:
    return folded(MEETING_BOARD, ledger.log.events).shown(MEETING_BOARD)[str(meeting)]


def convened(ledger: Ledger, level: Level = "township", body: Body = "congress") -> UUID:
    congress = found(ledger, level)
    asked = m.ConveneMeeting(
        congress=str(congress), body=body, term=17, session=3, title="示例会议", from_on=date(2024, 1, 16), to_on=date(2024, 1, 19)
    )  # fmt: skip
    return ledger.do(asked, envelope(on="2024-01-10"))


def test_a_new_meeting_misses_everything_and_each_step_takes_one_line_away() -> None:
    ledger = Ledger()
    meeting = convened(ledger)
    method, final, scrutineers, counted = board(ledger, meeting)["missing"]
    assert method == "尚未通过票决办法。"
    assert final == "尚未登记正式候选项目名单：由乡镇人大主席团确定，开启票决时填写。"
    assert scrutineers == "尚未通过监票人。"
    assert counted == "尚未清点人数。"
    on, by = envelope(on=DAY), envelope(on=DAY, body="congress")
    ledger.do(m.HoldSitting(sitting=PLENARY), on, meeting)
    ledger.do(m.AdoptMethod(profile_version=1, title="票决办法"), by, meeting)
    ledger.do(m.PassScrutineers(chief=Officer(person="6f1c0e52-3a7b-4d89-9e14-2b5a7c8d0f31")), by, meeting)
    assert board(ledger, meeting)["missing"] == [final, counted]
    heads(ledger, meeting, present=39)
    assert board(ledger, meeting)["missing"] == [
        final,
        "应到代表60人，实到39人，未达到应到代表三分之二以上（至少40人），差1人，不符合法定人数。",
    ]
    heads(ledger, meeting, present=40)
    assert board(ledger, meeting)["missing"] == [final]
    ledger.do(opening("township", meeting, 4, 2), envelope(on=DAY))
    assert board(ledger, meeting)["missing"] == []


def test_a_called_reballot_misses_a_new_count_of_heads() -> None:
    ledger = Ledger()
    meeting = convene(ledger, found(ledger, "township"), "township")
    ballot = ledger.do(opening("township", meeting, 4, 2), envelope(on=DAY))
    vote(ledger, ballot, 58, ROUND)
    enter(ledger, ballot, [50, 40, 40, 20], 58)
    assert board(ledger, meeting)["rounds"][0]["outcome_word"] == "入选线上票数相等，须先处理"
    ledger.do(r.CallReballot(kind="tie_break"), envelope(on=DAY, body=PRESIDING["township"]), ballot)
    assert board(ledger, meeting)["missing"] == ["已决定再投一次，尚未重新清点人数。"]
    heads(ledger, meeting)
    assert board(ledger, meeting)["missing"] == []


def test_the_board_shows_sittings_delegations_officers_heads_and_opinions() -> None:
    ledger = Ledger()
    meeting = convene(ledger, found(ledger, "township"), "township")
    delegations = (Delegation(name="第一代表团", deputies=35), Delegation(name="第二代表团", deputies=25))
    ledger.do(m.FormDelegations(delegations=delegations), envelope(on=DAY), meeting)
    ledger.do(m.NameTellers(chief=Officer(person="2e9a5d73-8b41-4c06-b7f2-90c1d4e83a6b")), envelope(on=DAY), meeting)
    opinion = m.RecordDelegationOpinion(delegation="第一代表团", opinion="建议完善示例项目1。")
    ledger.do(opinion, envelope(on=DAY), meeting)
    row = board(ledger, meeting)
    assert row["sittings"] == [{"kind": "plenary", "number": 2, "on": DAY, "word": "第二次全体会议"}]
    assert [one["name"] for one in row["delegations"]] == ["第一代表团", "第二代表团"]
    assert row["scrutineers"]["chief"] == {"person": "6f1c0e52-3a7b-4d89-9e14-2b5a7c8d0f31", "delegation": ""}
    assert row["tellers"]["chief"]["person"] == "2e9a5d73-8b41-4c06-b7f2-90c1d4e83a6b"
    assert (row["attendance"][0]["present"], row["attendance"][0]["quorum"]["met"]) == (58, True)
    assert row["opinions"][0]["opinion"] == "建议完善示例项目1。"
    assert row["adopted"]["decided_by"]["unanimous"] is True


def test_the_board_follows_its_ballots_to_the_announcement() -> None:
    ledger = Ledger()
    meeting = convene(ledger, found(ledger, "street"), "street")
    ballot = ledger.do(opening("street", meeting, 4, 2), envelope(on=DAY))
    assert board(ledger, meeting)["rounds"][0]["status_word"] == "正在投票计票"
    vote(ledger, ballot, 58, ROUND)
    enter(ledger, ballot, [50, 40, 30, 20], 58)
    announce(ledger, ballot, "street")
    heads(ledger, meeting)
    graded = evaluate(ledger, meeting, "street", [(40, 10, 8)], 58)
    row = board(ledger, meeting)
    (shown,) = row["rounds"]
    assert (shown["kind_word"], shown["status_word"]) == ("第一轮票选", "已公布")
    assert (shown["declared_on"], shown["announced_on"]) == (DAY, DAY)
    assert [one["evaluation"] for one in row["evaluations"]] == [str(graded)]
    assert row["evaluations"][0]["status_word"] == "已评定等次"


def test_a_meeting_of_a_body_that_does_not_vote_on_projects_misses_nothing() -> None:
    ledger = Ledger()
    meeting = convened(ledger, "county", "standing_committee")
    assert board(ledger, meeting)["missing"] == []


def test_the_method_adopted_brings_its_own_version_of_the_rules_into_force() -> None:
    ledger = Ledger()
    meeting = convene(ledger, found(ledger, "township"), "township")
    assert board(ledger, meeting)["adopted"]["profile_version"] == 1
    assert board(ledger, meeting)["publication"]["votes"] == "none"
    assert CHAIR.ref not in str(board(ledger, meeting)["publication"])
