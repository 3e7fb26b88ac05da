"""Which topics, refusals and codes does the house have, as its own modules say?"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from api.http.faults import KINDS, UNNAMED
from api.postgres.faults import MESSAGES
from domain.events import Event, topics
from domain.refusals import Refusal
from tests.docs.markdown import ROOT

APART = "api.bundle.verifier"
"""Programs of their own, which go out with a bundle: nobody here imports them."""

PACKAGES = ("domain", "voting", "projects", "projections", "api")

# Where a code stands as a plain text among the arguments of a call, and at which place.
CALLS = {"Fault": 1, "fault": 1, "BodyFault": 0, "_unreadable": 0, "PostgresUnavailable": 0}


@cache
def modules() -> tuple[str, ...]:
    """The names of all modules of the house, every one of them imported."""
    found = [
        module.name
        for package in PACKAGES
        for module in walk_packages(import_module(package).__path__, f"{package}.")
        if not module.name.startswith(APART)
    ]
    for name in found:
        import_module(name)
    return tuple(found)


def events() -> dict[str, type[Event]]:
    """Every kind of event by its topic."""
    ours = modules()
    return {topic: cls for topic, cls in topics().items() if cls.__module__ in ours}


def refusals() -> set[type[Refusal]]:
    """Every reason that has a code of its own."""
    ours = modules()
    known: list[type[Refusal]] = [Refusal, *_below(Refusal)]
    return {cls for cls in known if cls.__module__ in ours and "code" in vars(cls)}


def codes() -> set[str]:
    """Every code that the house can answer, of refusals, faults, laws, notices and the environment."""
    # What a form calls a field named `code` is Chinese, and no code.
    written = {code for module in modules() for code in _written_in(module) if code.isascii()}
    return written | set(MESSAGES) | {code for code, _ in (*KINDS.values(), UNNAMED)}


def _below(cls: type[Refusal]) -> Iterator[type[Refusal]]:
    for each in cls.__subclasses__():
        yield each
        yield from _below(each)


def _written_in(module: str) -> Iterator[str]:
    """Codes as text: `code = …`, `code=…`, `{"code": "…"}`, and the calls above."""
    path = ROOT.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        for value in _values(node):
            # Written out, or one of two; whatever is computed comes from a code that is written out elsewhere.
            found = (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,)
            yield from (each.value for each in found if isinstance(each, ast.Constant) and isinstance(each.value, str))


def _values(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.Assign(targets=[ast.Name(id="code")], value=value) | ast.keyword(arg="code", value=value):
            yield value
        case ast.AnnAssign(target=ast.Name(id="code"), value=ast.expr() as value):
            yield value
        case ast.Dict(keys=keys, values=values):
            pairs = zip(keys, values, strict=True)
            yield from (value for key, value in pairs if isinstance(key, ast.Constant) and key.value == "code")
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments) if name in CALLS:
            yield from arguments[CALLS[name] : CALLS[name] + 1]
