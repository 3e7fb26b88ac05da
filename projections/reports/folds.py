"""How does each event of a special report change its row?"""

from __future__ import annotations

from domain.congress.events import ProfileAdopted
from domain.events import Event, Recorded
from projections.deeds import when
from projections.model import Fold, Rows, plain_but
from projections.newest import add_act, adopted, rules_key, stage
from projects.events import reports as r
from projects.numbers import REPORT


def _planned(rows: Rows, recorded: Recorded, event: r.ReportPlanned) -> None:
    row = {
        **plain_but(event, "kind"),
        "report_kind": event.kind,
        "says": REPORT.say(event.year, event.number),
        "units": [],
        "acts": [{"act": "planned", **when(recorded)}],
        "parts": [rules_key(event.congress)],
        **stage("planned", event.due_on),
    }
    rows.put(recorded.stream, row, event.code)


def _submitted(rows: Rows, recorded: Recorded, event: r.ReportSubmitted) -> None:
    add_act(rows, recorded, event, "submitted", **stage("submitted"))


def _deliberated(rows: Rows, recorded: Recorded, event: r.ReportDeliberated) -> None:
    add_act(rows, recorded, event, "deliberated", **stage("deliberated"))


def _opinions(rows: Rows, recorded: Recorded, event: r.OpinionsIssued) -> None:
    units = list(dict.fromkeys(item.unit for item in event.items if item.unit))
    add_act(rows, recorded, event, "opinions_issued", units=units, **stage("reply_owed", event.reply_due_on))


def _replied(rows: Rows, recorded: Recorded, event: r.ReplySubmitted) -> None:
    add_act(rows, recorded, event, "replied", **stage("replied"))


def _judged(rows: Rows, recorded: Recorded, event: r.ReplyJudged) -> None:
    after = stage("reply_owed", event.again_by) if event.again_by else stage("judged")
    add_act(rows, recorded, event, "judged", **after)


def _closed(rows: Rows, recorded: Recorded, event: r.ReportClosed) -> None:
    add_act(rows, recorded, event, "closed", **stage("closed"))


FOLDS: dict[type[Event], Fold] = {
    ProfileAdopted: adopted,
    r.ReportPlanned: _planned,
    r.ReportSubmitted: _submitted,
    r.ReportDeliberated: _deliberated,
    r.OpinionsIssued: _opinions,
    r.ReplySubmitted: _replied,
    r.ReplyJudged: _judged,
    r.ReportClosed: _closed,
}
