"""How does a JSON body become a command and the envelope that its sender states?"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Final, TypeVar, cast

import orjson
from pydantic import TypeAdapter, ValidationError

from api.http.faults import body_faults
from api.refusals import BodyFault
from api.usecases import Stated
from domain.deciders import Command
from domain.refusals import Faults

T = TypeVar("T")

ENVELOPE_KEYS: Final = frozenset(field.name for field in fields(Stated))


@dataclass(frozen=True, slots=True)
class CommandBody:
    """The shape of a body: the fields of a command and those of the envelope side by side."""

    command: type[Command]

    def __post_init__(self) -> None:
        if clash := ENVELOPE_KEYS & {field.name for field in fields(self.command)}:
            raise ValueError(f"{self.command.__name__}: {sorted(clash)} belong to the envelope")


def read_command(cls: type[Command], value: Any) -> tuple[Command, Stated]:
    """The command of class `cls` and the envelope that `value` states; raises `Faults` with everything that is wrong.

    Nothing is converted silently: "1" is not 1, true is not 1, a key that nobody knows is a fault.
    """
    if not isinstance(value, dict):
        raise BodyFault("not_an_object", "提交的内容应为JSON对象{…}。", pointer="")
    own = {key: item for key, item in value.items() if key not in ENVELOPE_KEYS}
    stated = {key: item for key, item in value.items() if key in ENVELOPE_KEYS}
    command, wrong_command = _validated(cls, own)
    envelope, wrong_envelope = _validated(Stated, stated)
    if wrong_command or wrong_envelope:
        raise Faults([*wrong_command, *wrong_envelope])
    return command, envelope


def read_shape(cls: type[T], value: Any) -> T:
    """The value of a dataclass that `value` states; raises `Faults` with everything that is wrong, as `read_command` does."""
    if not isinstance(value, dict):
        raise BodyFault("not_an_object", "提交的内容应为JSON对象{…}。", pointer="")
    found, wrong = _validated(cls, value)
    if wrong:
        raise Faults(wrong)
    return cast("T", found)


@cache
def adapter(cls: Any) -> TypeAdapter[Any]:
    """The validator of a type, made once."""
    return TypeAdapter(cls)


def _validated(cls: Any, value: dict[str, Any]) -> tuple[Any, list[BodyFault]]:
    try:
        # From text, not from Python objects: only there a day may be written as text while nothing else is converted.
        return adapter(cls).validate_json(orjson.dumps(value), strict=True), []
    except ValidationError as error:
        return None, body_faults(error)
