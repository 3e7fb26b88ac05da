"""Was anything in this ledger altered, removed, inserted or back-dated, and do the published results follow from it?

    python verify.py BUNDLE [--policy FILE] [--root HEX --size N] [--tsa CERTS.pem] [--headers BUNDLE] [--json]

BUNDLE is a bundle (zip) or its unpacked folder. It needs Python 3.11 or later, `cryptography`, and `recount.py` beside it; no network and
nothing of the service. The format and the 22 checks are those of docs/bundle.md. One line a check; exit code 0: everything holds, 1:
something is false, 2: something could not be checked. A *row* is one line of entries.jsonl, a *leaf* the hash of a row, a *tile* up to 256
hashes of one level of the tree, a *note* a signed root.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import zlib
from base64 import b64decode, b64encode
from bisect import bisect_left
from datetime import datetime, timedelta
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from recount import GRADES, MALFORMED, STARTS, UNKNOWN, VOTES, Record, Wrong, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CHECKS = {
    "container": "包的写法", "manifest": "包的说明", "format": "文件的写法", "sums": "文件的散列", "signatures": "台账的签名",
    "witnesses": "见证人", "timestamps": "时间戳", "tiles": "树的上层", "entries": "标题行都在树上", "root": "签名的根",
    "checkpoints": "较早的签名的根", "printed_root": "印在纸上的根", "positions": "号的次序", "versions": "版本的次序",
    "states": "内容没有改过", "withheld": "没有内容的标题行", "times": "登记的时刻", "completeness": "记录没有漏", "files": "附件",
    "rounds": "票决重新计票", "evaluations": "测评重新定等次", "projects": "项目的现状",
}  # fmt: skip
VERDICTS = {"ok": "通过", "false": "不符", "unchecked": "未核", "skipped": "不适用"}
ALWAYS = ["README.txt", "SHA256SUMS", "entries.jsonl", "manifest.json", "policy.txt", "recount.py", "results.json", "states.jsonl", "verify.py"]
MIB, TILE, DEEPEST, SAFE = 2**20, 256, 100, 2**53
LONGEST_ROW, LONGEST_STATE, MOST_FILES, LARGEST_ZIP = 4096, 16 * MIB, 65535, 2**32
LARGEST = {"SHA256SUMS": 16 * MIB, "manifest.json": 16 * MIB, "results.json": 16 * MIB, "policy.txt": MIB // 4, ".note": MIB // 4,
           ".tsr": MIB}  # fmt: skip
MINUTE = timedelta(seconds=60)
HASHES = {"sha256": lambda data: hashlib.sha256(data).digest(), "sm3": lambda data: hashlib.new("sm3", data).digest()}
MARK = b"minsheng ledger event bytes v1\n"
HEAD = struct.Struct("!cHQH16sHQH").pack
NAME = re.compile(
    r"checkpoints/[0-9]{12}-[0-9]{10}\.(?:note|tsr)|tile/[0-9]/(?:x[0-9]{3}/){0,4}[0-9]{3}(?:\.p/[0-9]{1,3})?|files/[0-9a-f]{64}"
)
UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ROW = re.compile(
    rb'\{(?:"blind":"([0-9a-f]{64})",)?"commitment":"([0-9a-f]{64})","position":([1-9][0-9]{0,15}),"stream":"(%b)",'
    rb'"topic":"([^"\\\x00-\x1f]+)","version":([1-9][0-9]{0,15})\}\n' % UUID.pattern.encode()
)
TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
AT = re.compile(rf"{TIME}(?:\.[0-9]{{1,6}})?Z")
NOTE = re.compile(
    rf"(([^\x00-\x1f]+)\n(0|[1-9][0-9]{{0,11}})\n([A-Za-z0-9+/]{{43}}=)\ntime ({TIME}Z)\n(hash sm3\n)?)"
    r"\n((?:— [^\s+\x00-\x1f]+ [A-Za-z0-9+/=]+\n){1,100})"
)
# Shapes: a dictionary has exactly these names, a list any number of its one item, a tuple is a choice, a pattern is a text.
MANIFEST = {
    "format": re.compile("minsheng-bundle-v1"), "origin": re.compile(r"[^\s+\x00-\x1f]+"), "hash": re.compile("sha256|sm3"),
    "audience": re.compile("public|auditor|scrutineer"), "size": int, "until": int, "streams": (None, [UUID]), "headers_only": bool,
}  # fmt: skip
ROUND = {"stream": UUID, "selected": [str]}
VOTED = {"candidate": str, "for": int, "against": int, "abstain": int, "not_pressed": int}
GRADED = {"item": str, "grade": (None, re.compile("satisfied|basically_satisfied|dissatisfied"))}
STANDING = re.compile("drafted|not_chosen|chosen|running|completed|accepted|suspended|terminated")
RESULTS = {
    "rounds": [(ROUND, {**ROUND, "valid": int, "invalid": int, "items": [VOTED]})],
    "evaluations": [({"stream": UUID, "grades": [(GRADED, {**GRADED, **dict.fromkeys(GRADES, int)})]})],
    "projects": [{"stream": UUID, "number": re.compile("[0-9]{4}-[0-9]{2,}"), "standing": STANDING}],
}
BECOMES = {
    "projects:ProjectSelected": "chosen", "projects:ProjectListed": "chosen", "projects:ProjectNotSelected": "not_chosen",
    "projects:ProjectAssigned": "running", "projects:ProjectCompleted": "completed", "projects:ProjectAccepted": "accepted", "projects:AcceptanceReturned": "running",
}  # fmt: skip
VOTED_AS = dict(zip(("for", "against", "abstain", "not_pressed"), VOTES, strict=True))
PROJECTS = ("projects:ProjectDrafted", "projects:ProjectTakenOver")


class Unreadable(Exception):  # noqa: N818 - named after what it says of the bundle
    """The bundle is not written as one, so that `check` and all later ones cannot be done."""

    def __init__(self, check: str, detail: str) -> None:
        super().__init__(detail)
        self.check = check


class Report:
    """What each check found: `verdicts` (verdict, position, sentence), made from the first `faults` (position, sentence)."""

    def __init__(self) -> None:
        self.verdicts: dict[str, tuple[str, int | None, str]] = {}
        self.faults: dict[str, tuple[int | None, str]] = {}

    def fault(self, check: str, position: int | None, detail: str) -> None:
        """Remember the fault at the lowest position; one without any comes last."""
        known = self.faults.get(check)
        if known is None or (position is not None and (known[0] is None or position < known[0])):
            self.faults[check] = (position, detail)

    def close(self, check: str, detail: str, verdict: str = "ok") -> None:
        """Give the verdict: false if there was a fault."""
        position, evidence = self.faults.get(check, (None, detail))
        self.verdicts[check] = ("false" if check in self.faults else verdict, position, evidence)

    def stop(self, error: Unreadable) -> None:
        """What cannot be read is not false, and ends the checking."""
        self.verdicts[error.check] = ("unchecked", None, f"读不懂：{error}")
        for check in list(CHECKS)[list(CHECKS).index(error.check) + 1 :]:
            self.verdicts[check] = ("unchecked", None, f"没有查，因为“{CHECKS[error.check]}”读不懂。")

    def among(self, *verdicts: str) -> list[str]:
        """The checks with one of these verdicts, in order."""
        return [check for check in CHECKS if self.verdicts[check][0] in verdicts]


def no_float(text: str) -> Any:
    """Refuse what a ledger never writes."""
    raise ValueError(f"{text[:30]}不是整数")


def safe(text: str) -> int:
    """An integer that every reader of JSON reads alike."""
    if len(text) > 17 or abs(int(text)) >= SAFE:  # noqa: PLR2004 - a sign and 16 digits
        raise ValueError(f"{text[:30]}的绝对值不小于2的53次方")
    return int(text)


PARSE, PARSE_LARGE = (json.JSONDecoder(parse_float=no_float, parse_constant=no_float, parse_int=of).decode for of in (int, safe))
WRITE, WRITE_AS_IS = (json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=by).encode for by in (True, False))
DIGITS_AS_0 = bytes(48 if byte in b"0123456789" else byte for byte in range(256))


def canonical(data: bytes) -> Any:
    """The value of canonical JSON: `ValueError` where writing it again gives other bytes, so that nothing can be read in two ways."""
    try:
        text = data.decode()
        value = (PARSE_LARGE if b"0" * 16 in data.translate(DIGITS_AS_0) else PARSE)(text)
        if WRITE(value) != text and (max(text) <= "\uffff" or WRITE_AS_IS(in_utf16_order(value)) != text):
            raise ValueError("不是唯一的写法")
    except RecursionError:
        raise ValueError("嵌套太深") from None
    level = [value] if data.count(b"[") + data.count(b"{") > DEEPEST else []
    for _ in range(DEEPEST):
        inside = chain.from_iterable(each.values() if isinstance(each, dict) else each for each in level)
        level = [each for each in inside if isinstance(each, dict | list)]
    if level:
        raise ValueError(f"嵌套多于{DEEPEST}层")
    return value


def in_utf16_order(value: Any) -> Any:
    """The same value, its names in the order of RFC 8785, which differs beyond the basic plane."""
    if isinstance(value, dict):
        return {name: in_utf16_order(value[name]) for name in sorted(value, key=lambda name: name.encode("utf-16-be"))}
    return [in_utf16_order(each) for each in value] if isinstance(value, list) else value


def fits(value: object, shape: Any) -> bool:
    """Whether a value has a shape."""
    match shape:
        case dict():
            return isinstance(value, dict) and value.keys() == shape.keys() and all(fits(value[name], shape[name]) for name in shape)
        case list():
            return isinstance(value, list) and all(fits(each, shape[0]) for each in value)
        case tuple():
            return any(fits(value, each) for each in shape)
        case re.Pattern():
            return isinstance(value, str) and shape.fullmatch(value) is not None
    return type(value) is shape and (shape is not int or value >= 0) if shape else value is None


def decoded(written: str) -> bytes:
    """Base64 in its one way of writing."""
    raw = b64decode(written, validate=True)
    if b64encode(raw).decode() != written:
        raise ValueError(written)
    return raw


def tile_name(level: int, number: int, width: int) -> str:
    """The name of a tile (C2SP tlog-tiles)."""
    steps = [f"{number % 1000:03}"]
    while number := number // 1000:
        steps.insert(0, f"x{number % 1000:03}")
    return f"tile/{level}/{'/'.join(steps)}" + (f".p/{width}" if width < TILE else "")


def as_bytes(stream: str) -> bytes:
    """The 16 bytes of a UUID."""
    return bytes.fromhex(stream.replace("-", ""))


def split(tile: bytes) -> list[bytes]:
    """The hashes of a tile."""
    return [tile[at : at + 32] for at in range(0, len(tile), 32)]


class Part(NamedTuple):
    """Where the bytes of a file lie, and their CRC-32 if it is in a zip."""

    path: Path
    start: int
    size: int
    crc: int | None = None


class Slice(io.RawIOBase):
    """A part as a stream."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.file, self.left = part.path.open("rb", buffering=0), part.size
        self.file.seek(part.start)

    def readable(self) -> bool:  # noqa: D102 - as the base says
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: D102 - as the base says
        found = self.file.readinto(memoryview(buffer)[: self.left]) or 0
        self.left -= found
        return found

    def close(self) -> None:  # noqa: D102 - as the base says
        self.file.close()
        super().close()


def parts_of_zip(path: Path) -> dict[str, Part]:
    """The files of a zip, which is written in one way alone: every header is written anew and compared."""
    whole, parts, last = path.stat().st_size, dict[str, Part](), ""
    if whole > LARGEST_ZIP:
        raise Unreadable("container", f"zip有{whole}字节，不应大于4 GiB。")
    with path.open("rb") as file:
        file.seek(max(0, whole - 22))
        end = file.read(22).ljust(22, b"\0")
        many, length, where = struct.unpack_from("<H2L", end, 10)
        start, directory = 0, where
        if end != struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, many, many, length, where, 0) or where + length + 22 != whole:
            raise Unreadable("container", f"不是完整的zip（共{whole}字节），或者前后有别的字节。")
        for count in range(1, many + 1):
            file.seek(where)
            head = file.read(46).ljust(46, b"\0")
            crc, size, length = struct.unpack_from("<2L4xH", head, 16)
            raw = file.read(length)
            both = struct.pack("<5H3L2H", 20, 0, 0, 0, 0x21, crc, size, size, length, 0)
            written = head == b"PK\1\2\x14\3" + both + struct.pack("<3H2L", 0, 0, 0, 0x81A40000, start)
            file.seek(start)
            if not written or file.read(30 + length) != b"PK\3\4" + both + raw:
                raise Unreadable("container", f"zip里第{count}个文件的头不是规定的写法（{raw[:80]!r}）。")
            if (name := checked_name(raw.decode("latin-1"))) <= last:
                raise Unreadable("container", f"zip里的文件应按文件名排序，不重复：{name}在{last}之后。")
            parts[name] = Part(path, start + 30 + length, size, crc)
            where, start, last = where + 46 + length, start + 30 + length + size, name
        if where + 22 != whole or start != directory:
            raise Unreadable("container", "zip里的文件之间有别的字节。")
    return parts


def parts_of_folder(path: Path) -> dict[str, Part]:
    """The files of an unpacked folder: plain files in plain folders."""
    parts, folders = dict[str, Part](), [path]
    while folders:
        for entry in folders.pop().iterdir():
            found, name = entry.lstat(), entry.relative_to(path).as_posix()
            if stat.S_ISDIR(found.st_mode) and name.count("/") < 6:
                folders.append(entry)
            elif stat.S_ISREG(found.st_mode):
                parts[checked_name(name)] = Part(entry, 0, found.st_size)
            else:
                raise Unreadable("container", f"{name[:200]}不是普通的文件。")
            if len(parts) + len(folders) > MOST_FILES:
                raise Unreadable("container", f"文件多于{MOST_FILES}个。")
    return dict(sorted(parts.items()))


def checked_name(name: str) -> str:
    """A name that a file of a bundle may have; no other is opened, so that no path climbs out."""
    if name not in ALWAYS and not NAME.fullmatch(name):
        raise Unreadable("container", f"不应有这个文件：{name[:200]!r}。")
    return name


class Note(NamedTuple):
    """A signed root: the text that was signed, and the signatures (name, key id, signature)."""

    text: bytes
    size: int
    root: bytes
    time: datetime
    signatures: list[tuple[str, bytes, bytes]]


class Bundle:
    """The files of a bundle and what they say, as far as `container`, `manifest` and `format` can tell without the rows."""

    def __init__(self, path: Path) -> None:
        self.parts = parts_of_folder(path) if path.is_dir() else parts_of_zip(path)
        self.note_names = [name for name in self.parts if name.endswith(".note")]
        self.tokens = [name for name in self.parts if name.endswith(".tsr")]
        if missing := [name for name in ALWAYS if name not in self.parts]:
            raise Unreadable("container", f"缺少{'、'.join(missing)}。")
        if not self.note_names or not {f"{name[:-4]}.note" for name in self.tokens} <= set(self.note_names):
            raise Unreadable("container", "checkpoints/里没有签名的根，或者时间戳没有同名的签名的根。")
        for name, part in self.parts.items():
            if part.size > (most := LARGEST.get(name) or LARGEST.get(name[-5:]) or LARGEST.get(name[-4:]) or part.size):
                raise Unreadable("container", f"{name}有{part.size}字节，不应大于{most}字节。")
        self.hashed = {name: self.hash(name) for name in self.parts}
        others = [name for name in self.parts if name != "SHA256SUMS"]
        lines = self.read("SHA256SUMS").decode("latin-1").split("\n")
        if [line[64:] for line in lines] != [*(f"  {name}" for name in others), ""] or not re.fullmatch(
            "[0-9a-f]*", "".join(line[:64] for line in lines)
        ):
            raise Unreadable("container", "SHA256SUMS应按文件名的次序恰好列出其余每个文件。")
        self.sums = dict(zip(others, (line[:64] for line in lines), strict=False))

    def open(self, name: str) -> io.BufferedReader:
        """The bytes of a file, from its beginning."""
        return io.BufferedReader(Slice(self.parts[name]), 2**18)

    def read(self, name: str) -> bytes:
        """The bytes of a file that is small."""
        with self.open(name) as file:
            return file.read()

    def lines(self, name: str, longest: int) -> Iterator[bytes]:
        """The lines of a file with their line feeds."""
        with self.open(name) as file:
            for count, line in enumerate(iter(lambda: file.readline(longest), b""), 1):
                if line[-1] != 10:  # noqa: PLR2004 - a line feed
                    raise Unreadable("format", f"{name}第{count}行长于{longest}字节，或者没有以换行结束。")
                yield line

    def hash(self, name: str) -> str:
        """The SHA-256 of a file in hex; its bytes must all be there, in a zip with the CRC-32 that stands there."""
        digest, crc, size = hashlib.sha256(), 0, 0
        with self.open(name) as file:
            while chunk := file.read(MIB):
                digest.update(chunk)
                crc, size = zlib.crc32(chunk, crc), size + len(chunk)
        part = self.parts[name]
        if size != part.size or part.crc not in {None, crc}:
            raise Unreadable("container", f"{name}读到{size}字节、CRC-32是{crc:08x}，zip写的是{part.size}字节、{part.crc or 0:08x}。")
        return digest.hexdigest()

    def json(self, name: str, check: str, shape: object) -> Any:
        """The value of a file of canonical JSON with a line feed."""
        try:
            value = canonical((data := self.read(name)).removesuffix(b"\n"))
        except ValueError as error:
            raise Unreadable(check, f"{name}不是规范的JSON：{error}。") from None
        if not data.endswith(b"\n") or not fits(value, shape):
            raise Unreadable(check, f"{name}的名称或者取值不合写法。")
        return value

    def read_manifest(self) -> None:
        """What this bundle is."""
        self.manifest = self.json("manifest.json", "manifest", MANIFEST)
        self.size, self.until, self.streams = (self.manifest[name] for name in ("size", "until", "streams"))
        self.bare, self.public = self.manifest["headers_only"], self.manifest["audience"] == "public"
        if not 1 <= self.until <= self.size:
            raise Unreadable("manifest", f"until是{self.until}，应从1到size（{self.size}）。")
        if self.streams is not None and (not self.streams or sorted(set(self.streams)) != self.streams):
            raise Unreadable("manifest", "streams应排序，不重复，不空。")
        self.digest = HASHES[self.manifest["hash"]]

    def read_format(self) -> None:
        """The notes, the tiles' names and sizes, the results."""
        self.notes = [self.note(name)._replace(signatures=[]) for name in self.note_names]
        if self.notes[-1].size != self.size:
            raise Unreadable("format", f"最大的签名的根的大小是{self.notes[-1].size}，manifest.json写的是{self.size}。")
        levels = [self.size >> 8 * level for level in range(8) if self.size >> 8 * level]
        tiles = [(level, count // TILE, count % TILE) for level, count in enumerate(levels)]
        found = [name for name in self.parts if name.startswith("tile/")]
        if sum(full + (rest > 0) for _, full, rest in tiles) != len(found):
            raise Unreadable("format", f"tile有{len(found)}个，与大小{self.size}的树不符。")
        self.tiles = [[tile_name(level, number, TILE) for number in range(full)] + [tile_name(level, full, rest)] * (rest > 0)
                      for level, full, rest in tiles]  # fmt: skip
        for name in chain.from_iterable(self.tiles):
            if name not in self.parts or self.parts[name].size != 32 * int(name.partition(".p/")[2] or TILE):
                raise Unreadable("format", f"大小{self.size}的树应有{name}，现在没有，或者长度不对。")
        self.results = self.json("results.json", "format", RESULTS)
        for kind, entries in self.results.items():
            if sorted({entry["stream"] for entry in entries}) != [entry["stream"] for entry in entries]:
                raise Unreadable("format", f"results.json的{kind}应按stream排序，不重复。")

    def note(self, name: str) -> Note:
        """A signed root, which must be one of this log and stand in the file of its size and time."""
        try:
            text, origin, size, root, time, sm3, lines = NOTE.fullmatch(self.read(name).decode()).groups()  # type: ignore[union-attr]  # None is malformed
            at = datetime.fromisoformat(time)
            parted = (line.split(" ") for line in lines.splitlines())
            signatures = [(who, (raw := decoded(written))[:4], raw[4:]) for _, who, written in parted]
            note = Note(text.encode(), int(size), decoded(root), at, signatures)
        except (AttributeError, ValueError):
            raise Unreadable("format", f"{name}不是签名的根的写法。") from None
        if name != f"checkpoints/{note.size:012}-{int(at.timestamp()):010}.note":
            raise Unreadable("format", f"{name}里写的是大小{size}、时刻{time}，与文件名不符。")
        if origin != self.manifest["origin"] or bool(sm3) != (self.manifest["hash"] == "sm3"):
            raise Unreadable("format", f"{name}是另一个台账“{origin}”的，或者算法不同。")
        return note

    def tree(self, wanted: Iterable[int], report: Report | None = None) -> dict[int, bytes]:
        """The roots of the first so many leaves, by number; on the way every upper hash is held against the tile below it."""
        digest, size = self.digest, 0
        roots, whole = {0: digest(b"")}, list[tuple[int, bytes]]()  # whole: the largest full subtrees so far, as (leaves, root)
        inside = {number // TILE for number in wanted if number % TILE}
        for level, names in enumerate(self.tiles):
            above = chain.from_iterable(split(self.read(name)) for name in chain(*self.tiles[level + 1 : level + 2]))
            for number, name in enumerate(names):
                row = hashes = split(self.read(name))
                while len(hashes) == TILE and len(row) > 1:
                    row = [digest(b"\1" + left + right) for left, right in zip(row[::2], row[1::2], strict=True)]
                if len(hashes) == TILE and (found := next(above)) != row[0] and report:
                    evidence = f"第{level + 1}层第{number}个散列是{found.hex()}，下层256个散列的根是{row[0].hex()}。"
                    report.fault("tiles", number * TILE ** (level + 1) + 1, evidence)
                nodes = hashes if number in inside or len(hashes) < TILE else row
                for node in nodes if level == 0 else ():
                    leaves = TILE if len(nodes) < len(hashes) else 1
                    size += leaves
                    while whole and whole[-1][0] == leaves:
                        leaves, node = 2 * leaves, digest(b"\1" + whole.pop()[1] + node)  # noqa: PLW2901 - it climbs
                    whole.append((leaves, node))
                    if size in wanted:
                        root = node
                        for _, left in whole[-2::-1]:
                            root = digest(b"\1" + left + root)
                        roots[size] = root
        return roots


class Policy:
    """Whose signatures count (C2SP tlog-policy): keys of logs, witnesses by name, groups of them, and the quorum; `ValueError` if malformed."""

    def __init__(self, data: bytes) -> None:
        self.logs: list[tuple[str, bytes, bytes]] = []
        self.witnesses: dict[bytes, tuple[str, bytes, bytes]] = {}
        self.groups: dict[bytes, tuple[int, list[bytes]]] = {}
        quorums: list[bytes] = []
        if len(data) > MIB // 4 or re.search(rb"[^\t\n\x20-\x7e\x80-\xff]", data):
            raise ValueError("大于256 KiB，或者有控制字符")
        for line in data.split(b"\n"):
            match line.split():
                case [b"log", key] | [b"log", key, _]:
                    self.logs.append(verifier_key(key, 1))
                case [b"witness", name, key] | [b"witness", name, key, _] if self.is_new(name):
                    self.witnesses[name] = verifier_key(key, 4)
                case [b"group", name, least, *members] if members and self.is_new(name) and not any(map(self.is_new, members)):
                    self.groups[name] = ({b"any": 1, b"all": len(members)}.get(least) or int(least), members)
                case [b"quorum", name] if name == b"none" or not self.is_new(name):
                    quorums.append(name)
                case [word, *_] if not word.startswith(b"#"):
                    raise ValueError(f"这一行不合写法：{line[:80]!r}")
        placed = [name for _, members in self.groups.values() for name in members]
        kinds = (self.logs, list(self.witnesses.values()))
        once = [placed, *([key[2] for key in keys] for keys in kinds), *([key[:2] for key in keys] for keys in kinds)]
        if any(len(set(each)) != len(each) for each in once):
            raise ValueError("有重复的钥匙，或者一个名字在组里出现两次")
        if len(quorums) != 1 or any(not 1 <= least <= len(members) for least, members in self.groups.values()):
            raise ValueError("应恰有一行quorum，每组的数应从1到成员数")
        self.quorum = quorums[0]

    def is_new(self, name: bytes) -> bool:
        """Whether a name is free."""
        return name not in self.witnesses and name not in self.groups and name != b"none"

    def reached(self, name: bytes, signed: set[bytes]) -> bool:
        """Whether a witness, or enough members of a group, have signed."""
        least, members = self.groups.get(name, (1, []))
        return name in signed or (name in self.groups and sum(self.reached(each, signed) for each in members) >= least)


def verifier_key(written: bytes, kind: int) -> tuple[str, bytes, bytes]:
    """Name, id and public key of a verifier key (C2SP signed-note) of this kind: 1 signs notes, 4 cosigns."""
    name, key_id, encoded = written.decode().split("+", 2)
    raw = decoded(encoded)
    if not name or len(raw) != 33 or raw[0] != kind or hashlib.sha256(f"{name}\n".encode() + raw).hexdigest()[:8] != key_id:  # noqa: PLR2004
        raise ValueError(f"{name}的钥匙写法、类型或者钥匙号不对")
    return name, bytes.fromhex(key_id), raw[1:]


def signers(note: Note, keys: Iterable[tuple[str, bytes, bytes]], *, cosigned: bool = False) -> dict[tuple[str, bytes, bytes], bool]:
    """Which of these keys the note's lines name, and whether one of the lines is valid."""
    known, found = {key[:2]: key for key in keys}, dict[tuple[str, bytes, bytes], bool]()
    for name, key_id, written in note.signatures:
        key, text, signature = known.get((name, key_id)), note.text, written
        if cosigned:
            text, signature = b"cosignature/v1\ntime %d\n" % int.from_bytes(written[:8], "big") + text, written[8:]
        if key is not None and not found.get(key):
            try:
                Ed25519PublicKey.from_public_bytes(key[2]).verify(signature, text)
                found[key] = True
            except (InvalidSignature, ValueError):
                found[key] = False
    return found


class Project:
    """A project, read event by event: its number and its standing, UNKNOWN where a content that decides it was not given."""

    def __init__(self, position: int) -> None:
        self.position, self.known = position, False
        self.wrong: tuple[int, str] | None = None
        self.hidden = self.uncounted = False
        self.number: str = ""
        self.standing: Any = UNKNOWN
        self.before: Any = None

    def take(self, position: int, topic: str, event: dict[str, Any] | None) -> None:
        """Read one more event, None where its content was not given."""
        begins = position == self.position
        if self.wrong or not (begins or self.known):
            return
        try:
            if event is None and (begins or topic == "projects:AdjustmentDecided"):
                self.hidden, self.standing, self.before = True, UNKNOWN, UNKNOWN
            elif event is not None and begins:
                self.number, self.known = f"{event['project_year']:04d}-{event['number']:02d}", True
                self.standing = "drafted" if topic == PROJECTS[0] else event["standing"]
            elif event is not None and topic == "projects:AdjustmentDecided":
                if event["outcome"] == "suspended" != self.standing:
                    self.before, self.standing = self.standing, "suspended"
                elif event["outcome"] == "resumed" and self.standing in {"suspended", UNKNOWN}:
                    self.standing = self.before
                elif event["outcome"] == "terminated":
                    self.standing = "terminated"
            elif topic != "projects:ProjectAssigned" or self.standing == "chosen":
                self.standing = BECOMES.get(topic, self.standing)
        except MALFORMED as error:
            self.wrong = (position, f"{topic}：缺了要用的项，或者类型不对（{type(error).__name__}）")


class Walk:
    """All rows with their contents, once from first to last: they are held against the tree and against one another."""

    def __init__(self, bundle: Bundle, report: Report, watched: Iterable[str] = ()) -> None:
        self.bundle, self.report, self.digest = bundle, report, bundle.digest
        self.rows = self.given = self.missing = self.last = 0
        self.versions: dict[bytes, int] = {}
        self.records: dict[bytes, tuple[str, Record | Project]] = {}
        self.watched, self.leaves = {as_bytes(stream) for stream in watched}, dict[int, bytes]()
        self.filed = set[str]()
        self.uncovered = bytearray(bundle.size + 1)  # by position: 1 where a content is missing and no erasure was found yet
        self.streams = None if bundle.streams is None else {as_bytes(stream) for stream in bundle.streams}
        times = [note.time for note in bundle.notes]
        self.sizes = [note.size for note in bundle.notes]
        self.earliest = [None, *accumulate(times, max)]  # by the number of notes that are smaller than a position
        self.latest = [*list(accumulate(times[::-1], min))[::-1], None]
        self.tile, self.tile_number = [b""], -1

    def run(self) -> None:
        """Read everything."""
        states, topics = self.bundle.lines("states.jsonl", LONGEST_STATE), dict[bytes, str]()
        for line in self.bundle.lines("entries.jsonl", LONGEST_ROW):
            self.rows += 1
            found = ROW.fullmatch(line)
            blind, commitment, place, named, raw, counted = found.groups() if found else (b"",) * 6
            state = next(states, None) if blind else None
            try:
                position, version, topic = int(place), int(counted), topics.get(raw) or topics.setdefault(raw, raw.decode())
            except ValueError:
                position = version = SAFE
            if position >= SAFE or version >= SAFE or (blind and state is None):
                raise Unreadable("format", f"entries.jsonl第{self.rows}行不是标题行的写法，或者states.jsonl里没有它的内容。")
            stream, promised = bytes.fromhex(named.replace(b"-", b"").decode()), bytes.fromhex(commitment.decode())
            if stream not in self.versions and topic in (*STARTS, *PROJECTS):
                self.records[stream] = (topic, Record(position) if topic in STARTS else Project(position))
            self.check_row(position, stream, version, raw, promised)
            content = self.check_state(position, bytes.fromhex(blind.decode()), state[:-1], promised) if state else None
            if content is not None:
                self.check_content(position, topic, content)
            elif state is None and position <= self.bundle.size:
                self.missing, self.uncovered[position] = self.missing + 1, 1
            if stream in self.records:
                self.records[stream][1].take(position, topic, content["event"] if content else None)
        if self.rows == 0 or next(states, None) is not None:
            raise Unreadable("format", "entries.jsonl是空的，或者states.jsonl的行比有blind的标题行多。")

    def check_row(self, position: int, stream: bytes, version: int, topic: bytes, commitment: bytes) -> None:
        """A row must be the leaf at its position, and stand where it belongs."""
        bundle, report = self.bundle, self.report
        leaf = bundle.digest(HEAD(b"\0", 8, position, 16, stream, 8, version, len(topic)) + topic + b"\0\x20" + commitment)
        number, place = divmod(position - 1, TILE)
        if number != self.tile_number and position <= bundle.size:
            self.tile, self.tile_number = split(bundle.read(bundle.tiles[0][number])), number
        if position > bundle.size or self.tile[place] != leaf:
            there = "没有这一号" if position > bundle.size else f"是{self.tile[place].hex()}"
            report.fault("entries", position, f"第{position}号标题行的叶子算出来是{leaf.hex()}，树上{there}。")
        if self.streams is None and (position != self.rows or position > bundle.until):
            report.fault("positions", self.rows, f"第{self.rows}行应是第{self.rows}号，现为第{position}号；应到第{bundle.until}号为止。")
        elif self.streams is not None and not (self.last < position <= bundle.until and stream in self.streams):
            report.fault("positions", position, f"第{position}号排在第{self.last}号之后，大于{bundle.until}，或者不是所选的记录。")
        if version != (expected := self.versions.get(stream, 0) + 1):
            report.fault("versions", position, f"第{position}号是记录{stream.hex()}的第{version}版，应是第{expected}版。")
        self.versions[stream], self.last = version, position
        if stream in self.watched:
            self.leaves[position] = leaf

    def check_state(self, position: int, blind: bytes, state: bytes, commitment: bytes) -> dict[str, Any] | None:
        """A content must be what its row promised, and readable in one way alone."""
        self.given += 1
        if self.bundle.bare:
            self.report.fault("withheld", position, f"只有标题行的包，第{position}号却给了内容。")
        if (found := self.bundle.digest(MARK + blind + state)) != commitment:
            why = f"算出的承诺是{found.hex()}，标题行写的是{commitment.hex()}"
        else:
            try:
                content: dict[str, Any] = canonical(state)
                if content.keys() == {"envelope", "event"} and all(isinstance(each, dict) for each in content.values()):
                    return content
                why = "不是恰有envelope和event两个对象"
            except (ValueError, AttributeError) as error:
                why = f"不是规范的JSON对象：{str(error)[:200]}"
        self.report.fault("states", position, f"第{position}号的内容{why}。")
        return None

    def check_content(self, position: int, topic: str, content: dict[str, Any]) -> None:
        """What a content says of erasures, of attachments and of its own time."""
        event, at = content["event"], content["envelope"].get("at")
        if topic == "congress:ContentErased" and isinstance(event.get("positions"), list):
            for erased in event["positions"]:
                if type(erased) is int and 0 < erased < min(position, len(self.uncovered)):
                    self.uncovered[erased] = 0
        elif topic in {"document:DocumentFiled", "document:DocumentReplaced"}:
            self.filed.add(str(event.get("sha256")))
        smaller = bisect_left(self.sizes, position)
        low, high = self.earliest[smaller], self.latest[smaller]
        try:
            time = datetime.fromisoformat(at if AT.fullmatch(at) else "")
            if low and time - low < -MINUTE:
                self.report.fault("times", position, f"第{position}号登记的时刻是{at}，早于{low}，那时签名的根里还没有它。")
            if high and time - high > MINUTE:
                self.report.fault("times", position, f"第{position}号登记的时刻是{at}，晚于{high}，那时签名的根里已经有它。")
        except (TypeError, ValueError):
            self.report.fault("times", position, f"第{position}号登记的时刻不合写法：{str(at)[:40]!r}。")


def published(record: Record, entry: dict[str, Any] | None) -> None:
    """Hold what results.json says of a round or an evaluation against what stands; `Wrong` where they differ."""
    stands, sheet, voted = record.announced, record.sheet, "seats" in record.ballot
    if stands is not UNKNOWN and (entry is None) != (stands is None):
        raise Wrong("已经公告，results.json里没有" if entry is None else "results.json里有，而没有公告，或者公告以后作废、有了改变")
    if entry is None:
        return
    if stands is not UNKNOWN:
        told = entry["selected"] if voted else [{"item": each["item"], "grade": each["grade"]} for each in entry["grades"]]
        same("公布的结果", told, stands)
    if sheet is None or sheet is UNKNOWN:
        return
    key, columns = ("candidate", VOTED_AS) if voted else ("item", dict(zip(GRADES, GRADES, strict=True)))
    rows = [row for row in entry["items" if voted else "grades"] if len(row) > 2] if "items" in entry or not voted else []  # noqa: PLR2004
    for row in rows:
        same(f"公布的{row[key]}的票数", [row[name] for name in columns], sheet.row(row[key], tuple(columns.values())))
    if "items" in entry:
        names, shown = record.ballot["names"], [row["candidate"] for row in rows]
        same("公布的有效票、无效票", [entry["valid"], entry["invalid"]], [sheet.figures["/valid"], sheet.figures["/invalid"]])
        if shown != names:
            same("公布票数的项目", shown, [name for name in names if name in entry["selected"]])


def standing(project: Project, entry: dict[str, Any] | None) -> None:
    """Hold what results.json says of a project against what follows."""
    if entry is None:
        raise Wrong("results.json里没有这个项目")
    same("公布的编号", entry["number"], project.number)
    if project.standing is not UNKNOWN:
        same("公布的现状", entry["standing"], project.standing)


def check_replayed(bundle: Bundle, report: Report, walk: Walk, check: str) -> None:
    """What follows from the events of every round, evaluation or project, against what was recorded and what was published."""
    compare: Any = standing if check == "projects" else published
    begins = {"rounds": STARTS[:1], "evaluations": STARTS[1:], "projects": PROJECTS}[check]
    records = {stream: record for stream, (topic, record) in walk.records.items() if topic in begins}
    entries = {as_bytes(entry["stream"]): entry for entry in bundle.results[check]}
    for stream in entries.keys() - records.keys():
        report.fault(check, None, f"results.json里的记录{stream.hex()}包里没有，或者不是这一种。")
    open_ = bundle.bare or bundle.public
    for stream, record in records.items():
        entry = entries.get(stream)
        try:
            if record.wrong is None and record.known and not (entry is None and check == "projects" and bundle.public):
                compare(record, entry)
        except (Wrong, *MALFORMED) as wrong:
            report.fault(check, record.position, f"第{record.position}号起的记录{stream.hex()}：{wrong}。")
        if record.wrong is not None:
            report.fault(check, record.wrong[0], f"第{record.wrong[0]}号（记录{stream.hex()}）{record.wrong[1]}。")
    hidden, uncounted = (sum(getattr(record, name) for record in records.values()) for name in ("hidden", "uncounted"))
    told = f"共{len(records)}件" + (f"，{uncounted}件未复算" if uncounted else "") + (f"，{hidden}件未公开" if hidden else "")
    verdict = "unchecked" if uncounted or (hidden and not open_) else "ok" if any(each.known for each in records.values()) else "skipped"
    more = "（票面内容未公开，只核对合计）" if hidden and check == "rounds" else ""
    report.close(check, f"{told}{more}。", verdict)


def check_signatures(bundle: Bundle, report: Report, own: bytes | None) -> None:
    """Who signed the notes, and who witnessed the newest, by the auditor's policy or, which proves less, by the bundle's."""
    better, whose = ("ok", "核验人的策略") if own is not None else ("unchecked", "包里的策略，只证明内部一致")
    try:
        policy = Policy(bundle.read("policy.txt") if own is None else own)
    except ValueError as error:
        report.close("signatures", f"{whose}不合写法：{error}。", "unchecked")
        report.close("witnesses", f"{whose}不合写法：{error}。", "unchecked")
        return
    origin, strange = bundle.manifest["origin"], list[str]()
    keys = [key for key in policy.logs if key[0] == origin]
    for name in bundle.note_names:
        note = bundle.note(name)
        signed = signers(note, keys)
        if not signed:
            strange.append(name)
        elif not any(signed.values()):
            report.fault("signatures", note.size, f"{name}：{origin}的签名是假的，或者正文被改过。")
    told = f"{len(strange)}个签名的根没有认得的签名，头一个是{strange[0]}" if strange else f"{len(bundle.note_names)}个签名的根都有{origin}的签名"
    report.close("signatures", f"{told}（用的是{whose}）。", "unchecked" if strange else better)
    cosigned = signers(note, policy.witnesses.values(), cosigned=True)
    names = {name for name, key in policy.witnesses.items() if cosigned.get(key)}
    if policy.quorum == b"none":
        report.close("witnesses", "策略不要求见证人。", "skipped")
        return
    if not policy.reached(policy.quorum, names):
        report.fault("witnesses", note.size, f"{name}有{len(names)}个见证人的有效签名，没有达到策略的要求。")
    report.close("witnesses", f"{name}有{len(names)}个见证人的有效签名（用的是{whose}）。", better)


def check_tree(bundle: Bundle, report: Report, printed: tuple[bytes, int] | None) -> None:
    """The tiles, and every root that somebody signed or printed, against the leaves."""
    roots = bundle.tree({*(note.size for note in bundle.notes), *([printed[1]] if printed else [])}, report)
    report.close("tiles", "每个上层的散列都是下层的根。", "ok" if len(bundle.tiles) > 1 else "skipped")
    last = bundle.notes[0]
    for note in bundle.notes:
        check = "root" if note.size == bundle.size else "checkpoints"
        if roots[note.size] != note.root:
            report.fault(check, note.size, f"大小{note.size}、{note.time}的签名的根是{note.root.hex()}，算出来是{roots[note.size].hex()}。")
        if note.time < last.time:
            report.fault("checkpoints", note.size, f"大小{note.size}的签名时刻{note.time}早于大小{last.size}的{last.time}。")
        last = note
    report.close("root", f"前{bundle.size}片叶子的根是{roots[bundle.size].hex()}。")
    report.close("checkpoints", f"{len(bundle.notes)}个签名的根前后相接。", "ok" if len(bundle.notes) > 1 else "skipped")
    if printed is None:
        report.close("printed_root", "没有输入印在纸上的根。", "skipped")
    elif printed[1] > bundle.size:
        report.close("printed_root", f"印在纸上的根的大小是{printed[1]}，包里的树只到{bundle.size}。", "unchecked")
    else:
        if roots[printed[1]] != printed[0]:
            report.fault("printed_root", printed[1], f"印在纸上的是{printed[0].hex()}，前{printed[1]}片叶子算出来是{roots[printed[1]].hex()}。")
        report.close("printed_root", f"与前{printed[1]}片叶子的根相同。")


def check_timestamps(bundle: Bundle, report: Report, authority: Path | None) -> None:
    """The tokens of a time-stamping authority, with the help of openssl."""
    openssl = shutil.which("openssl")
    if authority is None or not bundle.tokens or openssl is None:
        verdict = "unchecked" if authority and bundle.tokens else "skipped"
        report.close("timestamps", f"{len(bundle.tokens)}个时间戳没有查：没有给机构的证书，或者没有openssl。", verdict)
        return
    with tempfile.TemporaryDirectory() as folder:
        token = Path(folder) / "token.tsr"
        for name in bundle.tokens:
            note = bundle.note(f"{name[:-4]}.note")
            token.write_bytes(bundle.read(name))
            command = [openssl, "ts", "-verify", "-digest", hashlib.sha256(note.text).hexdigest(), "-in", str(token)]
            command += ["-CAfile", str(authority), "-untrusted", str(authority), "-attime", str(int(note.time.timestamp()))]
            done = subprocess.run(command, capture_output=True, timeout=60, check=False)  # noqa: S603 - openssl with our own words
            if done.returncode:
                said = (done.stdout + done.stderr).decode(errors="replace").split("\n")
                report.fault("timestamps", note.size, f"{name}：openssl不认：{' '.join(said)[:300]}。")
    report.close("timestamps", f"{len(bundle.tokens)}个时间戳。")


def check_files(bundle: Bundle, report: Report, filed: set[str]) -> None:
    """Every file against SHA256SUMS; every attachment against its name and the events that filed it."""
    for name, expected in bundle.sums.items():
        if bundle.hashed[name] != expected:
            report.fault("sums", None, f"{name}的SHA-256是{bundle.hashed[name]}，SHA256SUMS写的是{expected}。")
    report.close("sums", f"{len(bundle.sums)}个文件。")
    names = [name for name in bundle.parts if name.startswith("files/")]
    for name in names:
        if bundle.hashed[name] != name[6:] or name[6:] not in filed:
            report.fault("files", None, f"{name}的SHA-256是{bundle.hashed[name]}，应与文件名相同，并有归档的事提到它。")
    report.close("files", f"{len(names)}个附件。", "ok" if names else "skipped")


def check_rows(bundle: Bundle, report: Report, walk: Walk) -> None:
    """What the walk through all rows found."""
    if (bundle.streams is None and walk.rows < bundle.until) or set(walk.streams or ()) - walk.versions.keys():
        at = walk.rows + 1 if bundle.streams is None else None
        report.fault("positions", at, f"标题行只有{walk.rows}行，应到第{bundle.until}号为止，所选的记录都要有。")
    contents = "ok" if walk.given else "skipped"
    details = {"entries": (f"{walk.rows}行。", "ok"), "positions": (f"{walk.rows}行。", "ok"), "versions": (f"{len(walk.versions)}条记录。", "ok"),
               "states": (f"{walk.given}件内容。", contents), "times": (f"{walk.given}件内容。", contents)}  # fmt: skip
    for check, (detail, verdict) in details.items():
        report.close(check, detail, verdict)
    if not (bundle.bare or bundle.public) and (first := walk.uncovered.find(1)) > 0:
        report.fault("withheld", first, f"第{first}号没有内容，后面也没有依法删去它的事。")
    report.close("withheld", f"{walk.missing}件没有内容。", "ok" if walk.missing else "skipped")


class Asked(NamedTuple):
    """What the auditor brings."""

    policy: bytes | None = None
    printed: tuple[bytes, int] | None = None
    authority: Path | None = None
    headers: Path | None = None


def check_completeness(bundle: Bundle, report: Report, walk: Walk, asked: Asked) -> None:
    """The chosen streams against a list of all headers: no row may have been left out."""
    if bundle.streams is None or asked.headers is None:
        report.close("completeness", "没有给标题清单，或者包里是全部记录。", "skipped")
        return
    found, other, listed = verify(asked.headers, asked._replace(printed=None, headers=None), bundle.streams)
    bad = found.among("false", "unchecked")
    if other is None or listed is None or set(bad) & set(list(CHECKS)[:15]):
        report.close("completeness", f"标题清单本身没有通过：{CHECKS[bad[0]]}：{found.verdicts[bad[0]][2]}", "unchecked")
        return
    if not other.bare or other.streams is not None or (other.manifest["origin"], other.digest) != (bundle.manifest["origin"], bundle.digest):
        report.close("completeness", "给的不是这个台账的标题清单。", "unchecked")
        return
    size, until = min(bundle.size, other.size), min(bundle.until, other.until)
    here, there = bundle.tree({size})[size], other.tree({size})[size]
    if here != there:
        report.fault("completeness", None, f"前{size}片叶子的根，包里是{here.hex()}，标题清单里是{there.hex()}。")
    for position, leaf in listed.leaves.items():
        if position <= until and walk.leaves.get(position) != leaf:
            report.fault("completeness", position, f"标题清单里有第{position}号，包里没有，或者不同。")
    report.close("completeness", f"所选{len(bundle.streams)}条记录到第{until}号为止没有漏。")


def verify(path: Path, asked: Asked, watched: Iterable[str] = ()) -> tuple[Report, Bundle | None, Walk | None]:
    """All checks of one bundle."""
    report = Report()
    try:
        bundle = Bundle(path)
        report.close("container", f"{len(bundle.parts)}个文件。")
        bundle.read_manifest()
        report.close("manifest", f"{bundle.manifest['origin']}，树的大小{bundle.size}，给{bundle.manifest['audience']}，到第{bundle.until}号。")
        bundle.read_format()
        walk = Walk(bundle, report, watched or (bundle.streams if asked.headers else None) or ())
        walk.run()
    except Unreadable as error:
        report.stop(error)
        return report, None, None
    report.close("format", f"{len(bundle.notes)}个签名的根，{walk.rows}行标题，{walk.given}件内容。")
    check_signatures(bundle, report, asked.policy)
    check_timestamps(bundle, report, asked.authority)
    check_tree(bundle, report, asked.printed)
    check_rows(bundle, report, walk)
    check_files(bundle, report, walk.filed)
    for check in ("rounds", "evaluations", "projects"):
        check_replayed(bundle, report, walk, check)
    check_completeness(bundle, report, walk, asked)
    return report, bundle, walk


def main(arguments: Sequence[str]) -> int:
    """Verify one bundle and say what was found."""
    parser = argparse.ArgumentParser(prog="verify.py", description="核验一个核验包，不用联网。退出码：0全部通过，1有不符，2有没能核验的。")
    parser.add_argument("bundle", type=Path, help="核验包（zip），或者解开的文件夹")
    parser.add_argument("--policy", type=Path, help="自己的策略文件（tlog-policy）")
    parser.add_argument("--root", help="印在纸上的根，64位十六进制，可以有空格")
    parser.add_argument("--size", type=int, help="印在纸上的大小")
    parser.add_argument("--tsa", type=Path, help="时间戳机构的证书（PEM）")
    parser.add_argument("--headers", type=Path, help="标题清单（只有标题行的核验包）")
    parser.add_argument("--json", action="store_true", help="打印JSON")
    options = parser.parse_args(arguments)
    printed = None
    if options.root is not None or options.size is not None:
        root = re.sub(r"\s", "", options.root or "")
        if not re.fullmatch("[0-9a-fA-F]{64}", root) or options.size is None or options.size < 0:
            parser.error("--root是64位十六进制，与--size（不小于0）一起给")
        printed = (bytes.fromhex(root), options.size)
    policy = options.policy.read_bytes() if options.policy else None
    report, _, _ = verify(options.bundle, Asked(policy, printed, options.tsa, options.headers))
    if options.json:
        lines = [{"check": check, **dict(zip(("verdict", "position", "detail"), report.verdicts[check], strict=True))} for check in CHECKS]
        print(json.dumps(lines, ensure_ascii=False, indent=1))
    else:
        for check, title in CHECKS.items():
            verdict, position, detail = report.verdicts[check]
            print(f"[{VERDICTS[verdict]}] {title}（{check}）{'' if position is None else f'位置{position}：'}{detail}")
    code = 1 if report.among("false") else 2 if report.among("unchecked") else 0
    if not options.json:
        bad = report.among("false") or report.among("unchecked")
        told = {0: "全部通过", 1: f"有{len(bad)}项不符", 2: f"没有不符，有{len(bad)}项没能核验"}[code]
        print(f"结论：{told}{'：' if bad else ''}{'、'.join(CHECKS[check] for check in bad)}。退出码{code}。")
    return code


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Exception as error:  # noqa: BLE001 - whatever it is, nothing was verified
        print(f"没能核验：{type(error).__name__}：{error}。退出码2。")
        sys.exit(2)
