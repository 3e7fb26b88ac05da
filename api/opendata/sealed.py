"""Which single papers of a round may be given, and what is said where there are none?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from api.opendata.ballot_tables import of_year, round_name
from api.opendata.refusals import NoSinglePapers
from api.opendata.taken import Taken
from domain.canonical import to_json
from domain.events import Recorded
from domain.refusals import NotFound
from projections.model import Row
from projections.models import ROUND_RESULTS
from projections.publication import given_to_everybody
from projections.publication.settings import not_announced, others_withheld, votes_withheld
from projections.rules import ballot_of
from projections.words.sessions import round_kind_word
from voting.counting import BallotRules, Case, Count, Papers, count
from voting.events.rounds import PapersSealed

NOT_YET: Final = "还没有封账或者录入"
BY_TOTALS: Final = "是按合计录入的，台账里没有逐张的票，只有各项合计"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate as it stands on the ballot."""

    id: str
    title: str
    amount_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """A round with its papers as a multiset: sorted patterns, a letter a candidate (see `voting.counting`), and spoiled papers by reason.

    `due`, `present`, `issued`, `collected`: people and papers, None where unknown. `day` is when it was opened, `id` its stream.
    """

    id: str
    name: str
    title: str
    day: str
    candidates: tuple[Candidate, ...]
    seats: int
    patterns: tuple[tuple[str, int], ...]
    spoiled: tuple[tuple[str, int], ...]
    rules: Mapping[str, Any]
    due: int | None = None
    present: int | None = None
    issued: int | None = None
    collected: int | None = None

    @property
    def ballot_rules(self) -> BallotRules:
        """The rules as counting reads them."""
        return ballot_of(dict(self.rules))

    def counted(self) -> Count:
        """The outcome under the rules of the round; sealed papers are never corrected, so it is what was recorded."""
        return count(self._case(Papers(patterns=self.patterns, spoiled=self.spoiled)), self.ballot_rules)

    def _case(self, votes: Papers) -> Case:
        """The round to be counted."""
        return Case(
            candidates=tuple(each.id for each in self.candidates),
            titles=tuple(each.title for each in self.candidates),
            seats=self.seats,
            votes=votes,
            due=self.due,
            present=self.present,
            issued=self.issued,
            collected=self.collected,
        )

    def invalid_because(self, pattern: str) -> str:
        """Why a paper filled in like this is invalid, '' where it is valid."""
        one = replace(self._case(Papers(patterns=((pattern, 1),))), issued=None, collected=None)
        return next(iter(count(one, self.ballot_rules).papers.by_reason), "")


def sealed_ballot(taken: Taken, named: str = "") -> Ballot:
    """The ballot of the round that is named (2024-1-1), of the year's only one counted from papers where none is.

    Raises `NotFound`, `NoSinglePapers`.
    """
    rows = {round_name(row): row for row in of_year(taken, ROUND_RESULTS) if not row.get("taken_over")}
    if named:
        if named not in rows:
            raise NotFound(f"{taken.name}没有登记过{named}这一轮，或者还没有公布。")
        return _ballot(taken, rows[named])
    refused: list[NoSinglePapers] = []
    found = []
    for row in rows.values():
        try:
            found.append(_ballot(taken, row))
        except NoSinglePapers as refusal:
            refused.append(refusal)
    match found:
        case [one]:
            return one
        case []:
            said = "".join(refusal.detail for refusal in refused)
            raise NoSinglePapers(said or f"{taken.name}{taken.year}年度没有登记过一轮可以给出的。")
        case _:
            names = "、".join(ballot.name for ballot in found)
            raise NotFound(f"{taken.year}年度有{len(found)}轮逐张计票的（{names}），请用--round写明是哪一轮。")


def _ballot(taken: Taken, seen: Row) -> Ballot:
    """The round with its papers, if they may be given; raises `NoSinglePapers`."""
    history = taken.source.history(UUID(seen["stream"]), taken.position)
    sealed = [one for one in history if isinstance(one.event, PapersSealed)]
    name = round_name(seen)
    row = next(each for each in taken.all_rows(ROUND_RESULTS) if each["stream"] == seen["stream"])
    if not taken.inside:
        _refuse_unpublished(seen, row["publication"])
    if not sealed:
        raise NoSinglePapers(f"{name}{NOT_YET if row['method'] is None else BY_TOTALS}。")
    if not (taken.inside or _is_given(sealed[-1], row)):
        least = row["publication"]["papers_min_repeat"]
        raise NoSinglePapers(f"{name}的票不逐张公布：每一种填法都有{least}张以上相同才可以，只公布各项合计。")
    event = sealed[-1].event
    assert isinstance(event, PapersSealed)
    return _made(row, event)


def _refuse_unpublished(seen: Row, settings: Row) -> None:
    """Refuse in the words of the rules what no number of equal papers would open, whether the round has papers or not."""
    name = round_name(seen)
    if "items" not in seen:
        raise NoSinglePapers(f"{name}：{not_announced(seen['kind_word'], seen['announcement_word'])}。")
    if settings["votes"] != "all":
        raise NoSinglePapers(f"{name}：{votes_withheld(seen['word'])}。")
    if settings["not_selected"] != "show":
        raise NoSinglePapers(f"{name}：{others_withheld(seen['word'])}，也就不能逐张公布票。")


def _is_given(sealed: Recorded, row: Row) -> bool:
    state = {"envelope": to_json(sealed.envelope), "event": to_json(sealed.event)}
    return given_to_everybody(PapersSealed.TOPIC, state, row)


def _made(row: Row, sealed: PapersSealed) -> Ballot:
    kind = round_kind_word(row["round_kind"], row["word"])
    return Ballot(
        id=row["stream"],
        name=round_name(row),
        title=f"{row['meeting_title']}{kind}",
        day=row["opened_on"],
        candidates=tuple(Candidate(each["id"], each["title"], each["amount_fen"]) for each in row["candidates"]),
        seats=row["seats"],
        patterns=tuple(sorted((pattern.marks, pattern.count) for pattern in sealed.patterns)),
        spoiled=tuple(sorted(sealed.spoiled.items())),
        rules=row["rules"],
        due=row["attendance"]["due"],
        present=row["attendance"]["present"],
        issued=row["papers"]["issued"],
        collected=row["papers"]["collected"],
    )
