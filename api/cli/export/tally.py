"""How do the papers of a CVR file, ours or another's, become a case for `minsheng tally`?"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click
import orjson

from api.cli.chinese import Number
from api.cli.files import FILE, about, check_target, read_file, write_once
from api.opendata.cvr_reading import MOST_BYTES, read_cvr
from api.opendata.cvr_tally import tally_case

HELP: Final = (
    "把CVR文件（NIST SP 1500-103，JSON）里逐张的票写成minsheng tally的输入，好在别的电脑上按任何规则重新计票。"
    "只读票面：哪张有效、谁被确定，由计票规则算出来。应到、实到不在CVR文件里，用--due、--present写。"
)


@click.command("tally", help=HELP)
@click.option("--cvr", "source", metavar="文件", required=True, type=FILE, help="CVR文件。")
@click.option("--due", type=Number(), metavar="人数", help="应到多少人。")
@click.option("--present", type=Number(), metavar="人数", help="实到多少人。")
@click.option("--output", "target", metavar="文件", required=True, type=FILE, help="写成哪个文件，不能已经有。")
def tally(source: Path, *, due: int | None, present: int | None, target: Path) -> None:
    """Read a CVR file and write the case."""
    check_target(target)
    with about(source):
        found = read_cvr(read_file(source, MOST_BYTES))
    case = tally_case(found, due=due, present=present)
    write_once(target, orjson.dumps(case, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    papers = sum(paper["count"] for paper in case["papers"])
    click.echo(f"已写成：{target}")
    click.echo(
        f"候选项目{len(found.candidates)}项，应确定{found.seats}项，票{papers}张。用minsheng tally {target}计票。"
    )
