"""How are units, images and compositions read with what Python alone has?"""

from __future__ import annotations

import json
import re
import shlex
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from api.settings import Settings, variable
from tests.docs.test_doors import COMMANDS, options

DEPLOY = Path(__file__).parents[2] / "deploy"
SETTINGS = {variable(name) for name in Settings.model_fields}
Unit = dict[str, dict[str, list[str]]]


def unit(path: Path) -> Unit:
    """Section, directive, values in order; lines go on after a backslash."""
    found: Unit = {}
    section = ""
    for line in re.sub(r"\\\n\s*", "", path.read_text(encoding="utf-8")).splitlines():
        if not line or line.startswith("#"):
            continue
        if header := re.fullmatch(r"\[(\w+)\]", line):
            section = header[1]
            found[section] = defaultdict(list)
        else:
            name, _, value = line.partition("=")
            found[section][name].append(value)
    return found


class Instruction(NamedTuple):
    """One instruction of an image."""

    word: str
    rest: str

    @property
    def listed(self) -> list[str]:
        """The words of the form that needs no shell; fails on the other."""
        found = json.loads(self.rest)
        assert isinstance(found, list)
        return [str(word) for word in found]


def stages(path: Path) -> list[list[Instruction]]:
    """The instructions of an image, stage by stage."""
    text = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^#.*\n", "", path.read_text(encoding="utf-8")))
    found: list[list[Instruction]] = []
    for line in filter(None, text.splitlines()):
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found.append([])
        found[-1].append(Instruction(word, rest))
    return found


def check_command(words: Sequence[str]) -> None:
    """Fail where these words after `minsheng` are no verb of ours with options of its own."""
    verb = " ".join(words[:2]) if " ".join(words[:2]) in COMMANDS else words[0]
    assert verb in COMMANDS, words
    named = {word.partition("=")[0] for word in words if word.startswith("--")}
    assert named <= options(verb), (verb, named - options(verb))


def ours(commands: Sequence[str]) -> Iterator[list[str]]:
    """What is said to `minsheng` in the command lines of a unit."""
    for line in commands:
        program, *words = shlex.split(line)
        if Path(program).name == "minsheng":
            yield words


def named_settings(text: str) -> set[str]:
    """Every setting that a file speaks of."""
    return set(re.findall(r"\b(?:MINSHENG_[A-Z_]+|DATABASE_URL)\b", text))
