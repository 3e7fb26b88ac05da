"""How does a backup come back into an empty database, and when is it refused?

A backup that is older than what was signed, or of another log, would be a log that forgot: it is refused before anything is written,
and what is written is one transaction, so that nothing is left of a restore that is refused or killed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.backup.agreeing import Bar, Mark, Rows, grown, marks_on, refuse_others, refuse_unsigned
from api.backup.archive import Reading
from api.backup.kept import kept_in
from api.backup.manifest import CHECKPOINTS, TABLES, File, Manifest, table_of
from api.backup.saving import silent
from api.log.shelf import Shelf, name_of
from domain.refusals import Refusal
from domain.storage import BackupDamaged, select_tree
from domain.storage.archiving import Table, copy_in, emptied_on_failure, tables
from domain.storage.migrate import migrations
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.notes import Note
from domain.transparency.policies import Policy


class BackupBehind(Refusal):
    """A backup ends before what was signed and published: whoever goes on from it has forgotten events, and everybody can see it."""

    code = "backup_behind"
    title = "备份比公布过的签名的根旧"


@dataclass(frozen=True, slots=True)
class Trusted:
    """By what a backup is judged: the checkpoints that this place has published, and the policy where there is one."""

    shelf: Shelf
    policy: Policy | None = None


@dataclass(frozen=True, slots=True)
class Sound:
    """A backup whose files are those of its list and which may be older than nothing that was signed."""

    backup: Reading
    notes: dict[str, Note]
    marks: Sequence[Mark]

    @property
    def manifest(self) -> Manifest:
        """Its list."""
        return self.backup.manifest


def checked(backup: Reading, path: Path, trusted: Trusted, folders: Sequence[Path] = (), bar: Bar = silent) -> Sound:
    """Hold a backup against its list and against what was signed; nothing is written.

    `folders`: where other backups may be. Raises `BackupNewer`, `BackupDamaged`, `BackupBehind`, `OtherLog`, `SignerUnknown`, `ShelfDamaged`.
    """
    manifest = backup.manifest
    manifest.refuse_newer(migrations()[-1].number)
    megabytes = sum(file.bytes for file in manifest.files) >> 20
    with bar(megabytes, "正在核对备份", "MB") as reached:
        done = 0
        for file in manifest.files:
            for size in backup.check(file):
                done += size
                reached(min(done >> 20, megabytes))
    notes = dict(_notes(backup))
    _refuse_unsigned(notes, trusted)
    marks = [*marks_on(trusted.shelf), *(Mark(_inside(name), Checkpoint.parse(notes[name].text)) for name in notes)]
    refuse_others(marks, manifest.algorithm)
    _refuse_behind(manifest, marks, path, folders)
    return Sound(backup, notes, marks)


def restore(sound: Sound, conninfo: str, trusted: Trusted, bar: Bar = silent) -> None:
    """Put a backup into the empty, migrated database `conninfo` of the owner, and its checkpoints back on the shelf.

    Raises `DatabaseNotEmpty`, `BackupDamaged`, `BackupForked`, `SignerUnknown`, `DatabaseUnavailable`: nothing was put in.
    """
    manifest = sound.manifest
    with emptied_on_failure(conninfo) as connection:
        _refuse_algorithm(select_tree(connection).algorithm, manifest)
        there = {table.name: table for table in tables(connection)}
        with bar(sum(file.rows for file in manifest.files), "正在恢复", "行") as reached:
            done = 0
            for file in manifest.files:
                if file.name.startswith(TABLES):
                    copy_in(connection, _table(file, there), _told(sound.backup.lines(file), done, reached))
                    done += file.rows
        with bar(manifest.size, "正在核对台账", "件") as reached:
            tree = grown(Rows(connection), manifest.size, manifest.algorithm, sound.marks, reached)
        head = select_tree(connection)
        if (head.size, head.hashes, tree.root().hex()) != (manifest.size, tree.hashes, manifest.root):
            raise BackupDamaged(f"恢复出来的是前{head.size}号，树根与备份写明的不同。")
        _shelve(sound, trusted)


def _notes(backup: Reading) -> Iterator[tuple[str, Note]]:
    for file in backup.manifest.files:
        name = file.name.removeprefix(CHECKPOINTS)
        if file.name == name or not name.endswith(".note"):
            continue
        note = Note.parse(backup.read(file.name))
        if name_of(Checkpoint.parse(note.text)) != name:
            raise BackupDamaged(f"{file.name}里写的大小和时刻与文件名不同。")
        yield name, note


def _refuse_unsigned(notes: dict[str, Note], trusted: Trusted) -> None:
    """The newest of each place, as everybody else looks at it."""
    if trusted.policy is None:
        return
    if (newest := trusted.shelf.newest()) is not None:
        refuse_unsigned(str(newest.path), newest.note, trusted.policy)
    if notes:
        name = max(notes)
        refuse_unsigned(_inside(name), notes[name], trusted.policy)


def _inside(name: str) -> str:
    return f"备份里的{name}"


def _refuse_behind(manifest: Manifest, marks: Sequence[Mark], path: Path, folders: Sequence[Path]) -> None:
    newest = max(marks, key=lambda mark: mark.checkpoint.size, default=None)
    if newest is None or newest.checkpoint.size <= manifest.size:
        return
    signed = newest.checkpoint.size
    others = [kept for folder in {path.parent, *folders} for kept in kept_in(folder) if kept.size > manifest.size]
    better = f"{max(others, key=lambda kept: kept.size).path}更新，用它恢复。" if others else (
        f"在{'、'.join(map(str, sorted({path.parent, *folders})))}里没有更新的备份：看备机、原来的数据文件夹、异地的备份还在不在，"
        "在的，从那里再做一份备份来恢复。都没有了的，照《签名》的“拒绝以后怎么办”，由人大常委会办公室作结论以后另起台账。"
    )  # fmt: skip
    raise BackupBehind(
        f"备份只到第{manifest.size}号，{newest.where}已经签到第{signed}号：缺第{manifest.size + 1}号到第{signed}号，共{signed - manifest.size}件。"
        f"什么也没有恢复。{better}",
        size=manifest.size,
        signed=signed,
    )


def _refuse_algorithm(found: str, manifest: Manifest) -> None:
    if found != manifest.algorithm:
        raise BackupDamaged(f"备份的算法是{manifest.algorithm}，数据库建成了{found}的。")


def _table(file: File, there: dict[str, Table]) -> Table:
    table = there.get(table_of(file))
    if table is None or not set(file.columns) <= set(table.columns):
        raise BackupDamaged(f"{file.name}不是这个程序的表，或者有它没有的列。")
    return table._replace(columns=tuple(file.columns))


def _told(lines: Iterator[bytes], done: int, reached: Callable[[int], None]) -> Iterator[bytes]:
    for count, line in enumerate(lines, 1):
        if count % 1000 == 0:
            reached(done + count)
        yield line


def _shelve(sound: Sound, trusted: Trusted) -> None:
    """What was published comes back before the rows do: once they are there, nobody may sign another tree in its place."""
    kept = [trusted.shelf.keep(note) for note in sound.notes.values()]
    for place in kept:
        token = f"{CHECKPOINTS}{place.token_path.name}"
        if place.token is None and token in {file.name for file in sound.manifest.files}:
            trusted.shelf.keep_token(place, sound.backup.read(token))
