"""How does what was read become a page?"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import Headers
from starlette.requests import cookie_parser

from api.actor import ANONYMOUS, Actor
from api.http.audience import NAMES
from api.http.queries import number_in
from api.http.reply import Reply
from api.http.route import Call
from api.pages import numbers
from api.pages.kinds import OWN_PAGE
from api.pages.static_files import address as static
from domain.documents.kinds import KINDS

HTML: Final = "text/html; charset=utf-8"
LARGE: Final = "minsheng-large"
"""The cookie of those who want large type; it says nothing else of anybody."""
HOME: Final = "首页"
NAME: Final = "民生实事票决台账"
UNTOLD: Final = frozenset({"as_of", "at_least", "done"})
"""Parameters that say when and after what a page is looked at, not which page it is."""


class Crumb(NamedTuple):
    """A step of the way here: what it is called, and its address."""

    text: str
    address: str


def page(  # noqa: PLR0913 - a page has that many sides
    call: Call,
    template: str,
    *,
    title: str,
    crumbs: Sequence[Crumb] = (),
    status: int = HTTPStatus.OK,
    cookies: tuple[str, ...] = (),
    **values: Any,
) -> Reply:
    """The page of a template for this caller; links made with `to` carry the day that he looks at on with them."""
    as_of = call.query.get("as_of", "")
    shown = drawn(
        template,
        title=title,
        crumbs=crumbs,
        actor=call.actor,
        headers=call.headers,
        as_of=as_of,
        here=_here(call),
        footer=call.desk.footer,
        invented=call.desk.invented,
        work=_work(call),
        done=number_in(call.query.get("done", "")),
        **values,
    )
    return Reply(content=shown, status=status, media_type=HTML, cookies=cookies)


def drawn(  # noqa: PLR0913 - likewise
    template: str,
    *,
    title: str,
    headers: Headers,
    actor: Actor = ANONYMOUS,
    crumbs: Sequence[Crumb] = (),
    as_of: str = "",
    here: str = "/",
    footer: Sequence[str] = (),
    invented: bool = False,
    done: int | None = None,
    deeds: Sequence[Any] = (),
    work: str = "",
    **values: Any,
) -> bytes:
    """The bytes of a page."""
    return (
        ENVIRONMENT.get_template(template)
        .render(
            title=title,
            crumbs=crumbs,
            actor=actor,
            role_word=NAMES[actor.role],
            large=is_large(headers),
            as_of=as_of,
            here=here,
            footer=footer,
            invented=invented,
            done=done,
            deeds=deeds,
            work=work,
            to=lambda address, **query: carried(address, as_of, **query),
            **values,
        )
        .encode()
    )


def carried(address: str, as_of: str, **query: object) -> str:
    """An address with parameters, and with the day that is looked at, where one is."""
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query)) | ({"as_of": as_of} if as_of else {})
    asked |= {name: str(value) for name, value in query.items() if value is not None}
    return parts._replace(query=urlencode(asked)).geturl()


def redirect(address: str, cookies: tuple[str, ...] = ()) -> Reply:
    """To another page of ours, after something was done."""
    assert is_ours(address), address
    return Reply(
        content=b"", status=HTTPStatus.SEE_OTHER, headers={"Location": address}, media_type=HTML, cookies=cookies
    )


def is_ours(address: str) -> bool:
    """Whether an address lies here: a path from the root, and nothing that a browser takes for another host."""
    return address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()


def is_large(headers: Headers) -> bool:
    """Whether whoever asks wants large type."""
    return cookie_parser(headers.get("cookie", "")).get(LARGE) == "1"


def new_key() -> str:
    """The number of a request that somebody is about to send: as often as he sends it, it is recorded once."""
    return secrets.token_urlsafe(16)


def _work(call: Call) -> str:
    """The page on which one works with the record that a public page shows; '' for whoever does not work here."""
    kind = call.route.strip("/").partition("/")[0]
    own = kind in OWN_PAGE and call.route == f"/{kind}/{{{kind.removesuffix('s')}}}"
    return f"/desk/{kind}/{next(iter(call.path.values()))}" if own and call.actor.through else ""


def _here(call: Call) -> str:
    """The address of this page without the day that is looked at."""
    path = call.route
    for name, value in call.path.items():
        path = path.replace(f"{{{name}}}", value)
    query = urlencode([(name, value) for name, value in call.query.multi_items() if name not in UNTOLD])
    return f"{path}?{query}" if query else path


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    kinds = {kind: known.name for kind, known in KINDS.items()}
    made.globals |= {"static": static, "site_name": NAME, "role_names": NAMES, "document_kinds": kinds}
    made.filters |= numbers.FILTERS
    return made


ENVIRONMENT: Final = _environment()
