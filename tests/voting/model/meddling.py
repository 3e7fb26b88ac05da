"""What else might be asked, by mistake, too early, twice or on purpose?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from domain.events import Body
from tests.given import CHAIR, CLERK, envelope
from tests.voting.model.agenda import SHA, SOMEBODY
from tests.voting.model.sheets import HUGE, broken, correction, sheet, wrong_correction
from voting.commands import meetings as m
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.events.meetings import Delegation, Officer, Sitting
from voting.events.rounds import Candidate, FinalList, Pattern, Resolution, RoundKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from domain.events import Envelope
    from tests.voting.model.round import RoundModel
    from tests.voting.model.session import SessionModel

DAYS = ("2024-01-17", "2024-01-18", "2024-01-18", "2024-01-19", "2024-01-20", "2024-03-01")
TEXTS = ("示例", "示例", "示例", "", " ", "示\u200b例")
HASHES = (SHA, SHA, "", "照片.jpg", SHA.upper())
NOWHERE = "00000000-0000-5000-8000-00000000ffff"


def any_envelope(rng: Random) -> Envelope:
    """On any day, decided by anybody or nobody, confirmed or not."""
    body = rng.choice([None, *get_args(Body)])
    return envelope(on=rng.choice(DAYS), body=body, second=rng.choice([None, CLERK, CHAIR]))


def number(rng: Random) -> int:
    """A small number, one below nought, or one that nobody has ever counted."""
    return rng.choice([-1, 0, 1, 2, 3, 5, 6, 7, 8, HUGE])


def on_the_meeting(rng: Random) -> Any:
    """A command on the meeting, in or out of order."""
    size = rng.randint(0, 7)
    whole = (Delegation(name="甲团", deputies=size), Delegation(name="乙团", deputies=7 - size))
    parts = (Delegation(name=rng.choice(["甲团", ""]), deputies=number(rng)), Delegation(name="甲团", deputies=7))
    sitting = Sitting(kind=rng.choice(["presidium", "plenary"]), number=rng.randint(0, 3))
    chief, other = (Officer(person=rng.choice([SOMEBODY, NOWHERE, "示例委员", ""])) for _ in range(2))
    due, here = rng.choice([7, 7, 6, 5, 8]), rng.randint(0, 8)
    heads = m.CountAttendance(sitting=sitting, due=due, present=here, on_leave=due - here, absent=0)
    version = rng.choice([1, 1, 0, 2])
    return rng.choice([
        m.FormDelegations(delegations=rng.choice([whole, parts, ()])),
        m.HoldSitting(sitting=sitting),
        m.ExplainCandidates(project_year=rng.choice([2024, 23]), batch=rng.randint(0, 2), explained_by=rng.choice(TEXTS)),
        m.RecordDelegationOpinion(delegation=rng.choice(["甲团", "丙团", ""]), opinion=rng.choice(TEXTS)),
        m.ProposeMethod(profile_version=version),
        m.AdoptMethod(profile_version=version, title=rng.choice(TEXTS)),
        m.PassScrutineers(chief=chief, scrutineers=rng.choice([(), (other,)])),
        m.NameTellers(chief=chief, tellers=rng.choice([(), (other,)])),
        rng.choice([heads, replace(heads, due=number(rng)), replace(heads, on_leave=number(rng), absent=number(rng))]),
    ])  # fmt: skip


def opening(rng: Random, session: SessionModel) -> r.OpenRound:
    """A round that might be opened, mostly not now or not so: a good one with something or other changed."""
    named = session.rules.profile["candidate"]["final_list_by"]
    fixed = FinalList(fixed_by=named, fixed_on="2024-01-17")
    candidates = tuple(Candidate(id=str(n), title="示例") for n in range(1, rng.randint(1, 6)))
    good = r.OpenRound(
        meeting=session.meeting_name, project_year=2024, seats=rng.randint(-1, 4), candidates=candidates, final_list=fixed,
        kind=rng.choice(get_args(RoundKind)), number=rng.randint(1, 3), previous=rng.choice(["", *session.names]),
    )  # fmt: skip
    strange = Candidate(
        id=rng.choice(["1", "", "9\u200b"]), title=rng.choice(TEXTS), amount_fen=rng.choice([None, 0, -1])
    )
    days = ["2024-01-18", "2024-01-31", "2024-02-30", "", "昨天"]
    changes: list[dict[str, Any]] = [
        {},
        {"kind": "first", "previous": "", "number": 1},
        {"meeting": rng.choice([NOWHERE, ""])},
        {"project_year": 99},
        {"batch": rng.randint(-1, 2)},
        {"number": number(rng)},
        {"candidates": (*candidates, strange)},
        {
            "final_list": rng.choice(
                [None, replace(fixed, fixed_by="government"), replace(fixed, fixed_on=rng.choice(days))]
            )
        },
        {"previous": NOWHERE},
    ]
    return replace(good, **rng.choice(changes))


def on_a_round(rng: Random, session: SessionModel, round_: RoundModel) -> Any:
    """A command on a round, whether it knows it at its stage or not."""
    kinds: list[Callable[[], Any]] = [
        lambda: _papers(rng),
        lambda: r.CallReballot(kind=rng.choice(get_args(RoundKind))),
        lambda: _resolution(rng, session, round_),
        r.DeclareResult,
        lambda: r.AdoptResolution(title=rng.choice(TEXTS)),
        r.ConfirmChoice,
        lambda: r.AnnounceResult(number=rng.choice(TEXTS), medium=rng.choice(TEXTS)),
        lambda: r.VoidRound(reason=rng.choice(TEXTS)),
        lambda: _entry(rng, round_),
        lambda: _sealing(rng, round_),
        lambda: _recount(rng, round_),
        lambda: wrong_correction(rng, round_) if round_.sheet is None else correction(rng, round_),
        lambda: wrong_correction(rng, round_),
    ]
    return rng.choice(kinds)()


def _papers(rng: Random) -> Any:
    good, bad = rng.randint(5, 8), number(rng)
    until = rng.choice([None, date(2024, 1, 18), date(2024, 2, 29)])
    return rng.choice([
        p.InspectBoxes(boxes=bad),
        p.IssueBallots(printed=good, issued=good),
        p.IssueBallots(printed=good, issued=bad, exchanged=rng.randint(-1, 1)),
        p.CollectBallots(collected=rng.choice([good, bad])),
        p.DeclareValidity(valid=rng.choice([True, False])),
        p.SignSheet(sha256=rng.choice(HASHES)),
        p.ArchivePapers(place=rng.choice(TEXTS), packages=bad, keep_until=until),
        p.DestroyPapers(witnesses=rng.choice([1, 2, 3, HUGE]), record_sha256=rng.choice(HASHES)),
    ])  # fmt: skip


def _resolution(rng: Random, session: SessionModel, round_: RoundModel) -> Any:
    command: Any = rng.choice([r.ResolveTie, r.ResolveShortfall])
    names = rng.choices([*round_.candidates, "x"], k=rng.randint(0, 3))
    name = rng.choice(["", NOWHERE, *session.names])
    return command(how=rng.choice(get_args(Resolution)), selected=tuple(names), round=name)


def _entry(rng: Random, round_: RoundModel) -> r.RecordTotals:
    good, bad = sheet(rng, round_), broken(rng, round_)
    first, second = rng.choice([(good, good), (bad, bad), (good, bad), (bad, good)])
    return r.RecordTotals(first=first, second=second)


def _sealing(rng: Random, round_: RoundModel) -> r.SealPapers:
    width = len(round_.candidates)
    whole = (Pattern(marks="f" + "a" * (width - 1), count=round_.handed_in),)
    marks = "".join(rng.choices("fao-F?x", k=rng.choice([width, width, width - 1])))
    return r.SealPapers(
        patterns=rng.choice([whole, (*whole, Pattern(marks=marks, count=number(rng))), ()]),
        spoiled=rng.choice([{}, {}, {"torn": 1}, {"blank": 1}, {"torn": number(rng)}]),
        serial_commitment=rng.choice(["", *HASHES]),
    )


def _recount(rng: Random, round_: RoundModel) -> r.RecountRound:
    good, bad = sheet(rng, round_), broken(rng, round_)
    first, second = rng.choice([(good, good), (bad, bad), (good, bad)])
    return r.RecountRound(first=first, second=second, reason=rng.choice(TEXTS))
