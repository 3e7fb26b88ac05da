"""How does a calculator say what is wrong with its input: where (RFC 6901), under which code, in which words?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from voting.counting import BrokenLaw

Path = tuple[str | int, ...]

# `type` never changes: a client may branch on it. One for each kind of refusal that the contract knows.
MALFORMED: Final = "urn:minsheng:malformed"
LAW: Final = "urn:minsheng:law"

# Faults listed at most, so that a senseless input of a few bytes a fault cannot ask for an answer many times its size.
MOST_LISTED: Final = 1000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the input itself; `pointer` is "" for the document as a whole."""

    pointer: str
    code: str
    detail: str


class Malformed(Exception):  # noqa: N818 named like every refusal, after what it is
    """The input is not a case that could be computed; all its faults at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("".join(fault.detail for fault in self.faults))


def pointer_to(path: Path) -> str:
    """The place at the end of `path`, as a JSON pointer."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def malformed_object(faults: Iterable[Fault]) -> dict[str, Any]:
    """The error object of a malformed input."""
    found = list(faults)
    errors = [{"pointer": fault.pointer, "code": fault.code, "detail": fault.detail} for fault in found[:MOST_LISTED]]
    if len(found) > MOST_LISTED:
        more = f"另有{len(found) - MOST_LISTED}处问题没有列出。"
        errors.append({"pointer": "", "code": "more_faults", "detail": more})
    return {"type": MALFORMED, "title": "输入有误", "errors": errors}


def law_object(laws: Iterable[BrokenLaw]) -> dict[str, Any]:
    """The error object of numbers that contradict one another, with both sides of each."""
    errors = [
        {
            "pointer": pointer_to(law.at),
            "code": law.code,
            "detail": law.detail,
            "left": law.left,
            "right": law.right,
        }
        for law in laws
    ]
    return {"type": LAW, "title": "数字对不上", "errors": errors}
