"""Was anything in this ledger altered, removed, inserted or back-dated, and do the published results follow from it?

    python verify.py BUNDLE [--policy FILE] [--root HEX --size N [--time T]] [--kept FILE]… [--tsa CERTS.pem] [--headers BUNDLE] [--json]

BUNDLE is a bundle (zip) or its unpacked folder. It needs Python 3.11 or later, `cryptography`, and `recount.py` beside it; no network and
nothing of the service. The format and the 22 checks are those of docs/bundle.md. One line a check; exit code 0: everything holds, 1:
something is false, 2: something could not be checked. A *row* is one line of entries.jsonl, a *leaf* the hash of a row, a *tile* up to 256
hashes of one level of the tree, a *note* a signed root.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import re
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import zlib
from base64 import b64decode, b64encode
from binascii import unhexlify
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import TextIOWrapper
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeAlias

if __name__ == "__main__" and isinstance(sys.stdout, TextIOWrapper):
    sys.stdout.reconfigure(errors="backslashreplace")  # a console that lacks these letters is no fault of the bundle
try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.x509 import load_pem_x509_certificates
    from recount import GRADES, MALFORMED, STARTS, STEPS, UNKNOWN, VOTED, Record, Wrong, published, same, standing
except ImportError as error:
    print(f"没能核验：要有cryptography（python -m pip install cryptography）和旁边的recount.py：{error}。退出码2。")
    sys.exit(2)

CHECKS = {
    "container": "包的写法", "manifest": "包的说明", "format": "文件的写法", "sums": "文件的散列", "signatures": "台账的签名",
    "witnesses": "见证人", "timestamps": "时间戳", "tiles": "树的上层", "entries": "标题行都在树上", "root": "签名的根",
    "checkpoints": "较早的签名的根", "printed_root": "印在纸上的根", "positions": "号的次序", "versions": "版本的次序",
    "states": "内容没有改过", "withheld": "没有内容的标题行", "times": "登记的时刻", "completeness": "记录没有漏", "files": "附件",
    "rounds": "票决重新计票", "evaluations": "测评重新定等次", "projects": "项目的现状",
}
VERDICTS = {"ok": "通过", "false": "不符", "unchecked": "未核", "skipped": "不适用"}
ALWAYS = ("README.txt", "SHA256SUMS", "entries.jsonl", "manifest.json", "policy.txt", "recount.py", "results.json", "states.jsonl", "verify.py")
MIB, TILE, DEEPEST, SAFE, MINUTE = 2**20, 256, 100, 2**53, timedelta(seconds=60)
LONGEST_ROW, LONGEST_STATE, MOST_FILES, LARGEST_ZIP, MOST_BRACKETS = 4096, 16 * MIB, 65535, 2**32, 10**6
LARGEST = {"SUMS": 16 * MIB, "json": 16 * MIB, "note": MIB // 4, ".txt": MIB // 4, ".tsr": MIB}  # by the last four letters
MARK, LEAF = b"minsheng ledger event bytes v1\n", struct.Struct("!cHQH16sHQH").pack
NAME = re.compile(r"checkpoints/[0-9]{12}-[0-9]{10}\.(?:note|tsr)|tile/[0-9]/(?:x[0-9]{3}/){0,4}[0-9]{3}(?:\.p/[0-9]{1,3})?|files/[0-9a-f]{64}")
UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ROW = re.compile(
    rb'\{(?:"blind":"([0-9a-f]{64})",)?"commitment":"([0-9a-f]{64})","position":([1-9][0-9]{0,15}),"stream":"(%b)",'
    rb'"topic":"([^"\\\x00-\x1f]+)","version":([1-9][0-9]{0,15})\}\n' % UUID.pattern.encode()
)
TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
AT = re.compile(rf"{TIME}(?:\.[0-9]{{1,6}})?Z")
NOTE = re.compile(
    rf"(([^\x00-\x1f]+)\n(0|[1-9][0-9]{{0,11}})\n([A-Za-z0-9+/]{{43}}=)\ntime ({TIME}Z)\n(hash sm3\n)?)"
    r"\n((?:— [^\s+\x00-\x1f]+ [A-Za-z0-9+/]{7,}={0,2}\n){1,100})"
)
# Shapes: a dictionary has exactly these names, a list any number of its one item; a tuple is a choice, a pattern a text.
MANIFEST = {
    "format": re.compile("minsheng-bundle-v1"), "origin": re.compile(r"[^\s+\x00-\x1f]+"), "hash": re.compile("sha256|sm3"),
    "audience": re.compile("public|auditor|scrutineer"), "size": int, "until": int, "streams": (None, [UUID]), "headers_only": bool,
}
ROUND = {"stream": UUID, "selected": [str]}
GRADED = {"item": str, "grade": (None, re.compile("satisfied|basically_satisfied|dissatisfied"))}
STANDING = re.compile("drafted|not_chosen|chosen|running|completed|accepted|suspended|terminated")
RESULTS = {
    "rounds": [(ROUND, {**ROUND, "valid": int, "invalid": int, "items": [{"candidate": str, **dict.fromkeys(VOTED, int)}]})],
    "evaluations": [{"stream": UUID, "grades": [(GRADED, {**GRADED, **dict.fromkeys(GRADES, int)})]}],
    "projects": [{"stream": UUID, "number": re.compile("[0-9]{4}-[0-9]{2,}"), "standing": STANDING}],
}
BECOMES = {
    "projects:ProjectSelected": "chosen", "projects:ProjectListed": "chosen", "projects:ProjectNotSelected": "not_chosen",
    "projects:ProjectCompleted": "completed", "projects:ProjectAccepted": "accepted", "projects:AcceptanceReturned": "running",
    "projects:ProjectAssigned": "running",
}
PROJECTS = ("projects:ProjectDrafted", "projects:ProjectTakenOver")
BELONGS = {topic: "evaluations" if topic.startswith("voting:Evaluation") else "rounds" for topic in STEPS if "Ballots" not in topic}
BELONGS |= dict.fromkeys((*BECOMES, *PROJECTS, "projects:AdjustmentDecided"), "projects")  # in which records an event may stand
BY_ROUND = ("projects:ProjectSelected", "projects:ProjectNotSelected")
FILED = "document:DocumentFiled"
Key: TypeAlias = tuple[str, bytes, bytes]  # name, key id, public key

class Unreadable(Exception):  # noqa: N818 - named after what it says of the bundle
    """The bundle is not written as one: this check and all later ones cannot be done."""

def need(sound: object, check: str, detail: str) -> None:
    """Give up where the bundle is not written as it must be."""
    if not sound:
        raise Unreadable(check, detail)

def shown(value: object) -> str:
    """A value in a sentence: a hash in hex, of what cannot be opened or read what it is and why."""
    if isinstance(value, Unreadable):
        return str(value.args[1])
    if isinstance(value, OSError):
        known = {FileNotFoundError: "没有这个文件", PermissionError: "没有打开它的权限", IsADirectoryError: "是文件夹，不是文件"}
        return f"{value.filename}：{known.get(type(value), value.strerror)}"
    return value.hex() if isinstance(value, bytes) else str(value)

class Report:
    """What each check found: `faults` are the first ones, (position, sentence); `verdicts` (verdict, position, sentence)."""

    def __init__(self) -> None:
        self.verdicts: dict[str, tuple[str, int | None, str]] = {}
        self.faults: dict[str, tuple[int | None, str]] = {}

    def fault(self, check: str, position: int | None, detail: str) -> None:
        """Remember the fault at the lowest position; one without any comes last."""
        known = self.faults.get(check)
        if known is None or (position is not None and (known[0] is None or position < known[0])):
            self.faults[check] = (position, detail)

    def same(self, check: str, position: int | None, what: str, found: object, expected: object) -> None:
        """Hold what is there against what should be."""
        if found != expected:
            self.fault(check, position, f"{what}是{shown(found)}，应是{shown(expected)}。")

    def close(self, check: str, detail: str, verdict: str = "ok") -> None:
        """Give the verdict: false if there was a fault."""
        position, evidence = self.faults.get(check, (None, detail))
        self.verdicts[check] = ("false" if check in self.faults else verdict, position, evidence)

def safe(text: str) -> int:
    """An integer that all readers of JSON read alike; `ValueError` for any other number."""
    if len(text) > 17 or abs(int(text)) >= SAFE:  # noqa: PLR2004 - a sign and 16 digits
        raise ValueError(f"{text[:30]}的绝对值不小于2的53次方")
    return int(text)

# Large numbers and letters beyond the basic plane are rare, and looking at each is slow: first one looks whether there are any.
PARSE, PARSE_LARGE = (json.JSONDecoder(parse_float=safe, parse_constant=safe, parse_int=integer).decode for integer in (int, safe))
WRITE, WRITE_AS_IS = (
    json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), sort_keys=by).encode for by in (True, False)
)
SORTS = bytes(48 if byte in b"0123456789" else min(byte, 0xF0) for byte in range(256))  # every digit as 0, what leads 4 bytes as F0

def canonical(data: bytes) -> Any:
    """The value of canonical JSON: `ValueError` where writing it again gives other bytes, so that nothing can be read in two ways."""
    brackets = data.count(b"[") + data.count(b"{")
    if brackets > MOST_BRACKETS:  # each takes its room
        raise ValueError(f"列表、对象多于{MOST_BRACKETS}个")
    try:
        text, sorts = data.decode(), data.translate(SORTS)
        value = (PARSE_LARGE if b"0" * 16 in sorts else PARSE)(text)
        if text != (WRITE_AS_IS(in_utf16_order(value)) if b"\xf0" in sorts else WRITE(value)):
            raise ValueError("不是唯一的写法")
    except RecursionError:
        raise ValueError("嵌套太深") from None
    depth, level = 0, [value] if brackets > DEEPEST else []
    while level:
        inside = chain.from_iterable(each.values() if isinstance(each, dict) else each for each in level)
        depth, level = depth + 1, [each for each in inside if isinstance(each, dict | list)]
    if depth > DEEPEST:
        raise ValueError(f"嵌套多于{DEEPEST}层")
    return value

def in_utf16_order(value: Any) -> Any:
    """The same value, its names in the order of RFC 8785, which is another one beyond the basic plane."""
    if isinstance(value, dict):
        return {name: in_utf16_order(value[name]) for name in sorted(value, key=lambda name: name.encode("utf-16-be"))}
    return [in_utf16_order(each) for each in value] if isinstance(value, list) else value

def fits(value: Any, shape: Any) -> bool:
    """Whether a value has a shape; numbers are at least 0."""
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

def split(tile: bytes) -> list[bytes]:
    """The hashes of a tile."""
    return [tile[at : at + 32] for at in range(0, len(tile), 32)]

class Part(NamedTuple):
    """Where the bytes of a file lie; their CRC-32 where they lie in a zip."""

    path: Path
    start: int
    size: int
    crc: int | None = None

def parts_of_zip(path: Path) -> dict[str, Part]:
    """The files of a zip, which is written in one way alone: every header is written anew and compared."""
    whole, parts, start, last = path.stat().st_size, dict[str, Part](), 0, ""
    with path.open("rb") as file:
        file.seek(max(0, whole - 22))
        end = file.read(22).ljust(22, b"\0")
        many, length, directory = struct.unpack_from("<H2L", end, 10)
        sound = end == struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, many, many, length, directory, 0)
        need(sound and directory + length + 22 == whole <= LARGEST_ZIP, "container", f"不是完整的zip（共{whole}字节），或者前后有别的字节。")
        where = directory
        for count in range(1, many + 1):
            file.seek(where)
            head = file.read(46).ljust(46, b"\0")
            crc, size, length = struct.unpack_from("<2L4xH", head, 16)
            raw = file.read(length)
            both = struct.pack("<5H3L2H", 20, 0, 0, 0, 0x21, crc, size, size, length, 0)
            file.seek(start)
            sound = file.read(30 + length) == b"PK\3\4" + both + raw
            sound &= head == b"PK\1\2\x14\3" + both + struct.pack("<3H2L", 0, 0, 0, 0x81A40000, start % LARGEST_ZIP)
            need(sound, "container", f"zip里第{count}个文件的头不是规定的写法（{raw[:80]!r}）；重新压缩过的包，请解开，查解开的文件夹。")
            name = raw.decode("latin-1")
            need(name > last, "container", f"zip里的文件应按文件名排序，不重复：{name[:200]!r}在{last!r}之后。")
            parts[allowed(name)] = Part(path, start + 30 + length, size, crc)
            where, start, last = where + 46 + length, start + 30 + length + size, name
    need(where + 22 == whole and start == directory, "container", "zip里的文件之间有别的字节。")
    return parts

def parts_of_folder(path: Path) -> dict[str, Part]:
    """The files of an unpacked folder: plain files in plain folders."""
    parts, folders = dict[str, Part](), [path]
    while folders:
        for entry in folders.pop().iterdir():
            found, name = entry.lstat(), entry.relative_to(path).as_posix()
            if stat.S_ISDIR(found.st_mode):
                folders.append(entry)
            else:
                need(stat.S_ISREG(found.st_mode), "container", f"{name[:200]!r}不是普通的文件。")
                parts[allowed(name)] = Part(entry, 0, found.st_size)
            need(len(parts) + len(folders) <= MOST_FILES and name.count("/") < 9, "container", f"文件多于{MOST_FILES}个，或者文件夹太深。")  # noqa: PLR2004 - tiles lie deepest
    return dict(sorted(parts.items()))

def allowed(name: str) -> str:
    """A name that a file of a bundle may have; no other is ever opened, so that no path climbs out."""
    need(name in ALWAYS or NAME.fullmatch(name), "container", f"不应有这个文件：{name[:200]!r}。")
    return name

class Note(NamedTuple):
    """A signed root: the text that was signed, what it says, and the signatures (name, key id, signature)."""

    text: bytes
    size: int
    root: bytes
    time: datetime  # of one that was printed, None where it was not typed
    signatures: list[tuple[str, bytes, bytes]]

class Bundle:
    """The files of a bundle and what they say; only the rows and their contents are left to `Walk`."""

    def __init__(self, path: Path) -> None:
        self.parts = parts_of_folder(path) if path.is_dir() else parts_of_zip(path)
        self.note_names = [name for name in self.parts if name.endswith(".note")]
        self.tokens = [name for name in self.parts if name.endswith(".tsr")]
        missing = [name for name in ALWAYS if name not in self.parts]
        need(not missing, "container", f"缺少{'、'.join(missing)}。")
        paired = {name[:-4] for name in self.tokens} <= {name[:-5] for name in self.note_names}
        need(self.note_names and paired, "container", "checkpoints/里没有签名的根，或者时间戳没有同名的签名的根。")
        for name, part in self.parts.items():
            need(part.size <= LARGEST.get(name[-4:], part.size) or name == "README.txt", "container", f"{name}有{part.size}字节，太大。")
        self.hashed = {name: self.hash(name) for name in self.parts}
        others = [name for name in self.parts if name != "SHA256SUMS"]
        lines = self.read("SHA256SUMS").decode("latin-1").split("\n")
        named = [line[64:] for line in lines] == [*(f"  {name}" for name in others), ""]
        sound = named and all(re.fullmatch("[0-9a-f]{64}", line[:64]) for line in lines[:-1])
        need(sound, "container", "SHA256SUMS应按文件名的次序恰好列出其余每个文件。")
        self.sums = dict(zip(others, (line[:64] for line in lines), strict=False))

    def pieces(self, name: str, longest: int, *, lines: bool = False) -> Iterator[bytes]:
        """The bytes of a file in pieces, or in lines, of at most so many bytes."""
        path, start, left, _ = self.parts[name]
        with path.open("rb") as file:
            file.seek(start)
            read = file.readline if lines else file.read
            while left and (piece := read(min(longest, left))):
                left -= len(piece)
                yield piece

    def read(self, name: str) -> bytes:
        """The bytes of a file that is small."""
        return b"".join(self.pieces(name, MIB))

    def hash(self, name: str) -> str:
        """The SHA-256 of a file; in a zip its bytes must be those that the zip says."""
        digest, crc, size, part = hashlib.sha256(), 0, 0, self.parts[name]
        for piece in self.pieces(name, MIB):
            digest.update(piece)
            crc, size = zlib.crc32(piece, crc), size + len(piece)
        need(size == part.size and part.crc in {None, crc}, "container", f"{name}有{size}字节，CRC-32是{crc:08x}，与zip里写的不同。")
        return digest.hexdigest()

    def json(self, name: str, check: str, shape: object) -> Any:
        """The value of a file of canonical JSON with a line feed."""
        try:
            data = self.read(name)
            value = canonical(data.removesuffix(b"\n"))
        except ValueError as error:
            raise Unreadable(check, f"{name}不是规范的JSON：{str(error)[:200]}。") from None
        need(data.endswith(b"\n") and fits(value, shape), check, f"{name}的名称或者取值不合写法。")
        return value

    def read_manifest(self) -> None:
        """What this bundle is."""
        self.manifest = self.json("manifest.json", "manifest", MANIFEST)
        self.origin, self.size, self.until, self.streams = (self.manifest[name] for name in ("origin", "size", "until", "streams"))
        self.bare, self.public = self.manifest["headers_only"], self.manifest["audience"] == "public"
        self.partial = self.bare or self.public  # contents may be missing
        need(1 <= self.until <= self.size, "manifest", f"until是{self.until}，应从1到size（{self.size}）。")
        listed = self.streams is None or (self.streams and sorted(set(self.streams)) == self.streams)
        need(listed, "manifest", "streams应排序，不重复，不空。")
        algorithm = self.manifest["hash"]
        self.digest: Callable[[bytes], bytes] = lambda data: hashlib.new(algorithm, data).digest()
        if algorithm == "sha256":
            self.digest = lambda data: hashlib.sha256(data).digest()  # the same, faster

    def read_format(self) -> None:
        """The notes, the names and lengths of the tiles, and the results."""
        self.notes = [self.note(name)._replace(text=b"", signatures=[]) for name in self.note_names]
        need(self.notes[-1].size == self.size, "format", f"最大的签名的根的大小是{self.notes[-1].size}，manifest.json写的是{self.size}。")
        found = {name: part.size for name, part in self.parts.items() if name.startswith("tile/")}
        hashes = [self.size >> 8 * level for level in range(8) if self.size >> 8 * level]
        sound = sum(-(-each // TILE) for each in hashes) == len(found)  # before the names are made, which may be very many
        self.tiles = [list(tile_names(level, each)) for level, each in enumerate(hashes)] if sound else []
        widths = {name: 32 * int(name.partition(".p/")[2] or TILE) for name in chain.from_iterable(self.tiles)}
        need(sound and widths == found, "format", f"{len(found)}个tile的个数、名字、长度不是大小为{self.size}的树应有的。")
        self.results = self.json("results.json", "format", RESULTS)
        for kind, entries in self.results.items():
            streams = [entry["stream"] for entry in entries]
            need(sorted(set(streams)) == streams, "format", f"results.json的{kind}应按stream排序，不重复。")

    def note(self, name: str) -> Note:
        """A signed root, which must stand in the file of its size and time."""
        note = self.parsed(name, self.read(name))
        expected = f"checkpoints/{note.size:012}-{int(note.time.timestamp()):010}.note"
        need(name == expected, "format", f"{name}的内容（大小{note.size}、时刻{note.time}）与文件名不符。")
        return note

    def parsed(self, name: str, data: bytes) -> Note:
        """A signed root, which must be of this log."""
        try:
            found = NOTE.fullmatch(data.decode())
            text, origin, size, root, time, sm3, lines = found.groups() if found else ("",) * 7
            at, parted = datetime.fromisoformat(time), [line.split(" ") for line in lines.splitlines()]
            signatures = [(who, (raw := decoded(written))[:4], raw[4:]) for _, who, written in parted]
            note = Note(text.encode(), int(size), decoded(root), at, signatures)
        except ValueError:
            raise Unreadable("format", f"{name}不是签名的根的写法。") from None
        ours = (origin, bool(sm3)) == (self.origin, self.manifest["hash"] == "sm3")
        need(ours, "format", f"{name}是台账“{origin}”的，不是“{self.origin}”的，或者算法不同。")
        return note

    def kept(self, paths: Iterable[Path]) -> tuple[list[Note], list[str]]:
        """The signed roots that the auditor kept, as notes or in earlier bundles whatever their names, and why some cannot be read."""
        notes, strange = list[Note](), list[str]()
        for path in paths:
            try:
                if path.name.endswith(".note"):
                    need(path.stat().st_size <= LARGEST["note"], "format", f"{path.name}太大。")
                    notes.append(self.parsed(path.name, path.read_bytes()))
                else:
                    other = Bundle(path)
                    other.read_manifest()
                    notes += [self.parsed(name, other.read(name))._replace(text=b"", signatures=[]) for name in other.note_names]
            except (Unreadable, OSError) as error:
                strange.append(f"{path.name}读不懂：{shown(error)}")
        return notes, strange

    def tree(self, wanted: Iterable[int], report: Report | None = None) -> dict[int, bytes]:
        """The roots of the first so many leaves; on the way every hash of an upper level is held against the tile below it."""
        digest, size, inside = self.digest, 0, {number // TILE for number in wanted if number % TILE}
        roots, whole = {0: digest(b"")}, list[tuple[int, bytes]]()  # whole: the largest full subtrees so far, as (leaves, root)
        for level, names in enumerate(self.tiles):
            above = chain.from_iterable(split(self.read(name)) for name in chain(*self.tiles[level + 1 : level + 2]))
            for number, name in enumerate(names):
                row = hashes = split(self.read(name))
                while len(hashes) == TILE and len(row) > 1:
                    row = [digest(b"\1" + left + right) for left, right in zip(row[::2], row[1::2], strict=True)]
                if len(hashes) == TILE and report is not None:
                    report.same("tiles", number * TILE ** (level + 1) + 1, f"第{level + 1}层第{number}个散列", next(above), row[0])
                for node in (hashes if number in inside else row) if level == 0 else ():
                    leaves = TILE if len(row) < len(hashes) and number not in inside else 1
                    size += leaves
                    while whole and whole[-1][0] == leaves:
                        leaves, node = 2 * leaves, digest(b"\1" + whole.pop()[1] + node)  # noqa: PLW2901 - it climbs
                    whole.append((leaves, node))
                    if size in wanted:
                        for _, left in whole[-2::-1]:
                            node = digest(b"\1" + left + node)  # noqa: PLW2901 - likewise
                        roots[size] = node
        return roots

def tile_names(level: int, hashes: int) -> Iterator[str]:
    """The names of the tiles of a level (C2SP tlog-tiles)."""
    for number in range(-(-hashes // TILE)):
        steps, rest = f"{number % 1000:03}", number // 1000
        while rest:
            steps, rest = f"x{rest % 1000:03}/{steps}", rest // 1000
        width = min(TILE, hashes - number * TILE)
        yield f"tile/{level}/{steps}" + (f".p/{width}" if width < TILE else "")

class Policy:
    """Whose signatures count (C2SP tlog-policy): logs, witnesses, groups of them (how many, members), the quorum. Raises MALFORMED."""

    def __init__(self, data: bytes) -> None:
        self.logs: list[Key] = []
        self.witnesses: dict[bytes, Key] = {}
        self.groups: dict[bytes, tuple[int, list[bytes]]] = {}
        quorums, names = list[bytes](), {b"none"}
        if data.startswith(b"\xef\xbb\xbf") or b"\r" in data or not data.endswith(b"\n"):
            raise ValueError("文件带着回车或者BOM（记事本存的常有），或者末尾没有换行：请另存为不带BOM的UTF-8，每行以LF结束")
        for line in data.split(b"\n"):
            match line.split():
                case [b"log", key] | [b"log", key, _]:
                    self.logs.append(key_of(key, 1))
                case [b"witness", name, key] | [b"witness", name, key, _] if name not in names:
                    self.witnesses[name] = key_of(key, 4)
                    names.add(name)
                case [b"group", name, least, *members] if members and name not in names and names.issuperset(members) and b"none" not in members:
                    counts = {b"any": 1, b"all": len(members), **{b"%d" % each: each for each in range(1, len(members) + 1)}}
                    self.groups[name] = counts[least], members
                    names.add(name)
                case [b"quorum", name] if name in names:
                    quorums.append(name)
                case [word, *_] if not word.startswith(b"#"):
                    raise ValueError(f"这一行不合写法：{line[:80]!r}")
        kinds = (self.logs, [*self.witnesses.values()])
        placed = [name for _, members in self.groups.values() for name in members]
        once: list[list[Any]] = [placed, *([key[2] for key in keys] for keys in kinds), *([key[:2] for key in keys] for keys in kinds)]
        if len(data) > MIB // 4 or re.search(rb"[^\t\n\x20-\x7e\x80-\xff]", data) or any(len({*each}) < len(each) for each in once):
            raise ValueError("大于256 KiB，有控制字符，有重复的钥匙，或者一个名字在组里出现两次")
        if len(quorums) != 1:
            raise ValueError(f"应恰有一行quorum，现有{len(quorums)}行")
        self.quorum = quorums[0]

    def reached(self, signed: set[bytes]) -> bool:
        """Whether the quorum is: each group stands behind its members."""
        reached = {b"none", *signed}
        for name, (least, members) in self.groups.items():
            reached |= {name} if sum(each in reached for each in members) >= least else set()
        return self.quorum in reached

def key_of(written: bytes, kind: int) -> Key:
    """A verifier key (C2SP signed-note) of this kind: 1 signs notes, 4 cosigns."""
    name, key_id, encoded = written.decode().split("+", 2)
    raw = decoded(encoded)
    if not name or (len(raw), raw[0]) != (33, kind) or hashlib.sha256(f"{name}\n".encode() + raw).hexdigest()[:8] != key_id:
        raise ValueError(f"{name}的钥匙的写法、类型或者钥匙号不对")
    return name, bytes.fromhex(key_id), raw[1:]

def signers(note: Note, keys: Iterable[Key], *, cosigned: bool = False) -> dict[Key, bool]:
    """The keys that the note's signature lines name, and whether one of those lines is valid."""
    known, found = {key[:2]: key for key in keys}, dict[Key, bool]()
    for name, key_id, signature in note.signatures:
        key, text, written = known.get((name, key_id)), note.text, signature
        if cosigned:
            text, written = b"cosignature/v1\ntime %d\n" % int.from_bytes(signature[:8], "big") + text, signature[8:]
        if key is not None and not found.get(key):
            try:
                Ed25519PublicKey.from_public_bytes(key[2]).verify(written, text)
                found[key] = True
            except (InvalidSignature, ValueError):
                found[key] = False
    return found

class Project:
    """A project, read event by event: its number and its standing, UNKNOWN where a content that decides it was not given."""

    def __init__(self, position: int, others: Callable[[str], Record | bool | None]) -> None:
        self.position, self.number, self.known, self.others = position, "", False, others
        self.wrong: tuple[int, str] | None = None
        self.hidden, self.uncounted, self.standing, self.before = False, False, UNKNOWN, UNKNOWN

    def take(self, position: int, topic: str, event: dict[str, Any] | None) -> None:
        """Read one more event, None where its content was not given."""
        begins, decided = position == self.position, topic == "projects:AdjustmentDecided"
        if self.wrong or not (self.known or begins):
            return
        try:
            if event is None and (begins or decided):
                self.hidden, self.standing, self.before = True, UNKNOWN, UNKNOWN
            elif event is not None and begins:
                self.number, self.known = f"{event['project_year']:04d}-{event['number']:02d}", True
                self.standing = "drafted" if topic == PROJECTS[0] else event["standing"]
            elif event is not None and decided:
                outcome = "" + event["outcome"]  # a text, or a TypeError
                if outcome == "suspended" and self.standing != "suspended":
                    self.before, self.standing = self.standing, "suspended"
                elif outcome == "resumed" and self.standing == "suspended":
                    self.standing = self.before
                elif outcome == "terminated":
                    self.standing = "terminated"
            elif topic != "projects:ProjectAssigned" or self.standing == "chosen":
                self.standing = BECOMES.get(topic, self.standing)
            found = self.others("" + event.get("round", "")) if event is not None and topic in BY_ROUND else None
            if isinstance(found, Record) and found.by_list and not found.wrong and found.announced is not UNKNOWN:
                announced = None if found.announced is None else self.number in found.announced
                same(f"那一轮公告确定{self.number}", topic == BY_ROUND[0], announced)
        except (Wrong, *MALFORMED) as error:
            why = error if isinstance(error, Wrong) else f"缺了要用的项，或者类型不对（{type(error).__name__}）"
            self.wrong = (position, f"{topic}：{why}")

class Walk:
    """All rows with their contents, once from first to last, held against the tree and against one another."""

    def __init__(self, bundle: Bundle, report: Report, known: Sequence[Note], watched: Iterable[str] = ()) -> None:
        self.bundle, self.report, self.rows, self.last, self.given, self.sound, self.missing = bundle, report, 0, 0, 0, 0, 0
        self.versions: dict[str, int] = {}
        self.records: dict[str, tuple[str, Record | Project]] = {}
        self.filed: set[str] = set()
        self.streams, self.watched, self.leaves = set(bundle.streams or ()), set(watched), dict[int, bytes]()
        self.uncovered = bytearray(bundle.size + 1)  # by position: 1 where a content is missing and no erasure was found
        self.tile, self.number, self.sizes = [b""], -1, sorted(note.size for note in known)
        times = [note.time for note in sorted(known, key=lambda note: note.size)]
        self.earliest = [None, *accumulate(times, max)]  # by how many notes are smaller than a position
        self.latest = [*list(accumulate(times[::-1], min))[::-1], None]

    def run(self) -> None:
        """Read everything."""
        states, topics = self.bundle.pieces("states.jsonl", LONGEST_STATE, lines=True), dict[bytes, str]()
        for line in self.bundle.pieces("entries.jsonl", LONGEST_ROW, lines=True):
            self.rows += 1
            found = ROW.fullmatch(line)
            blind, commitment, place, named, raw, counted = found.groups() if found else (None, b"", b"0", b"", b"\xff", b"0")
            state = next(states, b"") if blind else None
            try:
                position, version, topic = int(place), int(counted), topics.get(raw) or topics.setdefault(raw, raw.decode())
            except ValueError:
                position = SAFE
            if position >= SAFE or version >= SAFE or not (state is None or state.endswith(b"\n")):
                raise Unreadable("format", f"entries.jsonl第{self.rows}行不是标题行的写法，或者它的内容在states.jsonl里没有、太长、没有换行。")
            stream, promised = named.decode(), unhexlify(commitment)
            if stream not in self.versions and topic in (*STARTS, *PROJECTS):
                begun = Record(position, topic, self.round) if topic in STARTS else Project(position, self.round)
                self.records[stream] = (BELONGS[topic], begun)
            self.check_row(position, stream, version, raw, promised)
            content = self.check_state(position, unhexlify(blind), state[:-1], promised) if blind and state else None
            if content is not None:
                self.check_content(position, topic, content)
            elif state is None and position <= self.bundle.size:
                self.missing, self.uncovered[position] = self.missing + 1, 1
            elif state is None and not self.bundle.partial:
                self.report.fault("withheld", position, f"第{position}号没有内容，也没有这一号。")
            kind, record = self.records.get(stream, ("", None))
            if BELONGS.get(topic, kind) != kind or (record and topic in (*STARTS, *PROJECTS) and position != record.position):
                self.report.fault(BELONGS[topic], position, f"第{position}号的{topic}不是记录{stream}里可以有的事。")
            elif record:
                record.take(position, topic, content["event"] if content else None)
        need(self.rows and not next(states, b""), "format", "entries.jsonl是空的，或者states.jsonl的行比有blind的标题行多。")

    def round(self, name: str) -> Record | bool | None:
        """A round of this bundle, by its stream; None where it may be elsewhere, False where it is nowhere."""
        kind, found = self.records.get(name, ("", None))
        return found if isinstance(found, Record) and kind == "rounds" else False if name and self.bundle.streams is None else None

    def check_row(self, position: int, stream: str, version: int, topic: bytes, commitment: bytes) -> None:
        """A row must be the leaf at its position, and stand where it belongs."""
        bundle, report, expected = self.bundle, self.report, self.versions.get(stream, 0) + 1
        leaf = bundle.digest(LEAF(b"\0", 8, position, 16, unhexlify(stream.replace("-", "")), 8, version, len(topic)) + topic + b"\0\x20" + commitment)
        number, place = divmod(position - 1, TILE)
        if number != self.number and position <= bundle.size:
            self.tile, self.number = split(bundle.read(bundle.tiles[0][number])), number
        if position > bundle.size or self.tile[place] != leaf:
            report.same("entries", position, f"第{position}号在树上的叶子", self.tile[place] if position <= bundle.size else "没有的", leaf)
        if bundle.streams is None and (position != self.rows or position > bundle.until):
            report.fault("positions", self.rows, f"第{self.rows}行是第{position}号，号应从1到{bundle.until}，不缺不重。")
        if bundle.streams is not None and not (self.last < position <= bundle.until and stream in self.streams):
            report.fault("positions", position, f"第{position}号排在第{self.last}号之后，或者大于{bundle.until}，或者不是所选的记录。")
        if version != expected:
            report.same("versions", position, f"第{position}号（记录{stream}）的版本", version, expected)
        self.versions[stream], self.last = version, position
        if stream in self.watched:
            self.leaves[position] = leaf

    def check_state(self, position: int, blind: bytes, state: bytes, commitment: bytes) -> dict[str, Any] | None:
        """A content must be what its row promised, and readable in one way alone; None otherwise."""
        self.given += 1
        if self.bundle.bare:
            self.report.fault("withheld", position, f"只有标题行的包，第{position}号却给了内容。")
        if (promised := self.bundle.digest(MARK + blind + state)) != commitment:
            self.report.same("states", position, f"第{position}号标题行的承诺", commitment, promised)
            return None
        try:
            content: dict[str, Any] = canonical(state)
            if list(content) == ["envelope", "event"] and isinstance(content["envelope"], dict) and isinstance(content["event"], dict):
                return content
            why = "应恰有envelope和event两个对象"
        except (ValueError, TypeError) as error:
            why = str(error)[:200]
        self.report.fault("states", position, f"第{position}号的内容不是规范的JSON对象：{why}。")
        return None

    def check_content(self, position: int, topic: str, content: dict[str, Any]) -> None:
        """What a content says of erasures, of attachments and of its own time."""
        self.sound += 1
        event, at, smaller = content["event"], content["envelope"].get("at"), bisect_left(self.sizes, position)
        if topic == "congress:ContentErased" and isinstance(event.get("positions"), list):
            for erased in event["positions"]:
                if type(erased) is int and 0 < erased < min(position, len(self.uncovered)):
                    self.uncovered[erased] = 0
        if topic == FILED:
            self.filed.add(str(event.get("sha256")))
        low, high = self.earliest[smaller], self.latest[smaller]
        try:
            time = datetime.fromisoformat(at if AT.fullmatch(at) else "")
            if (low and time - low < -MINUTE) or (high and time - high > MINUTE):
                why = f"应在{low or '……'}之前60秒到{high or '……'}之后60秒之间，那是前后两个签名的根（或者--time所写）的时刻"
                self.report.fault("times", position, f"第{position}号登记的时刻是{at}，{why}。")
        except (TypeError, ValueError):
            self.report.fault("times", position, f"第{position}号登记的时刻不合写法：{str(at)[:40]!r}。")

    def close(self) -> None:
        """The verdicts of all this."""
        bundle, report = self.bundle, self.report
        if bundle.streams is None and self.rows < bundle.until:
            report.fault("positions", self.rows + 1, f"标题行到第{self.rows}号为止，应到第{bundle.until}号。")
        for stream in self.streams - self.versions.keys():
            report.fault("positions", None, f"所选的记录{stream}一行也没有。")
        if not bundle.partial and (first := self.uncovered.find(1)) > 0:
            report.fault("withheld", first, f"第{first}号没有内容，后面也没有依法删去它的事。")
        for check in ("entries", "positions", "versions"):
            report.close(check, f"{self.rows}行，{len(self.versions)}条记录，到第{bundle.until}号。")
        report.close("states", f"{self.given}件内容。", "ok" if self.given else "skipped")
        report.close("times", f"{self.sound}件相符的内容。", "ok" if self.sound else "skipped")
        report.close("withheld", f"{self.missing}件没有内容。", "ok" if self.missing else "skipped")

def check_replayed(bundle: Bundle, report: Report, walk: Walk, check: str) -> None:
    """Rounds, evaluations or projects: what follows from their events, against what was recorded and what was published."""
    compare: Any = standing if check == "projects" else published
    records = {stream: record for stream, (kind, record) in walk.records.items() if kind == check}
    entries = {entry["stream"]: entry for entry in bundle.results[check]}
    for stream in entries.keys() - records.keys():
        report.fault(check, None, f"results.json里的记录{stream}，包里没有，或者不是这一种。")
    for stream, record in records.items():
        position, wrong = record.wrong or (record.position, "")
        unpublished = stream not in entries and (not record.known or (bundle.public and check == "projects"))
        try:
            if not wrong and not unpublished:
                compare(record, entries.get(stream), partial=bundle.partial)
        except (Wrong, *MALFORMED) as error:
            wrong = f"{type(error).__name__}：{error}"
        if wrong:
            report.fault(check, position, f"第{position}号（记录{stream}）：{wrong}。")
    hidden, uncounted = (sum(getattr(record, name) for record in records.values()) for name in ("hidden", "uncounted"))
    told = f"{len(records)}件，未复算{uncounted}件，未公开{hidden}件"
    told += "，票面内容未公开，只核对合计。" if hidden and check == "rounds" else "。"
    stuck = uncounted or (hidden and not bundle.partial)
    report.close(check, told, "unchecked" if stuck else "ok" if any(record.known for record in records.values()) else "skipped")

def check_signatures(bundle: Bundle, report: Report, own: bytes | None) -> None:
    """Who signed the notes, and who witnessed the newest, by the auditor's policy; by the bundle's own it proves less."""
    best, whose = ("ok", "核验人的策略") if own is not None else ("unchecked", "包里的策略，只证明内部一致")
    try:
        policy = Policy(bundle.read("policy.txt") if own is None else own)
    except (*MALFORMED, Unreadable) as error:
        for check in ("signatures", "witnesses"):
            report.close(check, f"{whose}不合写法：{error}。", "unchecked")
        return
    keys, strange = [key for key in policy.logs if key[0] == bundle.origin], []
    for name in bundle.note_names:
        note = bundle.note(name)
        signed = signers(note, keys)
        strange += [] if signed else [name]
        if signed and not any(signed.values()):
            report.fault("signatures", note.size, f"{name}：台账的签名是假的，或者正文被改过。")
    told = f"{len(bundle.notes)}个签名的根，其中{len(strange)}个没有认得的签名{'，如' if strange else ''}{''.join(strange[:1])}（{whose}）。"
    report.close("signatures", told, "unchecked" if strange else best)
    cosigned = signers(note, policy.witnesses.values(), cosigned=True)
    names = {name for name, key in policy.witnesses.items() if cosigned.get(key)}
    if not policy.reached(names):
        report.fault("witnesses", note.size, f"{name}有{len(names)}个见证人的有效签名，没有达到策略的要求。")
    told = f"{name}有{len(names)}个见证人的有效签名（{whose}）。"
    report.close("witnesses", told, "skipped" if policy.quorum == b"none" and own is not None else best)

def check_tree(bundle: Bundle, report: Report, known: Sequence[Note], strange: Sequence[str], printed: Sequence[Note]) -> None:
    """The tiles, and every root that somebody signed, kept or printed, against the leaves."""
    newest, greatest, latest = bundle.notes[-1], known[-1].size, known[0].time
    roots = bundle.tree({note.size for note in (*known, *printed)}, report)
    for note in known:
        if note.size <= bundle.size:
            check = "root" if note.size == bundle.size else "checkpoints"
            report.same(check, note.size, f"大小{note.size}、{note.time}的签名的根", note.root, roots[note.size])
        if note.time < latest:
            report.fault("checkpoints", note.size, f"大小{note.size}的签名时刻{note.time}早于前一个的{latest}。")
        latest = note.time
    for note in printed:
        report.same("printed_root", note.size, f"前{note.size}片叶子印在纸上的根", note.root, roots.get(note.size, note.root))
    report.close("tiles", f"{len(bundle.tiles)}层。", "ok" if len(bundle.tiles) > 1 else "skipped")
    report.close("root", f"前{bundle.size}片叶子的根是{newest.root.hex()}，{newest.time:%Y-%m-%d %H:%M:%S}（世界时，北京时间要加8小时）签名。")
    kept = len(known) - len(bundle.notes)
    told = f"{len(bundle.notes)}个签名的根。{f'自己留着{kept}个，最大的大小是{greatest}。' if kept else ''}{''.join(strange)}"
    stuck = strange or greatest > bundle.size
    report.close("checkpoints", told, "unchecked" if stuck else "ok" if len(known) > 1 else "skipped")
    told = f"印在纸上的大小是{printed[0].size}，包里的树的大小是{bundle.size}。" if printed else "没有输入。"
    report.close("printed_root", told, "skipped" if not printed else "ok" if printed[0].size <= bundle.size else "unchecked")

def run(command: Sequence[object]) -> tuple[int, str]:
    """The exit code of another program, and what it says."""
    done = subprocess.run([*map(str, command)], capture_output=True, timeout=60, check=False)  # noqa: S603 - openssl, our words
    return done.returncode, " ".join((done.stdout + done.stderr).decode(errors="replace").split())

def check_timestamps(bundle: Bundle, report: Report, authority: Path | None) -> None:
    """The tokens of a time-stamping authority, with the help of openssl."""
    openssl, asked = shutil.which("openssl"), authority is not None
    try:
        certificates = load_pem_x509_certificates(authority.read_bytes()) if authority else []
    except (OSError, ValueError) as error:
        report.close("timestamps", f"机构的证书读不懂：{shown(error)}。", "unchecked")
        return
    delays = []
    with tempfile.TemporaryDirectory() as folder:
        token = Path(folder) / "token.tsr"
        for name in bundle.tokens if certificates and openssl else ():
            note = bundle.note(f"{name[:-4]}.note")
            token.write_bytes(bundle.read(name))
            command = [openssl, "ts", "-verify", "-digest", hashlib.sha256(note.text).hexdigest(), "-in", token, "-CAfile", authority]
            command += ["-untrusted", authority, "-attime", str(int(note.time.timestamp()))]
            fails, said = run(command)
            stamped = re.search(r"Time stamp: (\w+ +\d+ [\d:]+)\S* (\d+) GMT", run([openssl, "ts", "-reply", "-in", token, "-text"])[1])
            if fails or stamped is None:
                report.fault("timestamps", note.size, f"{name}：openssl说：{said[:300]}。")
                break
            delays.append(datetime.strptime(" ".join(stamped.groups()) + "+0000", "%b %d %H:%M:%S %Y%z") - note.time)
            if delays[-1] < -MINUTE:
                report.fault("timestamps", note.size, f"{name}盖章比签名的根写的时刻{note.time}早{-delays[-1]}：那个时刻是假的。")
    told = f"{len(bundle.tokens)}个时间戳，{'有' if authority else '没有给'}机构的证书，{'有' if openssl else '没有'}openssl"
    told += f"；盖章最多晚{max(timedelta(), *delays)}。" if delays else "。"
    report.close("timestamps", told, "skipped" if not asked else "ok" if openssl and bundle.tokens else "unchecked")

def check_files(bundle: Bundle, report: Report, filed: set[str]) -> None:
    """Every file against SHA256SUMS, every attachment against its name and the events that filed it."""
    names = [name for name in bundle.parts if name.startswith("files/")]
    for name, expected in bundle.sums.items():
        report.same("sums", None, f"{name}的SHA-256", bundle.hashed[name], expected)
    for name in names:
        report.same("files", None, f"{name}的SHA-256", bundle.hashed[name], name[6:])
        if name[6:] not in filed:
            report.fault("files", None, f"{name}：没有一件事归档了它。")
    report.close("sums", f"{len(bundle.sums)}个文件。")
    report.close("files", f"{len(names)}个附件。", "ok" if names else "skipped")

def check_completeness(bundle: Bundle, report: Report, walk: Walk, asked: argparse.Namespace) -> None:
    """The chosen streams against a list of all headers: no row may have been left out."""
    if bundle.streams is None or asked.headers is None:
        report.close("completeness", "包里是全部记录，或者没有给标题清单。", "skipped")
        return
    plain = argparse.Namespace(policy=asked.policy, printed=[], kept=[], tsa=None, headers=None)
    found, other, listed = verify(asked.headers, plain, bundle.streams)
    bad = [check for check in list(CHECKS)[:15] if found.verdicts[check][0] in {"false", "unchecked"}]
    if other is None or listed is None or bad or not other.bare or other.streams is not None or other.origin != bundle.origin:
        why = f"{CHECKS[bad[0]]}：{found.verdicts[bad[0]][2]}" if bad else "不是这个台账全部的标题行。"
        report.close("completeness", f"给的标题清单不能用：{why}", "unchecked")
        return
    size, until = min(bundle.size, other.size), min(bundle.until, other.until)
    report.same("completeness", None, f"前{size}片叶子的根", bundle.tree({size})[size], other.tree({size})[size])
    for position, leaf in listed.leaves.items():
        if position <= until:
            report.same("completeness", position, f"第{position}号的标题行（叶子）", walk.leaves.get(position, "没有的"), leaf)
    report.close("completeness", f"所选{len(bundle.streams)}条记录，到第{until}号为止。")

def verify(path: Path, asked: argparse.Namespace, watched: Iterable[str] = ()) -> tuple[Report, Bundle | None, Walk | None]:
    """All checks of one bundle."""
    report = Report()
    try:
        bundle = Bundle(path)
        report.close("container", f"{len(bundle.parts)}个文件。")
        bundle.read_manifest()
        report.close("manifest", f"{bundle.origin}，树的大小{bundle.size}，给{bundle.manifest['audience']}，到第{bundle.until}号。")
        bundle.read_format()
        kept, strange = bundle.kept(asked.kept)
        known = sorted([*bundle.notes, *kept], key=lambda note: note[1::2])
        walk = Walk(bundle, report, [*known, *(note for note in asked.printed if note.time)], watched or bundle.streams or ())
        walk.run()
        report.close("format", f"{len(bundle.notes)}个签名的根，{walk.rows}行标题，{walk.given}件内容。")
    except (Unreadable, OSError) as error:
        failed = error.args[0] if isinstance(error, Unreadable) else "container"
        later = dict.fromkeys(list(CHECKS)[list(CHECKS).index(failed) + 1 :], ("unchecked", None, f"没有查，因为“{CHECKS[failed]}”读不懂。"))
        report.verdicts |= {failed: ("unchecked", None, f"读不懂：{shown(error)}"), **later}
        return report, None, None
    check_signatures(bundle, report, asked.policy)
    check_timestamps(bundle, report, asked.tsa)
    check_tree(bundle, report, known, strange, asked.printed)
    walk.close()
    check_files(bundle, report, walk.filed)
    for check in ("rounds", "evaluations", "projects"):
        check_replayed(bundle, report, walk, check)
    check_completeness(bundle, report, walk, asked)
    return report, bundle, walk

class Parser(argparse.ArgumentParser):
    """Says in Chinese what it was not asked rightly."""

    def error(self, message: str) -> NoReturn:
        """Say so and end with exit code 2."""
        print(f"没能核验：{message}。用法：python verify.py 核验包 [--policy 文件] [--root 树根 --size 大小]……，--help看全部。退出码2。", file=sys.stderr)
        sys.exit(2)

def printed_root(parser: Parser, root: str | None, size: str | None, time: str | None) -> Iterator[Note]:
    """The root as it was typed; a slip of the typist shows in its check group, the first of SHA-256 over size and root."""
    if (root, size, time) == (None, None, None):
        return
    if root is None or size is None:
        parser.error("--root、--size要一起给，--time要与它们一起给")
    plain = re.sub(r"\s", "", root).lower()
    typed = re.fullmatch("([0-9a-f]{64})([0-9a-f]{4})?", plain)
    if typed is None:
        parser.error(f"--root是十六组、64位十六进制，后面可以有一组校验；写的有{len(plain)}位，或者有别的字")
    if not re.fullmatch("[0-9]{1,12}", size, re.ASCII):
        parser.error(f"--size是不超过12位的数，写的是{size}")
    if typed[2] not in {None, hashlib.sha256(f"{size} {typed[1]}\n".encode()).hexdigest()[:4]}:
        parser.error("校验组不符：--root或者--size抄错了")
    try:
        at: Any = None if time is None else datetime.strptime(f"{time.removesuffix('（北京时间）')}+0800", "%Y-%m-%d %H:%M:%S%z").astimezone(UTC)
    except ValueError:
        parser.error("--time写作“2024-01-25 16:00:00”，是北京时间")
    yield Note(b"", int(size), bytes.fromhex(typed[1]), at, [])

def main(arguments: Sequence[str]) -> int:
    """Verify one bundle, say what was found, answer the exit code."""
    parser = Parser(prog="verify.py", description="核验一个核验包，不用联网。退出码：0全部通过，1有不符，2有没能核验的。")
    parser.add_argument("bundle", type=Path, nargs="?", help="核验包（zip），或者解开的文件夹")
    parser.add_argument("--policy", type=Path, help="自己的策略文件（tlog-policy）")
    parser.add_argument("--root", help="印在纸上的树根，十六组十六进制，可以有空格，后面可以接着写校验组")
    parser.add_argument("--size", help="印在纸上的大小")
    parser.add_argument("--time", help="印在纸上的时刻（北京时间），如“2024-01-25 16:00:00”")
    parser.add_argument("--kept", type=Path, action="append", default=[], help="自己留着的签名的根：以前的核验包，或者.note文件；可以写几次")
    parser.add_argument("--tsa", type=Path, help="时间戳机构的证书（PEM）")
    parser.add_argument("--headers", type=Path, help="标题清单（只有标题行的核验包）")
    parser.add_argument("--json", action="store_true", help="打印JSON")
    told, more = parser.parse_known_args(arguments)
    if more:
        parser.error(f"多出来的：{' '.join(more)}。树根里有空格的，要用引号括起来")
    if told.bundle is None:
        parser.error("没有写核验包")
    gc.disable()  # nothing here goes in circles, and looking for circles takes a tenth of the time
    told.printed = list(printed_root(parser, told.root, told.size, told.time))
    told.policy = told.policy and told.policy.read_bytes()
    report, _, _ = verify(told.bundle, told)
    found = {verdict: [CHECKS[check] for check in CHECKS if report.verdicts[check][0] == verdict] for verdict in ("false", "unchecked")}
    code, bad = 1 if found["false"] else 2 if found["unchecked"] else 0, found["false"] or found["unchecked"]
    if told.json:
        names = ("verdict", "position", "detail")
        print(json.dumps([{"check": check, **dict(zip(names, report.verdicts[check], strict=True))} for check in CHECKS], ensure_ascii=False))
        return code
    for check, (verdict, position, detail) in ((check, report.verdicts[check]) for check in CHECKS):
        print(f"[{VERDICTS[verdict]}] {CHECKS[check]}（{check}）：{'' if position is None else f'位置{position}：'}{detail}")
    summary = ["全部通过", f"有{len(bad)}项不符：", f"没有不符，有{len(bad)}项没能核验："][code]
    print(f"结论：{summary}{'、'.join(bad)}。退出码{code}。")
    return code

if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except Exception as error:  # noqa: BLE001 - whatever it is, nothing was verified
        with suppress(Exception):  # nobody may be reading any more
            print(f"没能核验：{type(error).__name__}：{shown(error)}。退出码2。", flush=True)
        os._exit(2)
    sys.exit(code)
