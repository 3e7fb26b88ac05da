"""What do those say of a ledger who look at it: the doctor, the signer, the witnesses, an auditor with his own policy and paper?"""

from __future__ import annotations

import importlib
import io
import re
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import api.bundle
from api.bundle.asked import Asked
from api.bundle.exporting import export
from api.bundle.shelved import shelved
from api.bundle.source import LedgerSource
from api.cli import checks
from api.log.comparing import SignerWaits
from api.log.memory import MemoryMissing, SignerRefused
from api.log.shelf import ShelfTaken
from api.log.signing import MemoryBehind
from api.settings import read_settings
from projections.reading import Reading
from tests.attacks.office import POLICY, Office

LINE: Final = re.compile(r"^\[(.+?)\] (.+?)（(\w+)）", re.MULTILINE)
"""A line of the verifier: its verdict, and what it looked at."""


@dataclass(frozen=True)
class Paper:
    """What is printed on the result sheet."""

    size: int
    root: bytes


def doctor(office: Office) -> bool:
    """Whether the doctor of the service's own machine finds the log in order."""
    ledger, settings = office.ledger, read_settings(data=office.folder, database_url=None)
    found = [checks.guards(ledger), checks.tree(ledger, settings), checks.read_models(ledger), checks.erased(ledger)]
    return all(finding.ok for finding in found)


def signer(office: Office, now: datetime) -> bool:
    """Whether the signer's turn ends with a signature; it may refuse, or wait for people, for what it found, and for nothing else."""
    try:
        office.sign(now)
    except (SignerRefused, SignerWaits, MemoryMissing, MemoryBehind, ShelfTaken):
        return False
    return True


def bundle(office: Office, policy: bytes = POLICY) -> Path:
    """What the service gives an auditor; raises what it refuses."""
    target = office.folder / "bundle.zip"
    found = shelved(office.shelf, office.ledger.head())
    asked = Asked(audience="auditor", shelved=found, policy=policy, until=found.size)
    export(LedgerSource(office.ledger, Reading(office.ledger.connection)), asked, target)
    return target


def auditor(given: Path, paper: Paper | None, policy: bytes | None = POLICY) -> dict[str, str]:
    """What his own copy of the verifier does not find in order: each check by its title, with the verdict."""
    asked = [str(given)]
    if policy is not None:
        own = given.with_name("policy.txt")
        own.write_bytes(policy)
        asked += ["--policy", str(own)]
    if paper is not None:
        asked += ["--root", paper.root.hex(), "--size", str(paper.size)]
    said = io.StringIO()
    with redirect_stdout(said):
        code = _verifier().main(asked)
    verdicts = {title: verdict for verdict, title, _ in LINE.findall(said.getvalue())}
    assert len(verdicts) == 22, said.getvalue()
    bad = {title: verdict for title, verdict in verdicts.items() if verdict not in {"通过", "不适用"}}
    assert bool(bad) == bool(code)
    return bad


@cache
def _verifier() -> Any:
    """The program that goes into bundles, as one has it who got it before the attack."""
    sys.path.insert(0, str(Path(api.bundle.__path__[0]) / "verifier"))
    try:
        return importlib.import_module("verify")
    finally:
        del sys.path[0]
