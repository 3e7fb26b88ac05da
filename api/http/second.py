"""Did the second person whom a request names confirm this very request?"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast
from uuid import uuid4

from api.accounts.refusals import ConfirmationPending
from api.usecases import Request, asked_bytes, execute
from domain.refusals import SamePerson
from domain.storage import Ledger, body_hash
from domain.storage.accounts.confirmations import Confirmation, ask, spent

if TYPE_CHECKING:
    from api.desk import Desk
    from domain.events import Person

CONFIRMED_WITHIN: Final = timedelta(hours=24)


class Fit(Exception):  # noqa: N818 - said of the request
    """Nothing but the confirmation is missing."""


class Rehearsal:
    """A ledger that reads like the real one and stops short of recording."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def append(self, *_args: Any, **_rest: Any) -> NoReturn:
        """Raise `Fit`: whatever refuses a request has refused it before it comes here."""
        raise Fit


def confirmed(desk: Desk, request: Request, on: Ledger | None = None) -> Request:
    """The request, if nobody else is named in it, or he has confirmed it, or nobody here has to prove who he is.

    `on`: the ledger with what is asked for before it in the same transaction, where there is more of that. Raises whatever the
    request would be refused for, so that nobody is asked in vain; then `ConfirmationPending`, with the number under which the
    second person finds it. He confirms these very bytes under this very key, so it is recorded once.
    """
    second = request.stated.approved_by
    if second is None or not request.actor.through:
        return request
    if desk.ledger.command(request.actor.person.ref, request.key) is not None:
        return request
    if second.ref == request.actor.person.ref:
        raise SamePerson("录入人和确认人不能是同一个人。", pointer="/approved_by/ref")
    found = _known(desk, request, second, on or desk.ledger)
    if found.confirmed_at is None:
        raise ConfirmationPending(
            "已请写明的确认人确认。他登录后核对、确认，您再原样交一次（请求编号不变）。",
            pointer="/approved_by",
            confirmation=str(found.id),
        )
    return replace(request, statements=(*request.statements, spent(found.id)))


def _known(desk: Desk, request: Request, second: Person, on: Ledger) -> Confirmation:
    with suppress(Fit):
        execute(cast("Ledger", Rehearsal(on)), request, desk.clock)
    body, now = asked_bytes(request), desk.clock()
    wanted = Confirmation(
        id=uuid4(),
        asked_by=request.actor.person.ref,
        key=request.key,
        body_hash=body_hash(body),
        body=body,
        congress=request.actor.congress,
        second_ref=second.ref,
        second_role=second.role,
        asked_at=now,
        expires_at=now + CONFIRMED_WITHIN,
    )
    with desk.accounts().together() as line:
        return ask(line, wanted)
