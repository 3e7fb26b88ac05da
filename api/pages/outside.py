"""What does everybody see, whoever asks: what a public page shows is the same to all?

A clerk who looks at a public page sees what the public sees; what he may see beside that stands on the pages of the desk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from api.actor import ANONYMOUS
from api.http.route import Call
from api.pages import inside


def read(call: Call, path: str, place: Mapping[str, str] = inside.NOTHING, /, **query: object) -> Any:
    """What the door answers somebody who has not signed in."""
    return inside.read(_outside(call), path, place, **query)


def every(call: Call, path: str, **query: object) -> Iterator[Any]:
    """All rows of a list that somebody finds who has not signed in."""
    return inside.every(_outside(call), path, **query)


def _outside(call: Call) -> Call:
    return replace(call, actor=ANONYMOUS)
