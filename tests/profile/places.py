"""How do the tests reach every place of a profile, and make well-formed profiles of any content?"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from domain.profile import Profile, compose
from domain.profile.shares import Items, Range, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]

# Every pair of halves that belongs together.
PAIRS = [
    *((decision, "sc_evaluation") for decision in ("county", "guiyang", "report_only", "report_vote")),
    *((decision, "congress_evaluation") for decision in ("county", "township", "report_vote")),
    *((decision, "delegation_evaluation") for decision in ("county", "township")),
    ("street", "council_evaluation"),
]


def whole(decision: str = "county", /, **differences: Any) -> dict[str, Any]:
    """A profile of the decision half and the first evaluation half that belongs to it, with differences."""
    evaluation = next(evaluation for half, evaluation in PAIRS if half == decision)
    return compose(decision, evaluation, differences)


def places(data: Any, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every place below the top, with its value."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield (*at, key), value
        yield from places(value, (*at, key))


def replaced(data: Any, path: Path, value: Any) -> Any:
    """A copy of `data` with another value at `path`."""
    found = deepcopy(data)
    inner = found
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return found


def pointer(path: Path) -> str:
    """The RFC 6901 pointer of a path without special characters."""
    return "".join(f"/{key}" for key in path)


def well_formed() -> st.SearchStrategy[Any]:
    """Profiles of which every single value is allowed, whether or not they hold together."""
    return _values(Profile)


def _values(hint: Any, limits: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _values(args[0], args[1:])
    if origin in (Union, UnionType):
        return st.one_of([st.none() if each is NoneType else _values(each, limits) for each in args])
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple:
        (items,) = (each for each in limits if isinstance(each, Items))
        each = _values(args[0])
        return st.lists(each, min_size=items.fewest, max_size=min(items.most, 5), unique=True).map(tuple)
    if is_dataclass(hint):
        assert isinstance(hint, type)
        hints = get_type_hints(hint, include_extras=True)
        return st.builds(hint, **{name: _values(each) for name, each in hints.items()})
    return _plain(hint, limits)


def _plain(hint: Any, limits: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    for limit in limits:
        match limit:
            case Range(low, high):
                return st.integers(low, high)
            case Text(longest):
                return st.text("表决票示例甲乙丙 Y-1Q3", min_size=1, max_size=longest).filter(
                    lambda text: text == text.strip()
                )
    assert hint is bool
    return st.booleans()
