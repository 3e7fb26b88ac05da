"""What is asked of somebody who enters a whole session afterwards, on one screen?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from api.http.route import Call
from api.pages.counting.cells import PAPER, Cells, Line
from api.pages.forms.field import Field
from api.pages.forms.seconds import seconds
from api.pages.inside import every, read
from api.pages.words import deciding_bodies
from domain.congress.decider import CONGRESS
from domain.congress.state import Congress
from domain.profile import Profile, body_for
from domain.streams import cycle_id
from projects.deciders.checks import rules_of
from projects.deciders.cycles import CYCLE
from projects.states.cycles import Batch, Cycle
from voting.commands.rounds import AnnounceResult

BATCH: Final = 1
HOW: Final = {"meeting_decision": "会议通过（不写票数）", "unanimous": "举手表决，一致通过"}
SECOND: Final = "_second"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the screen."""

    title: str
    fields: tuple[Field, ...]
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """The session that is entered: its congress and rules, the year and how far its list has come, the candidates."""

    call: Call
    congress: Congress
    stream: UUID
    row: Mapping[str, Any]
    version: int
    profile: Profile
    year: int
    cycle: Cycle | None
    candidates: tuple[Line, ...]

    @property
    def batch(self) -> Batch | None:
        """The list of the year, as far as there is one."""
        return self.cycle.batches.get(BATCH) if self.cycle else None

    @property
    def fixed(self) -> bool:
        """Whether the year's final list is there already."""
        return self.batch is not None and self.batch.final is not None

    def cells(self) -> Cells:
        """The empty cells of the sheet."""
        return Cells(lines=self.candidates, columns=PAPER, key="candidate", totals=True, handed_in=None)

    def sections(self) -> tuple[Section, ...]:
        """Everything that is asked but the sheet, in the order in which it happened."""
        found = [*(() if self.fixed else (self._list(),)), self._session(), self._people(), self._papers()]
        return tuple(found)

    def last(self) -> Section:
        """What is asked after the sheet."""
        return Section(title="公告、确认", fields=tuple(self._after()))

    def fields(self) -> tuple[Field, ...]:
        """All of them."""
        return tuple(each for section in (*self.sections(), self.last()) for each in section.fields)

    def known(self) -> dict[str, str]:
        """What the screen begins with, because the ledger says it already."""
        bodies = {
            f"items/{line.id}": str(place)
            for place, line in enumerate(self.candidates, start=1)
            if not self.fixed
            and (self.batch is None or line.id in {each.project for each in self.batch.preliminary.items})
        }
        name = self.row["name"]
        return {
            **bodies,
            "term": str(self.row["term"] or ""),
            "due": str(self.row["deputies"] or ""),
            "plenary": "2",
            "boxes": "1",
            "method": f"{name}民生实事项目票决办法",
            "medium": "政务公开栏",
            "how": "meeting_decision",
            SECOND: next(iter(seconds(self.call)), ""),
        }

    def _list(self) -> Section:
        titles = {line.id: f"{line.id} {line.title}" for line in self.candidates}
        fields = [
            Field(
                name="items",
                label="候选项目在票上的次序",
                kind="ordered",
                required=True,
                choices=titles,
                hint="不列入的留空。",
            ),
            _whole("seats", "应选项数"),
        ]
        if self.batch is None:
            steps = self.profile.candidate.review_steps
            fields += [_day(f"review/{step}", f"{REVIEWS.get(step, step)}的日子") for step in steps]
        if self.profile.candidate.publicity_days and (self.batch is None or self.batch.publicity is None):
            fields += [_day("public_from", "公示从哪天"), _day("public_to", "公示到哪天")]
        if self.batch is None or not self.batch.submitted_on:
            fields += [_text("submission", "提请的文件"), _day("submitted_on", "提请的日子")]
        fields.append(_day("fixed_on", "确定正式候选项目的日子"))
        return Section(
            title="候选项目名单", fields=tuple(fields), said="这一年还没有正式候选项目名单，在这里一并登记。"
        )

    def _session(self) -> Section:
        return Section(
            title="会议",
            fields=(
                _whole("term", "届"),
                _whole("session", "次"),
                _day("from_on", "会议从哪天"),
                _day("to_on", "会议到哪天"),
                _day("vote_on", "票决的日子", required=False, hint="不写是会议最后一天。"),
                _whole("plenary", "票决在第几次全体会议"),
                _whole("due", "应到"),
                _whole("present", "实到"),
                _whole("on_leave", "请假", required=False),
                _whole("absent", "缺席", required=False),
            ),
        )

    def _people(self) -> Section:
        version = f"第{self.version}版"
        return Section(
            title="票决办法、监票人、计票人",
            said=f"按现行规则{version}登记。",
            fields=(
                _text("method", "票决办法的名称"),
                Field(name="how", label="票决办法、监票人怎样通过", kind="one", required=True, choices=HOW),
                _text("scrutineer", "总监票人姓名"),
                _text("teller", "总计票人姓名"),
                _text("scrutineers", "其他监票人", required=False, hint="几个人用顿号隔开。"),
                _text("tellers", "其他计票人", required=False, hint="几个人用顿号隔开。"),
            ),
        )

    def _papers(self) -> Section:
        return Section(
            title="票",
            fields=(
                _whole("boxes", "票箱数"),
                _whole("printed", "印制"),
                _whole("issued", "发出"),
                _whole("exchanged", "换票", required=False),
                _whole("surplus_voided", "余票作废", required=False),
                _whole("collected", "收回"),
            ),
        )

    def _after(self) -> Iterator[Field]:
        hint = "票数相等、还没有公告的，三项都留空，先登记到计票结果。"
        yield _text("number", "公告号", required=False, hint=hint)
        yield _day("announced_on", "公告的日子", required=False)
        yield _text("medium", "在哪里公告", required=False)
        if self.call.actor.through:
            yield Field(
                name=SECOND, label="确认人", kind="one", required=True, choices=seconds(self.call),
                hint="对方登录以后，对照签字的报告单看这些数，确认了才登记。",
            )  # fmt: skip


REVIEWS: Final[Mapping[str, str]] = {
    "gov_exec": "政府常务会议（镇长办公会议）研究",
    "party_committee": "党委研究",
    "sc_preview": "常委会预审",
    "presidium_preview": "主席团预审",
}


def late_of(call: Call) -> Late:
    """The session as far as it is known before anybody typed; the year from `?year=`, else the newest that has candidates."""
    row = read(call, "/congresses/{congress}", {"congress": call.actor.congress})
    stream = UUID(row["stream"])
    ledger = call.desk.ledger
    state = ledger.load(CONGRESS, stream).state
    assert state is not None, "its row was read"
    version, profile = rules_of(state)
    projects = list(every(call, "/projects", congress=row["code"]))
    asked = call.query.get("year", "")
    drafted = [each["project_year"] for each in projects if each["standing"] in {"drafted", "listed"}]
    year = int(asked) if asked.isdecimal() else max(drafted, default=call.desk.clock().year)
    cycle = ledger.load(CYCLE, cycle_id(str(stream), year)).state
    return Late(
        call=call, congress=state, stream=stream, row=row, version=version, profile=profile, year=year,
        cycle=cycle if isinstance(cycle, Cycle) else None, candidates=_candidates(cycle, projects, year),
    )  # fmt: skip


def _candidates(cycle: Any, projects: list[dict[str, Any]], year: int) -> tuple[Line, ...]:
    """Those of the final list in its order, else the drafted ones of the year in the order of their numbers."""
    batch = cycle.batches.get(BATCH) if isinstance(cycle, Cycle) else None
    if batch is not None and batch.final is not None:
        return tuple(Line(id=each.project, title=each.title) for each in batch.final.said.items)
    own = [each for each in projects if each["project_year"] == year and each["standing"] == "drafted"]
    return tuple(
        Line(id=each["project"], title=each["title"]) for each in sorted(own, key=lambda each: each["project"])
    )


def announcing(profile: Profile) -> bool:
    """Whether a session of this congress can be entered on one screen: its own vote, counted from a signed sheet."""
    ballot = profile.ballot
    by_sheet = ballot is not None and ballot.count_method in {"manual_totals", "reader_totals"}
    return by_sheet and profile.decision_mode == "congress_ballot" and bool(deciding_bodies(AnnounceResult, profile))


def voting_body(profile: Profile) -> Any:
    """Whose meeting votes."""
    return body_for(profile, "ballot")[0]


def _day(name: str, label: str, *, required: bool = True, hint: str = "") -> Field:
    return Field(name=name, label=label, kind="day", required=required, hint=hint)


def _whole(name: str, label: str, *, required: bool = True) -> Field:
    return Field(name=name, label=label, kind="whole", required=required, whole=True)


def _text(name: str, label: str, *, required: bool = True, hint: str = "") -> Field:
    return Field(name=name, label=label, kind="text", required=required, hint=hint)


__all__ = ["BATCH", "SECOND", "Late", "Section", "announcing", "late_of", "voting_body"]
