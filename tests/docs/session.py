"""Which requests does a document make with `curl`, and what does it say that each is answered?"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from domain.calendar import SHANGHAI
from tests.api.kit import Caller, Hands
from tests.docs.markdown import blocks, text

SERVER = "http://127.0.0.1:8000"
VARIABLE = re.compile(r"([A-Z0-9]+)=(\S+)")
STORED = re.compile(r"存为`(.+?)`")


@dataclass(frozen=True, slots=True)
class Step:
    """One request: method, path below the server, headers, JSON body, and the answer that is printed after it, if any.

    `part`: not the whole of the answer is printed.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: Any = None
    answer: Any = None
    part: bool = False

    def without(self, key: str) -> Step:
        """The same with one thing left unsaid, under another key of its own."""
        headers = {**self.headers, "Idempotency-Key": f"{self.headers['Idempotency-Key']}-without-{key}"}
        body = {name: value for name, value in self.body.items() if name != key}
        return replace(self, headers=headers, body=body, answer=None)


@dataclass(slots=True)
class Shell:
    """As much of a shell as the documents use, in a folder of its own."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, script: str) -> Iterator[Step]:
        """The requests of a script, in order; assignments and files stay for the scripts after it."""
        for words in _commands(shlex.split(script)):
            match words:
                case ["curl", address, *options]:
                    yield self._request(self._filled(address), options)
                case [".venv/bin/python", "-c", program, ">", file]:
                    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
                    self.store(file, done.stdout)
                case [assignment] if found := VARIABLE.fullmatch(assignment):
                    self.variables[found[1]] = found[2]
                case _:
                    raise AssertionError(f"not a command that the documents use: {words}")

    def store(self, file: str, content: str) -> None:
        """Keep a file."""
        (self.folder / file).write_text(content, encoding="utf-8")

    def _request(self, address: str, options: list[str]) -> Step:
        assert address.startswith(SERVER), address
        step = Step("GET", address.removeprefix(SERVER), {})
        for option, value in zip(options[::2], options[1::2], strict=True):
            match option, value:
                case "-H", given if given.startswith("@"):
                    step.headers.update(map(_header, self._file(given).splitlines()))
                case "-H", given:
                    step.headers.update([_header(given)])
                case "--json", given:
                    body = json.loads(self._file(given) if given.startswith("@") else given)
                    step = replace(step, method="POST", body=body)
                case _:
                    raise AssertionError(f"not an option of curl that the documents use: {option}")
        return step

    def _file(self, given: str) -> str:
        return (self.folder / given[1:]).read_text(encoding="utf-8")

    def _filled(self, address: str) -> str:
        return re.sub(r"\$([A-Z0-9]+)", lambda found: self.variables[found[1]], address)


def send(step: Step, api: Caller, hands: Hands) -> Any:
    """The answer to a request, made on the morning after what it tells of."""
    day = (step.body or {}).get("effective_on")
    if day is not None:
        hands.moment = datetime.fromisoformat(f"{day}T20:00").replace(tzinfo=SHANGHAI)
    if step.body is None:
        return api.client.get(step.path, headers=step.headers)
    headers = {"Content-Type": "application/json", **step.headers}
    return api.client.post(step.path, headers=headers, content=orjson.dumps(step.body))


def steps(name: str, folder: Path) -> Iterator[Step]:
    """Every request of a document; the last one before a block of JSON has that block as its answer."""
    shell, waiting = Shell(folder), list[Step]()
    for block in blocks(text(name)):
        if found := STORED.search(block.said):
            shell.store(found[1], block.text)
        elif block.language == "json":
            waiting[-1] = replace(waiting[-1], answer=json.loads(block.text), part="节选" in block.said)
        elif block.language == "sh":
            yield from waiting
            waiting = list(shell.run(block.text))
    yield from waiting


def writes(name: str, folder: Path) -> Iterator[Step]:
    """Every request of a document that asks for something to be recorded."""
    return (step for step in steps(name, folder) if step.method == "POST")


def _commands(words: list[str]) -> Iterator[list[str]]:
    """A script's words, command by command: each begins with a program or is an assignment."""
    found: list[str] = []
    for word in words:
        if found and (word in {"curl", ".venv/bin/python"} or VARIABLE.fullmatch(word)):
            yield found
            found = []
        found.append(word)
    yield found


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(": ")
    return name, value
