"""In which rules does a profile differ from another one?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.profile.model import Profile, to_json

if TYPE_CHECKING:
    from collections.abc import Iterator


def differences(profile: Profile | dict[str, Any], preset: Profile | dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every rule in which `profile` differs from `preset`: `{"/ballot/threshold/base": {"old": …, "new": …}}`.

    Pointers are RFC 6901, in the order of the parameter set; lists are compared as wholes; what one side lacks is null there.
    """
    old, new = (to_json(each) if isinstance(each, Profile) else each for each in (preset, profile))
    return dict(_compared(old, new, ""))


def _compared(old: Any, new: Any, at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            yield from _compared(old.get(key), new.get(key), f"{at}/{key}")
    elif old != new or type(old) is not type(new):
        yield at, {"old": old, "new": new}
