"""What may happen next to one graded evaluation, and what is refused?"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from domain.actors import decided_by, not_before, two_people
from domain.deciders import Command, Decider
from domain.profile import body_for
from domain.refusals import AlreadyExists, NotFound, refuse_all
from domain.texts import filled, prose, said
from voting.commands.evaluations import (
    AnnounceGrades,
    CorrectEvaluation,
    DeclareGrades,
    OpenEvaluationAt,
    RecordGrades,
    RecordSurvey,
    VoidEvaluation,
)
from voting.deciders.checks import counts, summable
from voting.deciders.correcting import changed_figures
from voting.deciders.grading import grade_reading, grade_rows, read_grades, row_laws, titles_of
from voting.deciders.papers import PaperCommand, Standing, decide_papers
from voting.deciders.starting import open_evaluation
from voting.events.evaluations import (
    EvaluationAnnounced,
    EvaluationCorrected,
    EvaluationDeclared,
    EvaluationVoided,
    SurveyRecorded,
)
from voting.events.papers import ValidityDeclared
from voting.refusals.common import StepNotDue
from voting.refusals.evaluations import GradesNotSigned, WrongEvaluatingBody
from voting.refusals.figures import LawBroken
from voting.states.evaluations import Announced, Declared, Evaluation, Graded, Marking, Void, evolve
from voting.states.papers import Examined, NotIssued
from voting.states.readings import corrected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.events import Envelope, Event

PAPER_COMMANDS = get_args(PaperCommand)


def decide(state: Evaluation | None, command: Command, envelope: Envelope) -> Sequence[Event]:
    """The events that `command` makes on this evaluation; raises a `Refusal`."""
    if isinstance(command, OpenEvaluationAt):
        if state is not None:
            raise AlreadyExists("这次测评已经登记过了。")
        return [open_evaluation(command, envelope)]
    if state is None:
        raise NotFound("没有找到这次测评。")
    not_before(envelope, "这一步", "开启", state.opened_on)
    if isinstance(command, PAPER_COMMANDS):
        return _papers(state, command, envelope)
    match command:
        case RecordGrades():
            return _enter(state, command, envelope)
        case DeclareGrades():
            return [_declare(state, envelope)]
        case AnnounceGrades():
            return [_announce(state, command, envelope)]
        case CorrectEvaluation():
            return _correct(state, command, envelope)
        case VoidEvaluation():
            return [_void(state, command, envelope)]
        case RecordSurvey():
            return [_survey(state, command)]
        case _:
            raise AssertionError(f"not a command of an evaluation: {command!r}")


def _papers(state: Evaluation, command: PaperCommand, envelope: Envelope) -> Sequence[Event]:
    ballot = Standing(
        opened_on=state.opened_on, ends_on=state.opened_on, counted_on=state.read_on, marking=isinstance(state.stage, Marking),
        void=isinstance(state.stage, Void), keep_days=state.profile.archive.ballots_days_after_session,
    )  # fmt: skip
    event = decide_papers(state.papers, command, envelope, ballot)
    if isinstance(event, ValidityDeclared) and not event.valid:
        reason = f"收回{event.collected}张，多于发出{event.issued}张，本次测评无效。"
        return [event, EvaluationVoided(reason=reason)]
    return [event]


def _enter(state: Evaluation, command: RecordGrades, envelope: Envelope) -> Sequence[Event]:
    """Entered once; by paper only after the papers were declared valid, otherwise (keypads) straight away."""
    two_people(envelope, "录入测评结果")
    if not isinstance(state.stage, Marking):
        void = isinstance(state.stage, Void)
        raise StepNotDue("本次测评已经作废。" if void else "本次测评的结果已经录入；有误请走更正。")
    papers = state.papers.stage
    if not isinstance(papers, NotIssued) and not (isinstance(papers, Examined) and papers.valid):
        raise StepNotDue("清点收回票数并宣布有效之后，才能录入测评结果。")
    not_before(envelope, "录入测评结果", "宣布有效", state.papers.last_on)
    reading = read_grades(state, command)
    return [reading, grade_reading(state, reading)]


def _declare(state: Evaluation, envelope: Envelope) -> EvaluationDeclared:
    two_people(envelope, "宣布测评结果")
    if not isinstance(state.stage, Graded):
        raise StepNotDue(_why_not_graded(state))
    not_before(envelope, "宣布测评结果", "录入测评结果", state.read_on)
    return EvaluationDeclared(grades=state.stage.grades.grades)


def _why_not_graded(state: Evaluation) -> str:
    match state.stage:
        case Declared() | Announced():
            return "本次测评的结果已经宣布过了。"
        case Void():
            return "本次测评已经作废，没有可以宣布的结果。"
        case _:
            return "还没有录入测评结果，不能宣布。"


def _announce(state: Evaluation, command: AnnounceGrades, envelope: Envelope) -> EvaluationAnnounced:
    profile = state.profile
    decided_by(envelope, "公布测评结果", body_for(profile, "evaluation_announced"), WrongEvaluatingBody)
    if isinstance(state.stage, Announced):
        raise StepNotDue("本次测评的结果已经公布。")
    if not isinstance(state.stage, Declared):
        raise StepNotDue("当场宣布测评结果之后才能公布。")
    not_before(envelope, "公布测评结果", "宣布测评结果", state.stage.on)
    if profile.evidence.signed_sheet == "block" and not state.papers.sheets:
        raise GradesNotSigned("签字的测评结果报告单（照片即可）归档之后才能公布。")
    refuse_all(filled(number=command.number, medium=command.medium))
    return EvaluationAnnounced(
        grades=state.stage.graded.grades.grades,
        number=command.number,
        medium=command.medium,
        document=command.document,
    )


def _correct(state: Evaluation, command: CorrectEvaluation, envelope: Envelope) -> Sequence[Event]:
    two_people(envelope, "更正")
    reading = state.reading
    if reading is None or isinstance(state.stage, Void | Marking):
        why = "本次测评已经作废" if isinstance(state.stage, Void) else "还没有录入测评结果"
        raise StepNotDue(f"{why}，无从更正。")
    not_before(envelope, "更正", "录入测评结果", state.read_on)
    refuse_all([*prose(reason=command.reason), *changed_figures(reading, command.changes, titles_of(state))])
    for change in command.changes:
        reading = corrected(reading, change.field, change.after)
    refuse_all(row_laws(state, reading.items))
    corrections = [
        EvaluationCorrected(field=change.field, before=change.before, after=change.after, reason=command.reason)
        for change in command.changes
    ]
    return [*corrections, grade_reading(state, reading, "correction")]


def _void(state: Evaluation, command: VoidEvaluation, envelope: Envelope) -> EvaluationVoided:
    decided_by(envelope, "宣布测评作废", body_for(state.profile, "evaluation"), WrongEvaluatingBody)
    if isinstance(state.stage, Void):
        raise StepNotDue("本次测评已经作废。")
    if isinstance(state.stage, Announced):
        raise StepNotDue("本次测评的结果已经公布，不能再宣布作废。")
    not_before(envelope, "宣布测评作废", "前一步", max(state.papers.last_on, state.read_on))
    refuse_all(prose(reason=command.reason))
    return EvaluationVoided(reason=command.reason)


def _survey(state: Evaluation, command: RecordSurvey) -> SurveyRecorded:
    """群众测评: responses at most the sample, each row at most the responses; never mixed into the grades."""
    faults = [*counts(sample=command.sample, responses=command.responses), *grade_rows(state, command.items, "/items")]
    if command.responses > command.sample:
        faults.append(
            LawBroken(
                f"有效答卷{said(command.responses)}份，多于样本{said(command.sample)}份。",
                pointer="/responses", left=command.responses, right=command.sample,
            )
        )  # fmt: skip
    for number, row in enumerate(command.items):
        answers = row.satisfied + row.basically_satisfied + row.dissatisfied + row.abstain + row.invalid
        if summable(answers, command.responses) and answers > command.responses:
            faults.append(
                LawBroken(
                    f"各项合计{said(answers)}份，多于有效答卷{said(command.responses)}份。",
                    pointer=f"/items/{number}", left=answers, right=command.responses,
                )
            )  # fmt: skip
    refuse_all(faults)
    return SurveyRecorded(
        survey=command.survey, sample=command.sample, responses=command.responses,
        items=command.items, document=command.document,
    )  # fmt: skip


EVALUATION: Decider[Evaluation | None] = Decider("Evaluation", None, decide, evolve)
