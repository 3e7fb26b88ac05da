"""Which kinds of open data are there, and what file does each become?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from api.opendata import cloudevents
from api.opendata.cvr import cvr_report
from api.opendata.datapackage import data_package
from api.opendata.oc4ids import project_package, projects_of
from api.opendata.pabulib import pb_file
from api.opendata.sealed import Ballot, sealed_ballot
from api.opendata.taken import Taken

Reached = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that can be made: how many steps it takes, in which unit, and what makes its bytes, telling each step reached."""

    steps: int
    unit: str
    make: Callable[[Reached], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataKind:
    """A kind of file: what it is called, whether it is of one round, and how it is prepared; preparing refuses what cannot be made."""

    title: str
    of_round: bool = False
    prepare: Callable[[Taken, str], Made]


def _cvr(taken: Taken, named: str) -> Made:
    ballot = sealed_ballot(taken, named)
    return Made(steps=_papers(ballot), unit="张", make=lambda reached: cvr_report(taken, ballot, reached))


def _pabulib(taken: Taken, named: str) -> Made:
    ballot = sealed_ballot(taken, named)
    return Made(steps=1, unit="个", make=lambda _: pb_file(taken, ballot))


def _papers(ballot: Ballot) -> int:
    return sum(times for _, times in (*ballot.patterns, *ballot.spoiled))


KINDS: Final[Mapping[str, DataKind]] = {
    "cvr": DataKind(title="逐张票的记录，NIST SP 1500-103 CVR 1.0.0", of_round=True, prepare=_cvr),
    "oc4ids": DataKind(
        title="项目和资金，OC4IDS 0.9.5",
        prepare=lambda taken, _: Made(
            steps=len(projects_of(taken)), unit="个", make=lambda reached: project_package(taken, reached)
        ),
    ),
    "pabulib": DataKind(title="票决研究用的Pabulib .pb，只有赞成", of_round=True, prepare=_pabulib),
    "cloudevents": DataKind(
        title="台账里的事，CloudEvents 1.0批",
        prepare=lambda taken, _: Made(
            steps=taken.position, unit="件", make=lambda reached: cloudevents.batch(taken, reached)
        ),
    ),
    "csv": DataKind(
        title="CSV表格和数据字典，Frictionless数据包",
        prepare=lambda taken, _: Made(steps=1, unit="个", make=lambda _: data_package(taken)),
    ),
}
"""Every kind of file by what is typed for it."""
