"""With what does a form begin that is not empty: what the ledger knows already, so that nobody types it again?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from api.pages.forms.offered import Around
from domain.congress import commands as congress
from domain.deciders import Command
from projects.commands import adjustments, cycles, projects
from projects.commands import progress as reporting
from voting.commands import meetings, rounds

Body = dict[str, Any]


def beginning(command: type[Command], around: Around) -> Body:
    """What of the command is known, as JSON."""
    known = KNOWN.get(command)
    newest = around.newest_year if around.congress else None
    return {"project_year": newest, **(known(around) if known is not None else {})}


def _brief(around: Around) -> Body:
    return {"brief": around.row["now"]["brief"]}


def _batch(around: Around) -> int:
    return max((each["batch"] for each in around.row.get("batches", ())), default=1)


def _drafted(around: Around) -> Body:
    drafted = [each["project"] for each in around.projects if each.get("standing") == "drafted"]
    return {"batch": len(around.row.get("batches", ())) + 1, "items": drafted}


def _preliminary(around: Around) -> Body:
    last = next(iter(reversed(around.row.get("batches", ()))), None)
    items = [line["project"] for line in last["lines"] if line.get("preliminary")] if last else []
    return {"batch": _batch(around), "items": items}


def _of_batch(around: Around) -> Body:
    return {"batch": _batch(around)}


def _heads(around: Around) -> Body:
    return {"due": around.row.get("in_office")}


def _roll(around: Around) -> Body:
    return {"before": around.row.get("deputies")}


def _targets(around: Around) -> Body:
    brief = around.row["now"]["brief"]
    return {"targets": [{"target": each["id"]} for each in brief["targets"]]}


def _term(around: Around) -> Body:
    found = around.congress
    body = "standing_committee" if found["level"] != "township" else "congress"
    return {"term": found["term"], "body": body}


def _method(around: Around) -> Body:
    version = around.row.get("profile_version")
    return {"profile_version": version}


KNOWN: Final[Mapping[type[Command], Callable[[Around], Body]]] = {
    congress.ChangeRoll: _roll,
    cycles.DrawUpPreliminaryList: _drafted,
    cycles.FixFinalList: _preliminary,
    cycles.PubliciseList: _of_batch,
    cycles.EndPublicity: _of_batch,
    cycles.SubmitList: _of_batch,
    cycles.ListProjects: _of_batch,
    projects.ReviseProject: _brief,
    adjustments.FileMinorChange: _brief,
    adjustments.RequestAdjustment: lambda _: {},
    projects.CompleteProject: _targets,
    reporting.ReportProgress: _targets,
    meetings.ConveneMeeting: _term,
    meetings.ProposeMethod: _method,
    meetings.AdoptMethod: _method,
    meetings.CountAttendance: _heads,
    rounds.OpenRound: lambda around: {
        "meeting": next((each["stream"] for each in reversed(around.rows("/meetings"))), "")
    },
}
