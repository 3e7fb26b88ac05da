"""How are the read models kept up to date, and the records beside the log vouched for, by a process of its own?"""

from __future__ import annotations

import signal

import click

from api.accounts.committing import committing
from api.desk import open_ledger
from api.settings import read_settings
from projections.models import MODELS
from projections.runner import Runner


@click.command(help="单独运行整理工作：把新登记的内容整理成可查询的结果；按Ctrl+C停止。")
def worker() -> None:
    """Fold the log into the read models until stopped; several may run, one of them works."""
    with open_ledger(read_settings()) as ledger:
        runner = Runner(MODELS, ledger.open_connection, ledger.read_log)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: runner.stop())
        click.echo("整理工作已开始，按Ctrl+C停止。")
        with committing(ledger):
            runner.run()
    click.echo("已停止。")
