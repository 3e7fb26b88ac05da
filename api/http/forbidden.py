"""Who was refused something that is not for him, and where is that counted?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.accounts.attempts import What, refused
from api.accounts.refusals import TokenScope
from api.http.noting import is_voting
from api.http.route import V1
from api.refusals import NotYourRole, OtherCongress, OtherTask

if TYPE_CHECKING:
    from api.actor import Actor
    from api.desk import Desk
    from api.http.route import Route
    from domain.refusals import Refusal

FORBIDDEN: Final[dict[type[Refusal], What]] = {
    NotYourRole: "role_not_admitted",
    OtherCongress: "other_congress",
    OtherTask: "other_task",
    TokenScope: "token_scope",
}
"""What is refused for who somebody is, and under which name it is counted: the refusal's own code."""


def count_refused(desk: Desk, actor: Actor, what: What, route: Route) -> None:
    """Count it by the route, which of a ballot is not named."""
    refused(desk.accounts(), actor, what, "" if is_voting(route) else route.path.removeprefix(V1))
