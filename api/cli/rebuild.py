"""How are read models dropped and replayed from the command line?"""

from __future__ import annotations

from collections.abc import Sequence

import click
import orjson

from api.cli.bars import positions
from api.desk import open_ledger
from api.settings import read_settings
from domain.storage import Ledger
from projections.model import ReadModel
from projections.models import MODELS
from projections.rebuild import rebuild_apart


@click.command(help="重建可查询的结果：从第一条登记起重新整理一遍；不写名称时全部重建。重建期间照常可查。")
@click.argument("names", nargs=-1, metavar="[名称]…")
@click.option("--json", "as_json", is_flag=True, help="输出JSON。")
def rebuild(names: tuple[str, ...], *, as_json: bool) -> None:
    """Replay the log into the named read models, all of them where none is named."""
    known = {model.name: model for model in MODELS}
    if unknown := [name for name in names if name not in known]:
        raise click.UsageError(f"没有名为{'、'.join(unknown)}的结果，可用的有{'、'.join(known)}。")
    chosen = [known[name] for name in names or known]
    with open_ledger(read_settings()) as ledger:
        position = _replayed(ledger, chosen)
    if as_json:
        click.echo(orjson.dumps({"rebuilt": [model.name for model in chosen], "position": position}))
    else:
        click.echo(f"已重建{'、'.join(model.name for model in chosen)}，到第{position}号登记为止。")


def _replayed(ledger: Ledger, chosen: Sequence[ReadModel]) -> int:
    """Rebuild with a progress bar; answers the position reached."""
    with positions(ledger.head(), "正在重建") as reached:
        return rebuild_apart(ledger.open_connection, chosen, ledger.read_log, progress=reached)
