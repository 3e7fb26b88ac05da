"""Which small changes of a program would its tests not notice?

`python -m tests.bench.mutants verify [MOST]` (or `recount`, `merkle`) changes one operator, constant, returned value or statement at a time
and runs the tests on each such mutant: first what is quick, in the same process, then what is thorough on those that were left.
What tests ask of the program in a process of its own is not asked of a mutant, so that a change of that alone survives.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib.util
import io
import multiprocessing
import os
import random
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import compress
from pathlib import Path
from types import ModuleType

import pytest

from tests.bundles.damages import DAMAGES
from tests.bundles.edges import edges
from tests.bundles.maker import of_every_kind

ROOT = Path(__file__).parents[2]
FILES = {
    "verify": ROOT / "api" / "bundle" / "verifier" / "verify.py",
    "recount": ROOT / "api" / "bundle" / "verifier" / "recount.py",
    "merkle": ROOT / "domain" / "merkle.py",
}
THOROUGH = {
    "verify": ["kept", "recount", "hostile", "told", "parts", "headers", "timestamps", "page"],
    "recount": ["recount", "told", "parts"],
}
# Seconds of the processor, so that a busy machine kills no mutant; who waits for nothing gets so many times as long.
QUICK_S, THOROUGH_S, WAITS, MEMORY = 30, 100, 6, 3 * 2**30
COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
SIMPLE = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Raise, ast.Continue, ast.Break)
Slot = tuple[object, str, int | None, ast.AST]


@dataclass(frozen=True)
class Mutant:
    """A changed program: where, what stood there and what stands there now."""

    line: int
    before: str
    after: str
    code: object

    def __str__(self) -> str:
        return f"line {self.line}: {self.before} → {self.after}"


def main(name: str, most: str = "") -> int:
    """Print the survivors of one program as they are found, and how many they are; of `most` mutants picked by chance."""
    whole = mutants(name)
    if name != "merkle":
        _battery()
    numbers = sorted(random.Random(1).sample(range(len(whole)), int(most) if most else len(whole)))  # noqa: S311 - the same each time
    left = list(_alive(_quick, name, numbers))
    print(f"{name}: {len(numbers)} of {len(whole)} mutants, {len(left)} left by what is quick", flush=True)
    survivors = 0
    for number in _alive(_thorough, name, left):
        survivors += 1
        print(whole[number], flush=True)
    print(f"{name}: {survivors} of {len(numbers)} survive, {100 * survivors / len(numbers):.1f} %")
    return 0


def _alive(lives: Callable[[str, int], bool], name: str, numbers: Sequence[int]) -> Iterator[int]:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")) as pool:
        yield from compress(numbers, pool.map(lives, [name] * len(numbers), numbers))


@cache
def mutants(name: str) -> list[Mutant]:
    tree = ast.parse(FILES[name].read_text(encoding="utf-8"))
    found = []
    for holder, field, index, node in list(_slots(tree)):
        for other in _others(node):
            _put(holder, field, index, ast.copy_location(other, node))
            with contextlib.suppress(ValueError, SyntaxError):
                code = compile(ast.fix_missing_locations(tree), str(FILES[name]), "exec")
                found.append(Mutant(node.lineno, _said(node), _said(other), code))  # type: ignore[attr-defined] # all have lines
            _put(holder, field, index, node)
    return found


def _slots(node: ast.AST) -> Iterator[Slot]:
    """Every place of the tree that may change, with what stands there: no annotation, docstring, or sentence for people."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or _is_told(child):
                continue
            yield node, field, index, child
            yield from _slots(child)


def _is_told(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.JoinedStr(values=values):
            return any(isinstance(each, ast.Constant) and not str(each.value).isascii() for each in values)
        case ast.Constant(value=str() as text):
            return not text.isascii()
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
            return True
        case _:
            return False


def _put(holder: object, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(holder, field, node)
    else:
        getattr(holder, field)[index] = node


def _others(node: ast.AST) -> Iterator[ast.AST]:
    """What else could stand here."""
    match node:
        case ast.Compare(left, ops, comparators):
            for place, op in enumerate(ops):
                changed = [*ops[:place], COMPARED[type(op)](), *ops[place + 1 :]]
                yield ast.Compare(left, changed, comparators)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, op, right) if type(op) in COMPUTED:
            yield ast.BinOp(left, COMPUTED[type(op)](), right)
        case ast.AugAssign(target, op, value) if type(op) in COMPUTED:
            yield ast.AugAssign(target, COMPUTED[type(op)](), value)
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(str() as value):
            yield ast.Constant(f"{value}x")
        case ast.Constant(bytes() as value):
            yield ast.Constant(value + b"x")
        case ast.Return(value) if value is not None and not (isinstance(value, ast.Constant) and value.value is None):
            yield ast.Return(ast.Constant(None))
    if isinstance(node, SIMPLE):
        yield ast.Pass()


def _said(node: ast.AST) -> str:
    return ast.unparse(ast.fix_missing_locations(node)).partition("\n")[0][:90]


def _installed(name: str, mutant: Mutant) -> dict[str, ModuleType]:
    """The program with the change, and with it what uses it."""
    if name == "merkle":
        return {"domain.merkle": _executed("domain.merkle", mutant.code)}
    recount = _executed("recount", mutant.code if name == "recount" else _original("recount"))
    sys.modules["recount"] = recount
    return {"recount": recount, "verify": _executed("verify", mutant.code if name == "verify" else _original("verify"))}


@cache
def _original(name: str) -> object:
    return compile(FILES[name].read_text(encoding="utf-8"), str(FILES[name]), "exec")


def _executed(name: str, code: object) -> ModuleType:
    spec = importlib.util.spec_from_loader(name, None)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(FILES[name.rpartition(".")[2]])
    sys.modules[name] = module
    exec(code, module.__dict__)  # type: ignore[arg-type] # noqa: S102 - our own program, changed
    return module


def _quick(name: str, number: int) -> bool:
    """Whether the mutant lives through every made bundle; those that killed others come first."""
    if name == "merkle":
        return True
    cases = _battery()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, QUICK_S)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            verify = _installed(name, mutants(name)[number])["verify"]
            for place, (arguments, right) in enumerate(cases):
                if not right(verify, arguments):
                    cases.insert(0, cases.pop(place))
                    return False
    except (Exception, SystemExit):  # noqa: BLE001 - however it fails, it is noticed
        return False
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        gc.collect()  # verify.py switches it off
    return True


def _too_long(*_: object) -> None:
    raise TimeoutError


Right = Callable[[ModuleType, Sequence[str]], bool]


@cache
def _battery() -> list[tuple[Sequence[str], Right]]:
    """The bundles of tests/verifier/test_made_bundles.py, each with what that test asks."""
    folder = Path(tempfile.mkdtemp(prefix="minsheng-mutants-"))
    good = of_every_kind()
    cases: list[tuple[Sequence[str], Right]] = []
    for number, bundle in enumerate(good):
        cases.append((bundle.laid_out(folder / f"good {number}"), _says(0)))
    for edge in edges():
        verdict = {0: "", 1: "false", 2: "unchecked"}[edge.code]
        cases.append((edge.bundle.laid_out(folder / f"edge {len(cases)}"), _says(edge.code, edge.check, verdict)))
    for name, damage in DAMAGES.items():
        chance = random.Random(name)  # noqa: S311 - the same damage each time
        tried = (damage(chance.choice(good), chance) for _ in range(300))
        found = next(each for each in tried if each is not None)
        right = _says(found.code, found.check, found.verdict, found.position)
        cases.append((found.bundle.laid_out(folder / name), right))
    return cases


def _says(code: int, check: str = "", verdict: str = "", position: int = 0) -> Right:
    def right(verify: ModuleType, arguments: Sequence[str]) -> bool:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            found = verify.main(arguments)
        said = {each["check"]: each for each in verify.json.loads(printed.getvalue())}
        blamed = (
            {each["verdict"] for each in said.values()} <= {"ok", "skipped"}
            if not check
            else said[check]["verdict"] == verdict
        )
        return bool(found == code and blamed and (not position or said[check]["position"] == position))

    return right


def _thorough(name: str, number: int) -> bool:
    """Whether the mutant lives through the other tests, in a process of its own."""
    child = multiprocessing.get_context("fork").Process(target=_tested, args=(name, number))
    child.start()
    child.join(WAITS * THOROUGH_S)
    if child.is_alive():
        child.kill()
        child.join()
    return child.exitcode == 0


def _tested(name: str, number: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (THOROUGH_S, THOROUGH_S))
    _installed(name, mutants(name)[number])
    tests = (
        ["tests/test_merkle.py"] if name == "merkle" else [f"tests/verifier/test_{each}.py" for each in THOROUGH[name]]
    )
    sys.exit(int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *(str(ROOT / each) for each in tests)])))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
