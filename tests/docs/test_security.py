"""Does the page of security say of every requirement what holds it, and is what it says of the program so?"""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from domain.documents.kinds import FORMATS
from tests.docs.markdown import CODE, ROOT, Row, code, prose, rows, section, text

PAGE = "security.md"
LEVELS: dict[str, int] = json.loads((ROOT / "tests/data/asvs_5_0_0.json").read_text(encoding="utf-8"))["levels"]
"""The level of every requirement of ASVS 5.0.0 up to level 2; its words stand in the standard alone (CC BY-SA 4.0)."""
REQUIREMENTS = rows(PAGE, "号", "级", "要的", "结果")
LIMITS = rows(PAGE, "限什么", "数", "程序里")
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text(PAGE))))

OUTCOMES = {"有": "有：`tests/", "不适用": "不适用，因为", "没有做到": "没有做到，"}
UNITS = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "MB": 2**20}

PRODUCT = ("domain", "projects", "voting", "projections", "api")
KINDS = ("grant", "revoke", "code", "lock", "unlock")
"""Kinds of changes that one administrator proposes and another decides."""
CRYPTOGRAPHY = {"argon2", "cryptography", "hashlib", "hmac", "joserfc", "rfc3161_client", "secrets"}
CALLING_OUT = {"httpx2", "urllib.request", "requests", "aiohttp", "smtplib", "ftplib"}
WEAK = {"random", "pickle", "marshal", "shelve"}
EVALUATING = {"eval", "exec", "compile", "__import__"}


def test_every_requirement_of_the_standard_stands_there_once_with_its_level() -> None:
    assert [(row["号"], int(row["级"])) for row in REQUIREMENTS] == list(LEVELS.items())


@pytest.mark.parametrize("row", REQUIREMENTS, ids=lambda row: row["号"])
def test_every_requirement_has_one_of_three_outcomes_and_its_reason(row: Row) -> None:
    (outcome,) = [name for name, beginning in OUTCOMES.items() if row["结果"].startswith(beginning)]
    assert len(row["结果"]) > len(OUTCOMES[outcome])
    assert row["要的"]


def test_the_outcomes_are_counted_as_they_are() -> None:
    found = Counter(name for row in REQUIREMENTS for name, said in OUTCOMES.items() if row["结果"].startswith(said))
    said = f"253项：有{found['有']}项，不适用{found['不适用']}项，没有做到{found['没有做到']}项"
    assert text(PAGE).count(said) == 2
    assert sum(found.values()) == 253


@pytest.mark.parametrize(("file", "name"), TESTS)
def test_every_test_that_the_page_names_exists(file: str, name: str) -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    assert name in {node.name for node in ast.walk(tree(ROOT / file)) if isinstance(node, functions)}


def test_every_file_that_the_page_names_exists_and_holds_what_it_names() -> None:
    named = {file for file in re.findall(r"`([\w/.-]+/[\w.-]+\.\w+)`", text(PAGE)) if "application/" not in file}
    assert [file for file in named if not (ROOT / file).exists()] == []
    held = re.findall(r"`([\w/.-]+/[\w.-]+\.\w+)`的((?:`\w+`、?)+)", text(PAGE))
    wanted = [(file, name) for file, names in held for name in CODE.findall(names)]
    assert wanted
    assert [(f, name) for f, name in wanted if name not in (ROOT / f).read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("row", LIMITS, ids=lambda row: row["限什么"])
def test_every_limit_is_that_of_the_program(row: Row) -> None:
    module, _, path = code(row["程序里"]).partition(":")
    found: Any = import_module(module)
    for name in path.split("."):
        found = getattr(found() if isinstance(found, type) else found, name)
    said = re.fullmatch(r"(\d+)(\D+)", row["数"])
    assert said
    held = int(said[1]) * UNITS.get(said[2], 1)
    plain = int(said[1]) if said[2] == "天" else held
    assert found.total_seconds() == held if isinstance(found, timedelta) else found == plain


def test_every_format_that_is_taken_is_named_and_no_other() -> None:
    printed = {code(row["格式"]): (row["名称"], row["怎样认"]) for row in rows(PAGE, "格式", "名称", "怎样认")}
    assert printed == {
        media_type: (
            known.name,
            "开头几个字节，里面的条目" if known.parts else "开头几个字节" if known.marks else "是文字",
        )
        for media_type, known in FORMATS.items()
    }


def test_every_module_that_touches_cryptography_stands_in_the_inventory() -> None:
    printed = [name for row in rows(PAGE, "用在", "算法") for name in CODE.findall(row["程序里"])]
    assert sorted(printed) == sorted(name for name, taken in imports().items() if taken & CRYPTOGRAPHY)


def test_every_module_that_calls_out_stands_in_the_table() -> None:
    printed = {name for row in rows(PAGE, "来往", "谁找谁") for name in CODE.findall(row["程序里"])}
    assert printed == {name for name, taken in imports().items() if taken & CALLING_OUT}


def test_no_module_evaluates_text_or_draws_from_a_weak_source() -> None:
    assert {name for name, taken in imports().items() if taken & WEAK} == set()
    calls = [
        (name, node.func.id)
        for name, path in modules().items()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in EVALUATING
    ]
    assert calls == []


def test_every_act_on_accounts_and_every_writer_of_the_log_is_named() -> None:
    printed = {name for row in rows(PAGE, "日志", "记什么") for name in CODE.findall(row["程序里"])}
    writers = {name for name, taken in imports().items() if taken & {"structlog", "logging"}}
    kept = {f"domain.storage.accounts.{name}" for name in ("acts", "reads", "attempts")}
    assert printed == writers | kept
    decided = {f"{kind}_{what}" for kind in KINDS for what in ("proposed", "approved", "refused")}
    assert set(CODE.findall(section(PAGE, "日志").rpartition("|\n")[2])) == decided | set(acts_written())


def test_every_table_has_its_level_of_protection() -> None:
    printed = [name for row in rows(PAGE, "级", "数据", "怎样保护") for name in CODE.findall(row["数据"])]
    tables = {code(row["表"]) for row in rows("storage.md", "表", "列")} | {"ledger.events"}
    assert sorted(printed) == sorted(tables)
    assert all(all(row.values()) for row in rows(PAGE, "级", "数据", "怎样保护"))


def test_what_is_left_to_the_operator_can_be_ticked() -> None:
    lines = [line for line in prose(section(PAGE, "要单位办的")).splitlines() if line.startswith("-")]
    assert len(lines) > 10
    assert [line for line in lines if not line.startswith("- [ ] ")] == []


def acts_written() -> Iterator[str]:
    """The acts that stand as they are in calls of `insert_act`; those of changes are put together."""
    for path in modules().values():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "insert_act":
                act = node.args[3]
                either = (act.body, act.orelse) if isinstance(act, ast.IfExp) else (act,)
                yield from (str(each.value) for each in either if isinstance(each, ast.Constant))


@cache
def imports() -> dict[str, set[str]]:
    """What every module of the product imports, wherever in it: `a.b.c` as `a`, `a.b` and `a.b.c`."""
    return {name: set(_imported(tree(path))) for name, path in modules().items()}


def _imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for parts in (name.split(".") for name in names):
            yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))


@cache
def modules() -> dict[str, Path]:
    """Every module of the product with its file."""
    found = [path for package in PRODUCT for path in sorted((ROOT / package).rglob("*.py"))]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in found}


@cache
def tree(path: Path) -> ast.Module:
    """A file as it is parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))
