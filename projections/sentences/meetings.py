"""How is what happened at a meeting, and to the papers of a ballot, told?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.calendar import say_day
from domain.events import Event
from projections.model import plain
from projections.sentences.words import Names, Shown
from projections.words.sessions import sitting_word
from voting.events import meetings as m
from voting.events import papers as p


def convened(event: m.MeetingConvened, _names: Names, _shown: Shown) -> str:
    """会议召开."""
    days = f"{say_day(event.from_on)}至{say_day(event.to_on)}"
    return f"召开{event.title}，会期{days}，在任代表{event.in_office}人，适用第{event.profile_version}版规则"


def delegations_formed(event: m.DelegationsFormed, _names: Names, _shown: Shown) -> str:
    """代表团组成."""
    parts = "、".join(f"{one.name}{one.deputies}人" for one in event.delegations)
    return f"组成{len(event.delegations)}个代表团：{parts}"


def sitting_held(event: m.SittingHeld, _names: Names, _shown: Shown) -> str:
    """举行会议."""
    return f"举行{sitting_word(plain(event.sitting))}"


def candidates_explained(event: m.CandidatesExplained, _names: Names, _shown: Shown) -> str:
    """作候选项目说明."""
    batch = f"第{event.batch}批" if event.batch > 1 else ""
    return f"{event.explained_by}作{event.project_year}年度{batch}候选项目说明"


def opinion_recorded(event: m.DelegationOpinionRecorded, _names: Names, _shown: Shown) -> str:
    """代表团审议意见."""
    return f"{event.delegation}审议意见：{event.opinion}"


def method_proposed(event: m.MethodProposed, _names: Names, _shown: Shown) -> str:
    """提出票决办法草案."""
    return f"提出票决办法草案（第{event.profile_version}版规则）"


def method_adopted(event: m.MethodAdopted, _names: Names, _shown: Shown) -> str:
    """通过票决办法."""
    return f"通过《{event.title}》（第{event.profile_version}版规则）"


def scrutineers_passed(event: m.ScrutineersPassed, _names: Names, _shown: Shown) -> str:
    """通过监票人."""
    return f"通过总监票人1人、监票人{len(event.scrutineers)}人"


def tellers_named(event: m.TellersNamed, _names: Names, _shown: Shown) -> str:
    """指定计票人."""
    return f"指定总计票人1人、计票人{len(event.tellers)}人"


def attendance_counted(event: m.AttendanceCounted, _names: Names, _shown: Shown) -> str:
    """清点人数."""
    return (
        f"{sitting_word(plain(event.sitting))}清点人数：应到{event.due}人，实到{event.present}人，"
        f"请假{event.on_leave}人，缺席{event.absent}人"
    )


def boxes_inspected(event: p.BoxesInspected, _names: Names, _shown: Shown) -> str:
    """验箱封箱."""
    return f"验箱封箱，票箱{event.boxes}个"


def ballots_issued(event: p.BallotsIssued, _names: Names, _shown: Shown) -> str:
    """发票."""
    colour = f"（{event.colour}）" if event.colour else ""
    return f"印制{event.printed}张{colour}，发出{event.issued}张，换票{event.exchanged}张，余票作废{event.surplus_voided}张"


def ballots_collected(event: p.BallotsCollected, _names: Names, _shown: Shown) -> str:
    """清点收回."""
    return f"收回{event.collected}张"


def validity_declared(event: p.ValidityDeclared, _names: Names, _shown: Shown) -> str:
    """宣布有效或无效."""
    relation = "不多于" if event.valid else "多于"
    word = "有效" if event.valid else "无效"
    return f"收回{event.collected}张，{relation}发出{event.issued}张，宣布本次投票{word}"


def sheet_signed(event: p.SheetSigned, names: Names, _shown: Shown) -> str:
    """报告单签字."""
    return f"{names.sheet}已签字归档，SHA-256为{event.sha256[:12]}…"


def papers_archived(event: p.PapersArchived, _names: Names, _shown: Shown) -> str:
    """票封存."""
    until = f"，保存至{say_day(event.keep_until)}" if event.keep_until else ""
    return f"票已封存{event.packages}包，存于{event.place}{until}"


def papers_destroyed(event: p.PapersDestroyed, _names: Names, _shown: Shown) -> str:
    """票销毁."""
    return f"票已销毁，{event.witnesses}人在场监督"


TELLS: Final[Mapping[type[Event], Any]] = {
    m.MeetingConvened: convened,
    m.DelegationsFormed: delegations_formed,
    m.SittingHeld: sitting_held,
    m.CandidatesExplained: candidates_explained,
    m.DelegationOpinionRecorded: opinion_recorded,
    m.MethodProposed: method_proposed,
    m.MethodAdopted: method_adopted,
    m.ScrutineersPassed: scrutineers_passed,
    m.TellersNamed: tellers_named,
    m.AttendanceCounted: attendance_counted,
    p.BoxesInspected: boxes_inspected,
    p.BallotsIssued: ballots_issued,
    p.BallotsCollected: ballots_collected,
    p.ValidityDeclared: validity_declared,
    p.SheetSigned: sheet_signed,
    p.PapersArchived: papers_archived,
    p.PapersDestroyed: papers_destroyed,
}
