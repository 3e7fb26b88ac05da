"""Does a bundle hold what docs/bundle.md says, once and in one form?"""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import orjson
import pytest

from api.bundle.asked import Asked
from api.bundle.exporting import export
from api.bundle.shelved import shelved
from api.log.shelf import Shelf
from domain.merkle import sha256
from tests.bundle.keys import ORIGIN, POLICY
from tests.bundle.memory import MemorySource
from tests.projections.test_publication import played


@pytest.fixture
def source() -> MemorySource:
    ledger, _ = played([50, 40, 30, 20])
    return MemorySource(ledger.log.events)


def made(source: MemorySource, folder: Path) -> Path:
    source.sign(folder, [5, len(source.events)])
    found = shelved(Shelf(folder), len(source.events))
    target = folder / "bundle.zip"
    export(source, Asked(audience="auditor", shelved=found, policy=POLICY, until=found.size), target)
    return target


def test_a_bundle_for_the_auditor_has_every_event_in_its_stored_bytes(source: MemorySource, tmp_path: Path) -> None:
    bundle = zipfile.ZipFile(made(source, tmp_path))
    lines = [orjson.loads(line) for line in bundle.read("entries.jsonl").splitlines()]
    assert [line["position"] for line in lines] == list(range(1, len(source.events) + 1))
    assert bundle.read("states.jsonl") == b"".join((each.state or b"") + b"\n" for each in source.all_headers)
    assert [line["blind"] for line in lines] == [(each.blind or b"").hex() for each in source.all_headers]
    leaves = b"".join(header.leaf(sha256) for header in source.all_headers)
    assert bundle.read(f"tile/0/000.p/{len(lines)}") == leaves
    manifest = orjson.loads(bundle.read("manifest.json"))
    assert manifest == {
        "format": "minsheng-bundle-v1", "origin": ORIGIN, "hash": "sha256", "audience": "auditor", "size": len(lines),
        "until": len(lines), "streams": None, "headers_only": False,
    }  # fmt: skip


def test_its_sums_name_every_file_but_themselves(source: MemorySource, tmp_path: Path) -> None:
    bundle = zipfile.ZipFile(made(source, tmp_path))
    names = sorted(bundle.namelist())
    sums = bundle.read("SHA256SUMS").decode()
    assert sums == "".join(
        f"{hashlib.sha256(bundle.read(name)).hexdigest()}  {name}\n" for name in names if name != "SHA256SUMS"
    )


def test_the_results_are_those_that_were_announced(source: MemorySource, tmp_path: Path) -> None:
    bundle = zipfile.ZipFile(made(source, tmp_path))
    (ballot,) = orjson.loads(bundle.read("results.json"))["rounds"]
    assert ballot["selected"] == ["1", "2"]
    assert [item["for"] for item in ballot["items"]] == [51, 40, 30, 20]


def test_nothing_is_left_beside_it(source: MemorySource, tmp_path: Path) -> None:
    made(source, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".note"] == ["bundle.zip"]


def test_zipfile_of_the_standard_library_finds_nothing_wrong_with_it(source: MemorySource, tmp_path: Path) -> None:
    target = made(source, tmp_path)
    bundle = zipfile.ZipFile(io.BytesIO(target.read_bytes()))
    assert bundle.testzip() is None
    assert bundle.namelist() == sorted(bundle.namelist())
    assert {(info.compress_type, info.external_attr, info.date_time) for info in bundle.infolist()} == {
        (0, 0x81A40000, (1980, 1, 1, 0, 0, 0))
    }
