"""Where do the answers to a public survey lie while it is open, of which the log gets the sums alone?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID

import orjson
from psycopg.rows import args_row, tuple_row

if TYPE_CHECKING:
    from domain.storage.ledger import Ledger

_COLUMNS: Final = "id, evaluation, congress, project_year, opened_at, items, closed_at, responses, aware"


class SurveyRow(NamedTuple):
    """A survey for one evaluation; what was counted in the end."""

    id: UUID
    evaluation: UUID
    congress: str
    project_year: int
    opened_at: datetime
    items: Mapping[str, str]
    closed_at: datetime | None = None
    responses: int | None = None
    aware: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """How many answered, how many of them knew of the projects, and the grades of each item by their names."""

    responses: int = 0
    aware: int = 0
    grades: Mapping[str, Counter[str]] = field(default_factory=dict)


def open_survey(ledger: Ledger, row: SurveyRow) -> None:
    """Open it; nothing where there is one for this evaluation."""
    marks = ", ".join(["%s"] * len(row))
    sql = f"INSERT INTO incoming.surveys ({_COLUMNS}) VALUES ({marks}) ON CONFLICT (evaluation) DO NOTHING"  # noqa: S608 - no value
    with ledger.connection() as line:
        line.execute(sql.encode(), row._replace(items=orjson.dumps(row.items).decode()))  # type: ignore[arg-type] # as the database takes it


def surveys_of(ledger: Ledger, congress: str) -> list[SurveyRow]:
    """The surveys of a congress, the newest first."""
    sql = f"SELECT {_COLUMNS} FROM incoming.surveys WHERE congress = %s ORDER BY opened_at DESC, id"  # noqa: S608 - no value
    return ledger.read(
        lambda line: (
            line.cursor(binary=True, row_factory=args_row(SurveyRow)).execute(sql.encode(), (congress,)).fetchall()
        )
    )


def keep_answer(ledger: Ledger, survey: UUID, one: UUID, *, aware: bool | None, grades: Mapping[str, str]) -> bool:
    """Keep an answer, once however often it is sent; answers whether the survey is open."""
    with ledger.connection() as line, line.transaction():
        asked = "SELECT FROM incoming.surveys WHERE id = %s AND closed_at IS NULL FOR SHARE"
        if not line.execute(asked, (survey,)).rowcount:
            return False
        sql = "INSERT INTO incoming.answers (id, survey, aware, grades) VALUES (%s, %s, %s, %s) ON CONFLICT (id) DO NOTHING"
        line.execute(sql, (one, survey, aware, orjson.dumps(grades).decode()))
    return True


def sums_of(ledger: Ledger, survey: UUID) -> Sums:
    """The sums of all answers so far."""
    sql = "SELECT aware, grades FROM incoming.answers WHERE survey = %s"
    rows = ledger.read(lambda line: line.cursor(row_factory=tuple_row).execute(sql, (survey,)).fetchall())
    grades: dict[str, Counter[str]] = {}
    for _, chosen in rows:
        for item, grade in chosen.items():
            grades.setdefault(item, Counter())[grade] += 1
    return Sums(responses=len(rows), aware=sum(bool(aware) for aware, _ in rows), grades=grades)


def shut(ledger: Ledger, survey: UUID, at: datetime | None) -> None:
    """Take no more answers from a moment on; None opens it again."""
    with ledger.connection() as line:
        line.execute("UPDATE incoming.surveys SET closed_at = %s WHERE id = %s", (at, survey))


def forget_answers(ledger: Ledger, survey: UUID, sums: Sums) -> None:
    """Keep the sums alone, which are recorded."""
    with ledger.connection() as line, line.transaction():
        line.execute(
            "UPDATE incoming.surveys SET responses = %s, aware = %s WHERE id = %s", (sums.responses, sums.aware, survey)
        )
        line.execute("DELETE FROM incoming.answers WHERE survey = %s", (survey,))
