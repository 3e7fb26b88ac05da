"""Do adjustments and second looks stay lawful under any commands in any order, and agree with one who only read the rules?"""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from projects.commands import adjustments as a
from projects.commands import followups as f
from projects.commands import projects as c
from projects.commands.under import Under
from projects.deciders.projects import PROJECT
from projects.events.values import TargetDone
from tests.given import CHAIR
from tests.projects.adjusting import HOME, by, home
from tests.projects.adjusting_model import OUTCOME, Look, Reader, Terms
from tests.projects.adjusting_turns import CHOSEN, GRADES, ITEMS, MOSTLY, NEARBY, PROMISE, TERMS, TURNS, Turn, brief
from tests.stateful import Played, recorded

if TYPE_CHECKING:
    from domain.deciders import Command
    from domain.events import Body, Person

LONG = bool(os.environ.get("LONG_TESTS"))


class Adjusting(RuleBasedStateMachine):
    """One project from its choice on, changed and looked at again, by those who may and those who may not."""

    played: Played[Any]
    reader: Reader
    latest: date = CHOSEN

    @initialize(level=st.sampled_from(["county", "township"]), files=MOSTLY, again=MOSTLY, assigned=MOSTLY)
    def choose(self, level: Any, *, files: bool, again: bool, assigned: bool) -> None:
        bad = {"if_still_bad": None} if not again else {}
        self.congress = home(
            level, implementation={"minor_change_filing": files}, follow_up={"re_evaluate": again, **bad}
        )
        self.reader = Reader(level, files, again, CHOSEN, PROMISE, PROMISE, stands_on=CHOSEN)
        self.played, self.today = Played(PROJECT), CHOSEN
        draft = c.DraftProject(congress=HOME, project_year=2024, brief=brief(PROMISE))
        self.played.tell(c.DraftProjectFrom(asked=draft, number=1, congress=self.congress), by(None, "2023-11-01"))
        self.tell(
            c.SelectProject(
                project_year=2024, origin="voted", round="round-1", announcement="公告第4号", batch=1, amount_fen=1_000
            )
        )
        if assigned:
            self.today = date(2024, 2, 8)
            assert self.tell(c.AssignProject(unit="01", cooperating=("02",)), "government")
            self.reader.stands, self.reader.stands_on = "running", self.today

    def tell(self, asked: Command, body: Body | None = None, second: Person | None = None) -> bool:
        """Whether the project recorded what was asked today."""
        return recorded(self.played.tell(Under(asked=asked, congress=self.congress), by(body, str(self.today), second)))

    def expect(self, foreseen: bool, asked: Command, body: Body | None = None, second: Person | None = None) -> bool:
        """As `tell`, after the reader of the rules said what must come."""
        assert self.tell(asked, body, second) is foreseen, (asked, body, self.today)
        return foreseen

    def pass_days(self, days: int) -> None:
        """Time goes on; a day before is only the day that one act is said to have happened on."""
        self.latest = max(self.latest, self.today)
        self.today = max(date(2024, 1, 2), self.latest + timedelta(days))

    def near(self, moves: tuple[int, int, int]) -> Terms:
        """Terms not far from those that stand."""
        fen, days, goal = moves
        was = self.reader.now
        return was._replace(
            fen=max(0, was.fen + fen),
            until=was.until + timedelta(days),
            goal=None if was.goal is None else max(1, was.goal + goal),
        )

    # Adjustments

    @rule(turn=TURNS, new=TERMS, moves=NEARBY, close=MOSTLY)
    def file(self, turn: Turn, new: Terms, moves: Any, *, close: bool) -> None:
        self.pass_days(turn.days)
        terms, body = self.near(moves) if close else new, turn.by("government")
        asked = a.FileMinorChange(brief=brief(terms), reason="设计优化")
        if self.expect(self.reader.may_file(terms, self.today, body), asked, body):
            self.reader.filed(terms, self.today)

    @rule(
        turn=TURNS, kind=st.sampled_from(["adjust", "adjust", "suspend", "resume", "terminate"]), new=TERMS, fits=MOSTLY
    )
    def request(self, turn: Turn, kind: Any, new: Terms, *, fits: bool) -> None:
        self.pass_days(turn.days)
        body = turn.by("government")
        terms = new if (kind == "adjust") is fits else None
        asked = a.RequestAdjustment(kind=kind, brief=terms and brief(terms), reason="连续强降雨")
        if self.expect(self.reader.may_ask(kind, terms, self.today, body), asked, body):
            self.reader.asked(kind, terms, self.today)

    @precondition(lambda self: self.reader.wishes)
    @rule(
        turn=TURNS, outcome=st.sampled_from(["", "", "", "", "refused", "adjusted", "terminated"]),
        new=st.none() | st.none() | TERMS, paper=MOSTLY,
    )  # fmt: skip
    def decide(self, turn: Turn, outcome: Any, new: Terms | None, *, paper: bool) -> None:
        self.pass_days(turn.days)
        reader = self.reader
        number, body = turn.on(reader.wishes), turn.by(reader.decider)
        wish = reader.wish(number)
        outcome = outcome or ("adjusted" if wish is None else OUTCOME[wish.kind])
        asked = a.DecideAdjustment(
            number=number, outcome=outcome, brief=new and brief(new), document="示人常〔2024〕14号" if paper else ""
        )
        if self.expect(reader.may_decide(number, outcome, new, self.today, body), asked, body):
            reader.decided(number, outcome, new, self.today, paper=paper)

    @precondition(lambda self: self.reader.wishes)
    @rule(turn=TURNS, paper=st.booleans())
    def announce(self, turn: Turn, *, paper: bool) -> None:
        self.pass_days(turn.days)
        number, body = turn.on(self.reader.wishes), turn.by(self.reader.watcher)
        asked = a.AnnounceAdjustment(
            number=number, announcement="公告（第9号）", medium="示例县人大网站", document="公告" if paper else ""
        )
        if self.expect(self.reader.may_announce(number, self.today, body, paper=paper), asked, body):
            self.reader.wishes[number - 1].announced = True

    @precondition(lambda self: self.reader.wishes)
    @rule(turn=TURNS)
    def hear(self, turn: Turn) -> None:
        self.pass_days(turn.days)
        number, body = turn.on(self.reader.wishes), turn.by("congress")
        asked = a.HearAdjustment(number=number, meeting="示例县第十七届人民代表大会第四次会议")
        if self.expect(self.reader.may_hear(number, self.today, body), asked, body):
            self.reader.wishes[number - 1].heard = True

    @rule(kind=st.sampled_from(["adjust", "adjust", "adjust", "suspend", "terminate"]), new=TERMS, agrees=MOSTLY)
    def go_on_adjusting(self, kind: Any, new: Terms, *, agrees: bool) -> None:
        """What comes next where everybody does what the rules say."""
        right = Turn(days=3, number=0, last=True, right=True, other="government")
        wish = self.reader.wish(len(self.reader.wishes))
        if wish is not None and not wish.outcome:
            self.decide(right, "" if agrees else "refused", None, paper=True)
        elif wish is not None and not wish.announced:
            self.announce(right, paper=True)
        elif wish is not None and wish.owed and not wish.heard:
            self.hear(right)
        else:
            self.request(right, "resume" if self.reader.stands == "suspended" else kind, new, fits=True)

    @precondition(lambda self: self.reader.stands == "running")
    @rule(turn=TURNS)
    def complete(self, turn: Turn) -> None:
        self.pass_days(turn.days)
        goal = self.reader.now.goal
        done = () if goal is None else (TargetDone(target="1", done=str(goal)),)
        if self.tell(c.CompleteProject(targets=done)):
            self.reader.stands, self.reader.stands_on = "completed", self.today

    # Second looks

    def follow(self, news: int, asked: Command) -> None:
        """What follows from a grade is recorded or leaves nothing, and is never refused."""
        under, on = Under(asked=asked, congress=self.congress), by(None, str(self.today))
        assert len(PROJECT.decide(self.played.state, under, on)) == news, asked
        if news:
            self.played.tell(under, on)

    def begun(self, evaluation: str, item: str) -> None:
        self.reader.looks.append(Look(evaluation, item, self.today, self.reader.again, self.today))

    @rule(turn=TURNS, evaluation=GRADES, item=ITEMS)
    def grade(self, turn: Turn, evaluation: str, item: str) -> None:
        self.pass_days(turn.days)
        owes = self.reader.owes(evaluation, item)
        self.follow(int(owes), f.OweFollowUp(cause="grade", evaluation=evaluation, item=item, grade="不满意"))
        if owes:
            self.begun(evaluation, item)

    @rule(turn=TURNS, evaluation=GRADES, of=st.sampled_from(["", "evaluation-1"]), item=ITEMS, passed=st.booleans())
    def grade_again(self, turn: Turn, evaluation: str, of: str, item: str, *, passed: bool) -> None:
        self.pass_days(turn.days)
        grade = "基本满意" if passed else "不满意"
        asked = f.ReevaluateProject(evaluation=evaluation, item=item, grade=grade, passed=passed, re_evaluation_of=of)
        news = self.reader.touches(evaluation, of, item, self.today, passed=passed)
        bad = bool(of) and not passed
        owes = bad and self.reader.nobody_looks(item, self.today) and self.reader.owes(evaluation, item)
        self.follow(len(news) + owes, asked)
        for number in news:
            self.reader.looked(number, self.today, graded=(evaluation, passed), fine=passed, escalated=False)
        if owes:
            self.begun(evaluation, item)

    @rule(turn=TURNS, item=ITEMS)
    def open(self, turn: Turn, item: str) -> None:
        self.pass_days(turn.days)
        body = turn.by(self.reader.watcher)
        asked = f.OpenFollowUp(item=item, reason="代表视察发现路面积水")
        if self.expect(self.reader.may_open(item, self.today, body), asked, body):
            self.begun("", item)

    @precondition(lambda self: self.reader.looks)
    @rule(turn=TURNS, step=st.sampled_from(["plan", "report", "visit"]), fine=st.booleans(), said=st.uuids())
    def rectify(self, turn: Turn, step: str, said: Any, *, fine: bool) -> None:
        self.pass_days(turn.days)
        number, words = turn.on(self.reader.looks), f"第{said}句"
        measures = (f.PlannedMeasure(problem=words, measure="重做", due_on=self.today),)
        asked: dict[str, Command] = {
            "plan": f.FileRectificationPlan(number=number, measures=measures),
            "report": f.ReportRectification(number=number, text=words),
            "visit": f.InspectRectification(number=number, finding=words, satisfactory=fine),
        }
        if self.expect(self.reader.may_step(step, number, self.today), asked[step]):
            self.reader.looked(number, self.today, **{step: self.today}, **({"fine": fine} if step == "visit" else {}))

    @precondition(lambda self: self.reader.looks)
    @rule(turn=TURNS, two=st.booleans())
    def close(self, turn: Turn, *, two: bool) -> None:
        self.pass_days(turn.days)
        number = turn.on(self.reader.looks)
        asked = f.CloseFollowUp(number=number, conclusion="整改完成。")
        if self.expect(self.reader.may_close(number, self.today, two=two), asked, None, CHAIR if two else None):
            self.reader.looked(number, self.today, closed=True)

    @precondition(lambda self: self.reader.looks)
    @rule(turn=TURNS, other=st.sampled_from(["inquiry", "questioning", "report"]))
    def escalate(self, turn: Turn, other: Any) -> None:
        how: Any
        self.pass_days(turn.days)
        number, (right, body) = turn.on(self.reader.looks), self.reader.still_bad
        how, body = (right if turn.right else other), turn.by(body)
        asked = f.EscalateFollowUp(number=number, how=how, reason="整改没有到位")
        if self.expect(self.reader.may_escalate(number, how, self.today, body), asked, body):
            self.reader.looked(number, self.today, escalated=True)

    @precondition(lambda self: any(not look.closed for look in self.reader.looks))
    @rule(fine=MOSTLY, said=st.uuids(), evaluation=GRADES)
    def go_on_looking(self, evaluation: str, said: Any, *, fine: bool) -> None:
        """The next step of the first second look that is open."""
        number, look = next((at, look) for at, look in enumerate(self.reader.looks, 1) if not look.closed)
        right = Turn(days=3, number=number, last=False, right=True, other="government")
        done = {"plan": look.plan, "report": look.report, "visit": look.visit}
        if (step := next((name for name, day in done.items() if day is None), None)) is not None:
            self.rectify(right, step, said, fine=fine)
        elif look.again and (look.graded is None or not look.graded[1]):
            self.grade_again(right, evaluation, "evaluation-1", look.item, passed=fine)
        else:
            self.close(right, two=True)

    # What holds whatever happened

    @invariant()
    def the_project_is_as_the_reader_wrote_it_down(self) -> None:
        state, reader = self.played.state, self.reader
        assert state.promise.brief == brief(PROMISE)
        assert state.brief == brief(reader.now)
        assert type(state.standing).__name__.lower() == reader.stands
        kept = [
            (one.asked.kind, one.owed, bool(one.announced_on), bool(one.heard_on))
            for one in state.adjustments.by_number
        ]
        assert kept == [(wish.kind, wish.owed and not wish.heard, wish.announced, wish.heard) for wish in reader.wishes]
        looks = [(one.owed.item, bool(one.closed_on), one.escalated, one.passed) for one in state.follow_ups.by_number]
        graded = [None if look.graded is None else look.graded[1] for look in reader.looks]
        assert looks == [
            (look.item, look.closed, look.escalated, passed) for look, passed in zip(reader.looks, graded, strict=True)
        ]

    @invariant()
    def without_a_decision_the_promise_is_never_left_by_more_than_a_minor_change(self) -> None:
        if not any(wish.outcome == "adjusted" for wish in self.reader.wishes):
            now = self.reader.now
            assert abs(now.fen - PROMISE.fen) * 100 <= 20 * PROMISE.fen
            assert (now.until - PROMISE.until).days <= 30
            assert now.goal is not None
            assert now.goal * 10 >= 45 * 10
            assert now.what == PROMISE.what


TestAdjusting = Adjusting.TestCase
TestAdjusting.settings = settings(max_examples=1500 if LONG else 60, stateful_step_count=60 if LONG else 30)
