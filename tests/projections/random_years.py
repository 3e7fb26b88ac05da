"""How does a test make up years of work at random, lawful or not, as long as every stream begins with its beginning?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from domain.congress.events import UnitMerged, UnitRenamed
from domain.events import Body, Event
from domain.streams import project_id
from projects.events import adjustments as a
from projects.events import followups as f
from projects.events import progress as g
from projects.events import projects as p
from projects.events.values import Amounts, Brief, Place, SourceAmount, SubItem, Target, TargetDone
from tests.projections.years import COUNTY, HOME, Year, brief

FIRST = date(2024, 1, 3)


def random_year(rng: Random, acts: int = 60) -> Year:
    """Some projects of 2023 and 2024, each going its own way, interleaved."""
    hiding = {"money": rng.choice(["none", "by_project"]), "not_selected": rng.choice(["hide", "show"])}
    year = Year(differences={"publication": hiding})
    streams = [_begun(year, rng, number) for number in range(1, rng.randint(2, 5))]
    for step in range(acts):
        day = str(FIRST + timedelta(days=step * 9 + rng.randint(0, 8)))
        if rng.random() < 0.05:
            grade = rng.choice(["satisfied", "basically_satisfied", "dissatisfied"])
            year.graded(2024, day, {f"2024-0{rng.randint(1, 4)}": grade}, number=step + 1)  # type: ignore[dict-item] # one of the grades
        elif rng.random() < 0.03:
            unit: Event = rng.choice([UnitRenamed(unit="02", name=f"示例局{step}", before="示例县交通局"), UnitMerged(unit="03", into="01")])  # fmt: skip
            year.add(COUNTY, day, unit)
        else:
            body: Body | None = "standing_committee" if rng.random() < 0.5 else None
            late = str(date.fromisoformat(day) + timedelta(days=rng.choice([0, 0, 0, 40])))
            own = rng.choice(streams)
            year.add(own, day, _asked_first(year, own, rng.choice(ACTS)(rng), rng), body=body, recorded=late)
    return year


def _asked_first(year: Year, own: UUID, event: Event, rng: Random) -> Event:
    """A step of an adjustment that was asked for, or the asking; neither that nor the decision can ever be redacted."""
    if not isinstance(event, a.AdjustmentDecided | a.AdjustmentAnnounced | a.AdjustmentHeard):
        return event
    before = [recorded.event for recorded in year.log.events if recorded.originator_id == own]
    asked = any(isinstance(each, a.AdjustmentRequested) and each.number == event.number for each in before)
    return event if asked else replace(_requested(rng), number=event.number)


def _begun(year: Year, rng: Random, number: int) -> UUID:
    if rng.random() < 0.2:
        own = project_id(str(COUNTY), 2023, number)
        standing = rng.choice(["running", "completed", "accepted"])
        taken = p.ProjectTakenOver(**HOME, project_year=2023, number=number, brief=_brief(rng), document="示例文件", standing=standing, printed=rng.choice([None, _amounts(rng)]))  # type: ignore[arg-type] # fmt: skip # one of the standings
        year.add(own, "2023-02-01", taken, recorded="2024-01-02")
        return own
    return year.draft(number, _brief(rng)) if rng.random() < 0.2 else year.chosen(number, _brief(rng))


def _brief(rng: Random) -> Brief:
    targets = (
        Target(id="1", name="新增学位", unit="个", planned=str(rng.randint(0, 900))),
        Target(id="2", name="失业率", unit="%", planned="4.5", sense="at_most"),
    )
    part = SubItem(id="1", title="示例子项", unit="02", amount_fen=rng.choice([None, 5_000]), targets=targets[:1])
    return brief(
        targets=targets[: rng.randint(0, 2)],
        sub_items=(part,) * rng.randint(0, 1),
        category=rng.choice(["教育", ""]),
        unit=rng.choice(["01", "02", "03"]),
        places=tuple(Place(name=f"示例村{n}") for n in range(rng.randint(0, 2))),
        nature=rng.choice(["construction", "service"]),
        total_fen=rng.choice([None, 10**9]),
        deadline_on=rng.choice(["", "2024-12-31", "2025-06-30"]),
    )


def _amounts(rng: Random) -> Amounts:
    fen = (rng.choice([None, rng.randint(0, 10**8)]) for _ in range(4))
    return Amounts(**dict(zip(("allotted_fen", "received_fen", "paid_fen", "completed_fen"), fen, strict=True)))


def _period(rng: Random) -> str:
    return rng.choice([f"2024-{rng.randint(1, 12):02}", f"2024-{rng.randint(1, 12):02}", f"2024-Q{rng.randint(1, 4)}", f"2025-{rng.randint(1, 6):02}"])  # fmt: skip


def _done(rng: Random) -> tuple[TargetDone, ...]:
    return tuple(TargetDone(target=each, done=str(rng.randint(0, 1000))) for each in ("1", "2") if rng.random() < 0.7)


def _report(rng: Random) -> Event:
    split = (SourceAmount(source=rng.choice(["county", "province"]), amount_fen=rng.randint(0, 10**7)),)
    part = g.SubItemProgress(sub_item="1", completed_fen=rng.choice([None, 7]), targets=_done(rng)[:1])
    vouchers = (g.Voucher(of=rng.choice(["allotted", "paid"]), number=str(rng.randint(1, 9)), amount_fen=rng.choice([None, 5])),)  # fmt: skip
    return g.ProgressReported(
        period=_period(rng), year=_amounts(rng), start=_amounts(rng), targets=_done(rng), sub_items=(part,),
        received_by_source=split * rng.randint(0, 1), physical_percent=rng.choice([None, 40]),
        vouchers=vouchers * rng.randint(0, 1),
    )  # fmt: skip


def _plan(rng: Random) -> Event:
    sources = (SourceAmount(source="county", amount_fen=rng.randint(0, 10**6)),)
    year, amount = rng.choice([2024, 2025]), rng.randint(10**6, 10**9)
    return p.AnnualPlanSet(year=year, amount_fen=amount, sources=sources * rng.randint(0, 1), targets=(Target(id="1", name="新增学位", unit="个", planned="40"),))  # fmt: skip


def _milestones(rng: Random) -> Event:
    due = str(FIRST + timedelta(days=rng.randint(30, 500)))
    each = tuple(p.Milestone(id=str(n), name=f"节点{n}", due_on=due) for n in range(1, rng.randint(2, 4)))
    return p.PlanFiled(year=2024, milestones=each)


def _decided(rng: Random) -> Event:
    # Nothing is resumed here that was not suspended: a resumption stands where the project stood before.
    outcome = rng.choice(["adjusted", "suspended", "resumed", "terminated", "refused", "adjusted"])
    return a.AdjustmentDecided(number=rng.randint(1, 3), outcome=outcome, brief=_brief(rng), owed_to_session=rng.random() < 0.5)  # type: ignore[arg-type] # fmt: skip # one of the outcomes


def _requested(rng: Random) -> a.AdjustmentRequested:
    kind = rng.choice(["adjust", "suspend", "resume", "terminate"])
    return a.AdjustmentRequested(number=rng.randint(1, 3), kind=kind, brief=_brief(rng), changes=(a.Changed(field="amount", before="1", after="2"),), crossed=(), reason="示例原因", profile_version=1)  # type: ignore[arg-type] # fmt: skip # one of the kinds


ACTS: tuple[Callable[[Random], Event], ...] = (
    _report, _report, _report, _plan, _milestones, _decided, _requested,
    lambda rng: g.ReportAccepted(period=_period(rng)),
    lambda rng: g.ReportReturned(period=_period(rng), reason="示例原因"),
    lambda rng: g.VoucherFiled(voucher=g.Voucher(of="paid", number=str(rng.randint(1, 9)), amount_fen=9)),
    lambda rng: g.ExplanationAsked(number=rng.randint(1, 3), alert="", question="为何", due_on="2024-08-01"),
    lambda rng: g.ExplanationGiven(number=rng.randint(1, 3), answer="因为"),
    lambda rng: a.MinorChangeFiled(brief=_brief(rng), changes=(), reason="示例原因", profile_version=1),
    lambda rng: a.AdjustmentAnnounced(number=rng.randint(1, 3), announcement="示例公告", medium="示例网站"),
    lambda rng: a.AdjustmentHeard(number=rng.randint(1, 3), meeting="示例会议"),
    lambda rng: f.FollowUpOwed(number=rng.randint(1, 2), cause="grade", plan_due_on="2025-01-20", rectify_due_on="2025-04-20", re_evaluate=rng.random() < 0.5),
    lambda rng: f.RectificationPlanFiled(number=rng.randint(1, 2), measures=()),
    lambda rng: f.RectificationReported(number=rng.randint(1, 2), text="已改"),
    lambda rng: f.RectificationInspected(number=rng.randint(1, 2), finding="已改", satisfactory=True),
    lambda rng: f.ProjectReevaluated(number=rng.randint(1, 2), evaluation="e", item="2024-01", grade="satisfied", passed=True),
    lambda rng: f.FollowUpEscalated(number=rng.randint(1, 2), how="inquiry", reason="仍不满意"),
    lambda rng: f.FollowUpClosed(number=rng.randint(1, 2), conclusion="已改"),
    lambda rng: p.ProjectRevised(brief=_brief(rng), reason="示例原因"),
    lambda _rng: p.ProjectNotSelected(round="r", announcement="示例公告", batch=1),
    lambda _rng: p.ProjectSelected(origin="voted", round="r", announcement="示例公告", batch=1, amount_fen=5, deadline="年底"),
    lambda _rng: p.ProjectListed(batch=1, document="示例文件"),
    lambda rng: p.ProjectAssigned(unit=rng.choice(["01", "03"]), unit_name="示例局"),
    lambda rng: p.MilestoneMet(milestone=str(rng.randint(1, 3))),
    lambda rng: p.MilestoneMissed(milestone=str(rng.randint(1, 3)), reason="雨天"),
    lambda rng: p.ProjectCompleted(targets=_done(rng)),
    lambda _rng: p.ProjectAccepted(accepted_by="示例验收组"),
    lambda _rng: p.AcceptanceReturned(reason="示例原因", due_on="2025-01-31"),
    lambda rng: p.SettlementAudited(amount_fen=rng.randint(0, 99)),
    lambda _rng: p.FinalAccountsApproved(amount_fen=7),
    lambda _rng: p.ProjectHandedOver(to="示例单位"),
    lambda _rng: p.SurplusReturned(amount_fen=7),
    lambda _rng: p.ProjectCarriedOver(from_year=2024, to_year=2025, reached="过半"),
    lambda _rng: p.ProjectLinked(kind="continues", other="2023-01"),
)  # fmt: skip
