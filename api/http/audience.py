"""To whom is a door open?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from api.accounts.refusals import NotSignedIn, TokenScope
from api.refusals import NotYourRole
from domain.events import Role

if TYPE_CHECKING:
    from api.actor import Actor
    from api.http.route import Route

Audience = frozenset[Role]

EVERYONE: Final[Audience] = frozenset(get_args(Role))
"""Said aloud on the routes that anybody may use, signed in or not."""

OFFICE: Final[Audience] = frozenset({"clerk", "chair"})
"""人大经办 and 人大负责人: a township has just these two, and no step of its year needs a third."""

COUNTERS: Final[Audience] = OFFICE | {"scrutineer", "teller"}
"""Those who issue, collect, count and sign: 监票人, 计票人, or the office where it does it itself."""

ADMINISTRATORS: Final[Audience] = frozenset({"system_admin", "security_admin", "audit_admin"})
"""三员: who runs the deployment, who lets people in, and who watches both."""

STAFF: Final[Audience] = OFFICE | {"government", "unit", "auditor"}
"""Who works here the year round, and may let a program of his own in."""
TELLERS: Final[Audience] = frozenset({"clerk", "teller"})
"""Those who key papers one by one: 计票人, or the office."""

SCRUTINEERS: Final[Audience] = frozenset({"scrutineer"})
"""监票人 alone say what a paper says on which two tellers differ."""

REVIEWERS: Final[Audience] = SCRUTINEERS | {"chair"}
"""Those who look over what was keyed: 监票人, or 人大负责人."""

INSIDERS: Final[Audience] = COUNTERS | {"auditor"}
"""Those who see figures before they are announced."""

NAMES: Final[dict[Role, str]] = {
    "clerk": "人大经办",
    "chair": "人大负责人",
    "government": "政府办",
    "unit": "承办单位",
    "scrutineer": "监票人",
    "teller": "计票人",
    "deputy": "代表",
    "auditor": "审计",
    "public": "公众",
    "system_admin": "系统管理员",
    "security_admin": "安全管理员",
    "audit_admin": "审计管理员",
    "system": "系统",
}


def admit(actor: Actor, route: Route) -> None:
    """Raise `NotYourRole` unless the door is open to the actor's role.

    `TokenScope` where his token is for reading alone, `NotSignedIn` where no token will do.
    """
    if actor.role not in route.audience:
        open_to = "、".join(name for role, name in NAMES.items() if role in route.audience)
        raise NotYourRole(f"这件事由{open_to}办理，您的身份是{NAMES[actor.role]}。")
    if actor.reads_only and route.method != "GET":
        raise TokenScope("这个访问令牌只能查，不能登记。")
    if route.in_person and actor.through == "token":
        raise NotSignedIn("这件事要分清是哪两个人办的，由本人登录办理，不用访问令牌。")
