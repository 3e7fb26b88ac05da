"""How do tests of the funnel play a year from 征集 to the ballot, scripted or at random, on a log in memory?"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from domain.congress.events import CongressRegistered, ProfileAdopted
from domain.refusals import Faults, Refusal
from domain.streams import cycle_id
from projections.bookmarks import Bookmark
from projections.proposals import PROPOSALS, read_funnel
from projections.reading import Shown
from projects import numbers
from projects.commands import proposals as c
from projects.commands.under import Under
from projects.deciders.proposals import PROPOSAL
from projects.events import cycles as y
from projects.events import projects as j
from projects.events.values import Brief
from tests.given import CHAIR, envelope
from tests.projections.kit import DictRows, folded
from tests.projects.desk import Desk
from tests.projects.proposals import ADOPT, ANSWER, ASKED, DECLINE, PUBLISH, REOPEN, RESERVE, TRANSFER, rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.congress.state import Congress
    from projections.model import ReadModel
    from projections.reading import Reading

DAY = "2023-11-08"


class Year:
    """A congress and its project year 2024: what is asked is decided, what others decide is recorded as they record it."""

    def __init__(self, congress: Congress) -> None:
        self.desk = Desk(congress)
        self.here: dict[str, Any] = {
            "congress": str(self.desk.home), "code": congress.code, "congress_name": congress.name, "level": congress.level,
        }  # fmt: skip
        registered = CongressRegistered(code=congress.code, level=congress.level, name=congress.name)
        self.desk.record(self.desk.home, registered, envelope())
        self.desk.record(self.desk.home, ProfileAdopted(version=1, profile=congress.profiles[1]), envelope())

    def cycle(self, year: int = 2024) -> UUID:
        """The stream of the year of work."""
        return cycle_id(str(self.desk.home), year)

    def open(self, year: int = 2024, **window: Any) -> None:
        """年度工作 and 征集 begin."""
        begun = y.CycleOpened(**self.here, project_year=year, decision_mode="congress_ballot", profile_version=1)
        asked = {"organiser": "government", "from_on": "2023-09-04", "to_on": "2023-10-13", **window}
        self.happens(self.cycle(year), begun, y.SolicitationOpened(**asked))

    def close(self, received: int | None) -> None:
        """征集 ends, with what the notice prints."""
        self.happens(self.cycle(), y.SolicitationClosed(received=received, document="示例通报"))

    def submit(self, year: int = 2024, on: str = "2023-09-18", **changes: Any) -> UUID:
        """One more proposal."""
        asked = replace(ASKED, congress=str(self.desk.home), project_year=year, **changes)
        return self.desk.ask(asked, envelope(on=on))

    def ask(self, proposal: UUID, *asked: Any, on: str = DAY) -> None:
        """What is asked of a proposal, one after the other, confirmed by a second person."""
        for each in asked:
            self.desk.ask(each, envelope(on=on, second=CHAIR), proposal)

    def notice(self, *covered: UUID) -> None:
        """集中反馈, as the year of work brings it along."""
        asked = c.GiveFeedback(how="by_notice", notice=str(self.cycle()))
        for proposal in covered:
            self.desk.tell(
                PROPOSAL, proposal, Under(asked=asked, congress=self.desk.congress), envelope(on="2023-12-29")
            )

    def draft(self, number: int, *proposals: str, year: int = 2024) -> str:
        """A project drafted from proposals; answers its number."""
        says = numbers.PROJECT.say(year, number)
        brief = Brief(title=f"示例项目{number}", nature="construction")
        self.happens(
            self.project(says),
            j.ProjectDrafted(**self.here, project_year=year, number=number, brief=brief, proposals=proposals),
        )
        return says

    def lists(self, candidates: Sequence[str], final: Sequence[str], batch: int = 1, year: int = 2024) -> None:
        """初定 and 正式候选项目 of a batch."""
        drawn, fixed = ([y.Listed(project=each, title="示例") for each in names] for names in (candidates, final))
        self.happens(
            self.cycle(year),
            y.PreliminaryListDrawnUp(batch=batch, items=tuple(drawn), steps=(), profile_version=1),
            y.FinalListFixed(batch=batch, items=tuple(fixed), seats=1, profile_version=1),
        )

    def choose(self, *chosen: str, on_list: Sequence[str] = ()) -> None:
        """The announcement: some are selected and the others on the list are not."""
        for says in chosen:
            self.happens(self.project(says), j.ProjectSelected(origin="voted", round="r", announcement="1", batch=1))
        for says in on_list:
            if says not in chosen:
                self.happens(self.project(says), j.ProjectNotSelected(round="r", announcement="1", batch=1))

    def happens(self, stream: UUID, *events: Any) -> None:
        """What others decided."""
        for event in events:
            self.desk.record(stream, event, envelope(on=DAY))

    def project(self, says: str) -> UUID:
        """The stream of the project with this number."""
        return numbers.PROJECT.named(str(self.desk.home), says)

    def rows(self) -> dict[str, dict[str, Any]]:
        """The proposals as shown, by number."""
        return {row["number"]: row for row in folded(PROPOSALS, self.desk.log.events).shown(PROPOSALS).values()}

    def funnel(self, year: int = 2024) -> dict[str, Any]:
        """The funnel of the year."""
        found = funnel_of(folded(PROPOSALS, self.desk.log.events), self.desk.home, year)
        assert found is not None
        return found


def funnel_of(rows: DictRows, congress: UUID, year: int) -> dict[str, Any] | None:
    """The funnel over rows in memory."""
    return read_funnel(cast("Reading", InMemory(rows)), str(congress), year)


class InMemory:
    """Reads rows in memory as `Reading` reads those of the database."""

    def __init__(self, rows: DictRows) -> None:
        self.rows = rows

    def positions(self) -> Mapping[str, Bookmark]:
        return {PROPOSALS.name: Bookmark(1, 0)}

    def part(self, _model: ReadModel, key: str, _as_of: int | None = None) -> Any:
        return self.rows.get(key)

    def rows_of(self, model: ReadModel, keys: Sequence[str], _as_of: int | None = None) -> list[Shown]:
        shown = self.rows.shown(model)
        return [Shown(key, "990101", 1, 1, shown[key]) for key in keys if key in shown]


ASKS = (ADOPT, RESERVE, TRANSFER, DECLINE, REOPEN, ANSWER, PUBLISH, c.GiveTransferNumber(number="示例-12"))
CHANNELS: tuple[Any, ...] = ("liaison_station", "petition", "hotline_12345")


def at_random(rng: Random, congress: Congress, steps: int = 60) -> Year:
    """A year in which people ask for this and that; what is unlawful is refused."""
    year = Year(congress)
    year.open()
    proposals: list[UUID] = []
    projects: list[str] = []
    for _ in range(steps):
        said = [year.desk.read(PROPOSAL, each).says for each in proposals]
        with suppress(Refusal, Faults):
            match rng.choice(["submit", "submit", "merge", "ask", "ask", "ask", "draft", "list", "choose", "open"]):
                case "submit":
                    earlier = tuple(rng.sample(said, min(len(said), rng.choice([0, 0, 1]))))
                    place = {"place": rng.choice(["", "示例镇"]), "division": rng.choice(["", "990101101"])}
                    asked = {"channel": rng.choice(CHANNELS), "category": rng.choice(["", "交通"]), **place}
                    proposals.append(year.submit(rng.choice([2023, 2024]), earlier=earlier, **asked))
                case "merge" if proposals:
                    year.ask(rng.choice(proposals), c.MergeProposal(into=rng.choice(said)))
                case "ask" if proposals:
                    year.ask(rng.choice(proposals), rng.choice(ASKS))
                case "draft":
                    projects.append(year.draft(len(projects) + 1, *rng.sample(said, min(2, len(said)))))
                case "list" if projects:
                    drawn = rng.sample(projects, rng.randint(1, len(projects)))
                    year.lists(drawn, drawn[:-1] or drawn, batch=rng.choice([1, 2]))
                case "choose" if projects:
                    year.choose(rng.choice(projects), on_list=projects)
                case "open":
                    year.open()
                    year.close(rng.choice([None, 5]))
    return year


def figures(rows: list[dict[str, Any]], name: str) -> dict[str, int]:
    """The counts of rows by what they are called."""
    return {row[name]: row["count"] for row in rows}


def solicited() -> Year:
    """Eight proposals over two channels, four projects drafted, three on the list, one chosen."""
    year = Year(rules())
    year.open()
    ones = [year.submit(channel="liaison_station", division="990101101", place="示例镇") for _ in range(5)]
    ones += [year.submit(channel="hotline_12345", category="交通出行") for _ in range(3)]
    year.close(9)
    for own in ones[:3]:
        year.ask(own, ADOPT)
    for own, asked in zip(ones[3:7], (c.MergeProposal(into="2024征-001"), RESERVE, TRANSFER, DECLINE), strict=True):
        year.ask(own, asked)
    projects = [year.draft(number, f"2024征-{number:03}") for number in range(1, 4)] + [year.draft(4)]
    year.lists(projects, projects[:3])
    year.choose(projects[0], on_list=projects[:3])
    return year
