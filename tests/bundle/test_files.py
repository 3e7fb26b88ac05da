"""Which documents come with a bundle?"""

from __future__ import annotations

import hashlib
from pathlib import Path

from api.bundle.asked import Audience
from domain.documents.commands import FileDocument
from domain.documents.events import Access
from tests.bundle.kit import bundle
from tests.bundle.memory import MemorySource
from tests.bundle.verified import verified
from tests.given import envelope
from tests.projections.play import DAY, Ledger, found

PAPER = b"%PDF-1.7 a paper"


def source(*kinds: Access) -> MemorySource:
    """A ledger with a document of each kind of access."""
    ledger, files = Ledger(), {}
    congress = found(ledger, "township")
    for number, access in enumerate(kinds):
        content = PAPER + b"%d" % number
        sha256 = hashlib.sha256(content).hexdigest()
        asked = FileDocument(
            congress=str(congress), sha256=sha256, kind="other", title=f"示例文件{number}", media_type="application/pdf",
            size=len(content), access=access,
        )  # fmt: skip
        ledger.do(asked, envelope(on=DAY))
        files[sha256] = content
    return MemorySource(ledger.log.events, files)


def names(made: MemorySource, folder: Path, audience: Audience, *, files: bool) -> list[str]:
    made.sign(folder, [len(made.events)])
    written = bundle(made, folder, audience, size=len(made.events), files=files)
    code, said = verified(written.path)
    assert (code, said["files"]) == (0, "ok" if files else "skipped"), said
    return [name.removeprefix("files/") for name in written.names() if name.startswith("files/")]


def test_documents_come_only_if_asked_for(tmp_path: Path) -> None:
    assert names(source("public"), tmp_path, "auditor", files=False) == []


def test_the_auditor_gets_all_of_them(tmp_path: Path) -> None:
    made = source("public", "internal")
    assert names(made, tmp_path, "auditor", files=True) == sorted(made.files)


def test_outsiders_get_the_public_ones(tmp_path: Path) -> None:
    made = source("public", "internal")
    assert names(made, tmp_path, "public", files=True) == [hashlib.sha256(PAPER + b"0").hexdigest()]


def test_the_same_bytes_filed_twice_come_once(tmp_path: Path) -> None:
    one = source("internal")
    twice = Ledger()
    for level in ("township", "county"):
        congress = found(twice, level)
        (sha256,) = one.files
        asked = FileDocument(
            congress=str(congress), sha256=sha256, kind="other", title="示例文件", media_type="application/pdf", size=len(one.files[sha256])
        )  # fmt: skip
        twice.do(asked, envelope(on=DAY))
    made = MemorySource(twice.log.events, one.files)
    assert names(made, tmp_path, "auditor", files=True) == [sha256]
