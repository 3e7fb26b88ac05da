"""Which words may a template use, and how is it kept from running on, walking about or swelling?

A template may print a name of the document, take its parts (`block.text`), go through a list and ask whether something is so: nothing
else of the language. It is read before it runs, so that a forbidden word is refused by name; beside that it runs in Jinja's sandbox, on
copies of the data that count how often they are gone through, and its output is measured while it grows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from jinja2 import StrictUndefined, Template, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from api.paper.refusals import TemplateRefused

DEEPEST_LOOP: Final = 3
DEEPEST: Final = 12
"""How many ifs and loops may stand within one another."""
MOST_TURNS: Final = 200_000
LONGEST_OUTPUT: Final = 6 * 2**20
ALLOWED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.For, nodes.If,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
PATHS: Final = (nodes.Name, nodes.Getattr, nodes.Getitem)


class Text(str):
    """A text of the document that no loop can take apart."""

    __slots__ = ()

    def __iter__(self) -> NoReturn:
        """A loop over letters is none over a document."""
        raise TemplateRefused("模板里的循环只能用在列表上（body、signed、paragraphs、heads、rows），不能用在文字上。")


@dataclass(slots=True)
class Turns:
    """How many turns all loops together have left."""

    left: int = MOST_TURNS

    def take(self) -> None:
        """One turn of a loop; raises `TemplateRefused` when there are none left."""
        self.left -= 1
        if self.left < 0:
            raise TemplateRefused(f"模板里的循环一共超过{MOST_TURNS}次，请减少循环套循环。")


@dataclass(frozen=True, slots=True)
class Many(Sequence[Any]):
    """A list of the document; going through it takes turns."""

    _items: tuple[Any, ...]
    _turns: Turns

    def __len__(self) -> int:
        """How many there are."""
        return len(self._items)

    def __getitem__(self, place: Any) -> Any:
        """The item at a place."""
        return self._items[place]

    def __iter__(self) -> Iterator[Any]:
        """The items, one turn each."""
        for item in self._items:
            self._turns.take()
            yield item


def guarded(value: Any, turns: Turns | None = None) -> Any:
    """A copy of JSON-native data for a template to go through."""
    turns = turns or Turns()
    match value:
        case str():
            return Text(value)
        case Mapping():
            return {name: guarded(each, turns) for name, each in value.items()}
        case list() | tuple():
            return Many(tuple(guarded(each, turns) for each in value), turns)
        case _:
            return value


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of every template, ours and an office's."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_printed)
        self.template_class = Measured
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Read, and refuse whatever is not allowed before it is compiled."""
        tree = super()._parse(source, name, filename)
        _check(tree, 0, 0)
        return tree


class Measured(Template):
    """A template whose output is measured while it grows."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The output; raises `TemplateRefused` when it grows too large."""
        pieces, size = [], 0
        for piece in self.generate(*args, **kwargs):
            size += len(piece)
            if size > LONGEST_OUTPUT:
                raise TemplateRefused(f"模板填好以后大于{LONGEST_OUTPUT // 2**20}兆，请减少循环套循环。")
            pieces.append(piece)
        return "".join(pieces)


def _printed(value: Any) -> Any:
    """A value as it is printed: braces as entities, so that nothing that reads the result takes them for its own."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Undefined):
        str(value)  # which raises, with the name
    if not isinstance(value, (str, int)):
        raise TemplateRefused("模板里的{{ }}只能印文字，列表要用循环印。")
    shown = str(escape(str(value)))
    return Markup(shown.replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - escaped on the line before


def _check(node: nodes.Node, loops: int, depth: int) -> None:
    if not isinstance(node, ALLOWED):
        raise TemplateRefused(f"模板里不能用“{type(node).__name__}”：只能印名称、取其中的一项、用for循环、用if判断。")
    if isinstance(node, nodes.Name | nodes.Getattr):
        name = node.name if isinstance(node, nodes.Name) else node.attr
        if name.startswith("_"):
            raise TemplateRefused(f"模板里不能用“{name}”。")
    if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
        raise TemplateRefused("模板里方括号内只能写数字或者名称。")
    depth += isinstance(node, nodes.For | nodes.If)
    if depth > DEEPEST:
        raise TemplateRefused(f"模板里的for和if最多套{DEEPEST}层。")
    if isinstance(node, nodes.For):
        loops += 1
        if node.recursive or loops > DEEPEST_LOOP or not isinstance(node.iter, PATHS):
            raise TemplateRefused(f"模板里的循环只能用在列表上，最多套{DEEPEST_LOOP}层，不能递归。")
    for child in node.iter_child_nodes():
        _check(child, loops, depth)
