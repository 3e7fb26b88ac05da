"""How do administrators add accounts, change their roles by two, lock them, and see what was done?"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, Literal
from uuid import UUID

from api.accounts import refusals
from api.accounts.administering import NewAccount, acts, add_account, known_accounts, lock, print_codes
from api.accounts.changing import decide, propose, waiting
from api.http import queries
from api.http.audience import ADMINISTRATORS, OFFICE, Audience
from api.http.json_body import parse_json
from api.http.reply import Reply
from api.http.route import V1, Body, Call, Parameter, Route
from api.http.shapes import read_shape
from api.refusals import QueryInvalid
from api.shape import Shape
from domain.people import KeyFileInvalid, KeyFileMissing
from domain.refusals import AlreadyExists, NotFound, SamePerson
from domain.storage.accounts.grants import Scope

SMALL: Final = 16384
AFTER: Final = Parameter(name="after", place="query", summary="接着上一页：上一页最后一条的number")
LONGEST_NUMBER: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed(Shape):
    """A role granted or taken away, a new code for who lost what he knew, or an administrator locked or unlocked."""

    kind: Literal["grant", "revoke", "code", "lock", "unlock"]
    account: UUID
    role: str = ""
    congress: str = ""
    unit: str = ""
    projects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Shape):
    """Whether another administrator agrees."""

    approved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked(Shape):
    """Whether the account is to be locked."""

    locked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes(Shape):
    """How many codes to print."""

    count: int = 1


def _add(call: Call) -> Reply:
    made = add_account(call.desk.accounts(), call.actor, read_shape(NewAccount, parse_json(call.body)))
    return Reply(content={"account": str(made.account), "name": made.name}, status=HTTPStatus.CREATED)


def _list(call: Call) -> Reply:
    queries.refuse_unknown(call, ())
    items = [
        {
            "account": str(account.account),
            "name": account.name,
            "subject": account.subject,
            "administers": account.administers,
            "locked_at": account.locked_at,
            "ready": account.password is not None and account.totp_sealed is not None,
            "roles": [
                {"role": each.role, "congress": each.congress, "unit": each.unit, "projects": each.projects}
                for each in grants
            ],
        }
        for account, grants in known_accounts(call.desk.accounts())
    ]
    return Reply(content={"items": items})


def _lock(call: Call) -> Reply:
    asked = read_shape(Locked, parse_json(call.body))
    lock(call.desk.accounts(), call.actor, id_in(call, "account"), locked=asked.locked)
    return Reply(content={})


def _print(call: Call) -> Reply:
    asked = read_shape(Codes, parse_json(call.body))
    printed, halves = print_codes(call.desk.accounts(), call.actor, id_in(call, "account"), asked.count)
    return Reply(content={"list": str(printed), "halves": halves}, status=HTTPStatus.CREATED)


def _propose(call: Call) -> Reply:
    asked = read_shape(Proposed, parse_json(call.body))
    scope = Scope(asked.role, asked.congress, asked.unit, asked.projects)
    made, half = propose(call.desk.accounts(), call.actor, asked.kind, asked.account, scope)
    content = {"change": str(made), **({"half": half} if half else {})}
    return Reply(content=content, status=HTTPStatus.CREATED)


def _decide(call: Call) -> Reply:
    asked = read_shape(Decided, parse_json(call.body))
    half = decide(call.desk.accounts(), call.actor, id_in(call, "change"), approved=asked.approved)
    return Reply(content={"half": half} if half else {})


def _waiting(call: Call) -> Reply:
    queries.refuse_unknown(call, ())
    items = [
        {**change._asdict(), "name": account.name, "subject": account.subject}
        for change, account in waiting(call.desk.accounts())
    ]
    return Reply(content={"items": items})


def _acts(call: Call) -> Reply:
    queries.refuse_unknown(call, (AFTER, queries.LIMIT))
    found = acts(call.desk.accounts(), after(call), queries.limit(call))
    return Reply(content={"items": [each._asdict() for each in found]})


def after(call: Call) -> int:
    """The number of the last row of the page before."""
    said = call.query.get(AFTER.name, "0")
    if not (said.isascii() and said.isdecimal() and len(said) <= LONGEST_NUMBER):
        raise QueryInvalid("参数after应为上一页最后一条的number。")
    return int(said)


def id_in(call: Call, name: str) -> UUID:
    """The id in the address; raises `NotFound` where there is none."""
    try:
        return UUID(call.path[name])
    except ValueError:
        raise NotFound("没有这个编号。") from None


def _route(  # noqa: PLR0913 - a line of the table
    method: Literal["GET", "POST", "PUT"],
    path: str,
    summary: str,
    audience: Audience,
    handle: Any,
    *more: Any,
    shape: Any = None,
) -> Route:
    """`more`: what it may refuse; one that takes a body and begins something answers 201."""
    return Route(
        method=method,
        path=V1 + path,
        summary=summary,
        audience=audience,
        handle=handle,
        body=Body(shape=shape, limit_bytes=SMALL) if shape else None,
        answer=dict[str, Any],
        answer_status=HTTPStatus.CREATED if method == "POST" else HTTPStatus.OK,
        refusals=more,
        parameters=(AFTER, queries.LIMIT) if handle is _acts else (),
    )


SYSTEM: Final[Audience] = frozenset({"system_admin"})
SECURITY: Final[Audience] = frozenset({"security_admin"})
PROPOSING: Final = SYSTEM | SECURITY
DECIDING: Final[Audience] = frozenset({"security_admin", "audit_admin"})
AUDIT: Final[Audience] = frozenset({"audit_admin"})
KEYS: Final = (KeyFileMissing, KeyFileInvalid)
LOCKING: Final = (NotFound, SamePerson, refusals.NeedsTwo)
PRINTING: Final = (NotFound, refusals.NotSignedIn, refusals.GrantUnfit)
UNFIT: Final = (refusals.GrantUnfit, refusals.RolesExclusive, refusals.NotSignedIn, NotFound, SamePerson)

ROUTES: Final = (
    _route("POST", "/accounts", "新建账号", SYSTEM, _add, AlreadyExists, refusals.GrantUnfit, *KEYS, shape=NewAccount),
    _route("GET", "/accounts", "账号和身份", ADMINISTRATORS, _list, QueryInvalid),
    _route("PUT", "/accounts/{account}/lock", "锁定、解锁账号", SECURITY, _lock, *LOCKING, shape=Locked),
    _route("POST", "/accounts/{account}/codes", "打印代表登录码的前半", OFFICE, _print, *PRINTING, shape=Codes),
    _route("POST", "/role-changes", "提出身份变动", PROPOSING, _propose, *UNFIT, shape=Proposed),
    _route("GET", "/role-changes", "待批的身份变动", ADMINISTRATORS, _waiting, QueryInvalid),
    _route("PUT", "/role-changes/{change}", "批准、不批准身份变动", DECIDING, _decide, *UNFIT, shape=Decided),
    _route("GET", "/account-acts", "账号变动的记录", AUDIT, _acts, QueryInvalid),
)  # fmt: skip
