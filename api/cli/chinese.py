"""How does the command line say in Chinese what click would say in English?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from typing import Any

import click

from domain.calendar import FIRST_DAY, LAST_DAY, parse_day
from domain.canonical import LARGEST_INTEGER
from domain.refusals import Refusal

SECTIONS = {"Options": "选项", "Commands": "命令", "Arguments": "参数", "Positional arguments": "参数"}
LAST_PORT = 65535
LONGEST_LINE = 45
CHINESE = re.compile("[\u4e00-\u9fff]")


class Formatter(click.HelpFormatter):
    """Help with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the first line of a help text."""
        super().write_usage(prog, args, prefix or "用法：")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Write a section under its Chinese heading."""
        with super().section(SECTIONS.get(name, name)):
            yield

    def write_dl(self, rows: Iterable[tuple[str, str]], *widths: int, **more: int) -> None:
        """Write verbs or options; what click adds in English to an option is said in Chinese."""
        said = ((name, text.replace("  [required]", "必写。")) for name, text in rows)
        super().write_dl([*said], *widths, **more)

    def write_heading(self, heading: str) -> None:
        """Write a heading with a full-width colon."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")


class Context(click.Context):
    """A context whose help is Chinese."""

    formatter_class = Formatter


class Verbs(click.Group):
    """The verbs of the command line; `verbs` names for each the module and the command in it.

    `default` is the verb whose options may stand without it.
    """

    context_class = Context

    def __init__(self, *, verbs: Mapping[str, str], default: str = "", **rest: Any) -> None:
        super().__init__(**rest, no_args_is_help=True, subcommand_metavar="命令 [选项]…", options_metavar="[选项]")
        self.places = verbs
        self.default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, the default verb before options that stand without one."""
        bare = self.default and args and args[0].startswith("-") and args[0] not in ctx.help_option_names
        return super().parse_args(ctx, [self.default, *args] if bare else args)

    def commands_below(self) -> dict[str, click.Command]:
        """Every command by what is typed after the name, those of verbs that have verbs of their own one by one."""
        found: dict[str, click.Command] = {}
        for verb in self.places:
            command = self.get_command(Context(self), verb)
            assert command is not None
            below = command.commands_below() if isinstance(command, Verbs) else {"": command}
            found |= {f"{verb} {rest}".rstrip(): each for rest, each in below.items()}
        return found

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Explain `--help` in Chinese."""
        return _in_chinese(super().get_help_option(ctx))

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Every verb in the order of the table."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb, imported now, so that a calculator does not wait for a database driver."""
        place = self.places.get(cmd_name)
        if place is None:
            return None
        module, _, name = place.partition(":")
        found: click.Command = getattr(import_module(module), name)
        found.context_class = Context
        found.options_metavar = "[选项]"
        # Click cuts at a blank, and a Chinese sentence has none.
        found.short_help = _shortened(found.help or "")
        _in_chinese(found.get_help_option(ctx))
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that the arguments begin with; an unknown one is refused in Chinese."""
        if args and not args[0].startswith("-") and args[0] not in self.places:
            raise click.UsageError(f"没有“{args[0]}”这个命令，可用的有{'、'.join(self.places)}。", ctx)
        return super().resolve_command(ctx, args)


class OneOf(click.ParamType[str]):
    """One of some words."""

    name = "word"

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, if it is one of them."""
        if value not in self._words:
            self.fail(f"没有“{value}”，可用的有{'、'.join(self._words)}。", param, ctx)
        return str(value)


class Year(click.ParamType[int]):
    """A year of the ledger's calendar."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year as a number."""
        if not re.fullmatch("[0-9]{4}", str(value)) or not FIRST_DAY.year <= int(value) <= LAST_DAY.year:
            self.fail(f"应为{FIRST_DAY.year}至{LAST_DAY.year}的年度，例如2024。", param, ctx)
        return int(value)


class Number(click.ParamType[int]):
    """A whole number from 1 to `most`: a position of the log, how many events it has, a port."""

    name = "number"

    def __init__(self, most: int = LARGEST_INTEGER) -> None:
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        if not re.fullmatch("[0-9]{1,16}", str(value)) or not 1 <= int(value) <= self.most:
            self.fail(f"应为1至{self.most}的整数。", param, ctx)
        return int(value)


class Day(click.ParamType[date]):
    """A day of the ledger's calendar."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day."""
        try:
            return parse_day(value)
        except Refusal as refused:
            self.fail(refused.detail, param, ctx)


def usage_fault(error: click.ClickException) -> str:
    """What is wrong with a command line, in Chinese."""
    match error:
        case click.NoSuchOption():
            near = f"，是不是{'、'.join(error.possibilities)}" if error.possibilities else ""
            return f"没有“{error.option_name}”这个选项{near}。"
        case click.MissingParameter():
            return f"缺少{_named(error)}。"
        case click.BadParameter():
            return f"{_named(error)}的值不对：{error.message}"
        case click.BadOptionUsage():
            how = "后面要写一个值" if "requires an argument" in error.message else "后面不写值"
            return f"选项“{error.option_name}”用法不对，它{how}，请看--help。"
        case click.FileError():
            return f"打不开文件{error.ui_filename}。"
        case _:
            # Only our own sentences are Chinese; what click says besides them is about surplus or missing arguments.
            return error.message if CHINESE.search(error.message) else "参数的个数不对，请看--help。"


def _shortened(text: str) -> str:
    sentence, _, _ = text.partition("。")
    return f"{sentence if len(sentence) <= LONGEST_LINE else sentence.partition('：')[0]}。"


def _in_chinese(help_option: click.Option | None) -> click.Option | None:
    if help_option is not None:
        help_option.help = "显示本帮助后退出。"
    return help_option


def _named(error: click.BadParameter) -> str:
    hint: Sequence[str] | str | None = error.param_hint
    if hint is None and error.param is not None:
        hint = error.param.get_error_hint(error.ctx)
    text = hint if isinstance(hint, str) else "、".join(hint or ())
    return f"参数{text}" if text else "参数"
