"""Which streams belong to the projects and rounds that somebody asks for?

To a project belong its congress, the years of work in which it stood, the rounds of those ballots and the evaluations of it with
their meetings, the proposals that it came from, the findings, inspections and reports on it. To a round or an evaluation belong
its meeting and its congress, to a round also its year of work and the other rounds of its batch; who counted is given the asked
ones alone with meeting and congress. Inside, the documents that all these name come with them. Outsiders get what the published
rows lead to, and nothing else: that two streams belong together may say something by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from api.bundle.asked import Audience
from api.bundle.source import Source
from api.refusals import OtherCongress
from domain.canonical import texts_in, to_json
from domain.divisions import canonical
from domain.documents.events import DocumentFiled
from domain.events import Erased
from domain.refusals import NotFound
from domain.streams import cycle_id, document_id
from projections.model import ReadModel, Row
from projections.models import (
    CONGRESSES,
    CYCLES,
    FINDINGS,
    INSPECTIONS,
    PROJECTS,
    PROPOSALS,
    REPORTS,
    ROUND_RESULTS,
    SATISFACTION,
)
from projections.publication import listed, published
from projects.numbers import PROJECT, PROPOSAL, whole

ROUND: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
HASH: Final = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Choosing:
    """What can be found in the ledger as of `until` by whom the bundle is made for, in one congress.

    `congress` is its stream, `codes` those that it has had.
    """

    source: Source
    audience: Audience
    until: int
    congress: str
    codes: tuple[str, ...]

    def streams(self, projects: Iterable[str], ballots: Iterable[str]) -> frozenset[UUID]:
        """The streams of these projects, by number, and rounds or evaluations, by id or 2024-1-1.

        Raises `NotFound`, `OtherCongress`.
        """
        found = {self.congress}
        for number in projects:
            found |= self._of_project(number)
        for ballot in ballots:
            for stream, row in self._ballots(ballot).items():
                found |= self._of_ballot(stream, row)
        inside = set() if self.audience == "public" else set(self._documents(found))
        return frozenset(UUID(stream) for stream in found | inside)

    def _of_project(self, number: str) -> set[str]:
        stream = str(PROJECT.named(self.congress, number))
        row = self._one(PROJECTS, stream)
        if row is None:
            raise NotFound(f"没有登记过编号为{number}的项目{self._as_of()}。")
        ballots = self._ballots_on(number, row)
        years = {row["project_year"], *row["years"], *(each["project_year"] for each in ballots.values())}
        cycles = self._known(CYCLES, (str(cycle_id(self.congress, year)) for year in years))
        proposals = self._known(PROPOSALS, (str(PROPOSAL.named(self.congress, name)) for name in row["proposals"]))
        watched = {
            key
            for model in (FINDINGS, INSPECTIONS, REPORTS)
            for key, each in self._rows(model).items()
            if number in each.get("projects", ())
        }
        meetings = {each["meeting"] for each in ballots.values()}
        return {stream, *ballots, *meetings, *cycles, *proposals, *watched}

    def _ballots_on(self, number: str, project: Row) -> dict[str, Row]:
        """The rounds of the batches in which the project was voted on, and the evaluations in which it was graded."""
        rounds = self._rows(ROUND_RESULTS)
        chosen_in = (project["promise"] or {}).get("round")
        of_it = [row for key, row in rounds.items() if key == chosen_in or number in _candidates(row)]
        evaluations = self._rows(SATISFACTION).items()
        graded = {
            key: row for key, row in evaluations if number in {whole(item["item"]) for item in row.get("items", ())}
        }
        return {key: row for key, row in rounds.items() if _same_batch(row, of_it)} | graded

    def _of_ballot(self, stream: str, row: Row) -> set[str]:
        found = {stream, row["meeting"]} if "meeting" in row else {stream}
        if self.audience == "scrutineer" or row["kind"] == "evaluation":
            return found
        others = {key: each for key, each in self._rows(ROUND_RESULTS).items() if _same_batch(each, [row])}
        cycle = str(cycle_id(self.congress, row["project_year"]))
        return found | {*others, *(each["meeting"] for each in others.values())} | self._known(CYCLES, [cycle])

    def _ballots(self, name: str) -> dict[str, Row]:
        """The rounds or the one evaluation that are meant."""
        if (asked := ROUND.fullmatch(name)) is not None:
            wanted = tuple(int(figure) for figure in asked.groups())
            rounds = self._rows(ROUND_RESULTS)
            found = {
                key: row
                for key, row in rounds.items()
                if (row["project_year"], row["batch"], row["number"]) == wanted and "meeting" in row
            }
        else:
            row = self._one(ROUND_RESULTS, name) or self._one(SATISFACTION, name)
            found = {} if row is None else {name: row}
        if not found:
            raise NotFound(f"没有登记过{name}这一轮票决或者这次测评{self._as_of()}。")
        for row in found.values():
            if row["congress"] != self.congress:
                raise OtherCongress(f"{name}属于代码为{row['code']}的人大，一个核验包只能是一个人大的。")
        return found

    def _documents(self, streams: Iterable[str]) -> Iterator[str]:
        """The documents that the events of these streams name by their ids or hashes, and those that took their places."""
        asked = list(streams)
        seen = set(asked)
        while asked:
            for name in self._named(asked.pop()):
                if name not in seen:
                    seen.add(name)
                    if self._is_document(name):
                        asked.append(name)
                        yield name

    def _named(self, stream: str) -> Iterator[str]:
        for recorded in self.source.history(UUID(stream), self.until):
            if not isinstance(recorded.event, Erased):
                yield from (name for text in texts_in(to_json(recorded.event)) if (name := self._as_stream(text)))

    def _as_stream(self, text: str) -> str:
        if HASH.fullmatch(text):
            return str(document_id(self.congress, text))
        try:
            return text if str(UUID(text)) == text else ""
        except ValueError:
            return ""

    def _is_document(self, stream: str) -> bool:
        history = self.source.history(UUID(stream), self.until)
        return bool(history) and isinstance(history[0].event, DocumentFiled)

    def _rows(self, model: ReadModel) -> dict[str, Row]:
        rows = (shown for code in self.codes for shown in self.source.rows(model, self.until, code))
        return {key: seen for key, row in rows if (seen := self._seen(row)) is not None}

    def _one(self, model: ReadModel, stream: str) -> Row | None:
        row = self.source.rows_of(model, [stream], self.until).get(stream)
        return None if row is None else self._seen(row)

    def _known(self, model: ReadModel, streams: Iterable[str]) -> set[str]:
        return {key for key, row in self.source.rows_of(model, list(streams), self.until).items() if self._seen(row)}

    def _seen(self, row: Row) -> Row | None:
        """The row as far as it is shown to whom the bundle is made for."""
        if self.audience != "public":
            return row
        return published(row, "public") if listed(row) else None

    def _as_of(self) -> str:
        return f"，或者还没有公布（公开的到第{self.until}号为止）" if self.audience == "public" else ""


def choosing(source: Source, audience: Audience, until: int, code: str) -> Choosing:
    """What can be found in the congress under `code`, in the only one where it is empty; raises `NotFound`."""
    wanted = canonical(code)
    congresses = {key: tuple(row["codes"]) for key, row in source.rows(CONGRESSES, until)}
    found = {key: codes for key, codes in congresses.items() if wanted in {"", *map(canonical, codes)}}
    match list(found.items()):
        case [(congress, codes)]:
            return Choosing(source, audience, until, congress, codes)
        case []:
            raise NotFound(f"没有登记过代码为{code}的人大。")
        case _:
            raise NotFound(f"这里有{len(found)}个人大，请用--congress写明行政区划代码。")


def _candidates(row: Row) -> set[str]:
    """The numbers of the projects on the list of a year of work that were voted on."""
    return {item["candidate"] for item in row.get("items", ())}


def _same_batch(row: Row, rounds: Iterable[Row]) -> bool:
    return "meeting" in row and any(
        (row["project_year"], row["batch"]) == (each["project_year"], each["batch"]) for each in rounds
    )
