"""How is an envelope handed to a fold that will most likely not look into it?

To read an envelope costs as much as to read the rest of its event, and most folds never ask who recorded an event or when. So
it is read at the first look; to everybody who looks it is the envelope that was stored.
"""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any

from domain.canonical import decoder
from domain.events import Envelope

_NAMES = tuple(field.name for field in fields(Envelope))
_AS_PARSED = frozenset({"at", "command_id", "effective_on"})
_everything = attrgetter(*_NAMES)
_decode = decoder(Envelope)
_new = object.__new__
_set = object.__setattr__


class UnreadEnvelope(Envelope):
    """An envelope whose slots are empty until one is asked for; equal to the same envelope made at once."""

    __slots__ = ("_data",)
    __hash__ = Envelope.__hash__

    def __getattr__(self, name: str) -> Any:
        """Called for an empty slot alone: fill it where it holds what was parsed, else fill them all."""
        if name in _AS_PARSED:
            found = self._data[name]
            _set(self, name, found)
            return found
        if name not in _NAMES:
            raise AttributeError(name)
        # A copy, because decoding uses its data up, and two threads may look at the same time.
        read = _decode(dict(self._data))
        for each in _NAMES:
            _set(self, each, getattr(read, each))
        return getattr(read, name)

    def __eq__(self, other: object) -> bool:
        return _everything(self) == _everything(other) if isinstance(other, Envelope) else NotImplemented


def unread(data: dict[str, Any]) -> Envelope:
    """The envelope that `data`, parsed JSON, stands for."""
    envelope = _new(UnreadEnvelope)
    _set(envelope, "_data", data)
    return envelope
