"""What goes with the papers themselves: a label on every bundle, and the list of what is sealed away?"""

from __future__ import annotations

from datetime import date

from api.paper.asked import Asked, Printed
from api.paper.ballots import ballot_name, heading_of
from api.paper.refusals import NotPrintable
from api.paper.rounds import choice_of, name_of, the_round
from api.paper.sheets import NUMBER, Column, Sheet
from api.printed.keys import groups
from domain.calendar import say_day
from projections.model import Row


def labels(asked: Asked) -> Printed:
    """Labels for the bundles of a round, so many papers each; raises `NotPrintable` before the papers were counted."""
    row, state = the_round(asked)
    choice = choice_of(state)
    collected = row["papers"]["collected"]
    if collected is None:
        raise NotPrintable(f"{name_of(row)}还没有登记收回票数，不知道要分几捆。")
    size = asked.bundle
    numbered = row["rules"]["count_method"] == "papers"
    starts = range(1, collected + 1, size)
    return Printed(
        template="labels",
        title=f"{choice.meeting_title}捆签",
        on=date.fromisoformat(row["opened_on"]),
        data={
            "above": choice.meeting_title,
            "heading": f"{heading_of(choice, '项目')}{ballot_name(choice.profile)}（{choice.kind_word}）",
            "labels": [
                {
                    "bundle": f"第{place}捆，共{len(starts)}捆",
                    "papers": f"编号{first}至{_last(first, size, collected)}" if numbered else "",
                    "count": f"{_last(first, size, collected) - first + 1}张",
                }
                for place, first in enumerate(starts, start=1)
            ],
            "signed": ["计票人（第一遍）", "计票人（第二遍）", "复核"] if numbered else ["计票人", "复核", "监票人"],
        },
    )


def _last(first: int, size: int, collected: int) -> int:
    return min(first + size - 1, collected)


def sealing(asked: Asked) -> Printed:
    """封存清单 of a round's papers; what is not recorded is left open, to be filled in by hand."""
    row, state = the_round(asked)
    choice = choice_of(state)
    papers = row["papers"]
    archived = papers["archived"]
    things = [(ballot_name(choice.profile) + "（收回的）", papers["collected"], "张", _sorted(row))]
    things += [("换回的票", papers["exchanged"], "张", ""), ("作废的余票", papers["surplus_voided"], "张", "剪角作废")]
    things += [("计票结果报告单（签字的原件）", 1, "份", _sheets(row))]
    if row["rules"]["count_method"] == "papers":
        things += [("编号对照文件", 1, "份", ""), ("编号对照文件的口令", 1, "份", "抄在纸条上")]
    return Sheet(
        above=choice.meeting_title,
        heading=f"{heading_of(choice, '项目')}票封存清单",
        below=choice.kind_word,
        on=date.fromisoformat(archived["on"] if archived else row["opened_on"]),
        facts=[
            ("封存地点", archived["place"] if archived else ""),
            ("包数", f"{archived['packages']}包" if archived else ""),
            ("保存至", say_day(archived["keep_until"]) if archived and archived["keep_until"] else ""),
        ],
        facts_across=2,
        columns=[
            NUMBER,
            Column(head="封存的材料", align="left"),
            Column(head="数量", width=6),
            Column(head="备注", width=19, align="left"),
        ],
        rows=[
            [str(place), name, "" if number is None else f"{number}{unit}", note]
            for place, (name, number, unit, note) in enumerate(things, start=1)
        ],
        signatures=(("总监票人", "封存人"), ("监票人", "接收保管人")),
        dated=True,
        roomy=0.7,
    ).printed()


def _sorted(row: Row) -> str:
    return "" if row["valid"] is None else f"有效{row['valid']}张，无效{row['invalid']}张"


def _sheets(row: Row) -> str:
    """The hash of the photograph that was filed, by which it is known again."""
    return f"照片的SHA-256：{' '.join(groups(row['sheets'][-1]['sha256']))}" if row["sheets"] else ""
