"""How does a log without a network ask a witness: which file goes on the stick?"""

from __future__ import annotations

from pathlib import Path

import click

from api.cli.files import FILE, about, read_file, write_file
from api.cli.sources import source_of
from api.log.proving import LeavesMissing, Prover
from domain.merkle import hasher
from domain.transparency.checkpoints import Checkpoint, parse_size
from domain.transparency.notes import LARGEST_NOTE_BYTES, Note
from domain.transparency.submissions import Submission, SubmissionMalformed


@click.command("request", help="台账一方：为一个签名的根写申请文件，用U盘送给不联网的见证单位。")
@click.argument("note_file", type=FILE, metavar="签名的根")
@click.option("--old", default="0", metavar="条数", help="见证人上一次见证的条数；第一次不写。")
@click.option("--database", metavar="地址", help="台账的数据库；不写时与minsheng serve用的相同。")
@click.option("--out", required=True, type=FILE, metavar="文件", help="申请写到哪个文件。")
def request(note_file: Path, out: Path, old: str, database: str | None) -> None:
    """Write what is submitted to a witness."""
    old_size = parse_size(old, "--old")
    with about(note_file):
        note = Note.parse(read_file(note_file, LARGEST_NOTE_BYTES))
        checkpoint = Checkpoint.parse(note.text)
    if old_size > checkpoint.size:
        raise SubmissionMalformed(f"上一次的条数{old_size}大于这一次的{checkpoint.size}。")
    with source_of(database) as source, source.opened() as (log, _):
        if checkpoint.size > (held := log.tree().size):
            raise LeavesMissing(
                f"{note_file}签的是前{checkpoint.size}号，台账只有{held}号，做不出证明：台账丢了登记，或者这是别的台账的。"
            )
        proof = Prover(hasher(checkpoint.algorithm)).prove(log, old_size, checkpoint.size)
    write_file(out, Submission(old_size, tuple(proof), note).encoded)
    click.echo(f"申请已写入{out}：从{old_size}条到{checkpoint.size}条，证明{len(proof)}行。")
