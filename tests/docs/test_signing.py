"""Does everything on the page about signing work when it is typed in as it is printed?"""

from __future__ import annotations

import subprocess
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from api.cli import root
from api.cli.ending import ended
from api.http.statuses import STATUSES
from api.log.keyfile import create_key
from api.log.shelf import Shelf
from api.printed.anchor import check_group
from domain.storage import Ledger
from tests.docs.markdown import CODE, blocks, rows, section, text
from tests.log.authority import Authority
from tests.log.conftest import office
from tests.log.notes import KEY
from tests.log.office import Office
from tests.log.test_sign_verb import url_of
from tests.storage.conftest import Database, database, shared_database
from tests.storage.told import ENVELOPE, append

__all__ = ["database", "office", "shared_database"]

PAGE = text("signing.md")
LINES = [line for block in blocks(PAGE) if block.language == "sh" for line in block.text.splitlines()]


def typed(line: str) -> int:
    words = line.removeprefix("minsheng ").split()
    return ended(lambda: root.main(words, prog_name="minsheng", standalone_mode=False))


@pytest.mark.needs("openssl", debian="openssl")
def test_every_command_of_the_page_works_as_it_is_printed(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MINSHENG_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", url_of(database.owner))
    create_key(Path("log.key"), KEY)
    authority = Authority.made(tmp_path / "authority")
    Path("tsa.pem").write_bytes(authority.root)
    with Ledger.at(database.service) as ledger:
        ledger.append([append("a", 0, 3)], envelope=ENVELOPE, command=None)
    assert len(LINES) == 6
    for line in LINES:
        if "accept" in line:
            Path("answered.tsr").write_bytes(authority.answer(Path("asked.tsq").read_bytes()))
        if "--recover" in line:
            Path("memory/last.json").unlink()
        assert typed(line) == 0, line
    (place,) = Shelf(tmp_path / "data" / "checkpoints").all()
    assert place.token == Path("answered.tsr").read_bytes()


def test_the_account_of_the_page_can_sign(office: Office, database: Database) -> None:
    (statement,) = blocks(section("signing.md", "装在哪里"))[0:1]
    assert statement.language == "sql"
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS qianming")
        connection.execute(statement.text.encode())
        try:
            parts = {**conninfo_to_dict(database.owner), "user": "qianming", "password": "换成自己的"}
            with Ledger.at(database.service) as ledger:
                office.record(ledger, 3)
            office.database = Database(**{**vars(database), "signer": make_conninfo("", **parts)})
            assert office.sign() is not None
        finally:
            connection.execute("DROP ROLE qianming")


def test_the_check_group_is_computed_as_the_page_says() -> None:
    size, digits = 1313, bytes(range(32)).hex()
    command = f"printf '%s\\n' '{size} {digits}' | sha256sum"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout[:4] == check_group(size, bytes(range(32)))


def test_the_evidence_that_the_page_names_is_what_is_kept(office: Office, database: Database) -> None:
    with Ledger.at(database.service) as ledger:
        office.record(ledger, 3)
    office.sign()
    office.tamper("UPDATE ledger.log_head SET compact_range = ARRAY[sha256('x'), sha256('y')]")
    with pytest.raises(Exception, match="拒绝签名"):
        office.sign(100)
    named = {CODE.findall(row["文件"])[0] for row in rows("signing.md", "文件", "是什么")}
    assert {path.name for path in (office.memory_folder / "refused").iterdir()} == named


def test_every_code_that_the_page_names_is_one_of_the_house() -> None:
    assert STATUSES
    named = {"bytes_missing", "signer_memory_behind", "signer_memory_missing", "signer_waits", "timestamp_refused"}
    assert named <= set(CODE.findall(PAGE))
