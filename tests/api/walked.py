"""Who may come to a door, from where, and what must happen there: the expectation in words of its own, line by line?

`SCOPES` has a line for every route that docs/http.md names. A line says whose the route is; `expected` says what that means for
each of `EVERYBODY`. Nothing here is taken from the code under test but the list of roles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal, get_args

from api.actor import Actor
from domain.events import Person, Role
from tests.docs.markdown import code, rows

Where = Literal["", "own", "above", "beside", "below"]
Outcome = Literal[
    "in", "outside", "role_not_admitted", "token_scope", "other_congress", "other_task", "not_signed_in", "nothing"
]
"""`in`: whatever comes, it is not for who asks or from where. `outside`: what the public is answered. `nothing`: an answer that
names nothing of the town."""

TOWN: Final = "990101101"
CODES: Final[dict[Where, str]] = {"own": TOWN, "above": TOWN[:6], "beside": "990101109", "below": TOWN + "001", "": ""}
ROLES: Final[tuple[Role, ...]] = tuple(role for role in get_args(Role) if role != "system")
EVERYWHERE: Final = frozenset({"system_admin", "security_admin", "audit_admin"})
COUNTING: Final = frozenset({"scrutineer", "teller"})
KEEPERS: Final = frozenset({"clerk", "chair", "auditor"}) | COUNTING
"""Whoever sees everything of his congress and of those below it."""

SCOPES: Final[dict[str, tuple[str, ...]]] = {
    # Of no congress: where somebody is from does not matter.
    "anybody": (
        "POST /session", "GET /session", "DELETE /session", "POST /session/provider", "GET /session/provider/answer",
        "GET /presets", "POST /people", "GET /log/checkpoint", "GET /log/checkpoints", "GET /log/tile/{level}/{number}",
        "POST /calculators/tally", "POST /calculators/grade", "GET /healthz", "GET /readyz", "GET /openapi.json",
        # What is published, whoever asks.
        "GET /streams/{stream}/told", "GET /changes", "GET /rounds/{round}/rules",
        # Hashes, up to the newest signed root.
        "GET /log/leaves/{position}", "GET /log/roots/{size}",
    ),
    # By whoever signed in himself, and by nobody else.
    "signed_in": (
        "PUT /session", "PUT /session/password", "POST /session/one-time-password", "GET /session/all", "POST /session/end",
        "GET /confirmations", "GET /confirmations/asked", "PUT /confirmations/{confirmation}", "POST /tokens",
        "POST /accounts/{account}/codes", "POST /meetings/{meeting}/passes", "POST /halves/{printed}",
    ),
    # One's own tokens, seen and revoked by who signed in; administrators have them all before them.
    "own_tokens": ("GET /tokens", "DELETE /tokens/{token}"),
    # The administrators': of the whole deployment; they propose and approve when they signed in themselves.
    "deployment": (
        "POST /accounts", "GET /accounts", "PUT /accounts/{account}/lock", "POST /role-changes", "GET /role-changes",
        "GET /account-acts", "GET /reads", "GET /attempts",
    ),
    "deployment_signed_in": ("PUT /role-changes/{change}",),
    # People whom one's own congress entered; others are as if there were none.
    "own_people": ("GET /people/{person}", "PUT /people/{person}", "POST /people/{person}/reading"),
    # A congress that is not there yet registers itself alone.
    "new_congress": ("POST /congresses",),
    # One's own congress: nobody beside, above or below it records anything.
    "own": (
        "GET /meetings/{meeting}/passes", "DELETE /meetings/{meeting}/passes/{pass}",
        *(f"POST /congresses/{{congress}}/{step}" for step in (
            "terms", "roll", "profiles", "name", "merger", "units", "unit-names", "unit-mergers", "erasures", "documents",
        )),
        "POST /cycles", "POST /past-cycles",
        *(f"POST /cycles/{{cycle}}/{step}" for step in (
            "solicitations", "solicitation-ends", "preliminary-lists", "publicity", "publicity-ends", "submissions",
            "final-lists", "listing", "feedback-notices", "groups", "group-changes", "closing",
        )),
        "POST /proposals",
        *(f"POST /proposals/{{proposal}}/{step}" for step in (
            "adoption", "merger", "reserve", "transfer", "transfer-number", "refusal", "reopening", "feedback", "publication",
        )),
        "POST /meetings",
        *(f"POST /meetings/{{meeting}}/{step}" for step in (
            "delegations", "sittings", "explanations", "opinions", "method-drafts", "method", "scrutineers", "tellers", "attendance",
        )),
        "POST /rounds", "POST /past-rounds", "POST /evaluations", "POST /projects", "POST /past-projects", "POST /findings",
        "POST /inspections", "POST /reports",
        *(f"POST /inspections/{{inspection}}/{step}" for step in ("visit", "opinions", "calling-off")),
        *(f"POST /reports/{{report}}/{step}" for step in (
            "submission", "deliberation", "opinions", "replies", "judgement", "closing",
        )),
        "POST /documents", "POST /documents/{document}/replacement",
    ),
    # One's own congress; a session pass is for its own meeting and papers alone.
    "own_papers": (
        *(f"POST /rounds/{{round}}/{step}" for step in (
            "boxes", "issued", "collected", "validity", "totals", "sheet", "recounts", "audits", "reballot", "tie", "shortfall",
            "declaration", "resolution", "confirmation", "announcement", "corrections", "archive", "destruction", "papers",
            "voiding", "serials", "serials/check",
        )),
        "PUT /rounds/{round}/reading", "GET /rounds/{round}/reading", "GET /rounds/{round}/bundles",
        "PUT /rounds/{round}/bundles/{bundle}", "GET /rounds/{round}/bundles/{bundle}",
        "PUT /rounds/{round}/bundles/{bundle}/papers/{number}", "PUT /rounds/{round}/bundles/{bundle}/decisions/{number}",
        *(f"POST /rounds/{{round}}/bundles/{{bundle}}/{step}" for step in ("finish", "review", "restart")),
        *(f"POST /evaluations/{{evaluation}}/{step}" for step in (
            "boxes", "issued", "collected", "validity", "totals", "sheet", "declaration", "announcement", "corrections", "voiding",
            "survey", "archive", "destruction",
        )),
        "PUT /evaluations/{evaluation}/reading", "GET /evaluations/{evaluation}/reading",
    ),
    # One's own congress; a unit is here for the projects and findings that it was given.
    "own_projects": tuple(f"POST /projects/{{project}}/{step}" for step in (
        "revisions", "assignments", "annual-plans", "plans", "milestones-met", "milestones-missed", "completion", "acceptance",
        "acceptance-returns", "settlement", "final-accounts", "handover", "surplus", "carry-overs", "links", "reports",
        "returned-reports", "accepted-reports", "vouchers", "questions", "explanations", "minor-changes", "adjustments",
        "adjustment-decisions", "adjustment-announcements", "adjustment-hearings", "follow-ups", "rectification-plans",
        "rectification-reports", "rectification-inspections", "follow-up-closings", "follow-up-escalations",
    )),
    "own_findings": tuple(f"POST /findings/{{finding}}/{step}" for step in (
        "assignment", "answers", "acceptance", "returns", "pressing", "escalation", "closing", "reopening",
    )),
    # Seen by one's own congress and those above; refused elsewhere, and to session passes.
    "kept": (
        "GET /congresses/{congress}/erasures", "GET /streams/{stream}/history", "GET /events/{position}", "GET /diff",
        "GET /documents/{document}", "GET /documents/{document}/bytes", "GET /events/{position}/stored", "GET /events/{position}/bytes",
    ),
    # The same, and to a session pass what is counted by those whom it is for.
    "kept_to_counters": ("GET /rounds/{round}/hall", "GET /evaluations/{evaluation}/hall"),
    # Lists what may be seen; elsewhere it is empty.
    "listed": ("GET /events", "GET /event-search"),
    "listed_to_watchers": ("GET /supervision", "GET /alerts"),
    "listed_with_findings": ("GET /todo",),
    # What is published, for everybody; the inside, for one's own congress and those above.
    "published": ("GET /congresses", "GET /congresses/{congress}", "GET /inspections", "GET /inspections/{inspection}"),
    "published_to_government": (
        "GET /cycles", "GET /cycles/{cycle}", "GET /proposals", "GET /proposals/{proposal}", "GET /proposal-funnel",
        "GET /reports", "GET /reports/{report}",
    ),
    "published_to_units": (
        "GET /projects", "GET /projects/{project}",
        *(f"GET /{what}" for what in ("ledger", "money", "targets", "promises", "satisfaction-years")),
    ),
    "published_to_units_of_findings": ("GET /findings", "GET /findings/{finding}"),
    # A session pass sees its own meeting and papers alone.
    "published_to_counters": ("GET /rounds", "GET /rounds/{round}", "GET /evaluations", "GET /evaluations/{evaluation}"),
    "published_to_meetings": ("GET /meetings", "GET /meetings/{meeting}"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who comes, from where, and for what less than his whole congress he is here."""

    actor: Actor
    where: Where
    task: str = ""
    """own_unit, other_unit, other_projects; own_meeting, own_papers, other_meeting, other_papers; reads_only: a token; else all of it."""

    @property
    def role(self) -> Role:
        """The role in which he comes."""
        return self.actor.role

    def __str__(self) -> str:
        return "-".join(part for part in (self.role, self.where, self.task) if part)


@dataclass(frozen=True, slots=True)
class Work:
    """What the town's people can be here for: a meeting, a round or an evaluation of it, and a unit."""

    meeting: str
    papers: str
    unit: str


def everybody(work: Work) -> list[Somebody]:
    """Every role from everywhere, and those who are here for less."""
    wide = [
        Somebody(Actor(person=Person(ref=f"p-{role}-{where}", role=role), congress=CODES[where]), where)
        for role in ROLES
        for where in CODES
        if (where == "") == (role in EVERYWHERE | {"public"})
    ]
    unit, teller, scrutineer = (Person(ref=f"p-{role}", role=role) for role in ("unit", "teller", "scrutineer"))
    units = [
        Somebody(Actor(person=unit, congress=TOWN, unit=work.unit), "own", "own_unit"),
        Somebody(Actor(person=unit, congress=TOWN, unit="示例-99"), "own", "other_unit"),
        Somebody(Actor(person=unit, congress=TOWN, unit=work.unit, projects=("2099-01",)), "own", "other_projects"),
    ]
    other = "00000000-0000-4000-8000-000000000000"
    passes = [
        Somebody(one, "own", task)
        for person in (teller, scrutineer)
        for one, task in (
            (Actor(person=person, congress=TOWN, meeting=work.meeting), "own_meeting"),
            (Actor(person=person, congress=TOWN, meeting=work.meeting, papers=work.papers), "own_papers"),
            (Actor(person=person, congress=TOWN, meeting=other), "other_meeting"),
            (Actor(person=person, congress=TOWN, meeting=work.meeting, papers=other), "other_papers"),
        )
    ]
    reading = Actor(person=Person(ref="p-token", role="clerk"), congress=TOWN, reads_only=True)
    return [*wide, *units, *passes, Somebody(reading, "own", "reads_only")]


@cache
def audiences() -> dict[str, set[Role]]:
    """To whom each route is open, as docs/http.md says it."""
    named = {row["是谁"]: code(row["身份"]) for row in rows("http.md", "身份", "是谁")}
    return {
        f"{row['方法']} {code(row['地址']).removeprefix('/api/v1')}": (
            set(ROLES) if row["谁可以办"] == "所有人" else {named[one] for one in row["谁可以办"].split("、")}  # type: ignore[misc] # they are
        )
        for row in rows("http.md", "方法", "地址")
    }


COMING_AND_GOING: Final = {"POST /session", "DELETE /session", "POST /session/provider"}
"""Whoever comes here is not asked who he is."""


def scope_of(route: str) -> str:
    """Whose the route is."""
    (found,) = (scope for scope, lines in SCOPES.items() if route in lines)
    return found


def expected(route: str, audience: set[Role], who: Somebody) -> Outcome:
    """What must happen when `who` comes to `route`."""
    if who.role not in audience:
        return "role_not_admitted"
    if who.task == "reads_only":
        if not route.startswith("GET ") and route not in COMING_AND_GOING:
            return "token_scope"
        who = replace(who, task="")
    match scope_of(route):
        case "anybody" | "deployment" | "own_people":
            return "in"
        case "signed_in" | "deployment_signed_in":
            return "not_signed_in"
        case "own_tokens":
            return "in" if who.role in EVERYWHERE else "not_signed_in"
        case "new_congress":
            return "in" if who.where == "beside" or who.role in EVERYWHERE else "other_congress"
        case "own" | "own_papers" | "own_projects" | "own_findings" as scope:
            return _writing(scope, who)
        case "kept" | "kept_to_counters" | "listed" | "listed_to_watchers" | "listed_with_findings" as scope:
            return _kept(scope, who)
        case scope:
            return _published(scope, who)


def _writing(scope: str, who: Somebody) -> Outcome:
    others = {
        "own_papers": {"other_meeting", "other_papers"},
        "own_projects": {"other_unit", "other_projects"},
        "own_findings": {"other_unit"},
    }
    if who.task in others.get(scope, set()):
        return "other_task"
    return "in" if who.where == "own" or who.role in EVERYWHERE else "other_congress"


def _kept(scope: str, who: Somebody) -> Outcome:
    watching = who.role in {"government", "unit"} and scope.startswith("listed_")
    counted = THEIRS["published_to_counters"] if scope == "kept_to_counters" else frozenset({""})
    keeping = who.role in KEEPERS and (who.role not in COUNTING or who.task in counted)
    theirs = {"", "own_unit", *(["other_projects"] if scope == "listed_with_findings" else []), *counted}
    if (watching or keeping) and who.where in {"own", "above"} and who.task in theirs:
        return "in"
    return "other_congress" if scope.startswith("kept") else "nothing"


AT_WORK: Final[dict[str, frozenset[str]]] = {
    "published_to_government": frozenset({"government"}),
    "published_to_units": frozenset({"government", "unit"}),
    "published_to_units_of_findings": frozenset({"government", "unit"}),
}
"""Who sees the inside beside those who see everything."""
THEIRS: Final[dict[str, frozenset[str]]] = {
    "published_to_units": frozenset({"", "own_unit"}),
    "published_to_units_of_findings": frozenset({"", "own_unit", "other_projects"}),
    "published_to_counters": frozenset({"", "own_meeting", "own_papers"}),
    "published_to_meetings": frozenset({"", "own_meeting", "own_papers", "other_papers"}),
}
"""For what less than the whole congress somebody may be here who sees the inside."""


def _published(scope: str, who: Somebody) -> Outcome:
    inside = who.role in KEEPERS | AT_WORK.get(scope, frozenset())
    at_home = who.where in {"own", "above"} and who.task in THEIRS.get(scope, {""})
    return "in" if inside and at_home else "outside"
