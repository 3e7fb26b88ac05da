"""Is there one way in which the files of a bundle are written as a zip, and no bundle where that way is too narrow?"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.bundle import zipping
from api.bundle.asked import Audience
from api.bundle.zipping import BundleTooLarge, pack
from tests.bundle.flips import town_alone
from tests.bundle.kit import bundle

NAMES = st.text("abcXYZ019._-", min_size=1, max_size=12).filter(lambda name: name not in {".", ".."})


def packed(folder: Path, files: dict[str, bytes]) -> bytes:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    out = io.BytesIO()
    pack(folder, files, out)
    return out.getvalue()


def by_hand(files: dict[str, bytes]) -> bytes:
    """docs/bundle.md, section 3, straight down the page."""
    body, directory = b"", b""
    for name in sorted(files, key=str.encode):
        raw, content = name.encode(), files[name]
        both = struct.pack(
            "<HHHHHIIIHH", 20, 0, 0, 0, 0x0021, zlib.crc32(content), len(content), len(content), len(raw), 0
        )
        directory += (
            b"PK\1\2" + struct.pack("<H", 0x0314) + both + struct.pack("<HHHII", 0, 0, 0, 0x81A40000, len(body)) + raw
        )
        body += b"PK\3\4" + both + raw + content
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(directory), len(body), 0)
    return body + directory + b"PK\5\6" + end


@given(files=st.dictionaries(NAMES, st.binary(max_size=64), min_size=1, max_size=6))
def test_it_is_that_of_the_specification(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> None:
    written = packed(tmp_path_factory.mktemp("zip"), files)
    assert written == by_hand(files)
    with zipfile.ZipFile(io.BytesIO(written)) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == files


@pytest.mark.parametrize(("limit", "value"), [("MOST_FILES", 2), ("MOST_BYTES", 100)])
def test_what_does_not_fit_is_refused(limit: str, value: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipping, limit, value)
    with pytest.raises(BundleTooLarge):
        packed(tmp_path, {"a": bytes(40), "b": bytes(40), "c": bytes(40)})


def test_nothing_is_left_of_a_bundle_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipping, "MOST_BYTES", 10_000)
    town_alone().sign(tmp_path, [300])
    with pytest.raises(BundleTooLarge):
        bundle(town_alone(), tmp_path, size=300)
    assert [path.suffix for path in tmp_path.iterdir()] == [".note"]


@pytest.mark.parametrize(("audience", "readable"), [("public", True), ("auditor", False)])
def test_what_is_not_public_nobody_else_can_read(audience: Audience, readable: bool, tmp_path: Path) -> None:
    town_alone().sign(tmp_path, [300])
    mode = bundle(town_alone(), tmp_path, audience, size=300).path.stat().st_mode
    assert bool(mode & (stat.S_IRGRP | stat.S_IROTH)) == readable
