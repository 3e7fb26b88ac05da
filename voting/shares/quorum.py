"""Are enough members present to decide or to grade?"""

from __future__ import annotations

from dataclasses import dataclass

from voting.shares.share import Share, missed, reached, required


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """Members `required` and `present`; `required` and `met` are None where a number that they need was not given."""

    required: int | None
    present: int | None
    met: bool | None
    rule: str
    because: str


def hold_quorum(
    roll: int | None, present: int | None, rule: Share | None, *, called: str, clause: str
) -> Quorum | None:
    """Hold those present against the share of the roll that must attend (rules.md B-01 to B-04); None without a rule.

    `called` is what the roll is called in the sentence (应到代表, 全体常委会组成人员), `clause` the rule's id.
    """
    if rule is None:
        return None
    needed = None if roll is None else required(roll, rule)
    if needed is None or present is None:
        missing = "、".join(name for name, number in ((f"{called}人数", roll), ("实到人数", present)) if number is None)
        because = f"未给出{missing}，未核对法定人数（须{reached(called, rule)}）。"
        return Quorum(required=needed, present=present, met=None, rule=clause, because=because)
    came = f"{called}{roll}人，实到{present}人"
    if present >= needed:
        because = f"{came}，{reached(called, rule)}（至少{needed}人），符合法定人数。"
    else:
        because = f"{came}，{missed(called, rule)}（至少{needed}人），差{needed - present}人，不符合法定人数。"
    return Quorum(required=needed, present=present, met=present >= needed, rule=clause, because=because)
