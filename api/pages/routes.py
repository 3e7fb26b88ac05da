"""How does a function that makes a page become a route?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from api.http.audience import EVERYONE, Audience
from api.http.reply import Reply
from api.http.route import Body, Call, Route
from api.pages.look import HTML
from api.pages.posted import SMALL
from api.pages.refusing import as_page


def shown(
    path: str, summary: str, handle: Callable[[Call], Reply], audience: Audience = EVERYONE, **more: Any
) -> Route:
    """A page that is looked at."""
    return Route(
        method="GET",
        path=path,
        summary=summary,
        audience=audience,
        handle=handle,
        answer_media_type=HTML,
        refused=as_page,
        **more,
    )


def sent(
    path: str,
    summary: str,
    handle: Callable[[Call], Reply],
    audience: Audience = EVERYONE,
    body: Body = SMALL,
    **more: Any,
) -> Route:
    """What a form sends."""
    made = shown(path, summary, handle, audience, **more)
    return replace(made, method="POST", body=body)
