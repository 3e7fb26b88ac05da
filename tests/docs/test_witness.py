"""Does the ceremony of keys and witnesses work when it is typed in as the document prints it, and does it explain what there is?"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.cli import root
from api.cli.ending import ended
from api.log.keyfile import read_key
from domain.merkle import leaf_hash, root_of
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.notes import open_note, sign_note
from domain.transparency.policies import Policy
from domain.transparency.rotations import open_rotation
from domain.transparency.submissions import Submission
from tests.docs.markdown import blocks, text

PAGE = text("witness.md")
LINES = [line for block in blocks(PAGE) if block.language == "sh" for line in block.text.splitlines()]
KEYS = {"log.key": "示例县", "archive.key": "示例县档案馆", "audit.key": "示例县审计局", "neighbour.key": "邻县人大"}


def typed(line: str) -> int:
    words = line.removeprefix("minsheng ").split()
    return ended(lambda: root.main(words, prog_name="minsheng", standalone_mode=False))


def test_the_whole_page_works_as_it_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ceremony = [line for line in LINES if line.startswith("minsheng key") and "rotate" not in line]
    assert [typed(line) for line in ceremony] == [0] * len(ceremony)
    policy = written_policy()
    Path("policy").write_text(policy, encoding="utf-8")
    log = read_key(Path("log.key"))
    said = Checkpoint(log.name, 1, root_of([leaf_hash(b"")]), datetime(2024, 1, 25, 8, tzinfo=UTC))
    note = sign_note(said.text, log)
    Path("checkpoint.note").write_bytes(note.encoded)
    Path("request").write_bytes(Submission(0, (), note).encoded)
    rest = [line for line in LINES if line not in ceremony]
    assert [typed(line) for line in rest] == [0] * len(rest)

    rules = Policy.parse(policy.encode())
    assert rules.is_met_by(open_note(Path("checkpoint.note").read_bytes(), rules.keys).by)
    assert open_rotation(Path("log2.key.note").read_bytes(), log.verifier).new == read_key(Path("log2.key")).verifier


def written_policy() -> str:
    """The policy of the page with the keys that were made."""
    (policy,) = (block.text for block in blocks(PAGE) if block.text.startswith("log "))
    for file, name in KEYS.items():
        policy, found = re.subn(rf"example\.com/{name}\+钥匙号\+核对钥匙", str(read_key(Path(file)).verifier), policy)
        assert found == 1
    return policy


def test_every_verb_of_keys_and_witnesses_is_told_of_on_the_page() -> None:
    verbs = {verb for verb in root.commands_below() if verb.startswith(("key ", "witness "))}
    assert {verb for verb in verbs if f"minsheng {verb}" not in PAGE} == set()
