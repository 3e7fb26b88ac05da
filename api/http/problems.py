"""How is a refusal said over HTTP, as RFC 9457 wants it?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from api.http.reply import PROBLEM, Reply
from api.http.statuses import RETRY_AFTER_SECONDS, status_of
from api.refusals import BodyFault, Malformed
from domain.refusals import Faults, Refusal


def problem(refused: Refusal | Faults) -> Reply:
    """The problem document of a refusal, every fault of it with its place."""
    faults = refused.faults if isinstance(refused, Faults) else (refused,)
    first = type(faults[0])
    heading: type[Refusal] = Malformed if issubclass(first, BodyFault) else first
    status = status_of(heading)
    detail = faults[0].detail if len(faults) == 1 else f"共有{len(faults)}处问题，逐项列在errors中。"
    content = {
        "type": f"urn:minsheng:{heading.code}",
        "title": heading.title,
        "status": int(status),
        "detail": detail,
        "errors": [_error(fault) for fault in faults],
    }
    return Reply(content=content, status=status, media_type=PROBLEM, headers=retry_after(status, faults[0]))


def code_of(fault: Refusal) -> str:
    """The stable code of one fault."""
    return fault.kind if isinstance(fault, BodyFault) else fault.code


def _error(fault: Refusal) -> dict[str, Any]:
    """One fault: the figures that explain it stand beside its place, code and sentence."""
    return {**fault.numbers, "pointer": fault.pointer, "code": code_of(fault), "detail": fault.detail}


def retry_after(status: HTTPStatus, fault: Refusal) -> dict[str, str]:
    """When to try again, where that is known."""
    seconds = fault.numbers.get("retry_after_s", RETRY_AFTER_SECONDS.get(status))
    return {} if seconds is None else {"Retry-After": str(seconds)}
