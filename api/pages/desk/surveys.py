"""How does the office open a public survey, see its sums, and close it into the ledger?"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from api.http.audience import OFFICE
from api.http.commands import Written
from api.http.reply import Reply
from api.http.route import Call
from api.incoming.surveys import GRADES, Surveys, body_of
from api.pages.forms.form import placed
from api.pages.inside import door, every, read, send, versioned
from api.pages.look import Crumb, page, redirect
from api.pages.posted import posted
from api.pages.routes import sent, shown
from api.refusals import Malformed, OtherCongress
from domain.divisions import canonical
from domain.refusals import Faults, Refusal

HERE: Final = "/desk/surveys"
OVER: Final = frozenset({"voided"})


def _page(call: Call, faults: list[tuple[str, str]] | None = None) -> Reply:
    surveys = Surveys(call.desk, call.actor.congress)
    rows = surveys.every()
    evaluations = {each["stream"]: each for each in every(call, "/evaluations", congress=call.actor.congress)}
    asked = {str(each.evaluation) for each in rows}
    return page(
        call,
        "desk/surveys.html",
        title="群众测评",
        crumbs=(Crumb("工作台", "/desk"),),
        status=422 if faults else 200,
        open=[
            (each, evaluations.get(str(each.evaluation)), surveys.sums(each.id)) for each in rows if not each.closed_at
        ],
        closed=[(each, evaluations.get(str(each.evaluation))) for each in rows if each.closed_at],
        free=[each for stream, each in evaluations.items() if stream not in asked and each["status"] not in OVER],
        grades=GRADES,
        faults=faults or [],
        code=call.actor.congress,
    )


def _show(call: Call) -> Reply:
    return _page(call)


def _open(call: Call) -> Reply:
    """Ask about the projects of one evaluation."""
    evaluation = read(call, "/evaluations/{evaluation}", {"evaluation": str(_id(posted(call).one("evaluation")))})
    if canonical(evaluation["code"]) != canonical(call.actor.congress):
        raise OtherCongress("这次测评属于别的人大。")
    Surveys(call.desk, call.actor.congress).open(
        UUID(evaluation["stream"]),
        evaluation["project_year"],
        {each["item"]: each["title"] for each in evaluation["items"]},
    )
    return redirect(HERE)


def _close(call: Call) -> Reply:
    """Take no more answers and record their sums; where that is refused, it goes on."""
    surveys = Surveys(call.desk, call.actor.congress)
    row = surveys.one(_id(posted(call).one("survey")))
    place = {"evaluation": str(row.evaluation)}
    _, version = versioned(call, "/evaluations/{evaluation}", place)
    sums = surveys.shut(row.id)
    try:
        reply = send(
            call,
            door("POST", "/evaluations/{evaluation}/survey"),
            place,
            body_of(sums, row.items),
            key=f"survey-{row.id}",
            version=version,
        )
    except (Refusal, Faults) as refused:
        surveys.reopen(row.id)
        return _page(call, placed(refused))
    surveys.forget(row.id, sums)
    written = reply.content
    assert isinstance(written, Written)
    return redirect(f"{HERE}?done={written.position}&at_least={written.position}")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Malformed("交来的不是这张表单，请刷新页面再填。") from None


ROUTES: Final = (
    shown(HERE, "群众测评", _show, OFFICE),
    sent(f"{HERE}/opened", "开始群众测评", _open, OFFICE),
    sent(f"{HERE}/closed", "结束群众测评", _close, OFFICE),
)
