"""Who can be asked to be the second person, or typed what stands here?"""

from __future__ import annotations

from api.http.audience import COUNTERS, NAMES
from api.http.route import Call
from domain.divisions import canonical
from domain.storage.accounts.grants import all_grants
from domain.storage.accounts.known import all_accounts

BETWEEN = "|"


def seconds(call: Call) -> dict[str, str]:
    """Everybody else who may confirm in this congress, by reference and role, and as the office knows him."""
    with call.desk.accounts().line() as line:
        names = {each.account: each.name for each in all_accounts(line) if each.locked_at is None}
        grants = [each for each in all_grants(line) if each.role in COUNTERS and each.account in names]
    here = canonical(call.actor.congress)
    found = [each for each in grants if canonical(each.congress) == here and str(each.account) != call.actor.person.ref]
    return {
        f"{each.account}{BETWEEN}{each.role}": f"{NAMES[each.role]}（{names[each.account]}）"  # type: ignore[index] # a role
        for each in found
    }


def called(call: Call, ref: str, role: str = "") -> str:
    """Who somebody is whom the ledger knows by his reference: in which role here, and the name of his account."""
    with call.desk.accounts().line() as line:
        name = next((each.name for each in all_accounts(line) if str(each.account) == ref), "")
        grants = [each for each in all_grants(line) if str(each.account) == ref]
    here = [each.role for each in grants if canonical(each.congress) == canonical(call.actor.congress)]
    role = role or "、".join(word for each, word in NAMES.items() if each in here)
    if not name:
        return role or "持会议口令的人"
    return f"{role}（{name}）" if role else name
