"""How does `minsheng demo` show the whole year 2024 of two invented congresses?"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import click

from api.bundle.verifying import verify
from api.cli.ending import Trouble
from api.cli.serving import serve_on
from api.demo.play import all_steps, play
from api.demo.show import printed
from api.demo.signing import bundled, signing
from api.demo.visiting import ROUTES as VISITING
from api.desk import Desk, checkpoints_folder, open_desk, policy_file
from api.log.shelf import Shelf
from api.printed.anchor import root_lines
from api.printed.columns import heading
from api.settings import Settings, read_settings
from projections.models import MODELS

PATIENCE_S: Final = 60


@click.command(
    "demo", help="演示：示例县、示例镇2024年从征集到回头看的全年，打印台账和结果后打开网页服务，按Ctrl+C停止。"
)
@click.option("--once", is_flag=True, help="打印后即退出。")
def demo(*, once: bool) -> int:
    """Play, print, verify, and serve until stopped, or leave."""
    settings = demonstration(read_settings())
    with open_desk(settings, work=True) as desk:
        _play(desk, settings)
        for line in printed(desk):
            click.echo(line)
        verified = _verify(desk, settings)
        if not once:
            serve_on(replace(desk, invented=True), settings, also=VISITING)
    return verified


def demonstration(settings: Settings) -> Settings:
    """The same settings with a data folder of its own: nothing invented ever stands in a real congress's log."""
    apart = {"data": settings.data.with_name(f"{settings.data.name}-demo"), "checkpoints": None, "policy": None}
    return settings.model_copy(update=apart)


def _play(desk: Desk, settings: Settings) -> None:
    steps = all_steps()
    with (
        click.progressbar(length=len(steps), label="示例县、示例镇2024年度", show_eta=False) as bar,
        signing(desk, settings, steps) as signer,
    ):
        played = play(desk.ledger, desk.people(), lambda: bar.update(1), signer.reached)
    if played.recorded == 0:
        click.echo(f"示例年度已在台账中（共{played.position}条），没有改动。")
    else:
        click.echo(f"登记了{played.recorded}步，台账现有{played.position}条。")
    if not desk.waiting.wait_for(played.position, PATIENCE_S, [model.name for model in MODELS]):
        raise Trouble("结果表还没有跟上台账，请稍后再看。")


def _verify(desk: Desk, settings: Settings) -> int:
    """Take the years home as a bundle and hold it against the policy and the root as it would be printed."""
    newest = Shelf(checkpoints_folder(settings)).newest()
    assert newest is not None, "the year was signed"
    bundle, there = bundled(desk, settings)
    for line in heading("核验包"):
        click.echo(line)
    for name, value in root_lines(newest.checkpoint):
        click.echo(f"{name or '　　'}  {value}")
    click.echo(f"核验包{'已经有了' if there else '写成'}：{bundle}")
    printed_root = ("--root", newest.checkpoint.root.hex(), "--size", str(newest.size))
    return verify(bundle, ["--policy", str(policy_file(settings)), *printed_root])
