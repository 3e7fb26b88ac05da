"""How is an envelope handed to a fold that will most likely not look into it?

To read an envelope costs as much as to read the rest of its event, and most folds never ask who recorded an event or when. So
each of its fields is read at the first look; to everybody who looks it is the envelope that was stored.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from domain.canonical import field_readers
from domain.events import Envelope

# Values inside an envelope are flat, so reading one uses nothing up, and two threads may look at the same time.
_READERS = field_readers(Envelope)
_everything = attrgetter(*_READERS)
_new = object.__new__
_set = object.__setattr__


class UnreadEnvelope(Envelope):
    """An envelope whose slots are empty until they are asked for; equal to the same envelope made at once."""

    __slots__ = ("_data",)
    __hash__ = Envelope.__hash__

    def __getattr__(self, name: str) -> Any:
        """Called for an empty slot alone: fill it."""
        read = _READERS.get(name)
        if read is None:
            raise AttributeError(name)
        found = read(self._data)
        _set(self, name, found)
        return found

    def __eq__(self, other: object) -> bool:
        return _everything(self) == _everything(other) if isinstance(other, Envelope) else NotImplemented


def unread(data: dict[str, Any]) -> Envelope:
    """The envelope that `data`, parsed JSON, stands for; unknown fields raise `TypeError`."""
    if not data.keys() <= _READERS.keys():
        raise TypeError(f"unknown on an envelope: {', '.join(sorted(data.keys() - _READERS.keys()))}")
    envelope = _new(UnreadEnvelope)
    _set(envelope, "_data", data)
    return envelope
