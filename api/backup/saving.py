"""How is everything that cannot be made again put aside, while the service goes on recording?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from api.backup.agreeing import Bar, Mark, Rows, grown, marks_on, refuse_others
from api.backup.archive import Writing, writing
from api.backup.kept import name_of
from api.backup.manifest import CHECKPOINTS, FORMAT, README, SAID, TABLES, Manifest
from api.bundle.shelved import CheckpointAhead, thinned
from api.log.shelf import Published, Shelf
from domain.calendar import rfc3339
from domain.merkle import CompactRange
from domain.storage import BackupDamaged, LedgerConnection, Tree, check_schema, select_tree
from domain.storage.archiving import Table, copy_out, count_rows, snapshot, tables
from domain.storage.migrate import migrations


def silent(_last: int, _label: str, _unit: str) -> Any:
    """A bar that nobody sees."""
    return nullcontext(lambda _position: None)


@dataclass(frozen=True, slots=True)
class Saved:
    """The backup that was made: its file, its list, and the size of its newest checkpoint, 0 without one."""

    path: Path
    manifest: Manifest
    signed: int


def save(  # noqa: PLR0913 - from where, as whom, to where, when
    conninfo: str, shelf: Shelf, target: Path, at: datetime, bar: Bar = silent, *, role: str = ""
) -> Saved:
    """Write a backup to `target`, or into it where it is a folder, as of one moment of the database `conninfo`, read as `role`.

    A log that contradicts itself or the shelf is not put aside as if it were sound. Raises `BackupDamaged`, `BackupForked`,
    `CheckpointAhead`, `OtherLog`, `ShelfDamaged`, `DatabaseUnavailable`, `SchemaMissing`, `OSError`.
    """
    # The shelf first: what was signed by now is in the log that is looked at afterwards.
    published = shelf.all()
    marks = marks_on(shelf)
    with snapshot(conninfo, role) as connection:
        check_schema(connection)
        head = select_tree(connection)
        _refuse_ahead(marks, head)
        refuse_others(marks, head.algorithm)
        path = target / name_of(head.size, at) if target.is_dir() else target
        tree = _checked(connection, head, marks, bar)
        with writing(path) as made:
            made.add(README, [SAID.encode()])
            _write_tables(connection, made, bar)
            _write_checkpoints(made, thinned(published))
            made.close(manifest := _manifest(made, head, tree, published, at))
    return Saved(path, manifest, published[-1].size if published else 0)


def _refuse_ahead(marks: Sequence[Mark], head: Tree) -> None:
    ahead = max((mark for mark in marks), key=lambda mark: mark.checkpoint.size, default=None)
    if ahead is not None and ahead.checkpoint.size > head.size:
        raise CheckpointAhead(
            f"{ahead.where}签的是前{ahead.checkpoint.size}号，台账只有{head.size}号：台账丢了事项，或者这不是它的签名的根。"
            "没有做备份；以前的备份都留着，不要覆盖。",
            signed=ahead.checkpoint.size,
            head=head.size,
        )


def _checked(connection: LedgerConnection, head: Tree, marks: Sequence[Mark], bar: Bar) -> CompactRange:
    with bar(head.size, "正在核对台账", "件") as reached:
        tree = grown(Rows(connection), head.size, head.algorithm, marks, reached)
    if tree.hashes != head.hashes:
        raise BackupDamaged("台账的树头与各行算出来的不同。请先运行minsheng doctor；要保留现状，用pg_dump。")
    return tree


def _write_tables(connection: LedgerConnection, made: Writing, bar: Bar) -> None:
    found = tables(connection)
    done = 0
    with bar(sum(count_rows(connection, table) for table in found), "正在备份", "行") as reached:

        def told(table: Table) -> Iterator[bytes]:
            nonlocal done
            for row in copy_out(connection, table):
                done += 1
                if done % 1000 == 0:
                    reached(done)
                yield row

        for table in found:
            made.add(f"{TABLES}{table.name}.txt", told(table), table.columns)
        reached(done)


def _write_checkpoints(made: Writing, published: Sequence[Published]) -> None:
    for each in published:
        made.add(f"{CHECKPOINTS}{each.path.name}", [each.raw])
        if (token := each.token) is not None:
            made.add(f"{CHECKPOINTS}{each.token_path.name}", [token])


def _manifest(made: Writing, head: Tree, tree: CompactRange, published: Sequence[Published], at: datetime) -> Manifest:
    return Manifest(
        format=FORMAT,
        made_at=rfc3339(at),
        structure=migrations()[-1].number,
        algorithm="sm3" if head.algorithm == "sm3" else "sha256",
        size=head.size,
        root=tree.root().hex(),
        checkpoint=published[-1].path.name if published else "",
        files=made.files,
    )
