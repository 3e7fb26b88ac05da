"""How do versioned rows and bookmarks lie in PostgreSQL, and how is a row found as it was?

Each read model has a table of its own, all of one shape, to which rows are only ever added:

    key text, congress text, born bigint, since bigint, row jsonb        primary key (key, since)

A version holds from `since`, the position of the event that made it so, until the `since` of the key's next version; one whose row
is null says that nothing holds. So a key at position N is the last version with since ≤ N: one step down the primary key, however
long the history is. The rows of a congress at N begin from the births (since = born, a partial index), each followed by that step.
The present is asked for in the very same way, with N without end. The view `<name>_held` shows both ends to people who write SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, LiteralString

import orjson
from psycopg import Connection, sql
from psycopg.rows import tuple_row

from domain.storage.arrays import bigints, texts
from projections.bookmarks import Fenced, name_beside, place_bookmark
from projections.copying import copied
from projections.versions import Version

# One number for the whole database: who holds it writes the read models.
LEAD = 4703102
CHANNEL = "reading"
NOW = 2**63 - 1
# Below this many rows one INSERT is quicker than the extra turns of a COPY.
COPY_FROM = 100

Anything = Connection[Any]
Query = LiteralString | sql.Composed


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance:
    """One read model's share of a batch: from which bookmark to which, with the versions that began."""

    name: str
    old: int
    new: int
    begun: Sequence[Version] = ()
    trouble: str = ""


def select(conn: Anything, statement: Query, asked: Any = None) -> list[tuple[Any, ...]]:
    """The answer of a reading statement, rows as tuples whatever the connection's habit is."""
    with conn.cursor(row_factory=tuple_row) as cursor:
        return cursor.execute(statement, asked).fetchall()


def take_lead(conn: Anything) -> bool:
    """Try to become the one writer; the lead is lost with the connection and no sooner."""
    ((taken,),) = select(conn, "SELECT pg_try_advisory_lock(%s)", (LEAD,))
    if not taken:
        return False
    be_writer(conn)
    return True


def be_writer(conn: Anything) -> None:
    """Set up a connection for writing rows, and for looking up those that are written."""
    # A crash may lose the last rows together with their bookmark; they are folded again. So no commit waits for the disk.
    conn.execute("SET synchronous_commit TO off")
    # The writer looks up single keys in tables that grow under it: a plan made while a table was small must not be kept.
    conn.execute("SET plan_cache_mode TO force_custom_plan")
    conn.execute("SET enable_seqscan TO off")
    conn.execute("SET statement_timeout TO 0")


def listen(conn: Anything, channel: str) -> None:
    """Ask to be told of what is announced on `channel`."""
    conn.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))


def begin_table(conn: Anything, name: str, version: int) -> None:
    """Make an empty table for a read model beside the one that is being read, and a bookmark for it, as long as it is wanted."""
    conn.execute(_sql("DROP TABLE IF EXISTS {}", name_beside(name)))
    conn.execute(
        _sql(
            'CREATE TABLE {} (key text COLLATE "C" NOT NULL, congress text COLLATE "C" NOT NULL, born bigint NOT NULL,'
            " since bigint NOT NULL, row jsonb, PRIMARY KEY (key, since))",
            name_beside(name),
        )
    )
    place_bookmark(conn, name_beside(name), version, 0)


def drop_table(conn: Anything, name: str) -> None:
    """Drop the table beside, which came to nothing, with its bookmark."""
    conn.execute("DELETE FROM reading.positions WHERE name = %s", (name_beside(name),))
    conn.execute(_sql("DROP TABLE {}", name_beside(name)))


def swap_table(conn: Anything, name: str) -> None:
    """Put the table that was filled beside in the place of the old one; `swap_bookmark` follows in the same transaction."""
    conn.execute(
        _sql("CREATE INDEX ON {} (congress, born, key) WHERE since = born AND congress <> ''", name_beside(name))
    )
    conn.execute(_sql("ANALYZE {}", name_beside(name)))
    conn.execute(_sql("DROP TABLE IF EXISTS {} CASCADE", name))
    conn.execute(sql.SQL("ALTER TABLE {} RENAME TO {}").format(_table(name_beside(name)), sql.Identifier(name)))
    held = (
        "CREATE VIEW {} AS SELECT key, congress, since, until, row FROM (SELECT *, lead(since)"
        " OVER (PARTITION BY key ORDER BY since) AS until FROM {}) AS v WHERE row IS NOT NULL"
    )
    conn.execute(sql.SQL(held).format(_table(f"{name}_held"), _table(name)))


def write(conn: Anything, advances: Sequence[Advance]) -> None:
    """Rows and bookmarks in one transaction, and word of it to whoever waits; raises `Fenced` and writes nothing if a bookmark moved."""
    with conn.transaction():
        moved = conn.execute(
            "UPDATE reading.positions AS p SET position = a.new, trouble = a.trouble"
            " FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::text[]) AS a (name, old, new, trouble)"
            " WHERE p.name = a.name AND p.position = a.old",
            list(map(list, zip(*((a.name, a.old, a.new, a.trouble) for a in advances), strict=True))),
        )
        if moved.rowcount != len(advances):
            raise Fenced
        for advance in advances:
            write_rows(conn, advance.name, advance.begun)
        told = orjson.dumps({a.name: a.new for a in advances}).decode()
        conn.execute("SELECT pg_notify(%s, %s)", (CHANNEL, told))


def write_rows(conn: Anything, name: str, begun: Sequence[Version], *, beside: bool = False) -> None:
    """The versions that began, into a read model's table or the one beside it."""
    table = name_beside(name) if beside else name
    if len(begun) >= COPY_FROM:
        copy_in = _sql("COPY {} (key, congress, born, since, row) FROM STDIN (FORMAT binary)", table)
        with conn.cursor() as cursor, cursor.copy(copy_in) as copy:
            copy.write(copied(begun))
    elif begun:
        conn.execute(
            _sql(
                "INSERT INTO {} (key, congress, born, since, row)"
                " SELECT n.key, n.congress, n.born, n.since, nullif(n.row, '')::jsonb"
                " FROM unnest(%b, %b, %b, %b, %b) AS n (key, congress, born, since, row)",
                table,
            ),
            (
                texts([version.key for version in begun]),
                texts([version.congress for version in begun]),
                bigints([version.born for version in begun]),
                bigints([version.since for version in begun]),
                texts(map(_json, begun)),
            ),
        )


def newest(conn: Anything, name: str, keys: Iterable[str], *, beside: bool = False) -> dict[str, Version]:
    """The newest version of each of `keys` that has one, as the writer of the read model left it."""
    found = select(
        conn,
        _sql(
            "SELECT v.key, v.congress, v.born, v.since, v.row::text FROM unnest(%b) AS k (key) CROSS JOIN LATERAL"
            " (SELECT * FROM {} AS t WHERE t.key = k.key ORDER BY t.since DESC LIMIT 1) AS v",
            name_beside(name) if beside else name,
        ),
        (texts(keys),),
    )
    return {
        key: Version(key, congress, born, since, None if row is None else orjson.loads(row))
        for key, congress, born, since, row in found
    }


# A row with the parts that it names, each as it was at the same position.
_SHOWN = """
SELECT v.key, v.congress, v.born, v.since, v.row::text, (
    SELECT jsonb_object_agg(p.key, jsonb_build_array(p.since, p.row))::text
    FROM jsonb_array_elements_text(v.row -> 'parts') AS k (key) CROSS JOIN LATERAL
        (SELECT * FROM {} AS t WHERE t.key = k.key AND t.since <= %(at)s ORDER BY t.since DESC LIMIT 1) AS p
    WHERE p.row IS NOT NULL)
FROM """

_BY_KEY = """
unnest(%(keys)s::text[]) AS k (key) CROSS JOIN LATERAL
    (SELECT * FROM {} AS t WHERE t.key = k.key AND t.since <= %(at)s ORDER BY t.since DESC LIMIT 1) AS v
WHERE v.row IS NOT NULL AND v.congress <> ''"""

_BY_CONGRESS = """
{} AS b CROSS JOIN LATERAL
    (SELECT * FROM {} AS t WHERE t.key = b.key AND t.since <= %(at)s ORDER BY t.since DESC LIMIT 1) AS v
WHERE b.since = b.born AND b.congress <> '' AND b.congress <= %(last)s AND b.born <= %(at)s
    AND (b.congress, b.born, b.key) > (%(congress)s, %(born)s, %(key)s)
    AND v.born = b.born AND v.congress = b.congress AND v.row @> %(having)s::jsonb
ORDER BY b.congress, b.born, b.key LIMIT %(limit)s"""


def by_key(name: str) -> sql.Composed:
    """The listed rows under `keys` at position `at`; parameters keys, at."""
    return _sql(_SHOWN + _BY_KEY, name)


def part_by_key(name: str) -> sql.Composed:
    """The row under `key` at position `at`, listed or a part of another."""
    return _sql(
        "SELECT v.row::text FROM (SELECT * FROM {} AS t WHERE t.key = %(key)s AND t.since <= %(at)s"
        " ORDER BY t.since DESC LIMIT 1) AS v WHERE v.row IS NOT NULL",
        name,
    )


def first_key(name: str) -> sql.Composed:
    """The first key from `low` to before `high`, and the position of its first version."""
    return _sql("SELECT key, since FROM {} WHERE key >= %(low)s AND key < %(high)s ORDER BY key, since LIMIT 1", name)


def positions_behind(name: str) -> sql.Composed:
    """Where versions of `keys` began behind position `after` and up to `upto`."""
    return _sql(
        "SELECT DISTINCT since FROM {} WHERE key = ANY(%(keys)s) AND since > %(after)s AND since <= %(upto)s ORDER BY since",
        name,
    )


def by_congress(name: str) -> sql.Composed:
    """The rows that contain `having`, after the place (congress, born, key) and up to the congress `last`, at `at`, in this order.

    Parameters also limit.
    """
    return _sql(_SHOWN + _BY_CONGRESS, name)


def parameters(at: int | None, **others: Any) -> Mapping[str, Any]:
    """The parameters of a reading statement; `at` None is now."""
    return {"at": NOW if at is None else at, **others}


def _json(version: Version) -> str:
    """The row as text, empty where nothing holds."""
    return "" if version.row is None else orjson.dumps(version.row).decode()


def _table(name: str) -> sql.Identifier:
    return sql.Identifier("reading", name)


@cache
def _sql(statement: str, name: str) -> sql.Composed:
    """The statement with the table in every pair of braces."""
    # The texts are constants of this file and the names come from the registry of read models.
    return sql.SQL(statement).format(*[_table(name)] * statement.count("{}"))
