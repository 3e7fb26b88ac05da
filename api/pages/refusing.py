"""What does somebody read whose page could not be given: what is wrong, and what to do now?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from api.accounts.refusals import NotSignedIn, SessionOver
from api.http.credential import PLAIN, SECURE, bears_session
from api.http.problems import code_of, problem, retry_after
from api.http.reply import Reply
from api.http.route import Asked
from api.http.statuses import status_of
from api.pages.look import HTML, drawn, is_ours
from api.refusals import NotYourRole
from domain.refusals import Faults, Refusal

NEXT: Final = {
    HTTPStatus.NOT_FOUND: "请核对网址，或者从首页找起。刚刚登记的，过几秒刷新再看。",
    HTTPStatus.FORBIDDEN: "需要办这件事的，请换一种身份登录，或者请有这个身份的人办理。",
    HTTPStatus.TOO_MANY_REQUESTS: "请过一会儿再试。",
    HTTPStatus.SERVICE_UNAVAILABLE: "请过一会儿刷新；一直不行的，请告诉系统管理员。",
    HTTPStatus.INTERNAL_SERVER_ERROR: "请退回上一页原样再交一次：已经登记的不会登记第二遍。还不行的，请把代码告诉系统管理员。",
}
USUALLY: Final = "请退回上一页，改好再试。"
GONE: Final = tuple(
    f"{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{'; Secure' if name == SECURE else ''}"
    for name in (SECURE, PLAIN)
)
"""Takes the cookie of a session away that is over: what is public is open again."""


def as_page(refused: Refusal | Faults, asked: Asked) -> Reply:
    """The page of a refusal; whoever only has to sign in gets to sign in, and from there to where he wanted to go."""
    faults = refused.faults if isinstance(refused, Faults) else (refused,)
    if isinstance(faults[0], SessionOver | NotSignedIn) or (
        isinstance(faults[0], NotYourRole) and not bears_session(asked.headers)
    ):
        cookies = GONE if isinstance(faults[0], SessionOver) else ()
        return sign_in([faults[0].detail], asked, status=HTTPStatus.UNAUTHORIZED, cookies=cookies)
    said = problem(refused).content
    status = status_of(type(faults[0]))
    shown = drawn(
        "refused.html",
        title=said["title"],
        headers=asked.headers,
        faults=faults,
        code=code_of(faults[0]),
        next=NEXT.get(status, USUALLY),
    )
    return Reply(content=shown, status=status, media_type=HTML, headers=retry_after(status, faults[0]))


def sign_in(
    faults: list[str], asked: Asked, *, status: int = HTTPStatus.OK, cookies: tuple[str, ...] = (), go: str = ""
) -> Reply:
    """The page to sign in on, which leads on to `go`, or to what was asked for."""
    where = go or asked.address
    shown = drawn(
        "sign_in.html",
        title="登录",
        headers=asked.headers,
        faults=faults,
        go=where if is_ours(where) and not where.startswith("/sign-") else "/desk",
    )
    return Reply(content=shown, status=status, media_type=HTML, cookies=cookies)
