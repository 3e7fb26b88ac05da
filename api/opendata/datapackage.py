"""How do the open tables leave as one zip: CSV files, datapackage.json and 数据字典.csv?

The descriptor is a Frictionless Data Package, version 1 of its profile. The same extract gives the same bytes: nothing in the zip
is compressed, timed or ordered by chance.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any, Final

import orjson

from api.opendata.ballot_tables import BALLOTS_TABLE, GRADES_TABLE, SURVEYS_TABLE
from api.opendata.csvs import csv_bytes
from api.opendata.fields import KIND_WORDS, Field, Table
from api.opendata.project_tables import MONEY_TABLE, PROJECTS_TABLE
from api.opendata.taken import INSIDE_ONLY, Taken
from api.opendata.work_tables import FINDINGS_TABLE, FUNNEL_TABLE, PROPOSALS_TABLE
from domain.merkle import sha256

TABLES: Final[tuple[Table, ...]] = (
    PROJECTS_TABLE,
    MONEY_TABLE,
    BALLOTS_TABLE,
    GRADES_TABLE,
    SURVEYS_TABLE,
    FINDINGS_TABLE,
    PROPOSALS_TABLE,
    FUNNEL_TABLE,
)
DICTIONARY: Final = "数据字典.csv"
DICTIONARY_HEADS: Final = ("表", "字段", "中文名", "类型", "单位", "出自哪些事", "由哪一项公开范围决定", "没有公布的")
PRETTY: Final = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
NO_DAY: Final = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE: Final = 0o644 << 16
UNIX: Final = 3


def data_package(taken: Taken) -> bytes:
    """The bytes of the zip."""
    files = {f"{table.name}.csv": _table(table, taken) for table in TABLES}
    files[DICTIONARY] = _dictionary(taken)
    files["datapackage.json"] = orjson.dumps(descriptor(taken, files), option=PRETTY)
    return zipped(files)


def descriptor(taken: Taken, files: Mapping[str, bytes]) -> dict[str, Any]:
    """What datapackage.json says; `files` are those that it describes, by name."""
    withheld = tuple(dict.fromkeys(said for table in TABLES for said in table.withheld(taken)))
    return {
        "profile": "tabular-data-package",
        "name": f"minsheng-{taken.first_code}-{taken.year}",
        "id": f"minsheng-{taken.first_code}-{taken.year}-{taken.position}",
        "title": f"{taken.name}{taken.year}年度民生实事项目数据",
        "description": _described(taken, withheld),
        "version": f"{taken.day}+{taken.position}",
        "created": taken.recorded_at,
        "ledger": {**taken.said(), "withheld": list(withheld)},
        "resources": [_resource(table, taken, files) for table in TABLES],
    }


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files in the order of their names, stored, without any time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(files):
            member = zipfile.ZipInfo(name, NO_DAY)
            member.create_system, member.external_attr = UNIX, PLAIN_FILE
            package.writestr(member, files[name])
    return out.getvalue()


def _described(taken: Taken, withheld: tuple[str, ...]) -> str:
    if taken.inside:
        return f"{taken.sentence()}{INSIDE_ONLY}。"
    return f"{taken.sentence()}没有公布的：{'；'.join(withheld) or '无'}。"


def _table(table: Table, taken: Taken) -> bytes:
    names = [field.name for field in table.fields]
    return csv_bytes(names, ([row[name] for name in names] for row in table.rows(taken)))


def _resource(table: Table, taken: Taken, files: Mapping[str, bytes]) -> dict[str, Any]:
    path = f"{table.name}.csv"
    data = files[path]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": f"没有公布的：{'；'.join(table.withheld(taken)) or '无'}。",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hex()}",
        "schema": {
            "fields": [_described_field(field) for field in table.fields],
            "missingValues": [""],
        },
    }


def _described_field(field: Field) -> dict[str, Any]:
    unit = {"unit": field.unit} if field.unit else {}
    return {"name": field.name, "title": field.head, "type": field.kind, **unit}


def _dictionary(taken: Taken) -> bytes:
    """A line a field, in the order of the tables; the last column says on a table's first line what is withheld of it."""
    rows = []
    for table in TABLES:
        withheld = "；".join(table.withheld(taken))
        for index, field in enumerate(table.fields):
            rows.append(
                (
                    table.title,
                    f"{table.name}.{field.name}",
                    field.head,
                    KIND_WORDS[field.kind],
                    field.unit,
                    "、".join(dict.fromkeys(field.events)),
                    f"publication.{field.key}" if field.key else "",
                    withheld if index == 0 else "",
                )
            )
    return csv_bytes(DICTIONARY_HEADS, rows)
