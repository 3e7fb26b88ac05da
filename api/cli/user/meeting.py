"""How does the office print a session pass 会议口令 on the command line?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import click

from api.accounts.passes import TASKS, NewPass, issue
from api.cli.chinese import OneOf
from api.cli.user.asking import BY, JSON, acting, say
from api.cli.user.roles import admitted
from api.scope import refuse_outside
from domain.refusals import NotFound
from voting.deciders.meetings import MEETING


@click.command(
    "pass",
    help="发会议口令：后面写会议的记录编号；一人、一次会议、一项任务，报告单签了字或者会议开完就失效，只显示这一次。",
)
@click.argument("meeting", type=click.UUID, metavar="会议")
@click.option("--person", required=True, type=click.UUID, metavar="编号", help="监票人、计票人登记人员时的编号。")
@click.option("--task", required=True, type=OneOf(tuple(TASKS)), metavar="任务", help="scrutineer监票，teller计票。")
@click.option(
    "--papers",
    type=click.UUID,
    metavar="编号",
    help="只管这一轮票决或者这次测评；不写就管这次会议，头一张报告单签了字就失效。",
)
@BY
@JSON
def printed(meeting: UUID, by: str, *, as_json: bool, **asked: Any) -> None:
    """Issue a pass."""
    with acting(by) as one:
        admitted(one.actor, "clerk", "chair")
        state = one.desk.ledger.load(MEETING, meeting).state
        if state is None:
            raise NotFound("没有找到这次会议。")
        refuse_outside(one.actor, state, lambda _congress: state.convened.code)
        made, code = issue(one.accounts, one.actor, meeting, state, NewPass(**asked))
    title = state.convened.title
    say({"pass": str(made), "code": code}, f"{title}  {TASKS[asked['task']]}  会议口令{code}", as_json=as_json)
