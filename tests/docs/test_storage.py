"""Does the handbook for auditors say which tables, rights and refusals there are, and do its queries answer what it prints?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.rows import tuple_row

from api.desk import ROLES
from domain.leaves import entry
from domain.merkle import leaf_hash
from domain.storage.commitment import BLIND_BYTES, TAG
from projections.bookmarks import create_bookmarks
from tests.api.kit import Caller, Hands
from tests.docs.markdown import CODE, blocks, code, rows, section, tables, text
from tests.docs.session import send, writes

HANDBOOK = "storage.md"
HEADINGS = re.findall(r"^## (.+)$", text(HANDBOOK), re.MULTILINE)
QUERIES = [heading for heading in HEADINGS if heading.startswith("查")]
RIGHTS = {"读": "SELECT", "加": "INSERT", "改": "UPDATE", "删": "DELETE", "清空": "TRUNCATE"}


@pytest.fixture
def auditor(api: Caller) -> Iterator[psycopg.Connection[Any]]:
    """A connection of the owner of the service's own database."""
    with api.desk.ledger.open_connection() as connection:
        connection.row_factory = tuple_row
        connection.execute("RESET ROLE")
        yield connection


def test_every_query_answers_what_is_printed(
    api: Caller, hands: Hands, auditor: psycopg.Connection[Any], tmp_path: Path
) -> None:
    for step in writes("example.md", tmp_path):
        send(step, api, hands)
    for begin in blocks(section(HANDBOOK, "谁能做什么")):
        auditor.execute(begin.text.encode())
    for heading in QUERIES:
        said = section(HANDBOOK, heading)
        (query,) = blocks(said)
        cursor = auditor.execute(query.text.encode())
        names = [column.name for column in cursor.description or ()]
        answered = [dict(zip(names, map(str, row), strict=True)) for row in cursor.fetchall()]
        assert answered == next(iter(tables(said)), []), heading


def test_every_table_and_column_is_named_and_no_other(auditor: psycopg.Connection[Any]) -> None:
    named = {code(row["表"]): CODE.findall(row["列"]) for row in rows(HANDBOOK, "表", "列")}
    named["ledger.events"] = [code(row["列"]) for row in rows(HANDBOOK, "列", "是什么")]
    create_bookmarks(auditor)
    found = defaultdict(list)
    columns = "SELECT table_schema || '.' || table_name, column_name FROM information_schema.columns"
    order = "WHERE table_schema IN ('ledger', 'accounts', 'keying', 'incoming', 'reading') ORDER BY table_schema, table_name, ordinal_position"
    for table, column in auditor.execute(f"{columns} {order}"):
        found[table].append(column)
    assert named == found


def test_every_role_has_the_rights_that_are_printed_and_no_other(auditor: psycopg.Connection[Any]) -> None:
    roles = [code(row["角色"]) for row in rows(HANDBOOK, "角色")]
    assert roles == list(astuple(ROLES))
    asked = "SELECT has_table_privilege(%s, %s, %s)"
    for row in rows(HANDBOOK, "表", f"`{ROLES.service}`"):
        for role in roles:
            held = [
                said
                for said, right in RIGHTS.items()
                if auditor.execute(asked, (role, code(row["表"]), right)).fetchone() == (True,)
            ]
            assert row[f"`{role}`"] == ("、".join(held) or "—"), (row["表"], role)


def test_the_service_changes_the_columns_that_are_printed_and_no_other(auditor: psycopg.Connection[Any]) -> None:
    printed = {code(row["表"]): CODE.findall(row["能改的列"]) for row in rows(HANDBOOK, "表", "能改的列")}
    asked = """
    SELECT a.attrelid::regclass::text, array_agg(a.attname::text ORDER BY a.attnum)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('accounts', 'ledger') AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        AND has_column_privilege(%s, a.attrelid, a.attnum, 'UPDATE') AND NOT has_table_privilege(%s, a.attrelid, 'UPDATE')
    GROUP BY 1
    """
    assert printed == dict(auditor.execute(asked, (ROLES.service, ROLES.service)).fetchall())


def test_every_table_of_the_log_has_its_rights_printed() -> None:
    described = {code(row["表"]) for row in rows(HANDBOOK, "表", "列")} - {"reading.positions"} | {"ledger.events"}
    assert {code(row["表"]) for row in rows(HANDBOOK, "表", f"`{ROLES.service}`")} == described


@pytest.mark.parametrize("deed", [code(row["例如"]) for row in rows(HANDBOOK, "想做", "例如")])
def test_what_the_handbook_calls_impossible_is_refused_to_the_owner_too(
    deed: str, api: Caller, auditor: psycopg.Connection[Any]
) -> None:
    api.congress()
    with pytest.raises(psycopg.Error) as refused:
        auditor.execute(deed.encode())
    assert refused.value.sqlstate == CODE.findall(section(HANDBOOK, "做不了的事"))[0]


def test_the_bytes_of_the_commitment_are_those_of_the_code() -> None:
    (formula,) = blocks(section(HANDBOOK, "内容是哪些字节"))
    size, tag = re.findall(r"标记    (\d+)个字节：(.+?) 和一个换行", formula.text)[0]
    assert (int(size), f"{tag}\n".encode()) == (len(TAG), TAG)
    assert re.findall(r"blind   (\d+)个字节", formula.text) == [str(BLIND_BYTES)]


def test_the_bytes_of_a_leaf_are_those_of_the_code(auditor: psycopg.Connection[Any]) -> None:
    stream, topic, commitment = uuid4(), "示例:事项", bytes(range(32))
    columns = {
        "position": (21).to_bytes(8, "big"),
        "stream_id": stream.bytes,
        "version": (7).to_bytes(8, "big"),
        "topic": topic.encode(),
        "commitment": commitment,
    }
    written = b""
    for row in rows(HANDBOOK, "列", "长度", "字节"):
        field = columns[code(row["列"])]
        length = len(field) if row["长度"] == "不定" else int(row["长度"])
        written += length.to_bytes(2, "big") + field
    assert written == entry(21, stream, 7, topic, commitment)
    sql = "SELECT ledger.leaf_hash('sha256', 21, %s, 7, %s, %s)"
    assert auditor.execute(sql, (stream, topic, commitment)).fetchone() == (leaf_hash(written),)


@pytest.mark.parametrize("row", rows(HANDBOOK, "谁", "例句"), ids=lambda row: row["想做"])
def test_what_the_database_cannot_refuse_is_said_truly(auditor: psycopg.Connection[Any], row: dict[str, str]) -> None:
    with auditor.transaction(force_rollback=True):
        if row["谁"] != "属主":
            auditor.execute(f"SET LOCAL ROLE {code(row['谁'])}".encode())
        auditor.execute(code(row["例句"]).encode())
    auditor.execute("SELECT pg_advisory_unlock_all()")
