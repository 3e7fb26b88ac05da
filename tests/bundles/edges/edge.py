"""What is an edge case: a bundle where two readers of the page may part, and what is right?"""

from __future__ import annotations

from dataclasses import dataclass

from tests.bundles.recipes import Bundle

FIRST = ("congress", "congress:CongressRegistered", {"code": "990101", "level": "county", "name": "示例县"})


@dataclass(frozen=True)
class Edge:
    """A bundle by its name, the exit code that is right, and the check that is not in order: none where the code is 0."""

    name: str
    bundle: Bundle
    code: int = 0
    check: str = ""


def right(name: str, bundle: Bundle) -> Edge:
    return Edge(name, bundle)


def wrong(name: str, bundle: Bundle, check: str) -> Edge:
    return Edge(name, bundle, 1, check)


def unread(name: str, bundle: Bundle, check: str) -> Edge:
    return Edge(name, bundle, 2, check)
