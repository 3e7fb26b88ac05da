"""When may a proposal be taken in 征集?"""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING, Final

from domain.calendar import say_day
from domain.congress.refusals import CongressMergedAway
from domain.divisions import PROVINCES, DivisionFault
from domain.money import MoneyFault, check_fen
from domain.ordinals import project_years
from domain.profile import VALUES
from domain.refusals import NotFound, Refusal, refuse_all
from domain.texts import UnfitText, clean, filled, prose, shown
from projects.commands.proposals import SubmitProposal
from projects.deciders.checks import rules_of
from projects.events.proposals import ProposalSubmitted
from projects.refusals.common import NamedMoreThanOnce
from projects.refusals.proposals import ChannelNotOpen, EarlierIsLater, MoreThanOneMatter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from domain.congress.state import Congress
    from domain.events import Envelope
    from projects.commands.proposals import SubmittedUnder

PERSON: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
DIVISION: Final = re.compile(r"[0-9]{4,12}")
SEVERAL: Final = re.compile("[；;]")
"""What separates the matters of a title that has several."""


def submitted(command: SubmittedUnder, envelope: Envelope) -> ProposalSubmitted:
    """The proposal as it is taken in; refused with everything that is wrong with it."""
    asked, congress = command.asked, command.congress
    assert isinstance(asked, SubmitProposal)
    if congress.merged_into:
        raise CongressMergedAway(f"{congress.name}已经撤并，不再征集建议项目。", into=congress.merged_into)
    refuse_all([
        *project_years(asked.project_year), *_channel(asked, congress), *_texts(asked), *_estimate(asked), *_where_and_who(asked),
        *_earlier(command, envelope),
    ])  # fmt: skip
    stated = {each.name: getattr(asked, each.name) for each in fields(asked)}
    return ProposalSubmitted(
        code=congress.code, congress_name=congress.name, level=congress.level, number=command.number, **stated
    )


def _channel(asked: SubmitProposal, congress: Congress) -> Iterator[Refusal]:
    words = VALUES["solicitation.channels"]
    _, profile = rules_of(congress)
    open_ones: Collection[str] = profile.solicitation.channels or words
    if asked.channel not in open_ones:
        named = "、".join(words[channel] for channel in open_ones)
        yield ChannelNotOpen(f"{congress.name}征集的渠道是{named}。", pointer="/channel")


def _texts(asked: SubmitProposal) -> Iterator[Refusal]:
    yield from filled(title=asked.title)
    if SEVERAL.search(asked.title.strip("；; ")):
        yield MoreThanOneMatter(f"“{shown(asked.title)}”写了几件事，请分成几条提出（一事一提）。", pointer="/title")
    yield from prose(content=asked.content)
    longer = {"necessity": asked.necessity, "feasibility": asked.feasibility}
    yield from prose(**{name: text for name, text in longer.items() if text})
    yield from clean(category=asked.category, place=asked.place, estimate_text=asked.estimate_text)


def _estimate(asked: SubmitProposal) -> Iterator[Refusal]:
    if asked.estimate_fen is not None:
        yield from fen(asked.estimate_fen, "/estimate_fen")


def fen(amount: int, pointer: str) -> Iterator[Refusal]:
    """A fault where `amount` is no amount that the ledger can hold."""
    try:
        check_fen(amount, pointer=pointer)
    except MoneyFault as fault:
        yield fault


def _where_and_who(asked: SubmitProposal) -> Iterator[Refusal]:
    if asked.division and not (DIVISION.fullmatch(asked.division) and asked.division[:2] in PROVINCES):
        yield DivisionFault(f"“{shown(asked.division)}”不是4至12位数字的行政区划代码。", pointer="/division")
    if asked.proposer and not PERSON.fullmatch(asked.proposer):
        yield UnfitText("请写登记人员时答复的编号，不写姓名。", pointer="/proposer")


def _earlier(command: SubmittedUnder, envelope: Envelope) -> Iterator[Refusal]:
    """历年反复提出: those before it on the same matter, each once, in this congress and no later than this one."""
    names = command.asked.earlier
    for place, (name, found) in enumerate(zip(names, command.earlier, strict=True)):
        pointer = f"/earlier/{place}"
        if found is None:
            yield NotFound(f"没有登记过建议项目{shown(name)}。", pointer=pointer)
        elif envelope.effective_on < found.submitted_on:
            yield EarlierIsLater(f"{name}{say_day(found.submitted_on)}才提出，不在本条之前。", pointer=pointer)
        if name in names[:place]:
            yield NamedMoreThanOnce(f"{name}出现了两次。", pointer=pointer)
