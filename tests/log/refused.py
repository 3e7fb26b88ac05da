"""How do the stories of the signer change the head of a log, let the signer refuse, and read the evidence that it kept?"""

from __future__ import annotations

import psycopg
import pytest

from api.log.memory import SignerRefused
from api.log.shelf import name_of
from domain.merkle import CompactRange
from domain.storage.tree import read_headers
from domain.transparency.checkpoints import Checkpoint, open_checkpoint
from domain.transparency.notes import Note, NoteMalformed
from tests.log.notes import KEY
from tests.log.office import Office

HEAD = "UPDATE ledger.log_head SET compact_range = '{{{}}}'"


def refused(office: Office, why: str, *, seconds: int = 200) -> str:
    """Let the signer look: it refuses for that reason, again at every later start, and signs nothing."""
    before = {place.path.name for place in office.shelf.all()} | {last_published(office)}
    for _ in range(2):
        with pytest.raises(SignerRefused, match=why) as caught:
            office.sign(seconds)
    assert {place.path.name for place in office.shelf.all()} <= before
    return str(caught.value)


def last_published(office: Office) -> str:
    """What is on the shelf again when the signer has looked, whoever took it away."""
    remembered = office.memory.read()
    assert remembered is not None
    return name_of(remembered.checkpoint)


def evidence(office: Office) -> tuple[Checkpoint, Note | Checkpoint]:
    """What was remembered, signed by us, and what contradicts it: signed or not."""
    folder = office.memory_folder / "refused"
    remembered = open_checkpoint((folder / "remembered.note").read_bytes(), [KEY.verifier]).checkpoint
    raw = (folder / "offered.note").read_bytes()
    try:
        return remembered, Note.parse(raw)
    except NoteMalformed:
        assert raw.endswith(b"\n\n")
        return remembered, Checkpoint.parse(raw[:-1].decode())


def head_of_rows(office: Office) -> str:
    """The compact range that fits the rows as they stand, as an attacker would write it."""
    with psycopg.connect(office.database.owner) as connection:
        rows = read_headers(connection, 0, 1000)
    tree = CompactRange()
    tree.extend(row.leaf(tree.hash_) for row in rows)
    return ",".join(rf'"\\x{each.hex()}"' for each in tree.hashes)
