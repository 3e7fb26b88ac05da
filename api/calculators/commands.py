"""Which commands does the command line offer for the calculators: `minsheng tally`, `minsheng grade`?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

import click

from api.calculators.answers import Answered, Calculator, answer_lines, refuse
from api.calculators.faults import Fault
from api.calculators.grade import grade as grade_case
from api.calculators.tally import tally as tally_case
from domain.profile import BALLOT_PRESETS, EVALUATION_PRESETS

UNREADABLE: Final[dict[type[OSError], str]] = {
    FileNotFoundError: "没有这个文件",
    IsADirectoryError: "这是一个文件夹",
    PermissionError: "没有读取权限",
}
Presets = dict[str, dict[str, Any]]


def _command(name: str, calculator: Calculator, presets: Presets, says: str) -> click.Command:
    """A command that answers a file, or prints a preset."""

    def run(source: str | None, preset: str | None, *, lines: bool) -> None:
        _run(calculator, presets, source, preset, lines=lines)

    return click.Command(
        name,
        help=says,
        callback=run,
        params=[
            click.Argument(["source"], metavar="FILE|-", required=False),
            click.Option(["--lines"], is_flag=True, help="每行一例，每行一个答复；退出码取最大的一个。"),
            click.Option(["--preset"], metavar="NAME", help=f"打印一套预设规则后退出：{'、'.join(presets)}。"),
        ],
    )


def _run(calculator: Calculator, presets: Presets, source: str | None, preset: str | None, *, lines: bool) -> None:
    context = click.get_current_context()
    if source is not None and preset is None:
        context.exit(_compute(calculator, source, lines=lines))
    if source is not None or preset is None:
        raise click.UsageError("请给出一个文件（或-），或者用--preset NAME打印一套预设规则。")
    if preset in presets:
        click.echo(json.dumps(presets[preset], ensure_ascii=False, indent=2))
        return
    detail = f"没有名为“{preset}”的预设规则，可用的是：{'、'.join(presets)}。"
    context.exit(_print([refuse([Fault("/preset", "unknown_preset", detail)])]))


def _compute(calculator: Calculator, source: str, *, lines: bool) -> int:
    """Print the answers to a file and return the exit code."""
    try:
        file = click.open_file(source, "rb")
    except OSError as error:
        why = UNREADABLE.get(type(error), error.strerror)
        return _print([refuse([Fault("", "unreadable", f"读不到文件“{source}”：{why}。")])])
    with file:
        return _print(answer_lines(calculator, file) if lines else [calculator(file.read())])


def _print(answers: Iterable[Answered]) -> int:
    """Print each answer as it comes; the highest exit code is that of the whole."""
    worst = 0
    for answered in answers:
        click.echo(answered.body, nl=False)
        worst = max(worst, answered.exit_code)
    return worst


tally = _command(
    "tally",
    tally_case,
    BALLOT_PRESETS,
    "按规则计票：读入一个JSON文件（-为标准输入），输出结果和理由。"
    "退出码：0已计出（无论结果如何），1数字对不上，2输入有误。",
)
grade = _command(
    "grade",
    grade_case,
    EVALUATION_PRESETS,
    "按规则评定测评等次：读入一个JSON文件（-为标准输入），输出等次、满意率和理由。退出码：0已算出，2输入有误。",
)
