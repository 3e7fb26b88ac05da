"""How are evaluations played at one meeting, with every answer foretold by the model?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args
from uuid import UUID

from domain.profile import check_profile, compose
from tests.given import CHAIR, envelope
from tests.stateful import recorded
from tests.voting.model.bending import bent
from tests.voting.model.desk import Desk
from tests.voting.model.evaluation import COLUMNS, GRADING, PUBLISHING, EvaluationModel
from tests.voting.model.meddling import NOWHERE, any_envelope
from tests.voting.model.meeting import MeetingModel
from tests.voting.model.player import CONGRESS, congress_under
from tests.voting.model.rules import Rules, needed, says
from voting.commands import evaluations as e
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.deciders.evaluations import EVALUATION
from voting.deciders.meetings import MEETING
from voting.events.evaluations import EvaluatedItem, EvaluationGraded, GradeTotals, Subject
from voting.events.meetings import Sitting

if TYPE_CHECKING:
    from random import Random

    from domain.events import Envelope

MEMBERS = 6
PLENARY = Sitting(kind="plenary")
ITEMS = tuple(EvaluatedItem(id=name, title=f"示例项目{name}") for name in "abc")
TWO_THIRDS = {"num": 2, "den": 3, "op": "ge"}
PROFILES: dict[str, dict[str, Any]] = {
    "committee": compose(),
    "committee, half fails": compose(
        differences={"evaluation": {"half_is": "fail", "base": "attending"}, "evidence": {"signed_sheet": "owe"}}
    ),
    "congress": compose(
        "county", "congress_evaluation", {"evaluation": {"base": "valid", "thresholds": {"satisfied": TWO_THIRDS}}}
    ),
    "township": compose("township", "congress_evaluation"),
    "street": compose("street", "council_evaluation"),
}


class Grader:
    """A meeting under one of `PROFILES`, and the evaluations that it has held, by the ids of their streams."""

    def __init__(self, profile: str) -> None:
        self.rules = Rules(PROFILES[profile])
        check_profile(self.rules.profile)
        (body,) = GRADING[self.where]
        asked = m.ConveneMeeting(
            congress=str(CONGRESS), body=body, term=17, session=20, title="示例会议",  # type: ignore[arg-type] # a body
            from_on=date(2024, 1, 17), to_on=date(2024, 1, 19),
        )  # fmt: skip
        self.desk = Desk(CONGRESS, congress_under(self.rules, MEMBERS))
        stream, _ = self.desk.ask(asked, envelope(on="2024-01-10"), MEETING)
        assert stream is not None
        self.meeting: UUID = stream
        self.heads = MeetingModel(self.rules, body, "2024-01-17", "2024-01-19", [MEMBERS, MEMBERS])
        self.models: dict[str, EvaluationModel] = {}
        self.today = "2024-01-18"
        self.tell_meeting(m.HoldSitting(sitting=PLENARY), envelope(on="2024-01-17"))

    @property
    def where(self) -> str:
        where: str = self.rules.profile["evaluation"]["where"]
        return where

    def tell_meeting(self, asked: Any, given: Envelope) -> None:
        possible = self.heads.may(asked, given)
        _, told = self.desk.ask(asked, given, MEETING, self.meeting)
        assert recorded(told) is possible, f"{asked} {given} {told}"
        if possible:
            self.heads.record(asked, given)

    def count_heads(self, present: int) -> None:
        asked = m.CountAttendance(sitting=PLENARY, due=MEMBERS, present=present, on_leave=MEMBERS - present, absent=0)
        self.tell_meeting(asked, envelope(on=self.today))

    def open_some(self, rng: Random) -> None:
        venue: Any = self.where
        subject: Any = rng.choice([*get_args(Subject), "implementation", "implementation"])
        asked = e.OpenEvaluation(
            meeting=str(self.meeting), project_year=2023, subject=subject, venue=venue,
            items=tuple(rng.sample(ITEMS, rng.randint(1, 3))), re_evaluation_of=rng.choice(["", "", *self.models]),
        )  # fmt: skip
        asked = replace(asked, number=len(self.before(replace(asked, number=999))) + 1)
        given = envelope(on=self.today)
        if rng.random() < 0.3:
            asked, given = bent(rng, asked, given, [NOWHERE, *self.models, "a", "b"])
        self.open(asked, given)

    def before(self, asked: e.OpenEvaluation) -> list[EvaluationModel]:
        """Those of the same year and subject, 1, 2, 3 …, below the number asked for."""
        same = [
            each for each in self.models.values() if (each.year, each.subject) == (asked.project_year, asked.subject)
        ]
        return [each for each in same if each.number < asked.number]

    def may_open(self, asked: e.OpenEvaluation, given: Envelope) -> bool:
        on, heads, before = given.effective_on, self.heads.heads, self.before(asked)
        named = asked.meeting == str(self.meeting) and 1949 <= asked.project_year <= 2199 and 1 <= asked.number <= 999
        if not named or asked.number != len(before) + 1 or asked.venue != self.where:
            return False
        new = not any(
            (each.year, each.subject, each.number) == (asked.project_year, asked.subject, asked.number)
            for each in self.models.values()
        )
        share = self.rules.profile["evaluation"]["quorum"]
        if not new or not heads or heads[-1].on != on or not "2024-01-17" <= on <= "2024-01-19":
            return False
        if heads[-1].present < needed(heads[-1].due, share["op"], Fraction(share["num"], share["den"])):
            return False
        return self.items_fit(asked, before) and self.may_do_again(asked, on)

    @staticmethod
    def items_fit(asked: e.OpenEvaluation, before: list[EvaluationModel]) -> bool:
        ids = [item.id for item in asked.items]
        graded = {item for each in before if each.stage != "void" for item in each.items}
        anew = bool(asked.re_evaluation_of) or not graded & set(ids)
        said = all(says(item.id) and says(item.title) for item in asked.items)
        return bool(ids) and len(set(ids)) == len(ids) and said and anew

    def may_do_again(self, asked: e.OpenEvaluation, on: str) -> bool:
        if not asked.re_evaluation_of:
            return True
        earlier = self.models.get(asked.re_evaluation_of)
        if earlier is None or earlier.stage not in ("declared", "announced") or on < earlier.declared_on:
            return False
        return earlier.year == asked.project_year and {item.id for item in asked.items} <= set(earlier.items)

    def open(self, asked: e.OpenEvaluation, given: Envelope) -> None:
        possible = self.may_open(asked, given)
        stream, told = self.desk.ask(asked, given, EVALUATION)
        assert recorded(told) is possible, f"{asked} {given} {told}"
        if possible:
            self.models[str(stream)] = EvaluationModel(
                rules=self.rules, year=asked.project_year, subject=asked.subject, number=asked.number,
                items=tuple(item.id for item in asked.items), members=self.heads.heads[-1].due,
                present=self.heads.heads[-1].present, on=given.effective_on,
            )  # fmt: skip

    def go_on(self, rng: Random, steps: int) -> None:
        """What a clerk does next; it must be recorded."""
        for _ in range(steps if self.models else 0):
            name = rng.choice(list(self.models))
            known = [(asked, given) for asked, given in self.thoughts(rng, name) if self.models[name].may(asked, given)]
            if known:
                self.tell(name, *rng.choice(known))

    def go_astray(self, rng: Random, steps: int) -> None:
        """Whatever comes to mind, too early or with one thing about it changed."""
        for _ in range(steps if self.models else 0):
            name = rng.choice(list(self.models))
            asked, given = rng.choice(self.thoughts(rng, name))
            changed = bent(rng, asked, given, [NOWHERE, *self.models, "a"])
            self.tell(name, *rng.choice([(asked, given), changed, (asked, any_envelope(rng))]))

    def tell(self, name: str, asked: Any, given: Envelope) -> None:
        model = self.models[name]
        possible = model.may(asked, given)
        _, told = self.desk.ask(asked, given, EVALUATION, UUID(name))
        assert recorded(told) is possible, f"{asked} {given} {told}"
        if possible:
            model.record(asked, given)
            graded = [event for event in told if isinstance(event, EvaluationGraded)]
            assert all({row.item: row.grade for row in event.grades} == model.grades for event in graded)

    def thoughts(self, rng: Random, name: str) -> list[tuple[Any, Envelope]]:
        """Commands on an evaluation, whether it is time for them or not."""
        model = self.models[name]
        plain, two = envelope(on=self.today), envelope(on=self.today, second=CHAIR)
        publishing: Any = min(PUBLISHING[self.rules.level, self.where])
        (grading,) = GRADING[self.where]
        rows = tuple(self.row(rng, item, model.handed_in) for item in model.items)
        survey = e.RecordSurvey(survey="phone", sample=9, responses=rng.choice([8, 9]), items=rows)
        back = model.present + rng.choice([0, 0, 0, 1])
        found = [
            (p.InspectBoxes(boxes=1), plain),
            (p.IssueBallots(printed=model.present, issued=model.present), plain),
            (p.CollectBallots(collected=back), plain),
            (p.DeclareValidity(valid=model.papers.collected <= model.papers.issued), plain),
            (e.RecordGrades(first=rows, second=rows), two),
            (e.DeclareGrades(), two),
            (e.AnnounceGrades(number="通报第1号", medium="示例网"), envelope(on=self.today, body=publishing)),
            (p.ArchivePapers(place="示例档案馆", packages=1, keep_until=date(2024, 2, 29)), plain),
            (p.DestroyPapers(witnesses=2), envelope(on="2024-03-01")),
        ]
        if not model.papers.sheets or rng.random() < 0.1:
            found.append((p.SignSheet(sha256="b" * 64), plain))
        if rng.random() < 0.2:
            found.append((survey, plain))
        if model.figures:
            found.append((self.correction(rng, model), two))
        if rng.random() < 0.1:
            body: Any = grading
            found.append((e.VoidEvaluation(reason="停电"), envelope(on=self.today, body=body)))
        return found

    @staticmethod
    def row(rng: Random, item: str, handed_in: int) -> GradeTotals:
        parts = dict.fromkeys(COLUMNS, 0)
        for _ in range(handed_in):
            parts[rng.choice(["satisfied", *COLUMNS])] += 1
        return GradeTotals(item=item, **parts)

    @staticmethod
    def correction(rng: Random, model: EvaluationModel) -> e.CorrectEvaluation:
        one, other = (f"/items/{rng.choice(model.items)}/{column}" for column in rng.sample(COLUMNS, 2))
        other = f"{one.rsplit('/', 1)[0]}/{other.rsplit('/', 1)[1]}"
        moved = rng.randint(0, max(0, model.figures[one]))
        changes = (
            p.Change(field=one, before=model.figures[one], after=model.figures[one] - moved),
            p.Change(field=other, before=model.figures[other], after=model.figures[other] + moved),
        )
        return e.CorrectEvaluation(changes=changes, reason="以签字的报告单为准")
