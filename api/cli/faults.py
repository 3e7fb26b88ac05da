"""Which exit code and which sentence belong to what went wrong behind a verb?"""

from __future__ import annotations

from http import HTTPStatus
from typing import NamedTuple

from api.cli.ending import BAD_INPUT, ENVIRONMENT, NO
from api.http.statuses import status_of
from api.oserrors import MISNAMED, in_words
from api.postgres import PostgresUnavailable
from api.settings import SettingsInvalid
from domain.refusals import Faults, Refusal


class Ending(NamedTuple):
    """What is said, and the exit code."""

    message: str
    exit_code: int


def explained(error: Exception) -> Ending | None:
    """How a verb ends on this error; None where it is our own fault and the traceback is what helps."""
    match error:
        case SettingsInvalid() | PostgresUnavailable():
            return Ending(str(error), ENVIRONMENT)
        case Refusal() if status_of(type(error)) == HTTPStatus.SERVICE_UNAVAILABLE:
            return Ending(error.detail, ENVIRONMENT)
        case Refusal() if status_of(type(error)) == HTTPStatus.BAD_REQUEST:
            return Ending(error.detail, BAD_INPUT)
        case Faults() if all(status_of(type(fault)) == HTTPStatus.BAD_REQUEST for fault in error.faults):
            return Ending(str(error), BAD_INPUT)
        case Refusal() | Faults():
            return Ending(str(error), NO)
        case OSError() if error.errno is not None:
            return Ending(f"{in_words(error)}。", BAD_INPUT if error.errno in MISNAMED else ENVIRONMENT)
        case _:
            return None
