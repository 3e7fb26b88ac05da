"""How are those who may come in looked after on the command line?"""

from __future__ import annotations

from typing import Final

from api.cli.chinese import Verbs

PLACES: Final = {
    "first": ("bootstrap",),
    "accounts": ("add", "list", "lock", "unlock"),
    "roles": ("grant", "revoke", "code", "approve"),
    "own": ("password", "totp", "token"),
    "meeting": ("pass", "half"),
}
NAMES: Final = {"list": "listed", "pass": "printed"}
"""Verbs that are words of Python's own."""

user: Final = Verbs(
    name="user",
    verbs={verb: f"api.cli.user.{place}:{NAMES.get(verb, verb)}" for place, verbs in PLACES.items() for verb in verbs},
    help="账号：三员、经办、负责人和其他人怎样登录、有什么身份，会议口令、访问令牌。",
)
