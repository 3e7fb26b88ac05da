"""Do the files of the house keep the rules that no linter knows?"""

import ast
import re
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parent.parent
SETUP = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(SETUP)
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
IGNORED = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()] + [".git"]

PACKAGES = {"api", "projections", "projects", "voting", "domain"}
FOLDERS = PACKAGES | {"tests", "docs", "deploy", ".ci"}
PAPERS = {"README.md", "CHANGELOG.md", "DECISIONS.md", "LICENSE"}
FILES = PAPERS | {"pyproject.toml", "requirements.txt", "Makefile", ".gitignore"}
CONTRACTS = {contract["id"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
PURE = {module.removeprefix("*.") for module in CONTRACTS["pure-core"]["source_modules"]}
LONGEST_FILE_LINES: Final = 300
# Each of the two is one file by its nature: an auditor takes it home as one print and reads it on paper.
PRINTED: Final = {"api.bundle.verifier.verify": 880, "api.bundle.verifier.recount": 400}

LOCKED = re.compile(
    r"^([a-z0-9-]+)==\S+(?: ; [^\\\n]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.MULTILINE
)
OVERLOOK = re.compile(r"#\s*(?:noqa: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*|type: ignore\[[\w, -]+\])(?P<reason>.*)")
# Written in pieces, or this file would find itself.
HOSTS = ("pypi" + r"\.org", "python" + "hosted", "npm" + "js", "proxy" + r"\.golang", "docker" + r"\.io")
ELSEWHERE = re.compile(r"(?<![\w.}])/(?:root|tmp|work|home)" + "/|" + "|".join(HOSTS))


def test_the_root_folders_are_those_of_the_import_contract() -> None:
    roots = PROJECT["tool"]["importlinter"]["root_packages"]
    placed = [package.strip() for layer in CONTRACTS["tree"]["layers"] for package in layer.split("|")]
    folders = {path.name for path in entries(ROOT) if path.is_dir() and any(path.glob("*.py"))}
    assert folders - {"tests"} == PACKAGES == set(placed) == set(roots)


def test_nothing_else_lies_about_at_the_root() -> None:
    assert {path.name for path in entries(ROOT) if path.is_dir()} <= FOLDERS
    assert {path.name for path in entries(ROOT) if path.is_file()} == FILES


def test_every_folder_of_code_is_a_package() -> None:
    assert [dotted(path) for path in modules() if not (path.parent / "__init__.py").exists()] == []


def test_every_module_begins_with_one_sentence() -> None:
    # Sources, or the prose of a format, may follow below an empty line.
    docstrings = {dotted(path): ast.get_docstring(parse(path)) or "" for path in modules()}
    one_sentence = re.compile(r"(?:(?![.?!。？！]\s+[A-Z])[^\n])*[.?](?:\n\n.*)?", re.DOTALL)
    assert {module for module, text in docstrings.items() if not one_sentence.fullmatch(text)} == set()


def test_every_module_is_short_enough_to_be_read_and_only_what_is_printed_is_longer() -> None:
    lengths = {dotted(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    too_long = {module: lines for module, lines in lengths.items() if lines > PRINTED.get(module, LONGEST_FILE_LINES)}
    assert too_long == {}
    assert {module for module in PRINTED if lengths[module] <= LONGEST_FILE_LINES} == set()


def test_what_a_checker_is_told_to_overlook_has_its_reason() -> None:
    lines = [(dotted(path), line) for path in modules() for line in path.read_text(encoding="utf-8").splitlines()]
    told = [(module, line, found["reason"]) for module, line in lines if (found := OVERLOOK.search(line))]
    assert [(module, line) for module, line, reason in told if len(reason.strip(" -#")) < 2] == []


def test_every_exception_of_the_project_file_has_its_reason() -> None:
    sections = dict(re.findall(r"^\[(tool\.[\w.-]+)\]\n(.*?)(?=^\[|\Z)", SETUP, re.MULTILINE | re.DOTALL))
    ours = sections["tool.ruff.lint"] + sections["tool.ruff.lint.per-file-ignores"] + sections["tool.uv"]
    exceptions = re.findall(r'^ +".+', ours, re.MULTILINE) + re.findall(r'^ +"ignore.+', SETUP, re.MULTILINE)
    assert len(exceptions) > len(PROJECT["tool"]["ruff"]["lint"]["ignore"])
    assert [line for line in exceptions if not re.search(r"# \w", line)] == []


def test_every_module_that_the_type_checker_spares_has_its_reason() -> None:
    spared = len(PROJECT["tool"]["mypy"].get("overrides", []))
    assert len(re.findall(r"^# .+\n\[\[tool\.mypy\.overrides\]\]", SETUP, re.MULTILINE)) == spared


def test_the_lock_names_everything_that_the_project_asks_for() -> None:
    project = PROJECT["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"], *PROJECT["build-system"]["requires"]]
    assert {re.split(r"[\[<>=]", requirement)[0] for requirement in asked} <= set(LOCKED.findall(LOCK))


def test_everything_in_the_lock_has_its_hashes_and_nothing_has_an_address() -> None:
    rest = {line for line in LOCKED.sub("", LOCK).splitlines() if not line.startswith("#")}
    assert rest <= {"", "--only-binary :all:"}
    assert not re.search(r"https?:|file:|//|/opt", LOCK)


def test_no_file_names_a_machine_or_a_registry() -> None:
    texts = {path.relative_to(ROOT): path.read_text(encoding="utf-8", errors="replace") for path in files(ROOT)}
    assert {(path, found) for path, text in texts.items() for found in ELSEWHERE.findall(text)} == set()


def test_the_pure_core_imports_the_standard_library_and_itself_alone() -> None:
    imported = {(dotted(path), name) for path in modules() if pure(dotted(path)) for name in imports(path)}
    foreign = {(path, name) for path, name in imported if name.split(".")[0] not in sys.stdlib_module_names}
    assert {(path, name) for path, name in foreign if not pure(name)} == set()


def pure(module: str) -> bool:
    """Say whether a module belongs to the pure core, as the import contract names it."""
    return module.startswith(("domain.", "voting.", "projects.")) and module.split(".")[1] in PURE


def modules() -> list[Path]:
    """List every module of the house."""
    return [path for path in files(ROOT) if path.suffix == ".py"]


def files(folder: Path) -> list[Path]:
    """List every file below a folder that git would keep."""
    return [file for path in entries(folder) for file in (files(path) if path.is_dir() else [path])]


def entries(folder: Path) -> list[Path]:
    """List what lies in a folder, without what git ignores."""
    return [path for path in sorted(folder.iterdir()) if not any(fnmatch(path.name, pattern) for pattern in IGNORED)]


def dotted(path: Path) -> str:
    """Name the module of a file."""
    return path.relative_to(ROOT).as_posix().removesuffix(".py").replace("/", ".")


def parse(path: Path) -> ast.Module:
    """Read a module as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Name the modules that a file imports; a relative import is a dot."""
    nodes = list(ast.walk(parse(path)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "." for node in nodes if isinstance(node, ast.ImportFrom)}
