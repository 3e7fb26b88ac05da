"""Does what is printed on paper say the root, and does a slip of the typist show?"""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree as ET

import segno

from api.printed.anchor import check_group, printed_root, svg
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.keys import Kind, SignerKey
from domain.transparency.notes import Note, cosign, sign_note
from tests.log.notes import KEY, MORNING, note

ROOT = bytes(range(100, 132))
NOTE = note(1313, 0, ROOT)
SVG = "{http://www.w3.org/2000/svg}"


def test_the_root_is_printed_in_groups_of_four_with_its_size_and_time() -> None:
    lines = list(printed_root(NOTE))
    assert lines[:6] == [
        "台账  示例县台账",
        "大小  1313",
        "时刻  2024-01-25 16:00:00（北京时间）",
        "树根  6465 6667 6869 6a6b 6c6d 6e6f 7071 7273",
        "　　  7475 7677 7879 7a7b 7c7d 7e7f 8081 8283",
        f"校验  {check_group(1313, ROOT)}",
    ]


def test_the_check_group_is_what_the_handbook_says() -> None:
    # sha256sum of the line "1313 6465…8283"
    assert check_group(1313, ROOT) == "4f53"


def test_every_slip_of_one_digit_and_every_exchange_of_neighbours_shows() -> None:
    digits = ROOT.hex()
    slips = {
        digits[:place] + other + digits[place + 1 :] for place in range(len(digits)) for other in "0123456789abcdef"
    }
    slips |= {digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :] for n in range(len(digits) - 1)}
    unnoticed = [slip for slip in slips - {digits} if check_group(1313, bytes.fromhex(slip)) == "4f53"]
    assert unnoticed == []
    assert "4f53" not in {check_group(size, ROOT) for size in (1312, 1331, 3113, 13130, 131)}


def test_an_sm3_log_says_so() -> None:
    checkpoint = Checkpoint(KEY.name, 5, ROOT, MORNING, "sm3")
    assert "算法  SM3" in list(printed_root(sign_note(checkpoint.text, KEY)))


def test_the_code_holds_the_whole_note() -> None:
    lines = list(printed_root(NOTE))
    drawn = io.StringIO()
    segno.make_qr(NOTE.encoded, error="m").terminal(out=drawn, compact=True, border=2)
    assert lines[7:] == drawn.getvalue().splitlines()


def test_the_slip_is_a_drawing_with_code_and_text() -> None:
    drawing = ET.fromstring(svg(NOTE))  # noqa: S314 - it is ours
    said = [each.text for each in drawing.iter(f"{SVG}text")]
    assert said[:4] == ["台账", "示例县台账", "大小", "1313"]
    assert "7475 7677 7879 7a7b 7c7d 7e7f 8081 8283" in said
    (path,) = drawing.iter(f"{SVG}path")
    assert modules(path.attrib["d"]) == dark(NOTE)


def test_a_name_with_signs_of_markup_stays_text() -> None:
    odd = Checkpoint("a<b>&c", 5, ROOT, MORNING)
    drawing = ET.fromstring(svg(Note(odd.text, NOTE.signatures)))  # noqa: S314 - likewise
    assert "a<b>&c" in {each.text for each in drawing.iter(f"{SVG}text")}


def modules(path: str) -> set[tuple[int, int]]:
    """The dark modules of a path of horizontal strokes, as (row, column), with its margin of four."""
    found, x, y = set(), 0, -0.5
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", path):
        if command == "h":
            found |= {(round(y - 0.5), column) for column in range(x, x + int(first))}
            x += int(first)
        elif command == "M":
            x, y = int(first), float(second)
        else:
            x, y = x + int(first), y + float(second)
    return found


def dark(said: Note) -> set[tuple[int, int]]:
    """The dark modules of the code of a note."""
    matrix = segno.make_qr(said.encoded, error="m").matrix
    return {(row + 4, column + 4) for row, line in enumerate(matrix) for column, module in enumerate(line) if module}


def test_a_note_with_the_cosignatures_of_five_witnesses_fits_the_code() -> None:
    keys = [
        SignerKey(f"示例省示例市示例县第{number}见证单位", Kind.COSIGNATURE, bytes([number]) * 32)
        for number in range(5)
    ]
    full = NOTE.signed(*(cosign(NOTE.text, key, 1_706_169_600) for key in keys))
    (path,) = ET.fromstring(svg(full)).iter(f"{SVG}path")  # noqa: S314 - likewise
    assert modules(path.attrib["d"]) == dark(full)
