"""Which things happened at a session that is entered afterwards, in which order, on which days, and who decided them?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from api.pages.counting.late_fields import BATCH, Late, voting_body
from api.pages.counting.sheet import media_type_of
from api.pages.words import deciding_bodies
from domain.deciders import Command, Decider
from domain.documents.bytes import store_bytes
from domain.documents.commands import FileDocument
from domain.documents.decider import DOCUMENT
from domain.events import Decision
from domain.people import PersonalData
from domain.profile.bodies import step_bodies
from domain.storage import Statement
from domain.streams import cycle_id, meeting_id, round_id
from projects.commands import cycles as c
from projects.deciders.cycles import CYCLE
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.deciders.meetings import MEETING
from voting.deciders.rounds import ROUND
from voting.events.meetings import Officer, Sitting
from voting.events.rounds import ItemTotals
from voting.shares import numeral

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that is asked for: its name, whose it is, when it happened and who decided it.

    `at` is the field at which what it is refused for stands, `places` where a part of the command is refused.
    """

    name: str
    decider: Decider[Any]
    command: Command
    on: date
    at: str
    stream: UUID | None = None
    decision: Decision | None = None
    two: bool = False
    statements: Sequence[Statement] = ()
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session as it was typed: `body` of the fields, `reading` of the sheet, the photograph of the sheet."""

    late: Late
    body: Body
    reading: Body
    photo: bytes

    @property
    def congress(self) -> str:
        """The stream of the congress."""
        return str(self.late.stream)

    @property
    def meeting(self) -> UUID:
        """The stream that the meeting has or will have."""
        return meeting_id(self.congress, voting_body(self.late.profile), self.body["term"], self.body["session"])

    @property
    def round(self) -> UUID:
        """The stream that the round will have."""
        return round_id(str(self.meeting), self.late.year, BATCH, 1)

    @property
    def voted_on(self) -> date:
        """The day of the ballot."""
        return _day(self.body.get("vote_on") or self.body["to_on"])

    def asks(self) -> Iterator[Ask]:
        """Everything in its order."""
        if not self.late.fixed:
            yield from self._list()
        yield from self._sitting()
        yield from self._ballot()
        if self.body.get("number") or self.body.get("announced_on"):
            yield from self._result()

    def _list(self) -> Iterator[Ask]:
        late, body = self.late, self.body
        cycle = cycle_id(self.congress, late.year)
        items, batch = tuple(body["items"]), late.batch
        reviews = tuple(
            c.Review(step=step, body=step_bodies(late.profile, step)[0], on=_day(body[f"review/{step}"]))
            for step in (late.profile.candidate.review_steps if batch is None else ())
        )
        if late.cycle is None:
            opened = c.OpenCycle(congress=self.congress, project_year=late.year)
            yield Ask(name="cycle", decider=CYCLE, command=opened, on=min(each.on for each in reviews), at="items")
        if batch is None:
            drawn = c.DrawUpPreliminaryList(batch=BATCH, items=items, steps=reviews)
            places = {
                f"/steps/{n}/{part}": f"review/{each.step}" for n, each in enumerate(reviews) for part in ("on", "body")
            }
            on = max(each.on for each in reviews)
            yield Ask(
                name="preliminary", decider=CYCLE, command=drawn, stream=cycle, on=on, at="items", places=places,
                decision=self._decided(c.DrawUpPreliminaryList),
            )  # fmt: skip
        if body.get("public_from"):
            start, end = _day(body["public_from"]), _day(body["public_to"])
            shown = c.PubliciseList(batch=BATCH, from_on=start, to_on=end, medium=body.get("medium") or "公开栏")
            places = {"/to_on": "public_to", "/from_on": "public_from"}
            yield Ask(
                name="public", decider=CYCLE, command=shown, stream=cycle, on=start, at="public_from", places=places
            )
            over = end + timedelta(days=1)
            yield Ask(
                name="public-end",
                decider=CYCLE,
                command=c.EndPublicity(batch=BATCH),
                stream=cycle,
                on=over,
                at="public_to",
            )
        if body.get("submitted_on"):
            submitted = c.SubmitList(batch=BATCH, document=body["submission"], submitted_to=voting_body(late.profile))
            yield Ask(
                name="submitted", decider=CYCLE, command=submitted, stream=cycle, on=_day(body["submitted_on"]),
                at="submitted_on", places={"/document": "submission"}, decision=self._decided(c.SubmitList),
            )  # fmt: skip
        final = c.FixFinalList(batch=BATCH, items=items, seats=body["seats"])
        yield Ask(
            name="final", decider=CYCLE, command=final, stream=cycle, on=_day(body["fixed_on"]), at="fixed_on",
            places={"/seats": "seats", "/items": "items"}, decision=self._decided(c.FixFinalList),
        )  # fmt: skip

    def _sitting(self) -> Iterator[Ask]:
        late, body = self.late, self.body
        at: dict[str, Any] = {"decider": MEETING, "stream": self.meeting, "on": self.voted_on}
        voting = voting_body(late.profile)
        convened = m.ConveneMeeting(
            congress=self.congress, body=voting, term=body["term"], session=body["session"], title=title_of(late, body),
            from_on=_day(body["from_on"]), to_on=_day(body["to_on"]), profile_version=late.version,
        )  # fmt: skip
        names = ("term", "session", "from_on", "to_on")
        # The same session may have graded last year's projects, and stand here already.
        stands = self.late.call.desk.ledger.load(MEETING, self.meeting).state
        if stands is None:
            on = _day(body["from_on"])
            yield Ask(name="convene", decider=MEETING, command=convened, on=on, at="session", places=_same(*names))
        sitting = Sitting(kind="plenary", number=body["plenary"])
        if stands is None or not stands.held(sitting):
            yield Ask(name="sitting", command=m.HoldSitting(sitting=sitting), **at, at="vote_on")
        how = self._voted(voting)
        if stands is None or stands.adopted is None:
            method = m.AdoptMethod(profile_version=late.version, title=body["method"])
            yield Ask(name="method", command=method, **at, at="method", decision=how)
        if stands is None or not stands.scrutineers_on:
            chief, others, kept = self._officers("scrutineer")
            passed = m.PassScrutineers(chief=chief, scrutineers=others)
            yield Ask(name="scrutineers", command=passed, **at, at="scrutineer", decision=how, statements=kept)
        chief, others, kept = self._officers("teller")
        named = m.NameTellers(chief=chief, tellers=others)
        yield Ask(name="tellers", command=named, **at, at="teller", statements=kept)
        heads = ("due", "present", "on_leave", "absent")
        counted = m.CountAttendance(sitting=sitting, **{name: body.get(name) or 0 for name in heads})
        yield Ask(name="attendance", command=counted, **at, at="present", places=_same(*heads))

    def _ballot(self) -> Iterator[Ask]:
        body = self.body
        at: dict[str, Any] = {"decider": ROUND, "stream": self.round, "on": self.voted_on}
        opened = r.OpenRound(meeting=str(self.meeting), project_year=self.late.year, batch=BATCH)
        yield Ask(name="round", decider=ROUND, command=opened, on=self.voted_on, at="vote_on")
        yield Ask(name="boxes", command=p.InspectBoxes(boxes=body["boxes"]), **at, at="boxes")
        printed = ("printed", "issued", "exchanged", "surplus_voided")
        papers: dict[str, Any] = {name: body.get(name) or 0 for name in printed}
        issued = p.IssueBallots(**papers)
        yield Ask(name="issued", command=issued, **at, at="issued", places=_same(*printed))
        yield Ask(name="collected", command=p.CollectBallots(collected=body["collected"]), **at, at="collected")
        yield Ask(name="validity", command=p.DeclareValidity(valid=True), **at, at="collected")
        sheet = r.Sheet(
            valid=self.reading["valid"], invalid=self.reading["invalid"],
            items=tuple(ItemTotals(**row) for row in self.reading["items"]),
            invalid_by_reason=dict(self.reading.get("invalid_by_reason", {})),
        )  # fmt: skip
        yield Ask(name="totals", command=r.RecordTotals(first=sheet, second=sheet), **at, at="valid", two=True)
        if self.photo:
            yield from self._photo()

    def _photo(self) -> Iterator[Ask]:
        digest, kind = sha256(self.photo).hexdigest(), media_type_of(self.photo)
        title = f"{title_of(self.late, self.body)}计票结果报告单"
        filed = FileDocument(
            congress=self.congress,
            sha256=digest,
            kind="signed_sheet",
            title=title,
            media_type=kind,
            size=len(self.photo),
        )
        # What cannot be stored is refused by its decider in better words; only then are there bytes to store.
        yield Ask(
            name="photo", decider=DOCUMENT, command=filed, on=self.voted_on, at="photo",
            statements=(store_bytes(filed, self.photo),),
        )  # fmt: skip
        signed = p.SignSheet(sha256=digest)
        yield Ask(name="signed", decider=ROUND, command=signed, stream=self.round, on=self.voted_on, at="photo")

    def _result(self) -> Iterator[Ask]:
        body = self.body
        at: dict[str, Any] = {"decider": ROUND, "stream": self.round}
        yield Ask(name="declared", command=r.DeclareResult(), on=self.voted_on, **at, at="valid", two=True)
        said = r.AnnounceResult(number=body.get("number") or "", medium=body.get("medium") or "")
        yield Ask(
            name="announced", command=said, on=_day(body.get("announced_on") or str(self.voted_on)), **at,
            at="photo" if not self.photo else "announced_on", places=_same("number", "medium"),
            decision=self._decided(r.AnnounceResult),
        )  # fmt: skip

    def _officers(self, task: str) -> tuple[Officer, tuple[Officer, ...], tuple[Statement, ...]]:
        people, code = self.late.call.desk.people(), self.late.congress.code
        names = [self.body[task], *filter(None, re.split(r"[、,，;；\s]+", self.body.get(f"{task}s") or ""))]
        entered = [people.enter(PersonalData(name=name), code) for name in names]
        chief, *others = (Officer(person=ref) for ref, _ in entered)
        return chief, tuple(others), tuple(kept for _, kept in entered)

    def _decided(self, command: type[Command]) -> Decision:
        return Decision(body=deciding_bodies(command, self.late.profile)[0], how="meeting_decision")

    def _voted(self, body: Any) -> Decision:
        if self.body["how"] == "unanimous":
            return Decision(body=body, how="show_of_hands", unanimous=True)
        return Decision(body=body, how="meeting_decision")


def title_of(late: Late, body: Body) -> str:
    """The title of the session: 示例镇第十九届人民代表大会第三次会议."""
    place = late.congress.name.removesuffix("人民代表大会")
    return f"{place}第{numeral(body['term'])}届人民代表大会第{numeral(body['session'])}次会议"


def _same(*names: str) -> dict[str, str]:
    return {f"/{name}": name for name in names}


def _day(text: str) -> date:
    return date.fromisoformat(text)
