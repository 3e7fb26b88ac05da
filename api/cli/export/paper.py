"""How does a paper come out of the ledger to be printed?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import click

from api.cli.anchor import signed_note
from api.cli.asking import of_congress
from api.cli.chinese import Number, OneOf
from api.cli.files import FILE, check_target, write_file
from api.desk import Desk, checkpoints_folder, open_desk
from api.extract import extract
from api.log.shelf import Shelf
from api.paper.asked import Asked
from api.paper.kinds import KINDS
from api.paper.typesetting import typeset
from api.reading_persons import read_person
from api.settings import read_settings
from domain.refusals import NotFound
from domain.storage.accounts.reads import Read
from domain.transparency.notes import Note

OPERATOR: Final = "operator"
"""Under which name the record of readings keeps whoever works on the machine itself."""
HELP: Final = f"印材料，写成PDF：{'、'.join(f'{name}{kind.word}' for name, kind in KINDS.items())}。"


@click.command("paper", help=HELP)
@click.argument("kind", metavar="哪一种", type=OneOf(list(KINDS)))
@of_congress
@click.option(
    "--round",
    "ballot",
    metavar="轮次|编号",
    default="",
    help="哪一轮票决（年度-批次-轮次）或者哪次测评（记录编号），不写是最近的。",
)
@click.option("--blank", is_flag=True, help="要空白的，印好用手填。")
@click.option("--colour", metavar="颜色", default="", help="票的颜色，例如“红色”，印在标题下面。")
@click.option(
    "--bundle-size", "bundle", metavar="张数", type=Number(500), default=50, help="捆签：每捆几张，不写是50张。"
)
@click.option("--code-points", is_flag=True, help="字库里没有的字印成码位，例如〔U+20BB7〕，印好后手写补上。")
@click.option("--output", "target", metavar="文件", required=True, type=FILE, help="写成哪个文件，不能已经有。")
def paper(  # noqa: PLR0913 - a command line has that many options
    kind: str, *, target: Path, code_points: bool, ballot: str, blank: bool, colour: str, bundle: int, **asked: Any
) -> None:
    """Set a paper and write it."""
    check_target(target, "--output")
    settings = read_settings()
    with open_desk(settings, work=True) as desk:
        found = extract(desk, **asked)
        wanted = Asked(
            extract=found,
            ballot=ballot,
            blank=blank,
            colour=colour,
            bundle=bundle,
            name=names(desk, found.code, kind),
            signed=_roots(Shelf(checkpoints_folder(settings))),
        )
        printed = KINDS[kind].make(wanted)
    write_file(target, typeset(printed, code_points=code_points))
    click.echo(f"{KINDS[kind].word}已写成：{target}")


def names(desk: Desk, code: str, kind: str) -> Callable[[str], str]:
    """The names behind references, each reading recorded; empty where somebody was erased or entered by nobody here."""

    def name(reference: str) -> str:
        try:
            subject = UUID(reference)
        except ValueError:
            return ""
        read = Read(
            at=desk.clock(), by_ref=OPERATOR, role=OPERATOR, congress=code, route=f"minsheng export paper {kind}",
            subject=subject, whole=True, reason=f"印{KINDS[kind].word}",
        )  # fmt: skip
        try:
            return read_person(desk.people(), read).name
        except NotFound:
            return ""

    return name


def _roots(shelf: Shelf) -> Callable[[int], Note | None]:
    """The first signed root that covers a position; without one that is said, for a sheet that is signed by hand is as good."""

    def signed(position: int) -> Note | None:
        place = next((each for each in shelf.all() if each.size >= position), None)
        if place is None:
            click.echo(f"还没有签到第{position}号的签名的根，报告单上没有印根；手签的照样有效。", err=True)
            return None
        return signed_note(place)

    return signed
