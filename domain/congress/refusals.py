"""Why is something about a congress, its terms, rules and units not recorded?"""

from __future__ import annotations

from domain.refusals import Refusal


class CongressMergedAway(Refusal):
    """The congress was merged into another one; nothing more happens to it."""

    code = "congress_merged"
    title = "该人大已经撤并"


class CodeTaken(Refusal):
    """Another congress stands under this division code."""

    code = "code_taken"
    title = "这个行政区划代码已被使用"


class UnknownLabel(Refusal):
    """A local name was given for something that has none in this ledger."""

    code = "unknown_label"
    title = "没有这种叫法"


class TermNotNext(Refusal):
    """Terms follow one another without a gap."""

    code = "term_not_next"
    title = "届次不连续"


class TermNotBegun(Refusal):
    """No 届 was recorded, so nobody knows how many deputies are in office."""

    code = "term_not_begun"
    title = "尚未登记换届"


class DeputiesOutOfRange(Refusal):
    """No congress can have this many deputies."""

    code = "deputies_out_of_range"
    title = "代表人数不对"


class RollDiffers(Refusal):
    """What the caller believes to be the deputies in office is not what is recorded."""

    code = "roll_differs"
    title = "变动前的在任人数与登记的不一致"


class RollAgainstReason(Refusal):
    """A by-election adds deputies, every other reason takes them away."""

    code = "roll_against_reason"
    title = "人数增减与变动原因不符"


class ProfileOfOtherLevel(Refusal):
    """The rules were made for another level than that of the congress."""

    code = "profile_of_other_level"
    title = "规则的行政层级与该人大不符"


class NothingDiffers(Refusal):
    """What was handed in is what stands already."""

    code = "nothing_differs"
    title = "与现有登记相同，没有变化"


class MergedIntoItself(Refusal):
    """A congress or a unit cannot go on as itself after a merger."""

    code = "merged_into_itself"
    title = "不能合并到自身"


class NotErasable(Refusal):
    """The event does not tell what somebody said or saw, or who somebody is; what is decided or judged stays."""

    code = "not_erasable"
    title = "这类事项不能删除内容"


class ErasureWithoutBasis(Refusal):
    """Nothing is erased but by law, and the law is named."""

    code = "erasure_without_basis"
    title = "没有写明删除的法律依据"


class ErasureOutOfRange(Refusal):
    """An erasure names nothing, or more than anybody looks through."""

    code = "erasure_out_of_range"
    title = "一次删除的条数不对"


class ErasedTwice(Refusal):
    """An erasure lists a position twice."""

    code = "erased_twice"
    title = "同一条写了两次"


class ErasedBefore(Refusal):
    """The content was erased, or its erasure is recorded already."""

    code = "erased_before"
    title = "内容已经删去"


class ErasureElsewhere(Refusal):
    """The position belongs to another congress."""

    code = "erasure_elsewhere"
    title = "不是本人大登记的内容"


class UnknownUnit(Refusal):
    """No responsible unit was registered under this number."""

    code = "unknown_unit"
    title = "没有登记过这个承办单位"


class UnitTaken(Refusal):
    """A unit stands under this number already, or bears this name."""

    code = "unit_taken"
    title = "承办单位编号或名称重复"


class UnitMergedAway(Refusal):
    """The unit was merged into another one and cannot be used any more."""

    code = "unit_merged"
    title = "该承办单位已经合并"
