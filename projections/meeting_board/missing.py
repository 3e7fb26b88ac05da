"""What is missing before a ballot can be opened at this meeting?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from domain.actors import BODIES
from domain.profile import Quorum
from projections.model import Row
from voting.counting import COMMITTEE, STREET, Words
from voting.shares import hold_quorum


def missing(board: Row, rounds: Sequence[Row], rules: Row | None) -> list[str]:
    """One sentence for each step that stands between now and the next round; empty when it can be opened, or none is held here."""
    if rules is None or board["body"] not in rules["voting"]:
        return []
    return list(_steps(board, rounds, rules))


def quorum_of(counted: Row, rules: Row | None) -> dict[str, Any] | None:
    """Whether those counted are enough for a ballot, in numbers and in words; None where the rules ask for nothing."""
    if rules is None or rules["quorum"] is None:
        return None
    rule = Quorum(**rules["quorum"])
    held = hold_quorum(counted["due"], counted["present"], rule, called=f"应到{_voters(rules)}", clause="B-01")
    return None if held is None else asdict(held)


def _voters(rules: Row) -> str:
    """Those who vote, as a round's own reasons call them."""
    words = {"street_council": STREET, "standing_committee": COMMITTEE}
    return words.get(rules["voting"][0], Words()).voters if rules["voting"] else Words().voters


def _steps(board: Row, rounds: Sequence[Row], rules: Row) -> Iterator[str]:
    word = rules["word"]
    if board["adopted"] is None:
        yield f"尚未通过{word}办法。"
    if not rounds:
        by = "、".join(BODIES[body] for body in rules["final_list_by"])
        yield f"尚未登记正式候选项目名单：由{by}确定，开启{word}时填写。"
    if board["scrutineers"] is None:
        yield "尚未通过监票人。"
    yield from _heads(board, rounds, rules)


def _heads(board: Row, rounds: Sequence[Row], rules: Row) -> Iterator[str]:
    """B-05: heads are counted on the day, and again before every re-ballot."""
    if not board["attendance"]:
        yield "尚未清点人数。"
        return
    last = board["attendance"][-1]
    followed = {row["previous"] for row in rounds}
    called = [row for row in rounds if row["reballot"] and row["round"] not in followed]
    if any(last["number"] <= row["attendance"] for row in called):
        yield "已决定再投一次，尚未重新清点人数。"
        return
    quorum = quorum_of(last, rules)
    if quorum is not None and not quorum["met"]:
        yield quorum["because"]
