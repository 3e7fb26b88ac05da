"""Can two people with two accounts record a township's whole year, and does no step of it need a third?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from api.accounts.base import Limits
from api.demo.steps import Step
from api.demo.town import names, town
from api.desk import Desk
from api.http.quotas import Quotas
from api.http.route import V1
from api.http.terms import Terms
from domain.calendar import SHANGHAI
from domain.storage.accounts.grants import Scope
from tests.accounts.people import Signed, staff
from tests.api.kit import Hands, Said, calling
from tests.api.played import asked_of, body_of, route_of

LONG = timedelta(days=3000)


class Two:
    """Clerk and chair, signed in; the chair confirms whatever names him as the second person."""

    def __init__(self, clerk: Signed, chair: Signed) -> None:
        self.clerk, self.chair = clerk, chair
        self.seen: dict[str, str] = {}
        self.confirmed = 0
        self.sheets = 0

    def record(self, number: int, step: Step) -> None:
        """One step of the year, by the clerk, asked a second time once the chair has confirmed it."""
        self.clerk.api.hands.moment = datetime.fromisoformat(step.at).replace(tzinfo=SHANGHAI)
        asked = asked_of(step)
        body = body_of(asked, step)
        if step.two:
            body["approved_by"] = {"ref": str(self.chair.account), "role": "chair"}
        path = route_of(asked, step).path.removeprefix(V1)
        if step.on is not None:
            path = path.replace(path[path.index("{") : path.index("}") + 1], str(step.on))
        said = self._send(path, body, f"step-{number}", step)
        if {"first", "second"} <= body.keys():
            # One person sends both readings of a sheet: nothing is recorded until the other has seen the figures.
            assert said.codes == ["confirmation_pending"]
            self.sheets += 1
        if said.status == 409:
            self._confirm()
            said = self._send(path, body, f"step-{number}", step)
        assert said.status in (200, 201), (step, said.json)
        self.seen[said.json["stream"]] = f'"{said.json["version"]}"'

    def _send(self, path: str, body: object, key: str, step: Step) -> Said:
        if step.on is None:
            return self.clerk.send("POST", path, body, Idempotency_Key=key)
        stream = str(step.on)
        said = self.clerk.send("POST", path, body, Idempotency_Key=key, If_Match=self.seen.get(stream, '"0"'))
        if said.status == 412:
            self.seen[stream] = self.clerk.send("GET", f"/streams/{stream}/history").headers["etag"]
            return self._send(path, body, key, step)
        return said

    def _confirm(self) -> None:
        (one,) = self.chair.send("GET", "/confirmations").json["items"]
        path = f"/confirmations/{one['confirmation']}"
        assert self.chair.send("PUT", path, {"body_hash": one["body_hash"]}).status == 200
        self.confirmed += 1


def test_a_townships_whole_year_needs_two_accounts(desk: Desk, hands: Hands) -> None:
    steps = town().steps
    hands.moment = datetime.fromisoformat(steps[0].at).replace(tzinfo=SHANGHAI) - timedelta(days=1)
    patient = replace(desk, limits=Limits(idle=LONG, absolute=LONG))

    def seconds() -> float:
        return hands.moment.timestamp()

    with calling(patient, hands, terms=Terms(quotas=Quotas(clock=seconds))) as api:
        two = Two(
            staff(api, "jingban", Scope("clerk", names.CODE)),
            staff(api, "fuzeren", Scope("chair", names.CODE)),
        )
        for number, step in enumerate(steps):
            two.record(number, step)
        people = {
            (recorded.envelope.by.role, recorded.envelope.by.ref) for recorded in api.desk.ledger.read_log(0, 2000)
        }
    assert people == {("clerk", str(two.clerk.account))}
    assert two.confirmed == sum(step.two for step in steps) > 5
    assert two.sheets == 2, "a ballot and an evaluation"
