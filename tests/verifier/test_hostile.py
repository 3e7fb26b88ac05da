"""Does whatever is handed in get a verdict, in bounded time and memory, and never by mistake a good one?"""

from __future__ import annotations

import os
import random
import struct
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.bundles import notes, trees, zips
from tests.bundles.damages.damage import edited
from tests.bundles.edges.edge import FIRST
from tests.bundles.notes import LOG, Key
from tests.bundles.recipes import Bundle, Mark, canonical, summed
from tests.bundles.small import KEY, SIGNED, telling
from tests.verifier.program import Said, said, said_of, verify

MIB = 2**20
STATE = b'{"envelope":{"at":"2024-01-10T08:00:00Z"},"event":%b}'


@pytest.fixture
def bundle() -> Bundle:
    return telling([FIRST] * 3)


def unread(found: Said, check: str) -> bool:
    """Whether this check and all later ones could not be done, and all earlier ones were in order."""
    verdicts = [each["verdict"] for each in found.checks.values()]
    place = list(found.checks).index(check)
    return found.code == 2 and verdicts == ["ok"] * place + ["unchecked"] * (len(verdicts) - place)


def test_every_beginning_of_a_zip_is_no_bundle(bundle: Bundle, tmp_path: Path) -> None:
    whole = bundle.zip()
    for length in [*range(40), *range(40, len(whole), 97), len(whole) - 22, len(whole) - 1]:
        (tmp_path / "cut.zip").write_bytes(whole[:length])
        assert unread(said_of(tmp_path / "cut.zip"), "container"), length


def test_every_byte_of_a_zip_that_is_no_files_is_looked_at(bundle: Bundle, tmp_path: Path) -> None:
    whole, path = bundle.zip(), tmp_path / "bit.zip"
    path.write_bytes(whole)
    files = [range(part.start, part.start + part.size) for part in verify.parts_of_zip(path).values()]
    contents = {place for file in files for place in file}
    for place in set(range(len(whole))) - contents:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :])
        with pytest.raises((verify.Unreadable, OSError)):
            verify.Bundle(path)


@pytest.mark.parametrize("where", ["before the directory", "in the directory", "in front of all", "behind all"])
def test_a_byte_more_that_nothing_names_is_found(where: str, bundle: Bundle, tmp_path: Path) -> None:
    whole = bundle.zip()
    length, start = struct.unpack_from("<2L", whole, len(whole) - 10)
    files, directory, end = whole[:start], whole[start : start + length], whole[start + length :]
    match where:
        case "before the directory":
            made = files + b"x" + directory + end[:16] + struct.pack("<LH", start + 1, 0)
        case "in the directory":
            made = files + directory + b"x" + end[:12] + struct.pack("<2LH", length + 1, start, 0)
        case "in front of all":
            made = b"x" + files + directory + end[:16] + struct.pack("<LH", start + 1, 0)
        case _:
            made = whole + b"x"
    (tmp_path / "more.zip").write_bytes(made)
    assert unread(said_of(tmp_path / "more.zip"), "container")


def test_a_console_without_chinese_letters_is_no_fault_of_the_bundle(bundle: Bundle, tmp_path: Path) -> None:
    program = Path(__file__).parents[2] / "api" / "bundle" / "verifier" / "verify.py"
    told = [sys.executable, str(program), *bundle.laid_out(tmp_path / "bundle")[:-1]]
    for coding in ("ascii", "cp1252"):
        done = subprocess.run(told, env=os.environ | {"PYTHONIOENCODING": coding}, capture_output=True, check=False)
        assert (done.returncode, len(done.stdout.splitlines())) == (0, 23), done.stderr


def test_noise_is_no_bundle(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311 - the same noise each time
    for size in (0, 1, 21, 22, 23, 1000):
        for head in (b"", b"PK\3\4", b"PK\5\6"):
            (tmp_path / "noise").write_bytes(head + chance.randbytes(size))
            assert unread(said_of(tmp_path / "noise"), "container")


def test_an_empty_zip_an_empty_folder_and_no_file_at_all_are_no_bundle(tmp_path: Path) -> None:
    (tmp_path / "empty.zip").write_bytes(b"PK\5\6" + bytes(18))
    (tmp_path / "folder").mkdir()
    for name in ("empty.zip", "folder", "nowhere"):
        found = said_of(tmp_path / name)
        assert unread(found, "container"), found.bad


def test_a_zip_whose_files_are_said_to_lie_beyond_its_end_is_no_bundle(bundle: Bundle, tmp_path: Path) -> None:
    # One header says 4 GiB; the next file would lie where no zip of a bundle reaches.
    first, last = (
        struct.pack("<5H3L2H", 20, 0, 0, 0, 0x21, 0, size, size, len(name), 0)
        for size, name in ((2**32 - 1, b"README.txt"), (0, b"SHA256SUMS"))
    )
    local = zips.LOCAL + first + b"README.txt"
    directory = b"".join(
        zips.CENTRAL + struct.pack("<H", 0x0314) + common + struct.pack("<3H2L", 0, 0, 0, 0x81A40000, start) + name
        for common, start, name in ((first, 0, b"README.txt"), (last, len(local) - 1, b"SHA256SUMS"))
    )
    end = zips.END + struct.pack("<4H2LH", 0, 0, 2, 2, len(directory), len(local), 0)
    (tmp_path / "far.zip").write_bytes(local + directory + end)
    assert unread(said_of(tmp_path / "far.zip"), "container")
    found = said_of(*bundle.laid_out(tmp_path / "bundle")[:-1], "--kept", tmp_path / "far.zip")
    assert found.bad == {"checkpoints": ("unchecked", None)}


def test_what_is_no_plain_file_is_not_read(bundle: Bundle, tmp_path: Path) -> None:
    def linked(path: Path) -> None:
        (path / "policy.txt").rename(path.parent / "elsewhere")
        (path / "policy.txt").symlink_to(path.parent / "elsewhere")

    def folder_linked(path: Path) -> None:
        (path / "tile").rename(path.parent / "tiles")
        (path / "tile").symlink_to(path.parent / "tiles")

    def piped(path: Path) -> None:
        (path / "README.txt").unlink()
        os.mkfifo(path / "README.txt")

    def folded(path: Path) -> None:
        (path / "README.txt").unlink()
        (path / "README.txt").mkdir()

    def deep(path: Path) -> None:
        (path / "/".join("abcdefghijkl")).mkdir(parents=True)

    def misnamed(path: Path) -> None:
        (path / os.fsdecode(b"\xff\n")).touch()

    for change in (linked, folder_linked, piped, folded, deep, misnamed):
        written, *_ = replace(bundle, folder=True).laid_out(tmp_path / change.__name__)
        assert said_of(written).verdict("container") == "ok"
        change(Path(written))
        assert unread(said_of(written), "container"), change.__name__


def test_an_empty_folder_more_is_not_worth_a_word(bundle: Bundle, tmp_path: Path) -> None:
    written, *_ = replace(bundle, folder=True).laid_out(tmp_path / "bundle")
    (Path(written) / "files").mkdir()
    assert said_of(written).verdict("container") == "ok"


@pytest.mark.parametrize("name", ["manifest.json", "results.json", "SHA256SUMS", "policy.txt", "checkpoints", ".tsr"])
def test_a_file_beyond_its_limit_is_not_read(name: str, bundle: Bundle, tmp_path: Path) -> None:
    signed = next(each for each in bundle.files if each.endswith(".note"))
    name = {"checkpoints": signed, ".tsr": signed.removesuffix(".note") + ".tsr"}.get(name, name)
    limit = {"t": MIB // 4, "e": MIB // 4, "r": MIB}.get(name[-1], 16 * MIB)
    for size in (limit, limit + 1):
        files = {**bundle.files, name: bytes(size)}
        found = said(bundle.with_files(files if name == "SHA256SUMS" else summed(files)), tmp_path / str(size))
        assert ("太大" in found.detail("container")) == (size > limit)


def test_the_last_sum_is_written_like_the_others(bundle: Bundle, tmp_path: Path) -> None:
    *lines, last, end = bundle.files["SHA256SUMS"].split(b"\n")
    files = {**bundle.files, "SHA256SUMS": b"\n".join([*lines, last[:64].upper() + last[64:], end])}
    assert unread(said(bundle.with_files(files), tmp_path / "bundle"), "container")


def test_lines_beyond_their_limit_are_not_read(bundle: Bundle, tmp_path: Path) -> None:
    for name, limit in (("entries.jsonl", 4096), ("states.jsonl", 16 * MIB)):
        first, rest = bundle.files[name].split(b"\n", 1)
        longest = edited(bundle, name, first + b" " * (limit - len(first) - 1) + b"\n" + rest)
        found = said(longest, tmp_path / f"longest {name}")
        assert found.verdict("format") == ("ok" if name == "states.jsonl" else "unchecked")
        longer = edited(bundle, name, first + b" " * (limit - len(first)) + b"\n" + rest)
        assert unread(said(longer, tmp_path / f"longer {name}"), "format")


def test_a_topic_may_fill_its_row_to_the_last_byte(tmp_path: Path) -> None:
    row = len(telling([("x", "t", {})]).files["entries.jsonl"])
    assert said(telling([("x", "t" * (4097 - row), {})]), tmp_path / "whole").code == 0
    assert unread(said(telling([("x", "t" * (4098 - row), {})]), tmp_path / "more"), "format")


HOSTILE = {
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep and open": b'{"a":' * 100_000,
    "a hundred thousand digits": b"1" * 100_000,
    "a hundred thousand digits with a point": b"1" * 100_000 + b".5",
    "a large exponent": b"1e999999999",
    "duplicate names": b'{"a":1,"a":2}',
    "not a number": b"NaN",
    "no end": b"-Infinity",
    "half a character": b'"\\ud800"',
    "half a character's bytes": b'"\xed\xa0\x80"',
    "nought": b'"\0"',
    "a carriage return": b'{"a":1}\r',
    "a mark of order": b"\xef\xbb\xbf{}",
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "nothing": b"",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_json_gets_a_verdict(data: bytes, bundle: Bundle, tmp_path: Path) -> None:
    facts = (replace(bundle.recipe.facts[0], state=STATE % data), *bundle.recipe.facts[1:])
    assert said(bundle.made_anew(facts=facts), tmp_path / "state").bad == {"states": ("false", 1)}
    assert unread(said(edited(bundle, "manifest.json", data + b"\n"), tmp_path / "manifest"), "manifest")
    assert unread(said(edited(bundle, "results.json", data + b"\n"), tmp_path / "results"), "format")
    first, rest = bundle.files["entries.jsonl"].split(b"\n", 1)
    mixed = first.replace(b'"version":1', b'"version":' + data)
    assert unread(said(edited(bundle, "entries.jsonl", mixed + b"\n" + rest), tmp_path / "entries"), "format")


@pytest.mark.parametrize("size", [4, 257, 2**32, 10**12 - 1])
def test_a_tree_that_is_said_to_be_larger_is_not_believed(size: int, bundle: Bundle, tmp_path: Path) -> None:
    manifest = bundle.files["manifest.json"].replace(b'"size":3', b'"size":%d' % size)
    name = next(name for name in bundle.files if name.startswith("checkpoints/"))
    text = notes.text(KEY.name, size, bytes(32), SIGNED, "sha256")
    files = {each: data for each, data in bundle.files.items() if each != name}
    files |= {"manifest.json": manifest, notes.note_name(size, SIGNED): text + b"\n" + KEY.sign(text)}
    assert unread(said(bundle.with_files(summed(files)), tmp_path / "bundle"), "format")


def test_a_thousand_notes_with_a_hundred_signatures_each_are_read(bundle: Bundle, tmp_path: Path) -> None:
    unknown = Key("示例", LOG, bytes(32))
    files = dict(bundle.files)
    root = trees.root(bundle.recipe.leaves, trees.hash_of("sha256"))
    for number in range(1, 1001):
        time = SIGNED + timedelta(seconds=number)
        text = notes.text(KEY.name, 3, root, time, "sha256")
        files[notes.note_name(3, time)] = text + b"\n" + unknown.line(bytes(64)) * 99 + KEY.sign(text)
    found = said(bundle.with_files(summed(files)), tmp_path / "bundle")
    assert (found.code, found.detail("checkpoints")) == (0, "1001个签名的根。")


def test_one_of_a_thousand_notes_that_nobody_signed_is_found(bundle: Bundle, tmp_path: Path) -> None:
    marks = tuple(Mark(3, SIGNED + timedelta(seconds=number)) for number in range(200))
    many = bundle.made_anew(marks=marks)
    name = notes.note_name(3, SIGNED + timedelta(seconds=77))
    text = many.files[name].partition(b"\n\n")[0] + b"\n"
    forged = edited(many, name, text + b"\n" + KEY.line(bytes(64)))
    found = said(forged, tmp_path / "forged")
    assert found.bad == {"signatures": ("false", 3)}
    assert name in found.detail("signatures")
    stranger = edited(many, name, text + b"\n" + Key(KEY.name, LOG, bytes(32)).sign(text))
    found = said(stranger, tmp_path / "strange")
    assert found.bad == {"signatures": ("unchecked", None)}
    assert name in found.detail("signatures")


def test_memory_does_not_grow_with_the_contents(tmp_path: Path) -> None:
    large = telling(
        [("x", "示例:Large", {"text": "字" * (MIB // 3)}), *[("x", "示例:Large", {"text": "y" * MIB})] * 23]
    )
    arguments = large.laid_out(tmp_path / "bundle")[:-1]
    tracemalloc.start()
    found = said_of(*arguments)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.code == 0
    assert peak < 12 * MIB


def test_memory_does_not_grow_with_what_is_no_line(bundle: Bundle, tmp_path: Path) -> None:
    endless = edited(bundle, "states.jsonl", b"x" * 40 * MIB)
    arguments = endless.laid_out(tmp_path / "bundle")[:-1]
    tracemalloc.start()
    found = said_of(*arguments)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert unread(found, "format")
    assert peak < 36 * MIB


def test_a_bundle_may_have_no_content_at_all(tmp_path: Path) -> None:
    bare = telling([FIRST] * 3, headers_only=True)
    found = said(bare, tmp_path / "bundle")
    assert found.code == 0
    skipped = {check for check in found.checks if found.verdict(check) == "skipped"}
    assert skipped >= {"states", "times", "rounds", "evaluations", "projects", "files"}
    assert found.verdict("withheld") == "ok"


def test_an_entry_of_canonical_json_with_another_name_is_no_row(bundle: Bundle, tmp_path: Path) -> None:
    first, rest = bundle.files["entries.jsonl"].split(b"\n", 1)
    more = first[:-1] + b',"zzz":1}'
    assert unread(said(edited(bundle, "entries.jsonl", more + b"\n" + rest), tmp_path / "bundle"), "format")
    assert canonical({"a": 1}) == b'{"a":1}'
