"""Where is each thing done that 待办 names, and how urgent is it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from api.http.route import Call
from api.pages.forms.doing import DO, DOINGS
from api.pages.inside import read
from domain.refusals import NotFound

Row = Mapping[str, Any]
WEEK: Final = 7
PAPERS: Final = "papers"
"""Papers of a round or of an evaluation: the line does not say of which."""

FORMS: Final[Mapping[str, str]] = {
    "assign": "projects/{project}/assignments",
    "annual_plan": "projects/{project}/annual-plans",
    "plan": "projects/{project}/plans",
    "milestone": "projects/{project}/milestones-met",
    "report": "projects/{project}/reports",
    "check_report": "projects/{project}/accepted-reports",
    "evidence": "projects/{project}/vouchers",
    "complete": "projects/{project}/completion",
    "accept": "projects/{project}/acceptance",
    "settlement": "projects/{project}/settlement",
    "carry_over": "projects/{project}/carry-overs",
    "explanation": "projects/{project}/explanations",
    "decide_adjustment": "projects/{project}/adjustment-decisions",
    "announce_adjustment": "projects/{project}/adjustment-announcements",
    "report_to_session": "projects/{project}/adjustment-hearings",
    "rectification_plan": "projects/{project}/rectification-plans",
    "rectification": "projects/{project}/rectification-reports",
    "inspect_rectification": "projects/{project}/rectification-inspections",
    "re_evaluate": "evaluations",
    "close_look": "projects/{project}/follow-up-closings",
    "assign_finding": "findings/{finding}/assignment",
    "answer_finding": "findings/{finding}/answers",
    "judge_finding": "findings/{finding}/acceptance",
    "close_finding": "findings/{finding}/closing",
    "submit_report": "reports/{report}/submission",
    "deliberate_report": "reports/{report}/deliberation",
    "issue_opinions": "reports/{report}/opinions",
    "reply_opinions": "reports/{report}/replies",
    "judge_reply": "reports/{report}/judgement",
    "close_report": "reports/{report}/closing",
    "feedback": "proposals/{proposal}/feedback",
    "transfer_number": "proposals/{proposal}/transfer-number",
    "archive_papers": f"{PAPERS}/archive",
    "destroy_papers": f"{PAPERS}/destruction",
    "end_publicity": "cycles/{cycle}/publicity-ends",
}
"""By what is to be done: the door of the interface whose form does it."""

PAGES: Final[Mapping[str, str]] = {
    "acceptance_paper": "/desk/documents",
    "decision_paper": "/desk/documents",
    "next_step": "/desk?year={year}#year",
    "screen_proposal": "/desk/screening?proposal={stream}",
}
"""What is done on a page of its own."""

OF_PAGES: Final[Mapping[str, str]] = {
    "acceptance_paper": "projects",
    "decision_paper": "projects",
    "screen_proposal": "proposals",
}
"""Whose record such a line is about."""
LATE: Final = "逾期"
GROUPS: Final = (LATE, "今天", "7天内", "以后", "没有期限")
OPEN_TO: Final = {each.door.path.removeprefix("/api/v1/"): each.door.audience for each in DOINGS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of 待办: the row of the interface, where it is done ('' where somebody else does it), and its record's page."""

    row: Row
    form: str
    record: str


def grouped(call: Call, rows: Iterable[Row]) -> dict[str, list[Line]]:
    """The lines by urgency, the most urgent first; groups in which nothing stands are left out."""
    ordered = sorted(rows, key=lambda row: (row["due_on"] == "", row["due_on"], row["number"]))
    found: dict[str, list[Line]] = {name: [] for name in GROUPS}
    for row in ordered:
        found[urgency(row)].append(line_of(call, row))
    return {name: lines for name, lines in found.items() if lines}


def urgency(row: Row) -> str:
    """In which of `GROUPS` a line stands."""
    left = row["days_left"]
    if left is None:
        return GROUPS[4]
    if left < 0:
        return LATE
    return GROUPS[1] if left == 0 else GROUPS[2] if left <= WEEK else GROUPS[3]


def line_of(call: Call, row: Row) -> Line:
    """The line with the addresses of its form and its record."""
    what, stream = row["what"], row["stream"]
    if what == "press":
        return _pressing(call, row)
    if what in PAGES:
        # The line of a year begins with the year.
        form = PAGES[what].format(stream=stream, year=row["words"][:4])
        return Line(row=row, form=form, record=_record(row, OF_PAGES.get(what, "")))
    door = FORMS.get(what, "")
    if door.startswith(PAPERS):
        door = door.replace(PAPERS, _counted(call, stream))
    kind = door.partition("/")[0]
    return Line(row=row, form=_form(call, door, stream), record=_record(row, kind))


def _form(call: Call, door: str, stream: str) -> str:
    """The form's address, if this caller may fill it in."""
    if call.actor.role not in OPEN_TO.get(door, frozenset()):
        return ""
    kind, _, rest = door.partition("/")
    return f"{DO}/{kind}" if not rest else f"{DO}/{kind}/{stream}/{rest.partition('/')[2]}"


def _record(row: Row, kind: str) -> str:
    return "" if kind in ("cycles", "") else f"/{kind}/{row['stream']}"


def _pressing(call: Call, row: Row) -> Line:
    """Whoever is late is pressed where the ledger has a form for it: a finding by 督办, a project by asking for words."""
    if "问" in row["number"]:
        return Line(
            row=row, form=_form(call, "findings/{finding}/pressing", row["stream"]), record=_record(row, "findings")
        )
    kind = "reports" if "告" in row["number"] else "projects"
    form = _form(call, "projects/{project}/questions", row["stream"]) if kind == "projects" else ""
    return Line(row=row, form=form, record=_record(row, kind))


def _counted(call: Call, stream: str) -> str:
    try:
        read(call, "/rounds/{round}", {"round": stream})
    except NotFound:
        return "evaluations/{evaluation}"
    return "rounds/{round}"


def numbers(groups: Mapping[str, list[Line]]) -> Iterator[tuple[str, int]]:
    """How many lines there are of each urgency."""
    return ((name, len(lines)) for name, lines in groups.items())
