"""Which token lets a program in, for whom, for what, and for how long?"""

from __future__ import annotations

from datetime import timedelta
from typing import Final, cast
from uuid import UUID, uuid4

from api.accounts.base import Accounts
from api.accounts.refusals import GrantUnfit, NotSignedIn, SessionOver
from api.accounts.secrets import draw, hashed
from api.actor import ANYWHERE, Actor
from domain.events import Person, Role
from domain.refusals import NotFound
from domain.storage.accounts.acts import insert_act
from domain.storage.accounts.grants import grants_of
from domain.storage.accounts.tokens import NewToken, Token, all_tokens, insert_token, living_token, revoke_token

LONGEST_DAYS: Final = 90


def actor_of_token(accounts: Accounts, secret: str) -> Actor:
    """Whose token this is; raises `SessionOver`."""
    with accounts.line() as line:
        found = living_token(line, hashed("token", secret), accounts.now())
    if found is None:
        raise SessionOver("访问令牌无效：不认识、到期、已经撤销，或者账号、身份有变动。")
    return Actor(
        person=Person(ref=str(found.account), role=cast("Role", found.role)),
        congress=found.congress,
        through="token",
        unit=found.unit,
        projects=tuple(found.projects),
        reads_only=found.scope == "read",
    )


def make_token(accounts: Accounts, actor: Actor, *, scope: str, purpose: str, days: int) -> tuple[UUID, str]:
    """A token under the grant in which `actor` acts, and its secret, which is never shown again.

    Raises `NotSignedIn` where no session is open, `GrantUnfit` for administrators, whose acts are their own.
    """
    owner = owner_of(actor)
    if actor.role in ANYWHERE:
        raise GrantUnfit("三员不用访问令牌，请本人登录办理。")
    if not 1 <= days <= LONGEST_DAYS:
        raise GrantUnfit(f"访问令牌最短1天、最长{LONGEST_DAYS}天。", pointer="/days")
    now, secret, made = accounts.now(), draw(), uuid4()
    with accounts.together() as line:
        granted = next(
            (each for each in grants_of(line, owner) if (each.role, each.congress, each.unit) == _acting(actor)), None
        )
        if granted is None:
            raise SessionOver("您的身份刚刚有变动，请重新登录。")
        ends = now + timedelta(days=days)
        insert_token(line, NewToken(made, hashed("token", secret), owner, granted.id, scope, purpose, now, ends))
        insert_act(line, now, actor.person.ref, "token_made", owner, token=str(made), scope=scope, days=days)
    return made, secret


def list_tokens(accounts: Accounts, actor: Actor) -> list[Token]:
    """Everybody's tokens for an administrator, else one's own; raises `NotSignedIn`."""
    own = None if actor.role in ANYWHERE else owner_of(actor)
    with accounts.line() as line:
        return all_tokens(line, own)


def revoke(accounts: Accounts, actor: Actor, token: UUID) -> None:
    """Revoke a token: one's own, or as 安全管理员 anybody's; raises `NotFound`, `NotSignedIn`."""
    own = None if actor.role == "security_admin" else owner_of(actor)
    with accounts.together() as line:
        owner = revoke_token(line, token, accounts.now(), own)
        if owner is None:
            raise NotFound("没有这个访问令牌，或者已经撤销。")
        insert_act(line, accounts.now(), actor.person.ref, "token_revoked", owner, token=str(token))


def owner_of(actor: Actor) -> UUID:
    """The account of whoever has a session under one of its grants; raises `NotSignedIn`."""
    if actor.through != "session" or actor.role == "public":
        raise NotSignedIn("访问令牌由本人登录以后办理。")
    return UUID(actor.person.ref)


def _acting(actor: Actor) -> tuple[str, str, str]:
    return actor.role, actor.congress, actor.unit
