"""How does somebody fill in a form, with a browser that runs no script and with one that does?

Both hands do what a person does: look at which fields there are, write into them, tick, choose, add a row where one is missing, press the
button, and read what comes back. Neither knows how a form is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

FEN: Final = 1_000_000


@dataclass(slots=True)
class Control:
    """One field as it stands in the page: its kind, the values that can be chosen or ticked, and those that are."""

    kind: str
    offered: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


class Hand(Protocol):
    """Somebody with a page before him."""

    def open(self, path: str) -> None: ...
    def close(self) -> None: ...
    def controls(self) -> Mapping[str, Control]: ...
    def put(self, name: str, texts: Sequence[str]) -> None: ...
    def more(self, name: str) -> None: ...
    def press(self, name: str = "", value: str = "") -> None: ...
    def words(self) -> str: ...
    def at(self) -> str: ...


class Missing(AssertionError):  # noqa: N818 - said of a field
    """The form does not take something that the ledger does."""


def fill(hand: Hand, wanted: Mapping[str, Any], prefix: str = "") -> None:
    """Write everything of a JSON object into the form before the hand; raises `Missing`."""
    for name, value in wanted.items():
        _fill(hand, prefix + name, value)


def _fill(hand: Hand, name: str, value: Any) -> None:
    if value in (None, "", [], {}):
        return
    match value:
        case dict():
            fill(hand, value, f"{name}/")
        case list() if isinstance(value[0], dict):
            for index, row in enumerate(value):
                _row(hand, f"{name}/{index}/", name)
                fill(hand, row, f"{name}/{index}/")
        case list():
            _several(hand, name, [str(each) for each in value])
        case _:
            _one(hand, name, value)


def _row(hand: Hand, prefix: str, name: str) -> None:
    if not any(each.startswith(prefix) for each in hand.controls()):
        hand.more(name)
    if not any(each.startswith(prefix) for each in hand.controls()):
        raise Missing(f"no row {prefix}")


def _several(hand: Hand, name: str, texts: Sequence[str]) -> None:
    controls = hand.controls()
    ordered = [each for each in controls if each.startswith(f"{name}/")]
    if ordered:
        for each in ordered:
            value = each.removeprefix(f"{name}/")
            hand.put(each, [str(texts.index(value) + 1)] if value in texts else [""])
        if missing := set(texts) - {each.removeprefix(f"{name}/") for each in ordered}:
            raise Missing(f"{name} does not offer {sorted(missing)}")
        return
    control = _control(controls, name)
    hand.put(name, texts if control.kind == "checkbox" else ["\n".join(texts)])


def _one(hand: Hand, name: str, value: Any) -> None:
    control = _control(hand.controls(), name)
    if isinstance(value, bool):
        # What is ticked is sent; what is not is not.
        hand.put(name, (["true"] if value else []) if control.kind == "checkbox" else ["true" if value else "false"])
    elif name.endswith("_fen"):
        whole, rest = divmod(value, FEN)
        hand.put(name, [f"{whole}.{rest:06d}" if rest else str(whole)])
    else:
        hand.put(name, [str(value)])


def _control(controls: Mapping[str, Control], name: str) -> Control:
    if name not in controls:
        raise Missing(f"no field {name}; there are {sorted(controls)}")
    return controls[name]
