"""Who prints which half of what lets somebody in, so that nobody has both but the one for whom it was printed?

The first half goes to whoever asks that something be printed, the second to another one, by his own sign-in, once. Whoever lost
one begins anew. Of codes for those who work in the office the second half comes with the approval alone (`api.accounts.changing`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from api.accounts.base import CODES_LIVE, Accounts
from api.accounts.refusals import NotSignedIn
from api.accounts.secrets import draw_half, half_hash, printed_hash, whole_hash
from api.accounts.signing_in import BY_CODE
from api.actor import Actor
from domain.divisions import canonical
from domain.refusals import NotFound, SamePerson
from domain.storage.accounts import Line
from domain.storage.accounts.acts import insert_act
from domain.storage.accounts.changes import is_change
from domain.storage.accounts.codes import Code, complete_code, half_codes, insert_code, withdraw_codes
from domain.storage.accounts.grants import grants_of
from domain.storage.accounts.passes import Pass, complete_pass, half_pass

NOBODY: Final = "bootstrap"
"""Who did what was done before there was anybody."""
GONE: Final = "没有等您打印后半的这一张：编号不对，不归您的人大，已经打印过，或者已经失效。丢了一半的，作废了重新打印。"


def in_person(actor: Actor) -> str:
    """The reference of whoever signed in to his account himself; raises `NotSignedIn`."""
    if actor.through != "session":
        raise NotSignedIn("要打印出来的，由两个人各自登录账号打印，一人一半。")
    return actor.person.ref


def first_half(  # noqa: PLR0913 - a row has that many columns
    line: Line, account: UUID, now: datetime, *, printed: UUID, by: str, number: int = 1
) -> str:
    """The first half of a code for an account, one of the list `printed`; shown to `by` and never again."""
    half = draw_half()
    kept = half_hash("code", half)
    insert_code(line, Code(printed, number, account, kept, None, by, None, now, now + CODES_LIVE))
    return half


def whole_code(line: Line, account: UUID, now: datetime) -> str:
    """A code that one hand prints whole, for the first three, before there are two who could."""
    code = f"{draw_half()}-{draw_half()}"
    kept = printed_hash("code", code)
    insert_code(line, Code(uuid4(), 1, account, None, kept, NOBODY, NOBODY, now, now + CODES_LIVE))
    return code


def second_of_change(line: Line, change: UUID, by: str, now: datetime) -> str:
    """The second half of the code that was begun with a change, '' where none waits for one; raises `SamePerson`, `NotFound`."""
    return "".join(_second_of_code(line, code, by) for code in half_codes(line, change, now))


def second_halves(accounts: Accounts, actor: Actor, printed: UUID) -> list[str]:
    """The second half of a pass, or of each code of a deputy's list, in the caller's own congress.

    Raises `NotSignedIn`, `SamePerson`, `NotFound`.
    """
    by = in_person(actor)
    with accounts.together() as line:
        one = half_pass(line, printed, accounts.now())
        if one is not None and canonical(one.congress) == canonical(actor.congress):
            return [_second_of_pass(accounts, line, one, by)]
        codes = half_codes(line, printed, accounts.now())
        if not codes or is_change(line, printed) or not is_deputy_here(line, actor, codes[0].account):
            raise NotFound(GONE)
        halves = [_second_of_code(line, code, by) for code in codes]
        # A list that was lost is worth nothing as soon as the two have printed another.
        withdraw_codes(line, codes[0].account, accounts.now(), but=printed)
        insert_act(line, accounts.now(), by, "codes_completed", codes[0].account, list=str(printed))
        return halves


def is_deputy_here(line: Line, actor: Actor, account: UUID) -> bool:
    """Whether the account is a deputy's of the actor's congress and nobody's else."""
    grants = grants_of(line, account)
    return bool(grants) and all(
        each.role in BY_CODE and canonical(each.congress) == canonical(actor.congress) for each in grants
    )


def _second_of_pass(accounts: Accounts, line: Line, one: Pass, by: str) -> str:
    _refuse_both(by, one.issued_by, str(one.person))
    assert one.half is not None, "it was asked for by that"
    second = draw_half()
    if not complete_pass(line, one, whole_hash("pass", one.half, second), by):
        raise NotFound(GONE)
    insert_act(line, accounts.now(), by, "pass_completed", None, id=str(one.id), meeting=str(one.meeting))
    return second


def _second_of_code(line: Line, code: Code, by: str) -> str:
    _refuse_both(by, code.first_by, str(code.account))
    assert code.half is not None, "it was asked for by that"
    second = draw_half()
    if not complete_code(line, code, whole_hash("code", code.half, second), by):
        raise NotFound(GONE)
    return second


def _refuse_both(by: str, first_by: str, owner: str) -> None:
    if by in {first_by, owner}:
        raise SamePerson("后半由另一个人打印：打印前半的人、持有的人都不行。")
