"""What stands about one project, and which step can come next?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from domain.refusals import NotFound
from projects.events import projects as p
from projects.events.adjustments import AdjustmentDecided, MinorChangeFiled
from projects.numbers import PROJECT
from projects.states.adjustments import NO_ADJUSTMENTS, Adjustments, evolve_adjustments
from projects.states.followups import NO_FOLLOW_UPS, FollowUps, evolve_follow_ups
from projects.states.home import Home, home
from projects.states.progress import NO_PROGRESS, Progress, evolve_progress, taken_over
from projects.states.work import NO_WORK, Work, evolve_work

if TYPE_CHECKING:
    from domain.events import Envelope, Event
    from projects.events.projects import AnnualPlanSet, Origin
    from projects.events.values import Brief


@dataclass(frozen=True, slots=True)
class Drafted:
    """拟提: it may come onto a list."""


@dataclass(frozen=True, slots=True)
class NotChosen:
    """未获确定 in a ballot; it may come onto a later list."""

    on: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """票决确定, 票选产生 or listed; not yet assigned."""

    on: str


@dataclass(frozen=True, slots=True)
class Running:
    """交办 and under way."""

    on: str


@dataclass(frozen=True, slots=True)
class Completed:
    """完工, not yet accepted."""

    on: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """验收通过."""

    on: str


@dataclass(frozen=True, slots=True)
class Suspended:
    """暂缓实施; it goes on from where it stood."""

    on: str
    before: Standing


@dataclass(frozen=True, slots=True)
class Terminated:
    """终止实施."""

    on: str


@dataclass(frozen=True, slots=True)
class Halt:
    """A time of suspension that is over: from this day until before that one."""

    from_on: str
    to_on: str


Standing = Drafted | NotChosen | Chosen | Running | Completed | Accepted | Suspended | Terminated


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised when it was chosen: the brief, with amount and deadline as printed on the ballot. It never changes."""

    brief: Brief
    amount_fen: int | None
    deadline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project: its promise, the brief that stands now, its standing, and its work, reports, adjustments and second looks.

    `years` are those in which it stands: that of its list and every one into which it was carried over. `began_on` is the day of the
    first event, `brief_on` the day since which the brief stands, `chosen_in` the round that chose it, on the day `chosen_on`. `assigned` is the newest
    assignment, on the day `assigned_on`; `plans` the newest annual plan by year, set on the day `planned_on`, and `first_plans`
    the one that was set first. `done` says by target what was done when it was completed, in its own unit; None where the
    ledger has recorded no completion.
    """

    home: Home
    project_year: int
    number: int
    began_on: str
    brief: Brief
    brief_on: str
    standing: Standing
    years: tuple[int, ...]
    halts: tuple[Halt, ...] = ()
    proposals: tuple[str, ...] = ()
    origin: Origin | None = None
    promise: Promise | None = None
    chosen_in: str = ""
    chosen_on: str = ""
    unit: str = ""
    assigned: p.ProjectAssigned | None = None
    assigned_on: str = ""
    completed_on: str = ""
    done: dict[str, str] | None = None
    plans: dict[int, AnnualPlanSet] = field(default_factory=dict)
    first_plans: dict[int, AnnualPlanSet] = field(default_factory=dict)
    planned_on: dict[int, str] = field(default_factory=dict)
    links: tuple[p.ProjectLinked, ...] = ()
    work: Work = NO_WORK
    progress: Progress = NO_PROGRESS
    adjustments: Adjustments = NO_ADJUSTMENTS
    follow_ups: FollowUps = NO_FOLLOW_UPS

    @property
    def since(self) -> str:
        """The day since which it stands as it does; nothing that stands on this can have happened before."""
        match self.standing:
            case Drafted():
                return self.brief_on
            case NotChosen(on):
                return max(on, self.brief_on)
            case standing:
                return standing.on

    @property
    def says(self) -> str:
        """The number as people say it."""
        return PROJECT.say(self.project_year, self.number)


def evolve(state: Project | None, event: Event, envelope: Envelope) -> Project | None:
    """The project after one more event of its stream."""
    if isinstance(event, p.ProjectDrafted | p.ProjectTakenOver):
        return _begun(event, envelope)
    if state is None:
        raise NotFound("没有找到这个项目。")
    if (progress := evolve_progress(state.progress, event, envelope)) is not None:
        return replace(state, progress=progress)
    if (follow_ups := evolve_follow_ups(state.follow_ups, event, envelope)) is not None:
        return replace(state, follow_ups=follow_ups)
    if (adjustments := evolve_adjustments(state.adjustments, event, envelope)) is not None:
        return _adjusted(replace(state, adjustments=adjustments), event, envelope.effective_on)
    if (work := evolve_work(state.work, event, envelope)) is not None:
        return replace(state, work=work)
    return _evolve_life(state, event, envelope.effective_on)


def _begun(event: p.ProjectDrafted | p.ProjectTakenOver, envelope: Envelope) -> Project:
    begun = Project(
        home=home(event), project_year=event.project_year, number=event.number, began_on=envelope.effective_on,
        brief=event.brief, brief_on=envelope.effective_on, standing=Drafted(), years=(event.project_year,),
    )  # fmt: skip
    if isinstance(event, p.ProjectDrafted):
        return replace(begun, proposals=event.proposals)
    as_of = event.figures_on or envelope.effective_on
    on = event.selected_on or as_of
    standings: dict[str, Standing] = {
        "running": Running(on), "completed": Completed(as_of), "accepted": Accepted(as_of),
    }  # fmt: skip
    promise = Promise(event.brief, event.brief.total_fen, event.brief.deadline_text or event.brief.deadline_on)
    return replace(
        begun, origin="taken_over", standing=standings[event.standing], promise=promise,
        chosen_in=event.past_round, chosen_on=on, unit=event.brief.unit, completed_on="" if event.standing == "running" else as_of,
        progress=taken_over(event.printed, event.figures_on),
    )  # fmt: skip


def _adjusted(state: Project, event: Event, on: str) -> Project:
    """What an adjustment changes beside its own record: the brief that stands, and whether the project goes on."""
    match event:
        case MinorChangeFiled():
            return replace(state, brief=event.brief, brief_on=on)
        case AdjustmentDecided(outcome="refused"):
            return state
        case AdjustmentDecided(outcome="adjusted"):
            return replace(state, brief=event.brief, brief_on=on)
        case AdjustmentDecided(outcome="suspended"):
            return replace(state, standing=Suspended(on, state.standing))
        case AdjustmentDecided(outcome="resumed"):
            assert isinstance(state.standing, Suspended)
            halts = (*state.halts, Halt(state.standing.on, on))
            return replace(state, standing=state.standing.before, halts=halts)
        case AdjustmentDecided(outcome="terminated"):
            return replace(state, standing=Terminated(on))
        case _:
            return state


def _evolve_life(state: Project, event: Event, on: str) -> Project:
    match event:
        case p.ProjectRevised():
            return replace(state, brief=event.brief, brief_on=on)
        case p.ProjectSelected():
            return _chosen(state, event, event.origin, event.round, on)
        case p.ProjectListed():
            return _chosen(state, event, "listed", "", on)
        case p.ProjectNotSelected():
            years = (state.project_year,)
            return replace(
                state, standing=NotChosen(on), origin=None, promise=None, chosen_in="", chosen_on="", years=years
            )
        case p.ProjectAssigned():
            moved = Running(on) if isinstance(state.standing, Chosen) else state.standing
            return replace(state, standing=moved, unit=event.unit, assigned=event, assigned_on=on)
        case p.AnnualPlanSet():
            first = {event.year: event, **state.first_plans}
            plans, planned_on = {**state.plans, event.year: event}, {**state.planned_on, event.year: on}
            return replace(state, plans=plans, first_plans=first, planned_on=planned_on)
        case p.ProjectCompleted():
            done = {one.target: one.done for one in event.targets}
            return replace(state, standing=Completed(on), completed_on=on, done=done)
        case p.ProjectAccepted():
            return replace(state, standing=Accepted(on))
        case p.AcceptanceReturned():
            return replace(state, standing=Running(on))
        case p.ProjectCarriedOver():
            return replace(state, years=(*state.years, event.to_year))
        case p.ProjectLinked():
            return replace(state, links=(*state.links, event))
        case _:
            raise AssertionError(f"not an event of a project: {event!r}")


def _chosen(state: Project, event: p.ProjectSelected | p.ProjectListed, origin: Origin, by: str, on: str) -> Project:
    promise = Promise(state.brief, event.amount_fen, event.deadline)
    years = (event.project_year or state.project_year,)
    return replace(state, standing=Chosen(on), origin=origin, promise=promise, chosen_in=by, chosen_on=on, years=years)
