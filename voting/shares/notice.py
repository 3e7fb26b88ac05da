"""What must a reader of a result know that changes nothing in it?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A stable `code`, a Chinese sentence, and the item where it is about one."""

    code: str
    message: str
    item: str | None = None
