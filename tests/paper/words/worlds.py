"""Which histories do the goldens of documents tell?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from uuid import UUID

from api.paper.words.announcing import announcement
from api.paper.words.evaluation_method import evaluation_method
from api.paper.words.explanation import explanation
from api.paper.words.facts import Facts
from api.paper.words.letters import assignment, finding, opinions
from api.paper.words.method import method
from api.paper.words.pieces import Document
from api.paper.words.report import public_report, report
from api.paper.words.resolving import resolution
from api.paper.words.script import script
from domain.events import Body
from tests.given import envelope
from tests.goldens import write_once
from tests.paper.words.kit import city, county, declared, facts, resolved, told, town, void
from tests.projections import play
from tests.projections.play import DAY, Ledger, opening
from voting.commands.rounds import CallReballot

FOLDER: Final = Path(__file__).parent / "goldens"
REMAINING: Final = {
    "shortfall": "revote_remaining",
    "revote_surplus": {"num": 1, "den": 5},
    "shortfall_min_share": {"num": 1, "den": 3},
}


def street() -> Facts:
    """A street's 票选, confirmed and published."""
    ledger, ballot = play.counted("street", [50, 48, 46, 44], 3)
    play.announce(ledger, ballot, "street")
    return facts(ledger.log, "990101001")


def street_counted() -> Facts:
    """The same before it was declared and confirmed."""
    return facts(play.counted("street", [50, 48, 46, 44], 3)[0].log, "990101001")


def tied() -> Facts:
    """Two projects of equal votes at the cut, and nothing done about it yet."""
    return facts(play.counted("township", [50, 44, 44, 20], 2)[0].log, "990101101")


def called() -> Facts:
    """The same, 再次票决 decided upon and not opened."""
    ledger, ballot = play.counted("township", [50, 44, 44, 20], 2)
    ledger.do(CallReballot(kind="tie_break"), envelope(on=DAY, body="township_presidium"), ballot)
    return facts(ledger.log, "990101101")


def fewer() -> Facts:
    """Two of three seats are filled, and the rules accept that."""
    return facts(play.counted("township", [50, 48, 20, 10], 3)[0].log, "990101101")


def again() -> Facts:
    """One seat is left open, and the rest are voted on once more."""
    ledger, ballot = play.counted("township", [50, 48, 20, 10], 3, ballot=REMAINING)
    play.second_round(ledger, ballot, "shortfall", [40, 17], "township")
    return facts(ledger.log, "990101101")


def opened() -> Facts:
    """A round that was opened, and no paper handed out."""
    return facts(_opened()[0].log, "990101101")


def spoilt() -> Facts:
    """A round with a paper too many, which is repeated."""
    ledger, ballot = _opened()
    presiding: Body = "township_presidium"
    void(ledger, ballot, presiding)
    return facts(ledger.log, "990101101")


def _opened() -> tuple[Ledger, UUID]:
    ledger = Ledger()
    meeting = play.convene(ledger, play.found(ledger, "township"), "township")
    return ledger, ledger.do(opening("township", meeting, 4, 3), envelope(on=DAY))


def drafted() -> Facts:
    """A 票选 that the standing committee has not yet decided upon."""
    ledger, ballot = city()
    declared(ledger, ballot)
    return facts(ledger.log, "9901")


def decided() -> Facts:
    """The same, decided."""
    ledger, ballot = city()
    declared(ledger, ballot)
    resolved(ledger, ballot)
    return facts(ledger.log, "9901")


GOLDENS: Final[Mapping[str, tuple[Callable[[], Facts], Callable[[Facts], Document]]]] = {
    **{
        f"{name}-{kind}": (world, write)
        for name, world in (("county", county), ("town", town))
        for kind, write in (
            ("announcement", announcement), ("script", script), ("method", method), ("evaluation-method", evaluation_method),
            ("explanation", explanation), ("opinions", opinions), ("finding", finding), ("report", report),
            ("public-report", public_report), ("assignment", lambda of: assignment(of, "2024-03")),
        )
    },
    "county-pressed": (county, lambda of: finding(of, "2024问-005")),
    "county-escalated": (county, lambda of: finding(of, "2024问-006")),
    "street-announcement": (street, announcement),
    "street-script": (street, script),
    "street-method": (street, method),
    "street-evaluation-method": (street, evaluation_method),
    "tied-script": (tied, script),
    "called-script": (called, script),
    "fewer-script": (fewer, script),
    "again-script": (again, script),
    "opened-script": (opened, script),
    "void-script": (spoilt, script),
    "city-draft-resolution": (drafted, resolution),
    "city-resolution": (decided, resolution),
    "city-announcement": (decided, announcement),
    "city-script": (decided, script),
    "city-method": (decided, method),
}  # fmt: skip
"""Every golden by its name: whose year, and which document."""


def main() -> None:
    """Write every golden that is missing and name it."""
    for name, (world, write) in GOLDENS.items():
        path = FOLDER / f"{name}.txt"
        if not path.exists():
            write_once(path, f"{told(write(world()))}\n".encode())
            print(path.name)  # noqa: T201 - said to whoever runs it by hand


if __name__ == "__main__":
    main()
