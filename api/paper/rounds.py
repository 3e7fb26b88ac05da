"""Which papers can be voted on now, and which round does somebody mean?

A paper is printed before its round is opened: from the final list with the meeting that was convened, or from the decision that calls
a re-ballot. Once the round is open the same paper comes from what the round recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from api.paper.asked import Asked
from api.paper.refusals import NotPrintable
from domain.congress.decider import CONGRESS
from domain.profile import Profile, body_for, recorded_profile, vote_word
from domain.refusals import NotFound
from projections.model import Row
from projections.models import CYCLES, MEETING_BOARD, ROUND_RESULTS
from projections.words.sessions import round_kind_word
from voting.deciders.rounds import ROUND
from voting.events.rounds import Candidate, RoundKind
from voting.states.rounds import Round, Voting


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is put to the vote in one round: everything that its paper says, and the day since when it is so.

    `kind` is what the paper is called beside others of its batch; a 重新投票 is held under the rules of what it repeats, `purpose`.
    """

    profile: Profile
    meeting_title: str
    project_year: int
    batch: int
    number: int
    kind: RoundKind
    purpose: RoundKind
    candidates: tuple[Candidate, ...]
    seats: int
    on: date

    @property
    def name(self) -> str:
        """2024-1-1, as the command line names it."""
        return named(self.project_year, self.batch, self.number)

    @property
    def kind_word(self) -> str:
        """第一轮票决, 再次票选."""
        return round_kind_word(self.kind, vote_word(self.profile))


def named(year: int, batch: int, number: int) -> str:
    """年度-批次-轮次."""
    return f"{year}-{batch}-{number}"


def rounds(asked: Asked) -> list[Row]:
    """The rounds of the year in the order of their recording, past ones that were taken over left out."""
    year = asked.extract.year
    return [
        row
        for row in asked.extract.rows(ROUND_RESULTS)
        if not row["taken_over"] and (asked.ballot or row["project_year"] == year)
    ]


def the_round(asked: Asked) -> tuple[Row, Round]:
    """The round that is meant, the newest where none is named, as its row and as its state; raises `NotFound`."""
    found = [row for row in rounds(asked) if asked.ballot in ("", row["stream"], name_of(row))]
    if not found:
        which = asked.ballot or f"{asked.extract.year}年度"
        raise NotFound(f"没有登记过{which}的轮次。轮次写成年度-批次-轮次，例如{asked.extract.year}-1-1。")
    state = ROUND.fold(asked.told(found[-1]["stream"]))
    assert isinstance(state, Round)
    return found[-1], state


def name_of(row: Row) -> str:
    """年度-批次-轮次 of a row."""
    return named(row["project_year"], row["batch"], row["number"])


def choice_of(state: Round) -> Choice:
    """What an open round recorded."""
    opened = state.opened
    return Choice(
        profile=state.profile,
        meeting_title=opened.meeting_title,
        project_year=opened.project_year,
        batch=opened.batch,
        number=opened.number,
        kind=opened.kind,
        purpose=state.purpose,
        candidates=opened.candidates,
        seats=opened.seats,
        on=date.fromisoformat(opened.final_list.fixed_on),
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What is, was or will be put to the vote; `why_not` says why no paper of it is printed any more, or yet."""

    names: tuple[str, ...]
    choice: Choice | None
    why_not: str = ""


def votable(asked: Asked) -> Choice:
    """What can be voted on: the round that is named, else the newest; raises `NotPrintable`."""
    found = known(asked)
    if found.choice is None or found.why_not:
        raise NotPrintable(found.why_not)
    return found.choice


def known(asked: Asked) -> Known:
    """What is meant, whether or not it can still be voted on; raises `NotPrintable` where there is nothing of that name."""
    found = [each for each in _all(asked) if asked.ballot in ("", *each.names)]
    if not found:
        which = asked.ballot or f"{asked.extract.year}年度"
        raise NotPrintable(f"{which}既没有开启的轮次，也没有确定的正式候选项目名单，请先登记。轮次写成年度-批次-轮次。")
    return found[-1]


def _all(asked: Asked) -> Iterator[Known]:
    """Everything that could be meant, the newest last."""
    held = rounds(asked)
    yield from _lists(asked, {(row["project_year"], row["batch"]) for row in held})
    names = {name_of(row) for row in held}
    for row in held:
        state = ROUND.fold(asked.told(row["stream"]))
        assert isinstance(state, Round)
        over = (
            ""
            if isinstance(state.stage, Voting)
            else f"{name_of(row)}（{row['kind_word']}）{row['status_word']}，不再印票。"
        )
        yield Known((name_of(row), row["stream"]), choice_of(state), over)
        if state.reballot is not None and (called := _called(state)).name not in names:
            yield Known((called.name,), called)


def _called(state: Round) -> Choice:
    """The re-ballot that a round called, before it is opened."""
    call = state.reballot
    assert call is not None
    before = choice_of(state)
    by_id = {candidate.id: candidate for candidate in before.candidates}
    return Choice(
        profile=before.profile,
        meeting_title=before.meeting_title,
        project_year=before.project_year,
        batch=before.batch,
        number=state.next_number,
        kind=call.kind,
        purpose=state.purpose if call.kind == "void_repeat" else call.kind,
        candidates=tuple(by_id[name] for name in call.candidates),
        seats=call.seats,
        on=before.on,
    )


def _lists(asked: Asked, held: set[tuple[int, int]]) -> Iterator[Known]:
    """First rounds that are not open yet, of every batch whose final list is fixed."""
    for cycle in asked.extract.rows(CYCLES):
        year = cycle["project_year"]
        if year != asked.extract.year and not asked.ballot.startswith(f"{year}-"):
            continue
        for batch in cycle["batches"]:
            if batch["final"] is not None and (year, batch["batch"]) not in held:
                yield _first(asked, year, batch)


def _first(asked: Asked, year: int, batch: Row) -> Known:
    names = (named(year, batch["batch"], 1),)
    meeting = meeting_for(asked, since=batch["final"]["on"])
    if meeting is None:
        return Known(names, None, "还没有登记表决民生实事项目的会议，票上要印会议的名称。请先登记召开会议。")
    row, profile = meeting
    if profile.decision_mode == "report_vote":
        return Known(names, None, "表决的是整个报告，票上的内容在开启时才写明。请先开启这一轮。")
    choice = Choice(
        profile=profile,
        meeting_title=row["title"],
        project_year=year,
        batch=batch["batch"],
        number=1,
        kind="first",
        purpose="first",
        candidates=tuple(_candidate(line) for line in batch["lines"] if line["final"] is not None),
        seats=batch["seats"],
        on=date.fromisoformat(batch["final"]["on"]),
    )
    return Known(names, choice)


def _candidate(line: Row) -> Candidate:
    final = line["final"]
    return Candidate(
        id=line["project"], title=final["title"], amount_fen=final["amount_fen"], deadline=final["deadline"]
    )


def meeting_for(asked: Asked, since: str) -> tuple[Row, Profile] | None:
    """The newest meeting of the body that votes which had not ended `since`, and the rules in force there."""
    congress = CONGRESS.fold(asked.told(asked.extract.stream))
    assert congress is not None
    for row in reversed(asked.extract.rows(MEETING_BOARD)):
        version = (row["adopted"] or row)["profile_version"]
        profile = recorded_profile(congress.profiles[version])
        if row["body"] in body_for(profile, "ballot") and row["to_on"] >= since:
            return row, profile
    return None
