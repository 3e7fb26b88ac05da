"""Which rules ask for a body or a name that the congress's level does not have?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.actors import BODIES
from domain.profile.bodies import final_list_bodies, step_bodies
from domain.profile.coherence.contradiction import Contradiction
from domain.profile.words import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.events import Body
    from domain.profile.model import Profile


class StreetPollOnly(Contradiction):
    """A 街道 has no congress: it polls 票选, and nobody else does (§1.2)."""

    code = "street_poll_only"
    title = "票选只用于街道，街道只能票选"
    touches = ("/level", "/decision_mode")

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """A street that decides, or a congress that merely polls."""
        if profile.level == "street" and profile.decision_mode != "street_poll":
            yield (
                "/decision_mode",
                "街道没有人民代表大会，不能票决，决定方式只能是街道票选（street_poll），由街道党工委确认。",
            )
        if profile.level != "street" and profile.decision_mode == "street_poll":
            yield "/decision_mode", "街道票选（street_poll）只用于街道；人民代表大会应当票决。"


class BallotName(Contradiction):
    """票决 binds and 票选 does not, so neither may stand on the other's paper (§1.2; rules.md, invariant 12)."""

    code = "ballot_name"
    title = "票的名称与决定方式不符"
    touches = ("/decision_mode",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """The wrong word on the paper."""
        name = profile.labels.ballot
        polls = profile.decision_mode in ("street_poll", "ballot_plus_resolution")
        if name == "选票":
            yield "/labels/ballot", "民生实事项目用的是表决票（票决票），不是选举用的选票。"
        elif polls and "票决" in name:
            yield "/labels/ballot", f"这里是票选，不是票决，票的名称不能写成“{name}”。"
        elif not polls and "票选" in name:
            yield "/labels/ballot", f"这里是票决，不是票选，票的名称不能写成“{name}”。"


class StreetNames(Contradiction):
    """A resident council is never called 人民代表大会, and has no presidium (events.md, "Bodies and people")."""

    code = "street_names"
    title = "街道的叫法不对"
    touches = ("/level",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Names of a congress on a street's papers."""
        labels = profile.labels
        if profile.level != "street":
            return
        if labels.body is not None and "人民代表大会" in labels.body:
            yield "/labels/body", f"街道没有人民代表大会，会议名称不能写成“{labels.body}”。"
        if labels.presidium is not None:
            yield "/labels/presidium", "街道议事会没有主席团，不能给主席团取名。"


class NoStandingCommittee(Contradiction):
    """乡镇 and 街道 have no standing committee (地方组织法)."""

    code = "no_standing_committee"
    title = "乡镇和街道没有人大常委会"
    touches = ("/level",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Every rule that needs one."""
        if profile.level not in ("township", "street"):
            return
        name = "乡镇" if profile.level == "township" else "街道"
        if profile.decision_mode == "sc_vote":
            yield "/decision_mode", f"{name}没有人大常委会，不能由常委会表决。"
        if profile.solicitation.organiser == "standing_committee":
            yield "/solicitation/organiser", f"{name}没有人大常委会，不能由常委会组织征集。"
        if profile.ballot is not None and profile.ballot.shortfall == "defer_to_sc":
            yield "/ballot/shortfall", f"{name}没有人大常委会，不足应选数时不能交常委会处理。"
        if profile.evaluation.evaluators == "sc_members":
            yield "/evaluation/evaluators", f"{name}没有人大常委会，不能由常委会组成人员测评。"
        if profile.follow_up.if_still_bad == "inquiry":
            yield "/follow_up/if_still_bad", f"{name}没有人大常委会，不能开展专题询问。"
        if profile.implementation.report_to_next_session:
            yield (
                "/implementation/report_to_next_session",
                f"{name}的调整不由常委会决定，没有决定后再向下次大会报告这一步。",
            )


class NoPresidium(Contradiction):
    """A resident council and a standing committee meet without a presidium."""

    code = "no_presidium"
    title = "没有主席团可以决定"
    touches = ("/level", "/decision_mode")

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Every way out of a tie or a shortfall that leads to one."""
        rules = profile.ballot
        if rules is None or profile.decision_mode not in ("street_poll", "sc_vote"):
            return
        meeting = "街道议事会" if profile.decision_mode == "street_poll" else "常委会会议"
        if rules.tie_break == "presidium":
            yield "/ballot/tie_break", f"{meeting}没有主席团，票数相等时不能由主席团决定。"
        if rules.if_still_tied == "presidium":
            yield "/ballot/if_still_tied", f"{meeting}没有主席团，再次相等时不能由主席团决定。"
        if rules.shortfall == "presidium_decides":
            yield "/ballot/shortfall", f"{meeting}没有主席团，不足应选数时不能由主席团决定。"


class PresidiumNotPermanent(Contradiction):
    """Only a township's presidium lasts between sessions, so only its members can be linked to projects (S-06)."""

    code = "presidium_not_permanent"
    title = "大会主席团闭会后不再存在"
    touches = ("/level",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Linked members where no presidium lasts."""
        if profile.supervision.link_presidium_member and profile.level != "township":
            yield (
                "/supervision/link_presidium_member",
                "只有乡镇人大主席团在闭会期间开展工作，其他层级不能由主席团成员挂钩项目。",
            )


class WrongFinalListBody(Contradiction):
    """The final list 正式候选项目 is fixed by the body that leads this kind of decision (E-03)."""

    code = "final_list_body"
    title = "正式候选项目不由该机构确定"
    touches = ("/level", "/decision_mode")

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Another body than those of the level and mode."""
        allowed = final_list_bodies(profile)
        if allowed and profile.candidate.final_list_by not in allowed:
            yield (
                "/candidate/final_list_by",
                f"正式候选项目由{named(allowed)}确定，不能写成{BODIES[profile.candidate.final_list_by]}。",
            )


class NobodyReviews(Contradiction):
    """A review step whose body does not exist at this level."""

    code = "review_step_body"
    title = "这一层级没有该审议环节的机构"
    touches = ("/level",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Each such step."""
        for index, step in enumerate(profile.candidate.review_steps):
            if not step_bodies(profile, step):
                yield (
                    f"/candidate/review_steps/{index}",
                    f"这一层级没有能进行{worded('candidate.review_steps', step)}的机构。",
                )


class WrongApprover(Contradiction):
    """Who decides an adjustment (M-10): standing committee or congress; a township's presidium only where the 办法 says so."""

    code = "adjustment_approver"
    title = "调整不由该机构决定"

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """A body of another kind, at whichever level the profile names it."""
        approver, at = profile.implementation.approver, "/implementation/approver"
        if approver.county not in ("standing_committee", "congress"):
            yield f"{at}/county", f"县级以上的调整由人大常委会或者人民代表大会决定，不能写成{BODIES[approver.county]}。"
        if approver.township not in ("congress", "township_presidium"):
            yield f"{at}/township", f"乡镇的调整由乡镇人民代表大会决定，不能写成{BODIES[approver.township]}。"
        if approver.township == "township_presidium" and approver.clause is None:
            yield f"{at}/township", "乡镇人大主席团决定调整，须写明办法中允许的条款（approver.clause）。"
        if approver.street not in ("street_party_committee", "street_council"):
            yield f"{at}/street", f"街道的调整由街道党工委或者街道议事会决定，不能写成{BODIES[approver.street]}。"


def named(bodies: tuple[Body, ...]) -> str:
    """Bodies in a sentence."""
    return "或者".join(BODIES[body] for body in bodies)


LEVEL_CONTRADICTIONS: tuple[type[Contradiction], ...] = (
    StreetPollOnly,
    BallotName,
    StreetNames,
    NoStandingCommittee,
    NoPresidium,
    PresidiumNotPermanent,
    WrongFinalListBody,
    NobodyReviews,
    WrongApprover,
)
