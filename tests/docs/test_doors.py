"""Does every way in, every setting and every verb stand in the documents, and none that does not exist?"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any, cast, get_args

import click
import pytest

from api.cli import VERBS, ending, root
from api.cli.chinese import Context, Verbs
from api.http.actor import CONGRESS, PERSON, ROLE
from api.http.audience import EVERYONE, NAMES, Audience
from api.http.table import ROUTES
from api.postgres.folder import Home
from api.settings import Settings, variable
from api.usecases import Stated
from domain.actors import BODIES
from domain.events import How
from tests.docs.markdown import CODE, DOCS, ROOT, code, rows, section

HOW_TO_RUN, ADDRESSES = "operations.md", "http.md"
DOCUMENTS = {path.name: path.read_text(encoding="utf-8") for path in (*DOCS.glob("*.md"), ROOT / "README.md")}
COMMANDS = root.commands_below()
OPTION = re.compile(r"--[a-z][a-z-]+")
COMMAND = re.compile(r"(?:`|^|\.venv/bin/)minsheng ([a-z]+)((?: [^`\s，。；、]+)*)", re.MULTILINE)


def test_every_route_stands_in_the_tables_with_its_audience_and_no_other() -> None:
    printed = {
        (row["方法"], code(row["地址"])): (row["办什么"], row["谁可以办"]) for row in rows(ADDRESSES, "方法", "地址")
    }
    assert printed == {(route.method, route.path): (route.summary, spoken(route.audience)) for route in ROUTES}


def test_every_address_that_a_document_names_exists() -> None:
    known = [re.compile(re.sub(r"\{\w+\}", "[^/]+", route.path)) for route in ROUTES]
    named = {
        found for said in DOCUMENTS.values() for found in re.findall(r"(?<![\w.])(?:/api/v1/|/\w+z\b)[\w/{}.-]*", said)
    }
    assert {path for path in named if not any(each.fullmatch(path) for each in known)} == set()


def test_every_parameter_of_a_read_is_explained_and_no_other() -> None:
    asked = {each.name for route in ROUTES for each in route.parameters if each.place == "query"}
    assert {code(row["参数"]) for row in rows(ADDRESSES, "参数")} == asked


def test_every_header_and_part_of_the_envelope_is_explained_and_no_other() -> None:
    headers = {each.name for route in ROUTES for each in route.parameters if each.place == "header"}
    explained = {code(row["请求头"]) for row in rows(ADDRESSES, "请求头")}
    assert {name.lower() for name in explained} == {name.lower() for name in headers | {PERSON, ROLE, CONGRESS}}
    assert {code(row["名称"]) for row in rows(ADDRESSES, "名称")} == {each.name for each in fields(Stated)}


def test_every_role_and_body_has_its_name() -> None:
    # Nobody can ask in the name of the system's own reactions.
    assert {code(row["身份"]): row["是谁"] for row in rows(ADDRESSES, "身份")} == {
        role: name for role, name in NAMES.items() if role != "system"
    }
    assert {code(row["代码"]): row["机构"] for row in rows(ADDRESSES, "机构")} == BODIES
    assert set(get_args(How)) <= set(CODE.findall(section(ADDRESSES, "怎样登记")))


def test_every_setting_is_explained_with_what_holds_without_it_and_no_other() -> None:
    printed = {code(row["设置"]): row["不写时"] for row in rows(HOW_TO_RUN, "设置")}
    assert set(printed) == {variable(name) for name in Settings.model_fields}
    for name, known in Settings.model_fields.items():
        match known.default:
            case str() | int() | float():
                assert (
                    code(printed[variable(name)])
                    == f"{known.default:{'g' if isinstance(known.default, float) else ''}}"
                )
            case Path():
                assert code(printed[variable(name)]) == known.default.name


def test_no_document_names_a_setting_that_does_not_exist() -> None:
    named = {
        found for said in DOCUMENTS.values() for found in re.findall(r"\b(?:MINSHENG_[A-Z_]+|DATABASE_URL)\b", said)
    }
    assert named == {variable(name) for name in Settings.model_fields}


def test_every_verb_is_explained_with_its_options_and_no_other() -> None:
    printed = {code(row["命令"]): set(OPTION.findall(row["选项"])) for row in rows(HOW_TO_RUN, "命令")}
    assert printed == {f"minsheng {verb}": options(verb) for verb in COMMANDS}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_names_a_verb_or_option_that_does_not_exist(name: str) -> None:
    for verb, rest in COMMAND.findall(DOCUMENTS[name]):
        assert verb in VERBS, verb
        known = options(_meant(verb, rest))
        assert set(OPTION.findall(rest)) <= known | {"--help"}, (verb, rest)


def _meant(verb: str, rest: str) -> str:
    """The command that is named, the default one of a verb whose options stand without it."""
    named = [f"{verb} {rest.split(maxsplit=1)[0]}"] if rest else []
    command = root.get_command(Context(root), verb)
    standing = [f"{verb} {command.default}"] if isinstance(command, Verbs) and command.default else []
    return next((each for each in (*named, *standing) if each in COMMANDS), verb)


def test_every_exit_code_is_explained_and_no_other() -> None:
    given = {ending.OK, ending.NO, ending.BAD_INPUT, ending.ENVIRONMENT, ending.INTERRUPTED}
    assert {int(row["退出码"]) for row in rows(HOW_TO_RUN, "退出码")} == given


def test_everything_in_the_data_folder_is_explained_and_nothing_else() -> None:
    home = Home(Path("postgres"), cast("Any", None))
    there = {getattr(home, name).name for name, member in vars(Home).items() if isinstance(member, property)}
    assert {code(row["名称"]) for row in rows(HOW_TO_RUN, "名称", "是什么")} == there


def spoken(audience: Audience) -> str:
    """To whom a door is open, as the tables say it."""
    if audience == EVERYONE:
        return "所有人"
    return "、".join(name for role, name in NAMES.items() if role in audience)


def options(verb: str) -> set[str]:
    """The options of a verb, `--help` aside; one that only leads to others has none."""
    found = [each for each in COMMANDS[verb].params if isinstance(each, click.Option)] if verb in COMMANDS else []
    return {option for each in found for option in (*each.opts, *each.secondary_opts)}
