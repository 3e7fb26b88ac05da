"""Which values stand where the contract wants them, and what is wrong with those that do not?"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from api.calculators.faults import Fault, Malformed, Path, pointer_to

# Integers from 2**53 on are not the same in every reader of JSON (RFC 8259, section 6).
LARGEST: Final = 2**53 - 1


class Reader:
    """Takes a document apart and notes every fault, so that all of them are answered at once."""

    def __init__(self, faults: Collection[Fault] = ()) -> None:
        self.faults = list(faults)

    def fault(self, path: Path, code: str, detail: str) -> None:
        """Note what is wrong at a place."""
        self.faults.append(Fault(pointer_to(path), code, detail))

    def refuse(self) -> None:
        """Raise Malformed if anything was noted."""
        if self.faults:
            raise Malformed(self.faults)

    def members(self, value: Any, path: Path, known: Collection[str], required: Collection[str] = ()) -> dict[str, Any]:
        """An object with none but the known names and all the required ones; empty where it is none."""
        if not isinstance(value, dict):
            self.fault(path, "not_an_object", "应为对象{…}。")
            return {}
        for name in value:
            if name in known:
                continue
            self.fault((*path, name), "unknown_key", f"没有“{name[:40]}”这一项，可用的是：{'、'.join(known)}。")
        for name in required:
            if name not in value:
                self.fault((*path, name), "missing", "缺少这一项。")
        return value

    def entries(self, value: Any, path: Path) -> list[Any]:
        """A list; empty where it is none."""
        if isinstance(value, list):
            return value
        self.fault(path, "not_a_list", "应为列表[…]。")
        return []

    def integer(self, value: Any, path: Path, least: int = 0) -> int | None:
        """A whole number from `least` on; true, 1.0 and "1" are none. None where it is not."""
        if type(value) is not int:
            self.fault(path, "not_whole_number", "应为整数，不加引号，不带小数点。")
            return None
        if not least <= value <= LARGEST:
            self.fault(path, "out_of_range", f"应在{least}至{LARGEST}之间。")
            return None
        return value

    def known_integer(self, members: dict[str, Any], name: str) -> int | None:
        """A number that may be unknown: left out, or null."""
        value = members.get(name)
        return None if value is None else self.integer(value, (name,))

    def name(self, value: Any, path: Path) -> str | None:
        """A text that names something, so not an empty one."""
        if isinstance(value, str) and value.strip():
            return value
        self.fault(path, "not_text", "应为加引号的文字，不能为空。")
        return None

    def choice(self, value: Any, path: Path, allowed: Collection[str]) -> str | None:
        """One of the allowed words."""
        if isinstance(value, str) and value in allowed:
            return value
        self.fault(path, "not_in_list", f"只能是{'、'.join(allowed)}之一。")
        return None
