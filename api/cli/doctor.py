"""Is everything in order that the ledger stands on: settings, database, rights, tree, signatures, backups, key files, clock, disk?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

import click
import orjson

from api.cli import checks, durability, records
from api.cli.checks import Finding
from api.cli.ending import ENVIRONMENT, OK
from api.desk import ledger_in
from api.postgres import PostgresUnavailable, Server, server
from api.settings import Settings, SettingsInvalid, read_settings
from domain.refusals import Refusal
from domain.storage import LedgerConnection, SchemaMissing, check_schema

SERVE_MAKES: Final = "打开服务（minsheng serve）时也会自动做。"


@click.command(
    help="检查运行环境：设置、数据库的版本、权限和设置、密钥文件、备份、时钟、磁盘，核对台账的树和内容，看签名人是不是在签；有一项不合格，退出码就是3。"
)
@click.option("--json", "as_json", is_flag=True, help="每行输出一个JSON对象。")
def doctor(*, as_json: bool) -> int:
    """Say of each thing whether it is in order."""
    sound = True
    for finding in _findings():
        sound = sound and finding.ok
        click.echo(orjson.dumps(asdict(finding)) if as_json else _line(finding))
    return OK if sound else ENVIRONMENT


def _findings() -> Iterator[Finding]:
    try:
        settings = read_settings()
    except SettingsInvalid as invalid:
        yield from (Finding("设置", ok=False, detail=fault) for fault in invalid.faults)
        return
    yield Finding("设置", ok=True, detail=f"数据文件夹{settings.data}")
    yield checks.disk(settings)
    yield checks.fonts()
    yield checks.person_keys(settings)
    yield durability.backed_up(settings)
    try:
        with server(settings, stop_after=True) as found:
            yield from checks.postgres(found)
            yield from _ledger(found, settings)
    except PostgresUnavailable as away:
        yield Finding("数据库", ok=False, detail=away.message)


def _ledger(found: Server, settings: Settings) -> Iterator[Finding]:
    try:
        if found.builds:
            # As the owner, for before the tables are made the service's own role is not there either.
            with LedgerConnection.connect(found.conninfo()) as connection:
                check_schema(connection)
        ledger = ledger_in(found, settings)
    except SchemaMissing as refused:
        yield Finding("台账", ok=False, detail=f"{refused.detail}{SERVE_MAKES * found.builds}")
        return
    except Refusal as refused:
        yield Finding("台账", ok=False, detail=refused.detail)
        return
    try:
        yield Finding("台账", ok=True, detail=f"共{ledger.head()}条登记")
        yield checks.rights(ledger)
        yield checks.guards(ledger)
        yield from records.records(ledger)
        yield durability.durable(ledger)
        yield checks.tree(ledger, settings)
        yield checks.signed(ledger, settings)
        yield checks.clock(ledger)
        yield checks.read_models(ledger)
        yield checks.erased(ledger)
    finally:
        ledger.close()


def _line(finding: Finding) -> str:
    return f"{'合格' if finding.ok else '不合格'}  {finding.name}：{finding.detail}"
