"""As whom does a verb act, and how does he prove it?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, NamedTuple, TextIO, TypeVar
from uuid import UUID

import click
import orjson

from api.accounts.base import Accounts
from api.accounts.leaving import leave, take_role
from api.accounts.sessions import actor_of_session
from api.accounts.signing_in import by_password
from api.accounts.unheard import Unheard
from api.actor import Actor
from api.desk import Desk, open_desk
from api.settings import read_settings
from domain.divisions import canonical
from domain.refusals import NotFound
from domain.storage.accounts.known import account_named

F = TypeVar("F", bound=Callable[..., Any])

BY: Final = click.option("--by", required=True, metavar="账号", help="谁来办：他的账号，接着问口令和动态口令。")
JSON: Final = click.option("--json", "as_json", is_flag=True, help="输出JSON。")
NAME: Final = click.argument("name", metavar="账号")


class Acting(NamedTuple):
    """Somebody who proved who he is: where accounts are, as whom he acts, and the secret of his session."""

    desk: Desk
    actor: Actor
    secret: str

    @property
    def accounts(self) -> Accounts:
        """The tables of accounts."""
        return self.desk.accounts()


@contextmanager
def acting(name: str, role: str = "", congress: str = "", unit: str = "", *, work: bool = False) -> Iterator[Acting]:
    """Sign in as `name`, in his first role or another; the session ends with the verb. `work` as `api.desk.open_desk` says."""
    password, one_time = secret("口令"), secret("动态口令")
    with open_desk(read_settings(), work=work) as desk:
        accounts = desk.accounts()
        try:
            opened = by_password(accounts, name, password, one_time)
        except Unheard as unheard:
            raise unheard.refused from None
        if role:
            opened = take_role(accounts, opened.secret, role, canonical(congress) if congress else "", unit)
        try:
            yield Acting(desk, actor_of_session(accounts, opened.secret), opened.secret)
        finally:
            leave(accounts, opened.secret)


def secret(what: str) -> str:
    """What nobody else is to see: asked for in a terminal without showing it, else the next line of the input."""
    stream: TextIO | None = sys.stdin
    if stream is not None and stream.isatty():
        return str(click.prompt(what, hide_input=True, prompt_suffix="：", err=True))
    line = stream.readline() if stream is not None else ""
    if not line.strip("\n"):
        raise click.UsageError(f"没有给出{what}；不在终端里的，从标准输入逐行给。")
    return line.rstrip("\n")


def new_secret(what: str) -> str:
    """What he chooses now: in a terminal, where it is not shown, asked for until he typed the same twice."""
    first = secret(what)
    if sys.stdin is None or not sys.stdin.isatty():
        return first
    while (again := secret(f"再输一次{what}")) != first:
        click.echo("两次输的不一样，请重输。", err=True)
        first = secret(what)
    return again


def account(accounts: Accounts, name: str) -> UUID:
    """The reference of the account with this name; raises `NotFound`."""
    with accounts.line() as line:
        found = account_named(line, name)
    if found is None:
        raise NotFound(f"没有账号{name}。")
    return found.account


def say(content: Mapping[str, Any], sentence: str, *, as_json: bool) -> None:
    """The answer of a verb."""
    click.echo(orjson.dumps(content) if as_json else sentence)
