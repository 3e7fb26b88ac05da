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
from api.cli.files import FILE, check_target, read_file, write_once
from api.desk import Desk, checkpoints_folder, open_desk
from api.extract import extract
from api.log.shelf import Shelf
from api.paper.asked import Asked
from api.paper.kinds import KINDS
from api.paper.typesetting import typeset
from api.paper.words.editable.inspecting import LARGEST
from api.paper.words.kinds import WORDED, as_docx
from api.reading_persons import read_person
from api.settings import read_settings
from domain.refusals import NotFound
from domain.storage.accounts.reads import Read
from domain.transparency.notes import Note

OPERATOR: Final = "operator"
"""Under which name the record of readings keeps whoever works on the machine itself."""
HELP: Final = f"印材料，写成PDF；文字材料的文件名写成.docx的，写成可以用WPS改的：{'、'.join(f'{name}{kind.word}' for name, kind in KINDS.items())}。"


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
@click.option(
    "--number",
    metavar="编号",
    default="",
    help="哪个项目（任务交办单）、问题（整改通知）、报告（审议意见），写它的编号。",
)
@click.option("--blank", is_flag=True, help="要空白的，印好用手填；写成.docx的，是可以照着改的模板。")
@click.option("--colour", metavar="颜色", default="", help="票的颜色，例如“红色”，印在标题下面。")
@click.option(
    "--bundle-size", "bundle", metavar="张数", type=Number(500), default=50, help="捆签：每捆几张，不写是50张。"
)
@click.option(
    "--template",
    metavar="文件",
    type=FILE,
    help="写成.docx时用本单位的模板，不写是随程序附带的；先用--blank要一份随程序附带的，照着改。",
)
@click.option("--code-points", is_flag=True, help="字库里没有的字印成码位，例如〔U+20BB7〕，印好后手写补上。")
@click.option("--output", "target", metavar="文件", required=True, type=FILE, help="写成哪个文件，不能已经有。")
def paper(  # noqa: PLR0913 - a command line has that many options
    kind: str,
    *,
    target: Path,
    code_points: bool,
    ballot: str,
    number: str,
    blank: bool,
    colour: str,
    bundle: int,
    template: Path | None,
    **asked: Any,
) -> None:
    """Set a paper and write it."""
    check_target(target)
    editable = _editable(kind, target, template)
    settings = read_settings()
    with open_desk(settings, work=True) as desk:
        found = extract(desk, **asked)
        wanted = Asked(
            extract=found,
            ballot=ballot,
            number=number,
            blank=blank,
            colour=colour,
            bundle=bundle,
            name=names(desk, found.code, kind),
            signed=_roots(Shelf(checkpoints_folder(settings))),
        )
        if editable:
            content = as_docx(kind, wanted, None if template is None else read_file(template, LARGEST))
        else:
            content = typeset(KINDS[kind].make(wanted), code_points=code_points)
    write_once(target, content)
    click.echo(f"{KINDS[kind].word}已写成：{target}")


def _editable(kind: str, target: Path, template: Path | None) -> bool:
    """Whether a DOCX is wanted, which documents in words alone can be; raises `click.BadParameter`."""
    editable = target.suffix.lower() == ".docx"
    if editable and kind not in WORDED:
        raise click.BadParameter(
            f"{KINDS[kind].word}只能写成PDF；能写成.docx的有{'、'.join(WORDED)}。", param_hint="--output"
        )
    if template is not None and not editable:
        raise click.BadParameter("只有写成.docx的才用模板，请把--output的文件名写成.docx。", param_hint="--template")
    return editable


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
