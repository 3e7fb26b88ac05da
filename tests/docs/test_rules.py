"""Does the handbook of rules name every parameter with its values, as it is in the presets, and where it comes from?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

import pytest

from domain.profile import BALLOT_PRESETS, DECISION_HALVES, EVALUATION_PRESETS, Profile, compose
from domain.profile.shares import Items, Range, Text
from domain.profile.words import WORDS
from tests.docs.house import PACKAGES
from tests.docs.markdown import CODE, ROOT, code, prose, rows, text

TABLE = {code(row["参数"]): row for row in rows("rules.md", "参数")}
COUNTY, TOWNSHIP = compose("county", "sc_evaluation"), compose("township", "congress_evaluation")
RULE = re.compile(r"\b[A-Z]-[0-9]{2}\b")
ONLY_SAID = {"推定", "做法", "—"}


class Parameter(NamedTuple):
    """A key of a profile: its place in it, and the kind of its values."""

    place: tuple[str, ...]
    kind: Any

    @property
    def name(self) -> str:
        """As a profile's messages name it: `ballot.quorum`."""
        return ".".join(self.place)


def parameters() -> Iterator[Parameter]:
    """The keys of every section; what a key holds is explained in its own row."""
    for name, kind in get_type_hints(Profile, include_extras=True).items():
        section = next((each for each in (kind, *get_args(kind)) if is_dataclass(each)), None)
        if section is None:
            yield Parameter((name,), kind)
        else:
            hints = get_type_hints(section, include_extras=True)
            yield from (Parameter((name, each.name), hints[each.name]) for each in fields(section))


PARAMETERS = {each.name: each for each in parameters()}


def test_every_parameter_stands_in_the_tables_and_nothing_else() -> None:
    assert set(TABLE) == set(PARAMETERS)


def test_every_parameter_has_the_name_that_messages_give_it() -> None:
    assert {name: row["叫法"] for name, row in TABLE.items()} == {name: WORDS[name] for name in PARAMETERS}


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_value_that_a_parameter_can_have_stands_in_its_row(name: str) -> None:
    cell = TABLE[name]["可取的值"]
    assert [word for word in sayings(PARAMETERS[name].kind) if word not in cell] == []


@pytest.mark.parametrize("name", PARAMETERS)
def test_no_row_offers_a_value_that_the_parameter_refuses(name: str) -> None:
    # Pieces of code that are no plain words are whole objects or examples of how something is written.
    offered = {word for word in CODE.findall(TABLE[name]["可取的值"]) if word.isidentifier()}
    assert offered <= set(words(PARAMETERS[name].kind)) | {"null"}


@pytest.mark.parametrize("name", PARAMETERS)
def test_the_presets_say_what_the_row_says(name: str) -> None:
    place, row = PARAMETERS[name].place, TABLE[name]
    county, township = (printed(value_at(preset, place)) for preset in (COUNTY, TOWNSHIP))
    assert (code(row["县级"]), row["乡镇"]) == (county, "同" if township == county else f"`{township}`")


def test_every_preset_stands_in_the_tables_of_presets_and_nothing_else() -> None:
    decisions = list(rows("rules.md", "预设", "决定方式"))
    named = {code(row["预设"]): code(row["决定方式"]) for row in decisions}
    assert named == {name: half["decision_mode"] for name, half in DECISION_HALVES.items()}
    assert {code(row["预设"]) for row in rows("rules.md", "预设", "谁评")} == set(EVALUATION_PRESETS)
    assert set(BALLOT_PRESETS) <= set(named)


def test_every_source_that_a_row_or_the_code_names_is_explained() -> None:
    explained = {row["编号"] for row in rows("rules.md", "编号")}
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    named = {rule for file in files for rule in RULE.findall(file.read_text(encoding="utf-8"))}
    sources = {row["依据"] for row in TABLE.values()} - ONLY_SAID
    assert named | sources == explained


def test_the_rules_that_are_spoken_of_are_explained() -> None:
    explained = {row["编号"] for row in rows("rules.md", "编号")}
    assert set(RULE.findall(prose(text("rules.md")))) == explained


def sayings(kind: Any, *, top: bool = True) -> Iterator[str]:
    """What a row has to say of a kind: every word, key and bound. The two numbers of a share are explained once for all."""
    if NoneType in get_args(kind) and top:
        yield "`null`"
    if is_dataclass(kind):
        hints = get_type_hints(kind, include_extras=True)
        if top:
            yield f"{{{', '.join(hints)}}}"
        yield from (word for key in hints if key not in {"num", "den"} for word in sayings(hints[key], top=False))
    elif get_origin(kind) is Literal:
        yield from (f"`{word}`" for word in get_args(kind))
    elif get_origin(kind) is Annotated:
        inner, *limits = get_args(kind)
        yield from (said for limit in limits if (said := SAID[type(limit)](limit)))
        yield from sayings(inner, top=top)
    else:
        yield from (word for each in get_args(kind) for word in sayings(each, top=top))


SAID: dict[type, Callable[[Any], str]] = {
    Range: lambda limit: f"{limit.low}至{limit.high}",
    # Of a few letters or entries the row says what they are.
    Text: lambda limit: f"{limit.longest}字以内" if limit.longest > 6 else "",
    Items: lambda limit: f"最多{limit.most}" if limit.most > 4 else "",
}


LIMITS = tuple(SAID)


def words(kind: Any) -> Iterator[str]:
    """Every plain word that a row may set as code: values and keys, at any depth."""
    if get_origin(kind) is Literal:
        yield from get_args(kind)
    elif is_dataclass(kind):
        for name, hint in get_type_hints(kind, include_extras=True).items():
            yield name
            yield from words(hint)
    else:
        yield from (word for each in get_args(kind) if not isinstance(each, LIMITS) for word in words(each))


def value_at(preset: Any, place: tuple[str, ...]) -> Any:
    """What a preset says at a place."""
    for key in place:
        preset = preset[key]
    return preset


def printed(value: Any) -> str:
    """A value as the tables print it: JSON without quotation marks."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {printed(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(printed, value)) + "]"
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case _:
            return str(value)
