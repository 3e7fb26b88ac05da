"""How is a bundle, or the ledger as it stands in the database, verified from the command line?"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from api.bundle.asked import Asked
from api.bundle.exporting import export
from api.bundle.source import LedgerSource
from api.bundle.verifying import verify as run
from api.cli.bars import positions
from api.cli.chinese import Number
from api.cli.export.bundle import read_policy, read_up_to
from api.cli.files import FILE
from api.desk import open_desk, policy_if_any
from api.settings import Settings, read_settings

PASSED_ON: Final = ("root", "size", "time", "tsa", "headers")
"""Options that verify.py has under the same names."""


@click.command(
    "verify",
    help="核验：查一个核验包；不写文件时，把整个台账做成核验包来查。一项一行，退出码：0全部通过，1有不符，2有没能核验的。",
)
@click.argument("bundle", metavar="[文件]", required=False, type=FILE)
@click.option(
    "--policy",
    metavar="文件",
    type=FILE,
    help="按哪个策略文件认签名；不写时取设置MINSHENG_POLICY，那里也没有就只能查内部是否一致。",
)
@click.option(
    "--checkpoints", metavar="文件夹", type=FILE, help="公布签名的根的文件夹；不写时取设置MINSHENG_CHECKPOINTS。"
)
@click.option("--root", metavar="树根", help="印在纸上的树根，十六组，可以有空格，后面可以接着写校验组。")
@click.option("--size", metavar="号", type=Number(), help="印在纸上的树根是到第几号的。")
@click.option("--time", metavar="时刻", help="印在纸上的时刻，北京时间，如“2024-01-25 16:00:00”。")
@click.option(
    "--kept",
    metavar="文件",
    type=FILE,
    multiple=True,
    help="自己留着的签名的根：以前的核验包，或者.note文件；可以写几次。",
)
@click.option("--tsa", metavar="文件", type=FILE, help="时间戳机构的证书（PEM）。")
@click.option("--headers", metavar="文件", type=FILE, help="公开的标题清单，用来查所选的记录有没有漏掉的事。")
@click.option("--json", "as_json", is_flag=True, help="输出JSON。")
def verify(bundle: Path | None, *, as_json: bool, **given: Any) -> int:
    """Hold a bundle against its format and the policy; answers the verifier's exit code."""
    _refuse_half(bundle, given)
    places = {name: given[name] for name in ("policy", "checkpoints") if given[name] is not None}
    settings = read_settings(**places)
    options = [*_options(settings, given), *(["--json"] if as_json else [])]
    if bundle is not None:
        return _run(bundle, options)
    # It may be as large as the ledger: beside it there is room, in memory perhaps not.
    room = settings.data if settings.data.is_dir() else None
    with tempfile.TemporaryDirectory(prefix=".verify-", dir=room) as folder:
        made = Path(folder) / "bundle.zip"
        _make(settings, made)
        return _run(made, options)


def _run(bundle: Path, options: list[str]) -> int:
    click.echo("正在核验……", err=True)
    return run(bundle, options)


def _make(settings: Settings, target: Path) -> None:
    """A bundle of everything, as an auditor gets it."""
    with open_desk(settings, work=True) as desk:
        found = read_up_to(desk, settings)
        asked = Asked(audience="auditor", shelved=found, policy=read_policy(settings)[0], until=found.size)
        with positions(found.size, "正在读台账") as reached:
            export(LedgerSource(desk.ledger, desk.reading), asked, target, reached)


def _options(settings: Settings, given: dict[str, Any]) -> Iterator[str]:
    if (policy := policy_if_any(settings)) is not None:
        yield from ("--policy", str(policy))
    for name in PASSED_ON:
        if given[name] is not None:
            yield f"--{name}={given[name]}"
    for path in given["kept"]:
        yield f"--kept={path}"


def _refuse_half(bundle: Path | None, given: dict[str, Any]) -> None:
    """What verify.py would say in the midst of its own usage is said here; raises `click.UsageError`."""
    if (given["root"] is None) != (given["size"] is None):
        raise click.UsageError("--root、--size要一起写：树根是到第几号的，结果单上都印着。")
    if given["time"] is not None and given["root"] is None:
        raise click.UsageError("--time要与--root、--size一起写。")
    for path in filter(None, (bundle, given["tsa"], given["headers"], *given["kept"])):
        if not path.exists():
            raise click.UsageError(f"读不了{path}：没有这个文件或者文件夹。")
