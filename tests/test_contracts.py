"""Does each import contract of pyproject.toml hold, and would it break when it should?"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in LINTER["contracts"]}
COMMAND = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# One import that must not be, for each way in which a contract can be broken: contract, importer, imported.
BREACHES = [
    ("tree", "domain.money", "voting"),
    ("tree", "voting.events", "projects.events"),
    ("tree", "projects.events", "voting.events"),
    ("tree", "projections.round_results", "api"),
    ("voting", "voting.events", "voting.deciders"),
    ("voting", "voting.commands", "voting.refusals"),
    ("voting", "voting.counting", "voting.grading"),
    ("projects", "projects.commands", "projects.application"),
    ("projects", "projects.measures", "projects.events"),
    ("domain", "domain.events", "domain.storage"),
    ("domain", "domain.congress.decider", "domain.documents.decider"),
    ("domain", "domain.percent", "domain.money"),
    ("aggregates", "domain.congress.commands", "domain.congress.decider"),
    ("aggregates", "domain.documents.events", "domain.documents.commands"),
    ("transparency", "domain.transparency.notes", "domain.transparency.checkpoints"),
    ("api", "api.usecases", "api.http"),
    ("api", "api.settings", "api.postgres"),
    ("workbooks", "api.workbooks.grid", "api.workbooks.reading"),
    ("workbooks", "api.workbooks.heads", "api.workbooks.lines"),
    ("read-models", "projections.round_results", "projections.satisfaction"),
    ("read-models", "projections.tables", "projections.runner"),
    ("facts-only", "projections.round_results", "voting.deciders"),
    ("facts-only", "projections.round_results", "voting.commands"),
    ("facts-only", "projections.round_results", "projects.application"),
    ("facts-only", "projections.round_results", "domain.congress.decider"),
    ("pure-core", "voting.counting", "domain.profile"),
    ("pure-core", "voting.grading", "pydantic"),
    ("pure-core", "voting.shares", "domain.refusals"),
    ("pure-core", "projects.measures", "domain.money"),
    ("pure-core", "projects.thresholds", "domain.money"),
    ("pure-core", "domain.merkle", "cryptography"),
    ("pure-core", "domain.percent", "orjson"),
    ("eventsourcing-door", "domain.events", "eventsourcing"),
    ("eventsourcing-door", "api", "eventsourcing"),
    ("postgres-door", "voting.application", "psycopg"),
    ("postgres-door", "api", "psycopg_pool"),
    ("edge", "domain.profile", "pydantic"),
    ("edge", "projections.round_results", "starlette"),
    ("no-clock", "voting.deciders", "time"),
    ("no-clock", "domain.congress.decider", "random"),
]
ALLOWED = [
    ("api", "domain.storage"),
    ("api.postgres", "psycopg"),
    ("domain.storage", "eventsourcing.postgres"),
    ("domain.storage", "psycopg_pool"),
    ("projections.round_results", "projections.tables"),
    ("projections.round_results", "voting.events"),
    ("projections.round_results", "voting.counting"),
    ("projections.runner", "psycopg"),
    ("voting.application", "domain.storage"),
    ("voting.counting", "domain.percent"),
    ("voting.counting", "fractions"),
    ("voting.deciders", "voting.grading"),
    ("projects.measures", "domain.percent"),
    ("projects.deciders", "projects.measures"),
    ("projections.satisfaction", "projects.measures"),
]


def test_the_code_keeps_its_contracts() -> None:
    status, output = lint(ROOT)
    assert status == 0, output


@pytest.mark.parametrize("contract", CONTRACTS)
def test_every_forbidden_import_breaks_its_contract(house: Path, contract: str) -> None:
    breaches = [(importer, imported) for name, importer, imported in BREACHES if name == contract]
    write_imports(house, breaches)
    status, output = lint(house, contract)
    assert status == 1, output
    assert breaches
    for importer, imported in breaches:
        assert f"{importer} -> {imported} (" in output


@pytest.mark.parametrize("contract", [key for key, value in CONTRACTS.items() if value.get("exhaustive")])
def test_a_module_without_a_place_breaks_the_contract_of_its_folder(house: Path, contract: str) -> None:
    strays = [f"{folder}.stray" for folder in folders(CONTRACTS[contract])]
    for stray in strays:
        write(house, stray)
    status, output = lint(house, contract)
    assert status == 1
    assert all(f"- {stray}" in output for stray in strays)


def test_the_imports_that_the_design_asks_for_are_allowed(house: Path) -> None:
    write_imports(house, ALLOWED)
    status, output = lint(house)
    assert status == 0, output


def test_a_layer_that_exists_is_no_longer_optional() -> None:
    exist = {tail: [path(ROOT, module).exists() for module in modules] for tail, modules in layers().items()}
    arrived = [tail for tail, found in exist.items() if "(" in tail and all(found)]
    assert not arrived, "take the parentheses off these layers in pyproject.toml"


def layers() -> dict[str, list[str]]:
    """Name each layer by its contract, as it is written there, with the modules that it stands for."""
    return {
        f"{contract['id']}: {tail}": [f"{folder}.{tail.strip('()')}" for folder in folders(contract)]
        for contract in LINTER["contracts"]
        if "containers" in contract
        for layer in contract["layers"]
        for tail in re.split(r" *[|:] *", layer)
    }


def folders(contract: dict[str, Any]) -> list[str]:
    """Name the folders whose layers a contract orders; a star stands for the kernel until they are there."""
    return [folder.replace("*", "domain") for folder in contract.get("containers", [])]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Build a house with every room of the contracts in it, all of them empty."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for module in [*LINTER["root_packages"], *(module for modules in layers().values() for module in modules)]:
        write(tmp_path, module)
    return tmp_path


def path(folder: Path, module: str) -> Path:
    """Find the file of a module: a package if there is one, else a single file."""
    package = folder / module.replace(".", "/") / "__init__.py"
    return package if package.exists() else package.parent.with_suffix(".py")


def write(folder: Path, module: str, source: str = "") -> None:
    """Add source to a module, making it and the packages above it."""
    package = folder / module.replace(".", "/") / "__init__.py"
    package.parent.mkdir(parents=True, exist_ok=True)
    with package.open("a", encoding="utf-8") as file:
        file.write(source)


def write_imports(folder: Path, imports: list[tuple[str, str]]) -> None:
    """Let each first module import the second."""
    for importer, imported in imports:
        write(folder, importer, f"import {imported}\n")


def lint(folder: Path, *contracts: str) -> tuple[int, str]:
    """Run the import linter over the packages of a folder, one long line a message."""
    chosen = [argument for contract in contracts for argument in ("--contract", contract)]
    command = [sys.executable, "-c", COMMAND, "--no-logo", "--no-cache", *chosen]
    environment = os.environ | {"COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr
