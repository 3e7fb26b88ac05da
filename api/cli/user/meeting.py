"""How do two people of the office print the halves of a session pass 会议口令, or of a deputy's codes, on the command line?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import click

from api.accounts.halves import second_halves
from api.accounts.passes import TASKS, NewPass, issue
from api.cli.chinese import OneOf
from api.cli.user.asking import BY, JSON, acting, say
from api.cli.user.roles import admitted, numbered
from api.scope import refuse_outside
from domain.refusals import NotFound
from voting.deciders.meetings import MEETING


@click.command(
    "pass",
    help="发会议口令，打印前半：后面写会议的记录编号；一人、一次会议、一项任务，报告单签了字或者会议开完就失效。",
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
        made, half = issue(one.accounts, one.actor, meeting, state, NewPass(**asked))
    title = state.convened.title
    said_so = f"{title}  {TASKS[asked['task']]}  编号{made}  会议口令前半{half}"
    say({"pass": str(made), "half": half}, said_so, as_json=as_json)


@click.command("half", help="打印后半：另一个人打印了会议口令、代表登录码的前半，后面写那时答复的编号；只显示这一次。")
@click.argument("printed", type=click.UUID, metavar="编号")
@BY
@JSON
def half(printed: UUID, by: str, *, as_json: bool) -> None:
    """Print second halves."""
    with acting(by) as one:
        admitted(one.actor, "clerk", "chair")
        halves = second_halves(one.accounts, one.actor, printed)
    say({"printed": str(printed), "halves": halves}, "\n".join(numbered("后半", halves)), as_json=as_json)
