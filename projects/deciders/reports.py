"""What may happen next to one special report 专项报告 and the opinions on it, and what is refused?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.actors import decided_by, not_before
from domain.calendar import months_after
from domain.deciders import Command, Decider
from domain.profile import body_for
from domain.refusals import AlreadyExists, NotFound, Refusal, refuse_all
from domain.texts import filled, prose, prose_if_any, shown
from projects.commands import reports as c
from projects.commands.under import Under
from projects.deciders.checks import each_once, known_units, rules_of
from projects.deciders.scheduling import planned
from projects.deciders.supervising import deadlines, known_projects, papers
from projects.events import reports as r
from projects.refusals.common import NotNow
from projects.refusals.reports import (
    AgainThoughSatisfied,
    OpinionsMisnumbered,
    OpinionUnanswered,
    OpinionUnknown,
)
from projects.states.reports import (
    Closed,
    Deliberated,
    Judged,
    Planned,
    Replied,
    ReplyOwed,
    Report,
    Submitted,
    evolve,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.congress.state import Congress
    from domain.events import Envelope, Event
    from projects.states.reports import Stage

WORDS: dict[type[Stage], str] = {
    Planned: "还没有提交",
    Submitted: "已经提交，还没有审议",
    Deliberated: "已经审议",
    ReplyOwed: "的审议意见等待政府报告研究处理情况",
    Replied: "的研究处理情况已经报告，等待评判",
    Judged: "的研究处理情况已经评判",
    Closed: "已经办结",
}


def decide(state: Report | None, command: Command, envelope: Envelope) -> Sequence[Event]:
    """The events that `command` makes on this report; raises a `Refusal`."""
    if isinstance(command, c.PlanReportUnder):
        if state is not None:
            raise AlreadyExists(f"专项报告{state.says}已经登记过了。")
        return [planned(command, envelope)]
    if state is None:
        raise NotFound("没有找到这个专项报告。")
    if isinstance(command, c.IssueOpinionsUnder):
        return [_opinions(state, command, envelope)]
    assert isinstance(command, Under)
    match command.asked:
        case c.SubmitReport() as asked:
            _follows(state, envelope, "提交报告", Planned)
            refuse_all([*filled(document=asked.document), *prose_if_any(summary=asked.summary)])
            return [r.ReportSubmitted(document=asked.document, summary=asked.summary)]
        case c.DeliberateReport() as asked:
            _follows(state, envelope, "听取和审议", Submitted)
            decided_by(envelope, "听取和审议这个报告", (state.heard_by,))
            refuse_all([*filled(meeting=asked.meeting), *prose_if_any(summary=asked.summary)])
            return [r.ReportDeliberated(meeting=asked.meeting, summary=asked.summary)]
        case c.SubmitReply() as asked:
            return [_reply(state, asked, envelope)]
        case c.JudgeReply() as asked:
            return [_judged(state, asked, command.congress, envelope)]
        case c.CloseReport() as asked:
            _follows(state, envelope, "办结", Deliberated, Judged)
            refuse_all(prose_if_any(conclusion=asked.conclusion))
            return [r.ReportClosed(conclusion=asked.conclusion)]
        case asked:
            raise AssertionError(f"not a command of a report: {asked!r}")


def _opinions(state: Report, command: c.IssueOpinionsUnder, envelope: Envelope) -> r.OpinionsIssued:
    asked, congress = command.asked, command.congress
    _follows(state, envelope, "印发审议意见", Deliberated)
    _, profile = rules_of(congress)
    decided_by(envelope, "印发审议意见", body_for(profile, "opinions_issued"))
    refuse_all([
        *filled(number=asked.number),
        *_items(asked.items, congress, command.known),
        *deadlines(envelope, reply_due_on=asked.reply_due_on),
        *papers(document=asked.document),
    ])  # fmt: skip
    due = asked.reply_due_on or months_after(envelope.effective_on, profile.opinions.reply_months)
    return r.OpinionsIssued(
        number=asked.number, items=asked.items, reply_due_on=due.isoformat(), document=asked.document
    )


def _items(items: Sequence[r.Opinion], congress: Congress, known: frozenset[str]) -> Iterator[Refusal]:
    if not items:
        yield from each_once((), "/items", "意见")
    for place, item in enumerate(items):
        if item.id != str(place + 1):
            yield OpinionsMisnumbered(
                f"第{place + 1}条的序号应为{place + 1}，现为“{shown(item.id)}”。", pointer=f"/items/{place}/id"
            )
        wrong = [
            *prose(text=item.text),
            *known_units(congress, "/unit", item.unit),
            *known_projects(item.projects, known),
        ]
        yield from (fault.at(f"/items/{place}") for fault in wrong)


def _reply(state: Report, asked: c.SubmitReply, envelope: Envelope) -> r.ReplySubmitted:
    """Every item of the letter is answered, and nothing else; after its day too."""
    _follows(state, envelope, "报告研究处理情况", ReplyOwed)
    answered = [reply.opinion for reply in asked.replies]
    faults: list[Refusal] = [*each_once(answered, "/replies", "意见"), *papers(document=asked.document)]
    for place, reply in enumerate(asked.replies):
        if reply.opinion not in state.opinions:
            faults.append(
                OpinionUnknown(
                    f"审议意见共{len(state.opinions)}条，没有第“{shown(reply.opinion)}”条。",
                    pointer=f"/replies/{place}/opinion",
                )
            )
        faults.extend(fault.at(f"/replies/{place}") for fault in prose(text=reply.text))
    faults.extend(
        OpinionUnanswered(f"审议意见第{opinion}条没有答复。", pointer="/replies", opinion=opinion)
        for opinion in state.opinions
        if opinion not in answered
    )
    refuse_all(faults)
    return r.ReplySubmitted(replies=asked.replies, document=asked.document)


def _judged(state: Report, asked: c.JudgeReply, congress: Congress, envelope: Envelope) -> r.ReplyJudged:
    """By one of the bodies that hear reports: the letter of a delegation has no body of its own between sessions."""
    _follows(state, envelope, "评判研究处理情况", Replied)
    _, profile = rules_of(congress)
    decided_by(envelope, "评判研究处理情况", body_for(profile, "report_heard"))
    faults = [*prose_if_any(words=asked.words), *deadlines(envelope, again_by=asked.again_by)]
    if asked.verdict == "satisfied" and asked.again_by is not None:
        faults.append(AgainThoughSatisfied("评判为满意，不再要求报告；要求再报告的，请改评判。", pointer="/again_by"))
    refuse_all(faults)
    again_by = asked.again_by.isoformat() if asked.again_by else ""
    return r.ReplyJudged(verdict=asked.verdict, words=asked.words, again_by=again_by)


def _follows(state: Report, envelope: Envelope, act: str, *stages: type[Stage]) -> None:
    """Refuse an act that does not follow on where the report stands, or that is dated before it came there."""
    if not isinstance(state.stage, stages):
        raise NotNow(f"专项报告{state.says}{WORDS[type(state.stage)]}，不能{act}。")
    not_before(envelope, act, "上一步", state.stage.on)


REPORT: Decider[Report | None] = Decider("Report", None, decide, evolve)
