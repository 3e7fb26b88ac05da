"""Which ballot rules cannot hold together?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.profile.coherence.contradiction import Contradiction
from domain.profile.words import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.profile.model import Profile
    from domain.profile.shares import Op

BINDING_VOTES = ("congress_ballot", "report_vote", "sc_vote")


class BallotOrReport(Contradiction):
    """Nobody votes on projects under 报告制, and everybody else needs ballot rules (§5.7)."""

    code = "ballot_or_report"
    title = "报告制没有票决规则，其他方式须有票决规则"
    touches = ("/decision_mode",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Rules without a vote, or a vote without rules."""
        if profile.decision_mode == "report_only" and profile.ballot is not None:
            yield "/ballot", "报告制（report_only）不进行票决，票决规则应为空值（null）。"
        if profile.decision_mode != "report_only" and profile.ballot is None:
            yield "/ballot", "要进行票决（票选），就须有票决规则，不能为空值（null）。"


class ItemwiseRules(Contradiction):
    """逐项表决 lets every item stand for itself: 等额, with a threshold, on approvals (P-04)."""

    code = "itemwise_rules"
    title = "逐项表决与其他规定矛盾"
    touches = ("/ballot/mode",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Whatever keeps items from passing each by itself."""
        rules = profile.ballot
        if rules is None or rules.mode != "itemwise":
            return
        if not profile.candidate.allow_equal:
            yield "/candidate/allow_equal", "逐项表决（itemwise）是等额表决，须允许等额（allow_equal）。"
        if rules.threshold is None:
            yield "/ballot/threshold", "逐项表决须有通过门槛，否则每一项都会通过。"
        if rules.selection_rule == "exactly":
            yield "/ballot/selection_rule", "逐项表决不能规定选满（exactly），否则代表只能对每一项都赞成。"
        if rules.style in ("rank", "choose_one_variant"):
            yield "/ballot/style", "排序票和方案选一票不能逐项表决。"


class ReportIsOneItem(Contradiction):
    """表决报告 is one vote on the whole report, yes or no (杨浦, §1.2)."""

    code = "report_vote_itemwise"
    title = "表决报告只能逐项表决"
    touches = ("/decision_mode",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """A report put up for a choice of the first few."""
        rules = profile.ballot
        if profile.decision_mode == "report_vote" and rules is not None and rules.mode != "itemwise":
            yield "/ballot/mode", "表决报告（report_vote）是对整个报告表决，确定方式只能是逐项通过（itemwise）。"


class QuorumMissing(Contradiction):
    """A body that decides needs a quorum (B-01, B-04; 地方组织法 art. 14, 51)."""

    code = "quorum_missing"
    title = "须有法定人数"
    touches = ("/decision_mode",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """A binding vote without one."""
        rules = profile.ballot
        if profile.decision_mode in BINDING_VOTES and rules is not None and rules.quorum is None:
            yield "/ballot/quorum", "作出决定的会议须有法定人数，不能为空值（null）。"


class OutOfReach(Contradiction):
    """A share that nobody can ever reach: above the whole, or more than all."""

    code = "share_out_of_reach"
    title = "票决的比例永远达不到"

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Each such share of the ballot."""
        rules = profile.ballot
        if rules is None:
            return
        shares = {"/ballot/quorum": rules.quorum, "/ballot/threshold": rules.threshold}
        shares |= {f"/ballot/extra_gates/{index}": gate for index, gate in enumerate(rules.extra_gates)}
        for pointer, share in shares.items():
            if share is not None and unreachable(share.num, share.den, share.op):
                yield pointer, f"{saying(share.num, share.den, share.op)}永远达不到。"
        lowest = rules.shortfall_min_share
        if lowest is not None and unreachable(lowest.num, lowest.den, "ge"):
            yield "/ballot/shortfall_min_share", f"{saying(lowest.num, lowest.den, 'ge')}永远达不到。"


class CountingWay(Contradiction):
    """How votes are cast decides how they can be counted (B-10, B-11; events.md, "How papers become numbers")."""

    code = "counting_way"
    title = "表决方式与计票方式不配"
    touches = ("/ballot/method", "/ballot/count_method")

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """A way of counting that has nothing to count."""
        rules = profile.ballot
        if rules is None:
            return
        fitting = {
            "paper_secret": ("manual_totals", "reader_totals", "papers"),
            "electronic_secret": ("keypad_totals",),
            "show_of_hands": ("manual_totals",),
        }[rules.method]
        if rules.count_method not in fitting:
            yield "/ballot/count_method", _counting(rules.method, fitting)


class PapersWithoutClause(Contradiction):
    """The contents of papers are kept only where the 办法 says so (events.md; DESIGN §6)."""

    code = "papers_without_clause"
    title = "留存票面内容须有办法条款"
    touches = ("/ballot/count_method",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Papers kept without a clause, or read back though they are not kept."""
        rules = profile.ballot
        if rules is None:
            return
        if rules.count_method == "papers" and rules.papers_clause is None:
            yield "/ballot/papers_clause", "逐票录入（papers）会留存票面内容，须写明办法中允许的条款（papers_clause）。"
        if rules.count_method != "papers" and rules.spot_audit != "off":
            yield "/ballot/spot_audit", "只有逐票录入（papers）才能抽查票面。"


class BlankPapers(Contradiction):
    """What a blank paper is follows from what else is required of a paper (V-03, V-05, B-17)."""

    code = "blank_ballot_valid"
    title = "空白票不能有效"
    touches = ("/ballot/blank_ballot",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """A valid blank paper under rules that it breaks."""
        rules = profile.ballot
        if rules is None or rules.blank_ballot != "valid":
            return
        if rules.selection_rule == "exactly":
            yield "/ballot/blank_ballot", "规定选满（exactly）时，空白票少于应选数，应为无效（invalid）。"
        if rules.unmarked_means == "invalid":
            yield "/ballot/blank_ballot", "有未作标记的项目即为无效票时，空白票应为无效（invalid）。"


class UnmarkedApproves(Contradiction):
    """Whoever picks some projects does not thereby approve the others (B-15, B-17)."""

    code = "unmarked_approves"
    title = "未作标记不能视为赞成"
    touches = ("/ballot/unmarked_means",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Silence counted as approval beside a choice."""
        rules = profile.ballot
        if rules is None or rules.unmarked_means != "approve":
            return
        if rules.style != "approve_each":
            yield "/ballot/unmarked_means", "限额选择的票（划○、排序、选一）上未作标记就是没有选，不能视为赞成。"
        elif rules.selection_rule == "exactly":
            yield "/ballot/unmarked_means", "规定选满（exactly）时，未作标记的项目不能再视为赞成。"


class StyleRules(Contradiction):
    """A style brings its own counting rule with it (B-15, P-09)."""

    code = "style_rules"
    title = "填写方式与其他规定不配"
    touches = ("/ballot/style",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """A rule that the style lacks, or one that it cannot use."""
        rules = profile.ballot
        if rules is None:
            return
        if rules.style == "rank" and rules.rank_aggregation is None:
            yield "/ballot/rank_aggregation", "排序票须写明汇总办法（rank_aggregation）。"
        if rules.style != "rank" and rules.rank_aggregation is not None:
            yield "/ballot/rank_aggregation", "只有排序票（rank）才有汇总办法，应为空值（null）。"
        if rules.style == "select_k" and rules.selection_rule == "unlimited":
            yield "/ballot/selection_rule", "限额选择的票（select_k）须限定数量，不能是不限（unlimited）。"


class NoReballotLeft(Contradiction):
    """A further ballot is foreseen and none is allowed (P-06, P-07)."""

    code = "no_reballot_left"
    title = "再投次数不够"
    touches = ("/ballot/max_reballots",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Re-ballots foreseen although their number is zero."""
        rules = profile.ballot
        if rules is None or rules.max_reballots > 0:
            return
        if rules.tie_break == "revote_tied":
            yield "/ballot/max_reballots", "票数相等时要再次票决，再投次数上限至少为1。"
        if rules.shortfall == "revote_remaining":
            yield "/ballot/max_reballots", "不足应选数时要另行票决，再投次数上限至少为1。"


class ShortfallRules(Contradiction):
    """Surplus and lowest share belong to 另行票决 alone (P-08)."""

    code = "shortfall_rules"
    title = "没有另行票决，就没有它的规则"
    touches = ("/ballot/shortfall",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Rules of a ballot that is never held."""
        rules = profile.ballot
        if rules is None or rules.shortfall == "revote_remaining":
            return
        for name in ("revote_surplus", "shortfall_min_share"):
            if getattr(rules, name) is not None:
                yield f"/ballot/{name}", "不足应选数时不另行票决（revote_remaining），这一项应为空值（null）。"


class CollectedInDelegations(Contradiction):
    """A standing committee or a council has no delegations to collect in."""

    code = "no_delegations"
    title = "没有代表团"
    touches = ("/decision_mode",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Papers collected in delegations where there are none."""
        rules = profile.ballot
        if profile.decision_mode in ("sc_vote", "street_poll") and rules and rules.collected_in == "delegations":
            yield "/ballot/collected_in", "常委会会议和街道议事会没有代表团，不能以代表团为单位投票。"


def _counting(method: str, fitting: tuple[str, ...]) -> str:
    counting = worded("ballot.count_method", *fitting)
    return f"表决方式为{worded('ballot.method', method)}时，计票方式只能是{counting}。"


def unreachable(num: int, den: int, op: Op) -> bool:
    """Whether no number of votes can be at least, or more than, this share of the whole."""
    return num > den or (num == den and op == "gt")


def saying(num: int, den: int, op: Op) -> str:
    """A share in words: 超过1/2, 2/3以上."""
    return f"超过{num}/{den}" if op == "gt" else f"{num}/{den}以上"


BALLOT_CONTRADICTIONS: tuple[type[Contradiction], ...] = (
    BallotOrReport,
    ItemwiseRules,
    ReportIsOneItem,
    QuorumMissing,
    OutOfReach,
    CountingWay,
    PapersWithoutClause,
    BlankPapers,
    UnmarkedApproves,
    StyleRules,
    NoReballotLeft,
    ShortfallRules,
    CollectedInDelegations,
)
