"""Whatever was recorded, and however far a year has come: is every document written, or refused with a sentence, and never anything else?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Final

import pytest

from api.paper.refusals import NotPrintable
from api.paper.words.announcing import announcement
from api.paper.words.evaluation_method import evaluation_method
from api.paper.words.explanation import explanation
from api.paper.words.facts import Facts
from api.paper.words.letters import assignments, finding, opinions
from api.paper.words.method import method
from api.paper.words.pieces import Document
from api.paper.words.report import public_report, report
from api.paper.words.resolving import resolution
from api.paper.words.script import script
from domain.congress.events import CongressRegistered
from domain.profile.refusals import NoBallot
from tests.paper.words.kit import facts, told
from tests.projections.histories import at_random, demonstration
from tests.projections.kit import Log

DOCUMENTS: Final[Mapping[str, Callable[[Facts], list[Document]]]] = {
    "announcement": lambda of: [announcement(of)],
    "resolution": lambda of: [resolution(of)],
    "script": lambda of: [script(of)],
    "method": lambda of: [method(of)],
    "evaluation-method": lambda of: [evaluation_method(of)],
    "explanation": lambda of: [explanation(of)],
    "opinions": lambda of: [opinions(of)],
    "finding": lambda of: [finding(of)],
    "assignments": assignments,
    "report": lambda of: [report(of)],
    "public-report": lambda of: [public_report(of)],
}


def written(of: Facts) -> dict[str, str]:
    """What each document says, or why there is none."""
    found = {}
    for name, write in DOCUMENTS.items():
        try:
            found[name] = "\n".join(map(told, write(of)))
        except (NotPrintable, NoBallot) as refusal:
            found[name] = refusal.detail
    return found


def known(at: int) -> Log:
    """The demonstration as far as a position."""
    log = Log()
    log.events = list(demonstration().events[:at])
    return log


@pytest.mark.parametrize("at", [19, 300, 545, 560, 566, 571, 573, 576, 583, 587, 588, 591, 960, 1150, 1290])
def test_at_any_moment_of_the_played_year(at: int) -> None:
    said = written(facts(known(at), "990101"))
    assert all(said[name] for name in DOCUMENTS if name != "assignments")
    assert "None" not in "".join(said.values())
    assert ("现予公告" in said["announcement"]) is (at >= 588)


@pytest.mark.parametrize("seed", range(6))
def test_after_any_history(seed: int) -> None:
    log = at_random(Random(seed))  # noqa: S311 - repeatable
    codes = {each.event.code: None for each in log.events if isinstance(each.event, CongressRegistered)}
    for code in codes:
        said = "".join(written(facts(log, code)).values())
        assert "None" not in said
        assert "[]" not in said
