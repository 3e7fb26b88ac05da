"""How does a part of the ledger leave the house as a file that others can check?"""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

import click

from api.bundle.asked import Asked, Audience
from api.bundle.choosing import choosing
from api.bundle.exporting import export
from api.bundle.making import Progress
from api.bundle.public import public_until
from api.bundle.shelved import Shelved, is_signed, is_witnessed, shelved
from api.bundle.source import LedgerSource
from api.cli.bars import positions
from api.cli.chinese import OneOf
from api.cli.ending import Trouble
from api.cli.files import FILE, about, check_target, fault, read_file
from api.desk import Desk, checkpoints_folder, open_desk, policy_file
from api.log.shelf import Shelf
from api.settings import Settings, read_settings
from domain.refusals import NotFound
from domain.transparency.policies import LARGEST_POLICY_BYTES, Policy
from projections.models import MODELS

PATIENCE_S: Final = 60
AUDIENCES: Final[dict[Audience, str]] = {"public": "公众", "auditor": "审计", "scrutineer": "监票人"}
HELP: Final = (
    "做核验包：拿到的人在不联网的电脑上，用自己的核验程序，就能查清台账有没有被改过、票数和等次是不是算出来的。"
    "--audience写给谁：public给公众，只有公开的，到还没有公告的票决、测评之前为止；auditor给审计，除了依法删去的都有；"
    "scrutineer给监票人，只有--round所写的那几轮票决、那几次测评。不写--project、--round的是整个台账。"
)

UNKNOWN: Final = "警告：随包附上的策略文件里没有签名用的钥匙，照它核验时“台账的签名”查不成。"
UNWITNESSED: Final = (
    "警告：最新的签名的根见证还不够，核验时“见证人”一项不符。"
    "先照《见证》见证，再做包；或者写--witnessed，只做到见证够了的为止。"
)


@click.command("bundle", help=HELP)
@click.option("--bundle", "target", metavar="文件", required=True, type=FILE, help="写成哪个文件，不能已经有。")
@click.option("--audience", type=OneOf(list(AUDIENCES)), metavar="给谁", help="public、auditor或者scrutineer。")
@click.option("--project", "projects", metavar="编号", multiple=True, help="只要这个项目和与它有关的，可以写几个。")
@click.option(
    "--round", "ballots", metavar="轮次|编号", multiple=True, help="只要这一轮票决（年度-批次-轮次）或者这次测评（记录编号）和与它有关的，可以写几个。"
)  # fmt: skip
@click.option(
    "--congress", "code", metavar="行政区划代码", default="", help="项目、轮次是哪个人大的；只有一个人大的不用写。"
)
@click.option("--files", is_flag=True, help="附件的文件本身也放进去。")
@click.option("--headers", "headers_only", is_flag=True, help="只要标题行：公开的清单，能证明核验包里一件也没有漏。")
@click.option(
    "--witnessed", is_flag=True, help="做到见证够了的最新的签名的根为止，见证够不够看策略文件；不写时做到最新的。"
)
@click.option(
    "--checkpoints", metavar="文件夹", type=FILE, help="公布签名的根的文件夹；不写时取设置MINSHENG_CHECKPOINTS。"
)
@click.option("--policy", metavar="文件", type=FILE, help="随包附上的策略文件；不写时取设置MINSHENG_POLICY。")
def bundle(  # noqa: PLR0913 - a command line has that many options
    target: Path,
    *,
    audience: str | None,
    projects: tuple[str, ...],
    ballots: tuple[str, ...],
    code: str,
    files: bool,
    headers_only: bool,
    witnessed: bool,
    **places: Path | None,
) -> None:
    """Write a bundle and say how far it goes."""
    to = _audience(audience, projects, ballots, files=files, headers_only=headers_only)
    if code and not (projects or ballots):
        raise click.UsageError(
            "--congress只说明--project、--round是哪个人大的；不写那两个，核验包里是整个台账，各个人大的都有。"
        )
    check_target(target, "--bundle")
    settings = read_settings(**{name: path for name, path in places.items() if path is not None})
    written, policy = read_policy(settings)
    with open_desk(settings, work=True) as desk:
        source = LedgerSource(desk.ledger, desk.reading)
        found = read_up_to(desk, settings, policy if witnessed else None)
        until = _until(source, to, found.size)
        streams = choosing(source, to, until, code).streams(projects, ballots) if projects or ballots else None
        asked = Asked(
            audience=to,
            shelved=found,
            policy=written,
            until=until,
            streams=streams,
            headers_only=headers_only,
            files=files,
        )
        with positions(found.size, "正在做核验包") as reached:
            _write(source, asked, target, reached)
    click.echo(f"核验包已写成：{target}")
    click.echo(_said(asked))
    if not is_signed(found.published[-1], policy):
        click.echo(UNKNOWN, err=True)
    if not is_witnessed(found.published[-1], policy):
        click.echo(UNWITNESSED, err=True)


def read_up_to(desk: Desk, settings: Settings, witnessed: Policy | None = None) -> Shelved:
    """The published checkpoints, when the read models have come as far as the last of them; raises what `shelved` raises, `Trouble`."""
    found = shelved(Shelf(checkpoints_folder(settings)), desk.ledger.head(), witnessed)
    if not desk.waiting.wait_for(found.size, PATIENCE_S, [model.name for model in MODELS]):
        raise Trouble("结果还没有整理完，请稍后再试。")
    return found


def _write(source: LedgerSource, asked: Asked, target: Path, progress: Progress) -> None:
    try:
        export(source, asked, target, progress)
    except OSError as error:
        raise fault(f"写不了{target}", error) from error


def _audience(
    named: str | None, projects: tuple[str, ...], ballots: tuple[str, ...], *, files: bool, headers_only: bool
) -> Audience:
    """For whom, where the options go together; raises `click.UsageError`."""
    audience = named or ("public" if headers_only else None)
    if audience is None:
        raise click.MissingParameter(param_hint="--audience", param_type="option")
    if headers_only and (files or projects or ballots):
        raise click.UsageError("只要标题行的（--headers）是整个台账的清单，不能再写--project、--round、--files。")
    if audience == "scrutineer" and (headers_only or projects or not ballots):
        raise click.UsageError("给监票人的核验包要用--round写明是哪一轮票决、哪一次测评，不能写别的。")
    return cast("Audience", audience)


def read_policy(settings: Settings) -> tuple[bytes, Policy]:
    """The policy of the deployment, as its file stands and as it reads; raises `Trouble`, `PolicyMalformed`, `PolicyWithoutQuorum`."""
    file = policy_file(settings)
    if not file.exists():
        raise Trouble(
            f"没有策略文件{file}：核验包里要附一份。照《见证》的“策略文件”写好，放在这里，或者用--policy写明是哪个文件。"
        )
    written = read_file(file, LARGEST_POLICY_BYTES)
    with about(file):
        return written, Policy.parse(written)


def _until(source: LedgerSource, audience: Audience, size: int) -> int:
    until = public_until(source, size) if audience == "public" else size
    if not until:
        raise NotFound("还没有可以公开的内容。")
    return until


def _said(asked: Asked) -> str:
    parts = "整个台账" if asked.streams is None else f"{len(asked.streams)}条记录"
    what = "只有标题行" if asked.headers_only else f"给{AUDIENCES[asked.audience]}"
    found = asked.shelved
    signed = f"签名的根到第{found.size}号"
    if left_out := found.signed - found.size:
        signed += f"（最新的到第{found.signed}号，后面{left_out}号见证还不够，没有放进来）"
    stops = "" if asked.until == found.size else f"，公开的到第{asked.until}号为止（其后有还没有公告的票决、测评）"
    return f"{parts}，{what}，{signed}{stops}。用minsheng verify核验。"
