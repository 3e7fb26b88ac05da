"""Which body may decide which act under a profile?

Sources: events.md, "Bodies and people"; rules.md §1.2, §5.5, §5.7, and the D-, E-, G-, M-, O-, P- and S-rules as named below. An
empty answer means that under this profile the act is nobody's: no 决定 where the ballot itself binds, no vote under 报告制.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.events import Body
    from domain.profile.model import Profile
    from domain.profile.sections import ReviewStep

Act = Literal[
    "preliminary_list", "submitted", "final_list", "method_proposed", "method_adopted", "scrutineers_passed", "tellers_named",
    "ballot", "reballot_called", "tie_resolved", "shortfall_resolved", "declared", "resolution", "confirmation", "announced",
    "adjustment_requested", "adjustment_decided", "adjustment_announced", "minor_change_filed", "report_heard", "opinions_issued",
    "evaluation", "evaluation_announced", "follow_up_opened", "follow_up_escalated",
]  # fmt: skip
Bodies = tuple["Body", ...]

ACTS: Final[tuple[Act, ...]] = get_args(Act)

# Who reviews at each step on the way to a candidate list (D-02 to D-06).
STEP_BODIES: Final[dict[ReviewStep, Bodies]] = {
    "gov_meeting": ("government",),
    "joint_conference": ("government", "working_office"),
    "gov_exec": ("government",),
    "party_committee": ("party_committee",),
    "sc_preview": ("standing_committee", "chairpersons_meeting"),
    "presidium_preview": ("township_presidium",),
    "consultation": ("working_office", "chairpersons_meeting", "township_presidium", "street_npc_office"),
}


def body_for(profile: Profile, act: Act) -> Bodies:
    """The bodies that may decide `act`, in a fixed order; none where the profile knows no such act. Unknown acts: `KeyError`."""
    return _RULES[act](profile)


def step_bodies(profile: Profile, step: ReviewStep) -> Bodies:
    """The bodies that may stand behind one review step, of those that exist at the profile's level."""
    return tuple(body for body in STEP_BODIES[step] if body in bodies_at(profile))


def bodies_at(profile: Profile) -> Bodies:
    """The bodies that exist at the profile's level (events.md, "Bodies and people")."""
    match profile.level:
        case "street":
            return ("street_council", "street_party_committee", "street_npc_office", "government", "party_committee")
        case "township":
            return ("congress", "township_presidium", "delegation", "government", "party_committee")
        case _:
            return (
                "congress", "session_presidium", "standing_committee", "chairpersons_meeting", "working_office", "delegation",
                "government", "party_committee",
            )  # fmt: skip


def final_list_bodies(profile: Profile) -> Bodies:
    """Those that a profile may name in `candidate.final_list_by` (E-03; D-06 for 贵阳; the office organises a street's 票选)."""
    match profile.decision_mode:
        case "report_only":
            return ("government",)
        case "street_poll":
            return ("street_npc_office", "street_council")
        case "sc_vote":
            return ("chairpersons_meeting",)
        case "ballot_plus_resolution" if profile.level != "township":
            return ("chairpersons_meeting", "session_presidium")
        case _:
            return _presiding(profile)


def _presiding(profile: Profile) -> Bodies:
    """Who leads the meeting: the session's presidium, a township's permanent one, 主任会议 or the street's office."""
    match profile.decision_mode:
        case "report_only":
            return ()
        case "street_poll":
            return ("street_npc_office",)
        case "sc_vote":
            return ("chairpersons_meeting",)
        case "ballot_plus_resolution" if profile.level != "township":
            # Not found in published texts whether the 票选 takes place at a session (§5.7).
            return ("chairpersons_meeting", "session_presidium")
        case _:
            return ("township_presidium",) if profile.level == "township" else ("session_presidium",)


def _voting(profile: Profile) -> Bodies:
    """Who votes (§1.2, §5.7)."""
    match profile.decision_mode:
        case "report_only":
            return ()
        case "street_poll":
            return ("street_council",)
        case "sc_vote":
            return ("standing_committee",)
        case "ballot_plus_resolution" if profile.level != "township":
            return ("congress", "standing_committee")
        case _:
            return ("congress",)


def _leading(profile: Profile) -> Bodies:
    """P-06: a re-ballot resolves a tie by itself; presidium and lot are for whoever leads the meeting."""
    return _presiding(profile) if profile.ballot else ()


def _shortfall(profile: Profile) -> Bodies:
    """P-07: who leads the meeting, or the standing committee afterwards."""
    deferred = profile.ballot is not None and profile.ballot.shortfall == "defer_to_sc"
    return ("standing_committee",) if deferred else _leading(profile)


def _resolution(profile: Profile) -> Bodies:
    """§1.2: 决定 after a 票选 (市人大或其常委会), and the resolution on a report voted as a whole (杨浦)."""
    match profile.decision_mode:
        case "ballot_plus_resolution":
            return ("congress",) if profile.level == "township" else ("standing_committee", "congress")
        case "report_vote":
            return ("congress",)
        case _:
            return ()


def _announced(profile: Profile) -> Bodies:
    """O-08: 公告 by the presidium; after a 决定 by whoever leads the deciding body; a street publishes without 公告."""
    match profile.decision_mode:
        case "report_only":
            return ()
        case "street_poll":
            return ("street_npc_office", "street_party_committee")
        case "sc_vote":
            return ("standing_committee",)
        case "ballot_plus_resolution" if profile.level != "township":
            return ("standing_committee", "session_presidium")
        case _:
            return _presiding(profile)


def _supervising(profile: Profile) -> Bodies:
    """M-10, M-12, S-03: between sessions the standing committee, in a township its presidium, on a street the office."""
    match profile.level:
        case "street":
            return ("street_npc_office",)
        case "township":
            return ("township_presidium",)
        case _:
            return ("standing_committee",)


def _adjusting(profile: Profile) -> Bodies:
    """M-10 (Shaanxi art. 18): as the profile says for the level."""
    approver = profile.implementation.approver
    match profile.level:
        case "street":
            return (approver.street,)
        case "township":
            return (approver.township,)
        case _:
            return (approver.county,)


def _filing(profile: Profile) -> Bodies:
    """M-12: the government decides a minor change itself and files it."""
    return ("government",) if profile.implementation.minor_change_filing else ()


def _hearing(profile: Profile) -> Bodies:
    """S-03: a progress report is heard between sessions, or by the full session where one exists."""
    between = _supervising(profile)
    if profile.level == "street":
        return (*between, "street_council")
    return (*between, "congress") if profile.level == "township" else (*between, "chairpersons_meeting", "congress")


def _opining(profile: Profile) -> Bodies:
    """审议意见: of the delegations at a session, of the supervising body between sessions."""
    between = _supervising(profile)
    return between if profile.level == "street" else (*between, "delegation")


def _evaluating(profile: Profile) -> Bodies:
    """§8.1: who grades where; residents are asked by survey, which is no body's act."""
    match profile.evaluation.where:
        case "plenary":
            return ("congress",)
        case "delegations":
            # One result of the whole congress, collected in delegations: either may stand on the sheet.
            return ("congress", "delegation")
        case "sc_meeting":
            return ("standing_committee",)
        case "street_council":
            return ("street_council",)
        case "supervision_group":
            return _supervising(profile)
        case "survey":
            return ()


def _evaluation_announced(profile: Profile) -> Bodies:
    """G-09: a session's grades by its presidium, all others by the supervising body."""
    in_session = profile.evaluation.where in ("plenary", "delegations")
    if in_session and profile.level not in ("township", "street"):
        return ("session_presidium", "standing_committee")
    return _supervising(profile)


def _escalating(profile: Profile) -> Bodies:
    """G-10, S-12: 专题询问 by the standing committee, 质询 at a session, a further report to the supervising body."""
    match profile.follow_up.if_still_bad:
        case None:
            return ()
        case "questioning":
            return ("congress",)
        case _:
            return _supervising(profile)


_GOVERNMENT: Final[Bodies] = ("government",)
_RULES: Final[dict[Act, Callable[[Profile], Bodies]]] = {
    "preliminary_list": lambda _profile: _GOVERNMENT,  # D-01
    "submitted": lambda _profile: _GOVERNMENT,  # D-01
    "final_list": lambda profile: (profile.candidate.final_list_by,),  # E-03
    "method_proposed": _presiding,  # §4, step 1
    "method_adopted": _voting,  # §4, step 4
    "scrutineers_passed": _voting,  # O-01
    "tellers_named": _presiding,  # O-03
    "ballot": _voting,
    "reballot_called": _presiding,  # V-01
    "tie_resolved": _leading,
    "shortfall_resolved": _shortfall,
    "declared": _presiding,  # O-05
    "resolution": _resolution,
    "confirmation": lambda profile: (
        ("street_party_committee",) if profile.decision_mode == "street_poll" else ()
    ),  # §1.2
    "announced": _announced,
    "adjustment_requested": lambda _profile: _GOVERNMENT,  # M-10
    "adjustment_decided": _adjusting,
    "adjustment_announced": _supervising,  # M-10
    "minor_change_filed": _filing,
    "report_heard": _hearing,
    "opinions_issued": _opining,
    "evaluation": _evaluating,
    "evaluation_announced": _evaluation_announced,
    "follow_up_opened": _supervising,
    "follow_up_escalated": _escalating,
}
