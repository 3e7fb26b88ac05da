"""What happened at a meeting, in a round of a ballot and in an evaluation, as their published rows say it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from api.lives.told import Act, act, after
from projections.model import Row
from projections.words.sessions import RESOLUTIONS

WHY: Final = {"tie": "入选线上票数相等", "shortfall": "获确定的项目不足应选数"}


def round_life(row: Row) -> list[Act]:
    """From the opening to the announcement; of a past round, that it was held."""
    return list(_round(row))


def _round(row: Row) -> Iterator[Act]:
    word = row.get("word", "票决")
    if row.get("held_on"):
        yield act({"on": row["held_on"]}, f"票决（依据《{row['document']}》补录）")
    if row.get("opened_on"):
        counted = row["attendance"]
        heads = f"，应到{counted['due']}人，实到{counted['present']}人" if counted else ""
        yield act({"on": row["opened_on"]}, f"{row['kind_word']}开始，应选{row['seats']}项{heads}")
    if said := row.get("settled"):
        yield act(said, f"{WHY[said['of']]}，{RESOLUTIONS[said['how']].format(presidium='主席团')}")
    titles = {item["candidate"]: item["title"] for item in row.get("items", ())}
    chosen = "".join(f"《{titles[name]}》" for name in row.get("selected", ()) if name in titles)
    for name, what in (("declared", "当场宣布结果"), ("resolution", "作出决定"), ("confirmed", "党工委确认")):
        if said := row.get(name):
            yield act(said, f"{what}{after(said.get('title', ''))}")
    if said := row.get("announced"):
        paper = "，".join(part for part in (said["number"], said["medium"]) if part)
        yield act(said, f"{row['announcement_word']}{f'（{paper}）' if paper else ''}{after(chosen, f'，{word}确定')}")
    for said in row.get("corrections", ()):
        yield act(said, said.get("withheld") or f"更正到签字的报告单{after(said.get('reason', ''), '，原因：')}")


def evaluation_life(row: Row) -> list[Act]:
    """From the opening to the publication, surveys too."""
    return list(_evaluation(row))


def _evaluation(row: Row) -> Iterator[Act]:
    if row.get("opened_on"):
        yield act(
            {"on": row["opened_on"]}, f"{row['meeting_title']}开始{row['subject_word']}测评，出席{row['present']}人"
        )
    if said := row.get("declared"):
        yield act(said, "当场宣布测评结果")
    if said := row.get("announced"):
        paper = "，".join(part for part in (said["number"], said["medium"]) if part)
        yield act(said, f"公布测评结果{f'（{paper}）' if paper else ''}")
    for said in row.get("surveys", ()):
        yield act(said, f"登记群众测评（{said['survey_word']}），收回{said['responses']}份")


def meeting_life(row: Row) -> list[Act]:
    """Its sittings, and what they adopted."""
    acts = [act(each, f"举行{each['word']}") for each in row["sittings"]]
    if row["adopted"]:
        acts.append(act(row["adopted"], f"通过《{row['adopted']['title']}》"))
    if row["scrutineers"]:
        acts.append(act(row["scrutineers"], "通过监票人"))
    return acts
