"""What of a checkpoint is printed on the result sheet, so that a sheet in a drawer proves later what was signed then?

Paper lies where no administrator of any database reaches. The root stands in sixteen groups of four hex digits, to be typed into
`verify.py --root`; a seventeenth group tells a slip of the typist from a root that is another one. The QR code holds the whole
note, signatures included.

    check group     the first four hex digits of SHA-256 over `<size> <root, 64 lower-case hex digits>` and a line feed
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import timedelta, timezone
from typing import Final
from xml.sax.saxutils import escape

import segno

from api.printed.keys import groups
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.notes import Note

BEIJING: Final = timezone(timedelta(hours=8))
CHECK_DIGITS: Final = 4
LINE_GROUPS: Final = 8
CODE_MM: Final = 52
WIDTH_MM: Final = 160
HEIGHT_MM: Final = 56
_SVG: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">
<rect width="{width}" height="{height}" fill="#fff"/>"""
_FONT: Final = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, SimSun, sans-serif"
_DIGITS: Final = "Noto Sans Mono, DejaVu Sans Mono, Consolas, monospace"


def check_group(size: int, root: bytes) -> str:
    """Four hex digits that change when a digit of the size or of the root does, but for one time in 65,536."""
    return hashlib.sha256(f"{size} {root.hex()}\n".encode()).hexdigest()[:CHECK_DIGITS]


def root_lines(checkpoint: Checkpoint) -> list[tuple[str, str]]:
    """What is printed as text: names and values, a name of nothing where a value goes on."""
    digits = groups(checkpoint.root.hex())
    lines = [" ".join(digits[start : start + LINE_GROUPS]) for start in range(0, len(digits), LINE_GROUPS)]
    at = checkpoint.time.astimezone(BEIJING)
    return [
        ("台账", checkpoint.origin),
        ("大小", str(checkpoint.size)),
        ("时刻", f"{at:%Y-%m-%d %H:%M:%S}（北京时间）"),
        *([("算法", "SM3")] if checkpoint.algorithm == "sm3" else []),
        *zip(["树根", *[""] * (len(lines) - 1)], lines, strict=True),
        ("校验", check_group(checkpoint.size, checkpoint.root)),
    ]


def printed_root(note: Note) -> Iterator[str]:
    """The lines for a terminal, with the QR code at the end."""
    for name, value in root_lines(Checkpoint.parse(note.text)):
        yield f"{name or '　　'}  {value}"
    yield ""
    drawn = io.StringIO()
    qr(note).terminal(out=drawn, compact=True, border=2)
    yield from drawn.getvalue().splitlines()


def svg(note: Note) -> bytes:
    """A slip of paper to be printed or pasted on the sheet: the QR code, and the text beside it."""
    code = qr(note)
    side, _ = code.symbol_size()
    lines = root_lines(Checkpoint.parse(note.text))
    drawn = [
        _SVG.format(width=WIDTH_MM, height=HEIGHT_MM),
        f'<g transform="translate(2 2) scale({CODE_MM / side:.5f})">',
        code.svg_inline(svgclass=None, lineclass=None),
        "</g>",
        *(_text(number, name, value) for number, (name, value) in enumerate(lines, 1)),
        "</svg>\n",
    ]
    return "\n".join(drawn).encode()


def _text(line: int, name: str, value: str) -> str:
    y = 5 + 6 * line
    font = _DIGITS if name in {"", "树根", "校验"} else _FONT
    return (
        f'<text x="58" y="{y:.1f}" font-family="{_FONT}" font-size="3.6">{escape(name)}</text>'
        f'<text x="68" y="{y:.1f}" font-family="{font}" font-size="3.6" xml:space="preserve">{escape(value)}</text>'
    )


def qr(note: Note) -> segno.QRCode:
    """The code that holds the whole note."""
    # One in seven of its dots may be smudged.
    return segno.make_qr(note.encoded, error="m")
