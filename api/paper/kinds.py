"""Which papers are there, by the name under which the command line asks for them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from api.paper.asked import Make
from api.paper.ballots import ballot
from api.paper.candidates import candidates, notice
from api.paper.counting_room import labels, sealing
from api.paper.evaluations import evaluation_paper, evaluation_sheet
from api.paper.people import groups, officers
from api.paper.progress import board, ledger
from api.paper.tally import tally_sheet
from api.paper.words.kinds import WORDED, printed


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: what the office calls it, and how it is made."""

    word: str
    make: Make


KINDS: Final[Mapping[str, Kind]] = {
    "candidates": Kind("候选项目一览表", candidates),
    "notice": Kind("候选项目公示表（A3）", notice),
    "ballot": Kind("票决票、表决票", ballot),
    "officers": Kind("监票人、计票人名单", officers),
    "labels": Kind("捆签", labels),
    "tally": Kind("计票结果报告单", tally_sheet),
    "sealing": Kind("封存清单", sealing),
    "ledger": Kind("进度台账（A3）", ledger),
    "board": Kind("项目实施情况公示表（A3）", board),
    "groups": Kind("监督小组名单", groups),
    "evaluation": Kind("测评票", evaluation_paper),
    "evaluation-tally": Kind("测评结果报告单", evaluation_sheet),
    **{name: Kind(kind.word, partial(printed, name)) for name, kind in WORDED.items()},
}
