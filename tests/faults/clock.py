"""What is found after a clock went an hour back and a day ahead, the one of the service and the one of the signer?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from api.desk import ROLES, desk_on
from api.log.comparing import SignerWaits
from api.log.memory import Memory
from api.log.running import Source, sign_once
from api.log.signing import Signer
from domain.storage import Ledger
from domain.streams import stream_id
from tests.api.kit import CLERK as CLERK_OF_COUNTY
from tests.api.kit import MORNING, UNITS, Caller, Hands, Said, calling
from tests.faults.books import Books
from tests.faults.deployment import Deployment, deployment
from tests.faults.found import Found, Told
from tests.faults.reading import hold_read_models
from tests.log.notes import KEY

MINUTES, HOUR, DAY = timedelta(minutes=5), timedelta(hours=1), timedelta(days=1)


def turned(seed: int) -> Found:
    """Every command is acknowledged once whatever the clock says; what is dated strangely is named before it is signed."""
    found = Found("clocks an hour back and a day ahead", seed)
    with deployment(found) as (made, running), Ledger.at(running.conninfo(user=ROLES.service)) as ledger:
        with _office(made, ledger, Source(running.conninfo(user=ROLES.signer))) as office:
            _story(office, found)
            hold_read_models(found, running)
        Books(found).look(running.owner_conninfo, office.told, open_={}, notes=dict(made.seen))
        found.acknowledged = len(office.told)
    return found


@dataclass
class _Office:
    """A service and a signer, each with a clock that stands where the story puts it."""

    api: Caller
    source: Source
    made: Deployment
    told: list[Told]

    def record(self, after: timedelta) -> int:
        """A unit is registered so long after the morning, asked for twice with the clock right in between; its position."""
        key, version = f"k-{len(self.told)}", self.api.events()
        body = {"unit": f"示例-{version:02}", "name": f"示例县第{version}局"}
        said: list[Said] = []
        for moment in (MORNING + after, MORNING, MORNING + after):
            self.api.hands.moment = moment
            said.append(self.api.post(UNITS, body, key=key, version=version))
        assert [each.status for each in said] == [200] * 3, [each.json for each in said]
        assert len({each.json["position"] for each in said}) == 1
        position = int(said[0].json["position"])
        self.told.append(Told(str(stream_id("Command", CLERK_OF_COUNTY.person, key)), position, 1))
        return position

    def sign(self, after: timedelta, *accepted: int) -> int:
        """Up to where is signed so long after the morning?"""
        signer = Signer(KEY, Memory(self.made.folder / "memory"), self.made.shelf, frozenset(accepted))
        published = sign_once(signer, self.source, MORNING + after)
        return published.checkpoint.size if published else 0


def _story(office: _Office, found: Found) -> None:
    assert office.sign(timedelta(0)) == office.record(timedelta(0)) - 1
    back = office.record(-HOUR)
    found.tried["service an hour back"] += 1
    _waits(office, HOUR, f"第{back}号", found)
    assert office.sign(HOUR, back) == back
    ahead = office.record(2 * HOUR + MINUTES)
    _waits(office, 2 * HOUR, f"第{ahead}号", found)
    assert office.sign(2 * HOUR + MINUTES) == ahead
    found.tried["service five minutes ahead"] += 1
    # Nobody waits for a whole day; it is signed as it is, and whoever verifies reads that it is dated after its signature.
    assert office.sign(3 * HOUR) == office.record(DAY) - 1
    assert office.sign(4 * HOUR) == office.api.events()
    found.tried["service a day ahead"] += 1
    # The clock is right again.
    assert office.record(5 * HOUR) == office.sign(5 * HOUR)
    office.record(6 * HOUR)
    _waits(office, 4 * HOUR, "签名机的钟", found)
    found.tried["signer an hour back"] += 1


def _waits(office: _Office, after: timedelta, named: str, found: Found) -> None:
    try:
        office.sign(after)
        found.false.append(f"{named} was signed without a word")
    except SignerWaits as waits:
        if named not in str(waits):
            found.false.append(f"{named} is not named: {waits}")


@contextmanager
def _office(made: Deployment, ledger: Ledger, source: Source) -> Iterator[_Office]:
    hands = Hands()
    with desk_on(ledger, made.folder / "person.key", work=True, clock=hands) as desk, calling(desk, hands) as api:
        api.congress()
        yield _Office(api, source, made, [])
