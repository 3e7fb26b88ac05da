"""Which words does everybody around an account know, so that they make a password no better?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from domain.congress.decider import CONGRESS
from domain.storage.accounts.grants import grants_of
from domain.streams import congress_id

if TYPE_CHECKING:
    from api.accounts.base import Accounts
    from domain.storage.accounts.known import Account

HOUSE: Final = (
    "民生", "实事", "民生实事", "票决", "台账", "人大", "人大代表", "人民代表大会", "监督", "政府",
    "minsheng", "shishi", "minshengshishi", "piaojue", "taizhang", "renda", "daibiao", "jiandu", "zhengfu",
    "jingban", "fuzeren", "xitong", "anquan", "shenji", "guanli", "mima", "kouling",
)  # fmt: skip
"""Those of the product and of whoever works with it."""
ASSEMBLY: Final = "人民代表大会"


def words_around(accounts: Accounts, account: Account) -> tuple[str, ...]:
    """The account's name and its parts, the congresses in which it has a role by name, place and code, and those of the house."""
    return (*_of_name(account.name), *_of_congresses(accounts, account), *HOUSE)


def _of_name(name: str) -> Iterator[str]:
    yield name
    yield from re.split("[._-]", name)


def _of_congresses(accounts: Accounts, account: Account) -> Iterator[str]:
    with accounts.line() as line:
        codes = {grant.congress for grant in grants_of(line, account.account) if grant.congress}
    for code in sorted(codes):
        yield code
        if (congress := accounts.ledger.load(CONGRESS, congress_id(code)).state) is not None:
            yield congress.name
            yield congress.name.removesuffix(ASSEMBLY)
