"""How do tests of proposals take one in and ask something about it?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from domain.deciders import Command
from domain.streams import cycle_id
from projects.commands import proposals as c
from projects.commands.under import Under
from projects.deciders.proposals import PROPOSAL
from projects.numbers import PROPOSAL as NUMBERS
from tests.given import CHAIR, Given, Outcome, envelope, given
from tests.scenarios import congress

if TYPE_CHECKING:
    from domain.congress.state import Congress
    from domain.events import Person

HOME = "8d1f7a52-0c3e-5b64-9e21-6a7f4c0b9d10"
PERSON = "7d0f4b86-91c2-4e37-a5d8-3c6b1f20e954"
COUNTY = congress()
ASKED = c.SubmitProposal(
    congress=HOME, project_year=2024, channel="liaison_station", title="改造示例镇农村公路", content="路面破损，请整修。",
    proposer_kind="deputy", proposer=PERSON,
)  # fmt: skip
ADOPT = c.AdoptProposal(cost_fen=300_000_000)
RESERVE = c.ReserveProposal(reason="用地手续下年才能办完")
TRANSFER = c.TransferProposal(to="hotline_12345")
DECLINE = c.DeclineProposal(reason_code="DEBT_RISK", reason="须举债建设")
REOPEN = c.ReopenProposal(reason="上级补助已经落实")
ANSWER = c.GiveFeedback(text="已列入候选")
PUBLISH = c.PublishProposal(title="改造农村公路")
NOTICE = c.GiveFeedback(how="by_notice", notice=str(cycle_id(HOME, 2024)))
EVERY_END = pytest.mark.parametrize("end", [ADOPT, RESERVE, TRANSFER, DECLINE], ids=lambda end: type(end).__name__)


def submit(number: int = 1, on: str = "2023-09-18", of: Congress = COUNTY, **changes: Any) -> Outcome[Any]:
    """What is answered to a proposal under a number."""
    earlier = changes.pop("before", ())
    asked = replace(ASKED, **changes)
    return given(PROPOSAL).when(
        c.SubmittedUnder(asked=asked, number=number, congress=of, earlier=earlier), envelope(on=on)
    )


def taken(number: int = 1, on: str = "2023-09-18", **changes: Any) -> Given[Any]:
    """A proposal, taken in."""
    return submit(number, on, **changes).and_then()


def ask(
    of: Given[Any], asked: Command, on: str = "2023-11-08", under: Congress = COUNTY, second: Person | None = CHAIR
) -> Outcome[Any]:
    """What a proposal answers to `asked` under a congress's rules."""
    return of.when(informed(asked, under), envelope(on=on, second=second))


def informed(asked: Command, under: Congress) -> Under:
    """The command as the decider wants it, where nothing else has to be read."""
    if isinstance(asked, c.AdoptProposal):
        return c.AdoptedUnder(asked=asked, congress=under)
    return Under(asked=asked, congress=under)


def merge(of: Given[Any], survivor: Given[Any] | None, on: str = "2023-11-08", reason: str = "") -> Outcome[Any]:
    """What a proposal answers when it is to go on in `survivor`."""
    known = None if survivor is None else survivor.state
    named = "2024征-099" if known is None else known.says
    into = str(NUMBERS.named(HOME, named))
    asked = c.MergeProposal(into=named, reason=reason)
    return of.when(c.MergedUnder(asked=asked, congress=COUNTY, into=into, survivor=known), envelope(on=on))


def rules(**sections: Any) -> Congress:
    """示例县 with other rules of solicitation and screening."""
    return congress(differences=sections)
