"""Which policies, signed roots, rows and tiles lie at the edge of what can be read?"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.bundles import notes, trees
from tests.bundles.ballots import Json
from tests.bundles.damages.damage import edited
from tests.bundles.edges.edge import FIRST, Edge, right, unread, wrong
from tests.bundles.notes import LOG, WITNESS, Key
from tests.bundles.recipes import Bundle, Mark, canonical, note
from tests.bundles.small import BEGAN, KEY, SIGNED, stream, telling

W = [Key(f"示例见证人{number}", WITNESS, bytes([number]) * 32) for number in range(3)]


def held(policy: str, *signing: Key) -> Bundle:
    """A bundle under this policy; `LOG` and `W0` to `W2` stand for keys."""
    for name, key in (("LOG", KEY), *((f"W{number}", key) for number, key in enumerate(W))):
        policy = policy.replace(f"<{name}>", key.verifier)
    bundle = telling([FIRST]).made_anew(marks=(Mark(1, SIGNED, signing),))
    return replace(bundle, policy=policy.encode())


def policies() -> Iterator[Edge]:
    three = "log <LOG>\nwitness a <W0>\nwitness b <W1>\nwitness c <W2>\n"
    yield right(
        "comments, blanks and addresses", held("# x\n\n \t\n\tlog  <LOG>\thttps://log.example/ \n  # y\nquorum none\n")
    )
    yield right("one witness", held(three + "quorum a\n", W[0]))
    yield wrong("one witness who did not", held(three + "quorum a\n", W[1]), "witnesses")
    yield right("a witness with an address", held("log <LOG>\nwitness a <W0> https://w.example/\nquorum a\n", W[0]))
    yield right("any", held(three + "group g any a b c\nquorum g\n", W[2]))
    yield wrong("all", held(three + "group g all a b c\nquorum g\n", W[0], W[1]), "witnesses")
    nested = "group g 2 a b\ngroup h any g c\nquorum h\n"
    yield right("a group in a group", held(three + nested, W[0], W[1]))
    yield wrong("half a group in a group", held(three + nested, W[0]), "witnesses")
    yield right("names that are not ASCII", held("log <LOG>\nwitness 甲 <W0>\ngroup 组 1 甲\nquorum 组\n", W[0]))
    yield right(
        "the same key as a log and as a witness",
        held(f"log <LOG>\nwitness a {replace(KEY, kind=WITNESS).verifier}\nquorum none\n"),
    )
    chain = "group g0 any a\n" + "".join(f"group g{each} any g{each - 1}\n" for each in range(1, 2000))
    yield right("a long chain of groups", held(three + chain + "quorum g1999\n", W[0]))
    bad = {
        "more than anybody reads": "log <LOG>\nquorum none\n" + "# 示例\n" * 40_000,
        "a last line without an end": "log <LOG>\nquorum none",
        "a group before its members": "log <LOG>\ngroup g any a\nwitness a <W0>\nquorum g\n",
        "too many of a group": three + "group g 4 a b c\nquorum g\n",
        "none of a group": three + "group g 0 a b c\nquorum g\n",
        "a group of nobody": three + "group g all\nquorum none\n",
        "a member twice": three + "group g 2 a a\nquorum g\n",
        "a member of two groups": three + "group g any a\ngroup h any a b\nquorum h\n",
        "a name twice": "log <LOG>\nwitness a <W0>\nwitness a <W1>\nquorum none\n",
        "a group named none": three + "group none any a\nquorum none\n",
        "a member none": three + "group g any none a\nquorum g\n",
        "a witness twice": "log <LOG>\nwitness a <W0>\nwitness b <W0>\nquorum none\n",
        "a quorum before": "log <LOG>\nquorum a\nwitness a <W0>\n",
        "two quorums": "log <LOG>\nquorum none\nquorum none\n",
        "a log's key for a witness": "log <LOG>\nwitness a <LOG>\nquorum none\n",
        "a witness's key for a log": "log <W0>\nquorum none\n",
        "a word more": "log <LOG>\nquorum none none\n",
        "a control character": "log <LOG>\nquorum none\n#\x01\n",
        "a fraction of a group": three + "group g 1.0 a b\nquorum g\n",
        "a sign before a number": three + "group g +1 a b\nquorum g\n",
        "zeros before a number": three + "group g 01 a b\nquorum g\n",
        "no key": "log x\nquorum none\n",
    }
    for name, policy in bad.items():
        yield unread(f"policy with {name}", held(policy, *W), "signatures")
    yield unread("no policy of one's own", replace(telling([FIRST]), policy=None), "witnesses")


def signed(line: bytes, *, alone: bool = False) -> Bundle:
    """A bundle whose checkpoint has one more line, or this one alone."""
    bundle = telling([FIRST])
    name = notes.note_name(1, SIGNED)
    text, lines = bundle.files[name].split(b"\n\n")
    return edited(bundle, name, text + b"\n\n" + (b"" if alone else lines) + line)


def checkpoints() -> Iterator[Edge]:
    bundle = telling([FIRST, FIRST])
    empty = note(bundle.recipe, Mark(0, BEGAN), trees.root([], bundle.recipe.hash))
    yield right("the root of nothing", edited(bundle, notes.note_name(0, BEGAN), empty))
    false = note(bundle.recipe, Mark(0, BEGAN), bytes(32))
    yield wrong("another root of nothing", edited(bundle, notes.note_name(0, BEGAN), false), "checkpoints")
    stranger = Key("another.example", LOG, bytes(32))
    text = bundle.files[notes.note_name(2, SIGNED)].split(b"\n\n")[0] + b"\n"
    yield right("signed by a stranger too", signed(stranger.sign(text)))
    yield right("a hundred signatures", signed(stranger.sign(text) * 99))
    yield unread("a hundred and one", signed(stranger.sign(text) * 100), "format")
    yield right("a wrong signature beside a right one", signed(KEY.line(bytes(64))))
    yield unread("a line of less than a number", signed("— x AAAA\n".encode()), "format")
    yield unread("a line of a number alone", signed("— x AAAAAA==\n".encode()), "format")
    yield unread("a name with a plus", signed("— x+y AAAAAAAAAAA=\n".encode()), "format")
    yield unread("two blanks", signed("—  x AAAAAAAAAAA=\n".encode()), "format")
    yield unread("a wide blank in a name", signed("— x\u3000y AAAAAAAAAAA=\n".encode()), "format")
    yield unread("Base64 without its end", signed("— x AAAAAAAAAAA\n".encode()), "format")
    yield unread("Base64 with bits to spare", signed("— x AAAAAAAAAAB=\n".encode()), "format")
    yield unread("Base64 for addresses", signed("— x AAAAAAAA_-A=\n".encode()), "format")
    yield unread("an empty line behind", signed(b"\n"), "format")
    bits = base64.b64encode(bytes(31) + b"\1").replace(b"AE=", b"AF=")
    name = notes.note_name(2, SIGNED)
    root = base64.b64encode(trees.root(bundle.recipe.leaves, bundle.recipe.hash))
    yield unread("a root with bits to spare", edited(bundle, name, bundle.files[name].replace(root, bits)), "format")
    yield right(
        "printed in capitals",
        replace(bundle, printed=(trees.root(bundle.recipe.leaves, bundle.recipe.hash).hex().upper(), 2)),
    )
    yield right("a stamp that nobody can check", edited(bundle, name.replace(".note", ".tsr"), b"?"))
    yield unread(
        "a stamp of nothing", edited(bundle, notes.note_name(1, SIGNED).replace(".note", ".tsr"), b"?"), "container"
    )
    longest = 256 * 1024
    lines = b"".join("— x ".encode() + base64.b64encode(bytes(3000)) + b"\n" for _ in range(60))
    left = longest - len(bundle.files[name]) - len(lines)
    yield right("a note as long as may be", edited(bundle, name, bundle.files[name] + lines + name_line(left)))
    longer = edited(bundle, name, bundle.files[name] + lines + name_line(left + 1))
    yield unread("a note too long", longer, "container")


def name_line(length: int) -> bytes:
    """A signature line of so many bytes."""
    rest = len("—  AAAAAAAAAAA=\n".encode())
    return f"— {'y' * (length - rest)} AAAAAAAAAAA=\n".encode()


def manifests() -> Iterator[Edge]:
    bundle = telling([FIRST, FIRST])
    told = json.loads(bundle.files["manifest.json"])
    one, other = sorted((str(stream("a")), str(stream("b"))))
    several: list[Any] = [[], [other, one], [one, one], [one.upper()], [1]]
    wrong_ones: list[Json] = [
        *({"streams": each} for each in (*several, "x", {})),
        *({"until": each} for each in (0, 3, True, "1", None)),
        *({"size": each} for each in (0, -1, 1, "2")),
        *({"audience": each} for each in ("", "Public", None)),
        {"format": "minsheng-bundle-v2"},
        {"hash": "SHA256"},
        {"headers_only": 0},
        {"more": 1},
    ]
    for changes in wrong_ones:
        data = canonical(told | changes) + b"\n"
        yield unread(f"manifest with {changes}", edited(bundle, "manifest.json", data), "manifest")
    for name in told:
        data = canonical({key: value for key, value in told.items() if key != name}) + b"\n"
        yield unread(f"manifest without {name}", edited(bundle, "manifest.json", data), "manifest")


def attachments() -> Iterator[Edge]:
    some = (b"1", b"2", b"3")
    filed = [("d", "document:DocumentFiled", {"sha256": hashlib.sha256(data).hexdigest()}) for data in some[:2]]
    yield right("attachments", telling(filed, attachments=some[:2]))
    yield right("some of the attachments", telling(filed, attachments=some[:1]))
    yield wrong("one attachment too many", telling(filed, attachments=some), "files")
    yield wrong(
        "filed by another topic", telling([("d", "document:Filed", filed[0][2])], attachments=some[:1]), "files"
    )
    yield wrong("filed and withheld", telling([("d", "document:DocumentFiled", {})], attachments=some[:1]), "files")


def rowed(**changes: Any) -> Bundle:
    bundle = telling([FIRST])
    row = json.loads(bundle.files["entries.jsonl"]) | changes
    return edited(bundle, "entries.jsonl", canonical(row) + b"\n")


def rows() -> Iterator[Edge]:
    length = 4096 - len(rowed(topic="").files["entries.jsonl"])
    yield wrong("a row as long as may be", rowed(topic="x" * length), "entries")
    yield unread("a row too long", rowed(topic="x" * (length + 1)), "format")
    yield unread("no topic", rowed(topic=""), "format")
    yield unread("a quote in a topic", rowed(topic='a"b'), "format")
    yield unread("a newline in a topic", rowed(topic="a\nb"), "format")
    yield wrong("a topic in Chinese", rowed(topic="示例:示例"), "entries")
    yield wrong("a version as large as may be", rowed(version=2**53 - 1), "entries")
    yield unread("a version too large", rowed(version=2**53), "format")
    yield unread("a stream in capitals", rowed(stream=str(stream("congress")).upper()), "format")
    for name, data in (("README.txt", b""), ("verify.py", b"\0\xff")):
        yield right(f"whatever in {name}", edited(telling([FIRST]), name, data))
    yield unread("a policy too large", edited(telling([FIRST]), "policy.txt", b"#" * (256 * 1024 + 1)), "container")
    yield right("a policy as large as may be", edited(telling([FIRST]), "policy.txt", b"#" * (256 * 1024)))


def orders() -> Iterator[Edge]:
    """What has to stand in order: results, times, contents, rows."""
    bundle = telling([FIRST])
    one, other = (
        {"stream": each, "number": "2024-01", "standing": "drafted"}
        for each in sorted((str(stream("a")), str(stream("b"))))
    )
    for name, found in (("out of order", [other, one]), ("twice", [one, one])):
        told = canonical({"rounds": [], "evaluations": [], "projects": found}) + b"\n"
        yield unread(f"results {name}", edited(bundle, "results.json", told), "format")
    for name in ("states.jsonl", "entries.jsonl"):
        yield unread(f"nothing in {name}", edited(bundle, name, b""), "format")
    yield unread(
        "one content too many", edited(bundle, "states.jsonl", bundle.files["states.jsonl"] + b"{}\n"), "format"
    )
    part = telling([FIRST] * 3, streams=(stream("congress"),))
    twice = part
    for name in ("entries.jsonl", "states.jsonl"):
        first, *rest = part.files[name].splitlines(keepends=True)
        twice = edited(twice, name, b"".join([first, first, *rest]))
    yield right("a part", part)
    yield wrong("a row twice in a part", twice, "positions")
    hours = (0, 2, 1)
    signed_at = tuple(Mark(size, SIGNED + timedelta(hours=each)) for size, each in enumerate(hours, 1))
    yield wrong(
        "a root signed before the one before it, after the first", telling([FIRST] * 3, marks=signed_at), "checkpoints"
    )


def tiles() -> Iterator[Edge]:
    bundle = telling([FIRST])
    for name in (
        "0/x000/001",
        "00/000",
        "64/000",
        "0/001.p/0",
        "0/001.p/256",
        "0/001.p/01",
        "0/1",
        "0/0001",
        "0/001.p/",
        "0/x001/001.p/5",
    ):
        check = "container" if name in {"00/000", "64/000", "0/1", "0/0001", "0/001.p/"} else "format"
        yield unread(f"tile/{name}", edited(bundle, f"tile/{name}", bytes(32)), check)
