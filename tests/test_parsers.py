"""Does every parser of what comes from outside answer or refuse by name, whatever the bytes are, and in bounded memory?

The table is `tests.parsers`. A module that takes a parser into use without standing there fails here.
"""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.docs.markdown import ROOT
from tests.parsers import ELSEWHERE, PARSERS, Parser, command_line
from tests.read_by_us import OF_THE_TABLE, WRITTEN_BY_US

MOST_BYTES = 12 * 2**20
"""More than any of them needs for sixty-four kilobytes."""
READS = re.compile(
    r"\b(?:orjson\.loads|json\.loads|ZipFile\(|b64decode\(|unpack_from\(|fromisoformat\(|strptime\(|cookie_parser\(|jwt\.decode\("
    r"|load_pem|parse_timestamp|decode_timestamp)"
)
"""What is called where bytes or texts become something else."""
HOSTILE = {
    "open brackets": b"[" * 2**16,
    "nested objects": b'{"a":' * 2**13,
    "digits": b"9" * 2**16,
    "quotes": b'"' * 2**16,
    "line ends": b"\n" * 2**16,
    "zeros": bytes(2**16),
    "high bytes": b"\xff" * 2**16,
    "Chinese": "示".encode() * 2**14,
    "blanks and words": b"a " * 2**15,
    "sequences without end": b"\x30\x80" * 2**15,
    "exponent": b"1e999999999",
    "dots": b"." * 2**16,
    "cookies": b"a=b;" * 2**14,
}


def refused_or_read(parser: Parser, raw: bytes) -> None:
    with suppress(*parser.own):
        parser.read(raw)


@pytest.mark.parametrize("parser", PARSERS, ids=[parser.what for parser in PARSERS])
def test_whatever_the_bytes_are_they_are_read_or_refused_by_name(parser: Parser) -> None:
    pieces = st.sampled_from(
        [*parser.sound, b"", b"\x00", b"\xff\xfe", b"-", b"\xed\xa0\x80", "٣".encode(), b"1e400", b"\\u0000"]
    )
    mutated = st.builds(
        _mutated, st.sampled_from(parser.sound or (b"",)), st.integers(0, 200), st.binary(max_size=8), pieces
    )

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=[*HealthCheck])
    @given(st.binary(max_size=80) | mutated | st.text(max_size=40).map(str.encode))
    def sent(raw: bytes) -> None:
        refused_or_read(parser, raw)

    for raw in parser.sound:
        refused_or_read(parser, raw)
    sent()


@pytest.mark.parametrize("parser", PARSERS, ids=[parser.what for parser in PARSERS])
def test_no_parser_takes_more_memory_than_it_is_worth(parser: Parser) -> None:
    for name, hostile in HOSTILE.items():
        # A shell hands no more words on than this.
        raw = hostile[: 2**12] if parser.read is command_line else hostile
        tracemalloc.start()
        try:
            refused_or_read(parser, raw)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < MOST_BYTES, (parser.what, name, peak)


def _mutated(sound: bytes, at: int, instead: bytes, more: bytes) -> bytes:
    at %= len(sound) + 1
    return sound[:at] + instead + sound[at + len(instead) :] + more


def test_every_module_that_reads_what_comes_from_outside_stands_in_the_table() -> None:
    found = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in _sources()
        if READS.search(path.read_text(encoding="utf-8")) and "demo" not in path.parts
    }
    assert found == OF_THE_TABLE | set(WRITTEN_BY_US)


def test_every_test_elsewhere_is_there() -> None:
    for name in ELSEWHERE.values():
        path, _, test = name.partition("::")
        assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), name


def _sources() -> Iterable[Path]:
    for package in ("api", "domain", "projections", "projects", "voting"):
        yield from (ROOT / package).rglob("*.py")
