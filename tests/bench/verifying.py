"""How long does an outsider's `verify.py` take beside hashing the same bytes and parsing the same JSON?

`python -m tests.bench.verifying 1000000` makes the bundle larger than `make bench` does.
"""

from __future__ import annotations

import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from time import process_time
from uuid import UUID

from api.bundle.zipping import pack
from tests.bench.figures import figure
from tests.bundles import notes, trees
from tests.bundles.recipes import canonical, summed
from tests.bundles.rounds import Step, new_stream
from tests.bundles.stories import any_story
from tests.verifier.program import verify

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
EVENTS = 1_000_000
LIMIT = 3.0
ROUNDS = 3
SIGNED = datetime(2029, 12, 31, tzinfo=UTC)
# Runs the program of its first argument and tells the peak of its memory in kB, which the parent's would hide otherwise.
PEAK = """
import re, runpy, sys
from pathlib import Path
sys.argv.pop(0)
sys.path.insert(0, str(Path(sys.argv[0]).parent))
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    print(re.search("VmHWM:[^0-9]*([0-9]+)", Path("/proc/self/status").read_text())[1], file=sys.stderr)
"""
KEY = notes.Key("示例县的台账名", notes.LOG, bytes(32))


def bench(events: int = EVENTS) -> Iterator[dict[str, object]]:
    """Processor seconds of the whole program, start and all, against a loop that does the least that must be done."""
    with tempfile.TemporaryDirectory(prefix="minsheng-bench-") as name:
        folder = Path(name)
        bundle = _bundle(folder, events)
        ours, peak = min(_verified(bundle, folder / "policy") for _ in range(ROUNDS))
        least = min(_hashed_and_parsed(folder / "files") for _ in range(ROUNDS))
        size = bundle.stat().st_size
    yield figure(
        f"verify {events:,} events, against hashing and parsing them", ours / least, f"<= {LIMIT}", met=ours / least <= LIMIT,
        seconds=ours, least_seconds=least, megabytes=size / 2**20, memory_megabytes=peak,
    )  # fmt: skip


def _verified(bundle: Path, policy: Path) -> tuple[float, float]:
    """Seconds, and the most memory at a time in MB."""
    program = ROOT / "api" / "bundle" / "verifier" / "verify.py"
    began = _children_seconds()
    command = [sys.executable, "-c", PEAK, str(program), str(bundle), "--policy", str(policy)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()
    return _children_seconds() - began, int(done.stderr) / 1024


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _hashed_and_parsed(folder: Path) -> float:
    """Every file hashed once as SHA256SUMS has it, every row and every content once more as the tree has them, and parsed."""
    began = process_time()
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                hashlib.file_digest(file, "sha256").digest()
    for name in ("entries.jsonl", "states.jsonl"):
        with (folder / name).open("rb") as file:
            for line in file:
                hashlib.sha256(line).digest()
                json.loads(line)
    return process_time() - began


def _bundle(folder: Path, events: int) -> Path:
    files = folder / "files"
    leaves, results = _rows(files, events)
    rest = trees.tiles(leaves, trees.hash_of("sha256"))
    text = notes.text(KEY.name, events, trees.root(leaves, trees.hash_of("sha256")), SIGNED, "sha256")
    rest[notes.note_name(events, SIGNED)] = text + b"\n" + KEY.sign(text)
    rest |= {"results.json": canonical(results) + b"\n", "policy.txt": notes.policy([KEY], [], 0)}
    manifest = {"format": "minsheng-bundle-v1", "origin": KEY.name, "hash": "sha256", "audience": "auditor", "size": events,
                "until": events, "streams": None, "headers_only": False}  # fmt: skip
    rest["manifest.json"] = canonical(manifest) + b"\n"
    rest |= dict.fromkeys(("README.txt", "verify.py", "recount.py"), b"\n")
    (folder / "policy").write_bytes(rest["policy.txt"])
    for name, data in rest.items():
        (files / name).parent.mkdir(parents=True, exist_ok=True)
        (files / name).write_bytes(data)
    large = {name: (files / name).read_bytes() for name in ("entries.jsonl", "states.jsonl")}
    (files / "SHA256SUMS").write_bytes(summed(rest | large)["SHA256SUMS"])
    names = [path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file()]
    with (folder / "bundle.zip").open("wb") as out:
        pack(files, names, out)
    return folder / "bundle.zip"


def _rows(files: Path, events: int) -> tuple[list[bytes], dict[str, list[object]]]:
    """The rows and contents, written down; the leaves, and what is published."""
    files.mkdir()
    chance = random.Random(20240118)  # noqa: S311 - an example, no secret
    versions, leaves, published = Counter[UUID](), list[bytes](), dict[tuple[str, str], object]()
    with ExitStack() as stack:
        entries, states = (stack.enter_context((files / name).open("wb")) for name in ("entries.jsonl", "states.jsonl"))
        for position, (step, state) in enumerate(islice(_events(chance), events), 1):
            versions[step.stream] += 1
            blind, version = chance.randbytes(32), versions[step.stream]
            promised = hashlib.sha256(trees.MARK + blind + state).digest()
            row = {"blind": blind.hex(), "commitment": promised.hex(), "position": position, "stream": str(step.stream)}
            entries.write(canonical(row | {"topic": step.topic, "version": version}) + b"\n")
            states.write(state + b"\n")
            leaves.append(trees.leaf(position, step.stream, version, step.topic, promised, trees.hash_of("sha256")))
            if step.kind:
                published[step.kind, str(step.stream)] = step.row
    kinds = ("rounds", "evaluations", "projects")
    found = sorted((item for item in published.items() if item[1] is not None), key=lambda item: item[0])
    return leaves, {kind: [row for (each, _), row in found if each == kind] for kind in kinds}


def _events(chance: random.Random) -> Iterator[tuple[Step, bytes]]:
    """Rounds, evaluations and projects as they come, between many events that are like the recorded ones in size."""

    def given(path: Path) -> bytes:
        """As recorded, with a command's id in the form that the service gives it."""
        return (
            path.read_bytes().rstrip().replace(b"01HMEXAMPLE0000000000000001", b"3b9f6c2e-7a41-5d58-9c06-1f2e8a5b7d31")
        )

    quiet = [path for path in sorted(GOLDEN.glob("projects/*.json")) if b'"brief"' not in path.read_bytes()]
    named = [(f"projects:{path.name.partition('.')[0]}", given(path)) for path in quiet]
    likes = cycle([(topic, state) for topic, state in named if topic not in verify.BELONGS])
    envelope = json.loads(given(quiet[0]))["envelope"]
    profile = json.loads((GOLDEN / "voting" / "RoundOpened.json").read_bytes())["event"]["profile"]
    while True:
        for _ in range(5):
            stream = new_stream(chance)
            for topic, state in islice(likes, 20):
                yield Step(stream, topic, {}), state
        for step in any_story(chance):
            event = step.event
            if "profile" in event:
                event = event | {"profile": profile | event["profile"]}
            yield step, canonical({"envelope": envelope, "event": event})


if __name__ == "__main__":
    print(json.dumps(next(bench(int(sys.argv[1]) if sys.argv[1:] else EVENTS)), ensure_ascii=False))
