"""How is the ledger brought to the signed sheet: every figure beside what the sheet says, and only what differs is asked for?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from starlette.datastructures import Headers

from api.http.audience import OFFICE
from api.http.queries import number_in
from api.http.reply import FORM, Reply
from api.http.route import V1, Call
from api.pages.forms.doing import DOINGS, KEY, MORE, VERSION, Doing
from api.pages.forms.sheet_figures import figures_of, titles_of
from api.pages.inside import versioned
from api.pages.look import Crumb, new_key, page
from api.pages.posted import EITHER, Posted, sent_either_way
from api.pages.routes import sent, shown
from voting.states.figures import spoken

Row = Mapping[str, Any]
SHEET: Final = "sheet"
CHANGES: Final = "changes/"


def _round(call: Call) -> Reply:
    return _show(call, "rounds", "round")


def _evaluation(call: Call) -> Reply:
    return _show(call, "evaluations", "evaluation")


def _show(call: Call, kind: str, name: str, fault: str = "", given: Posted | None = None) -> Reply:
    row, version = versioned(call, f"/{kind}/{{{name}}}", {name: call.path[name]})
    typed = given.texts if given else {}
    rows = [
        {
            "field": field,
            "said": spoken(field, titles_of(row)),
            "recorded": number,
            "typed": (typed.get(SHEET + field) or [str(number)])[0],
        }
        for field, number in figures_of(row).items()
    ]
    return page(
        call,
        "desk/corrections.html",
        title="更正到签字的报告单",
        crumbs=(Crumb("工作台", "/desk"), Crumb(row["meeting_title"], f"/{kind}/{row['stream']}")),
        status=422 if fault else 200,
        row=row,
        rows=rows,
        fault=fault,
        hidden={KEY: new_key(), VERSION: version},
        sheet=SHEET,
    )


def _take_round(call: Call) -> Reply:
    return _take(call, "rounds", "round")


def _take_evaluation(call: Call) -> Reply:
    return _take(call, "evaluations", "evaluation")


def _take(call: Call, kind: str, name: str) -> Reply:
    """What differs becomes the form of a correction, with the second person; that form then records it here as well."""
    given = sent_either_way(call)
    doing = _doing(kind, name)
    if any(each.startswith(CHANGES) for each in given.texts):
        return doing.take(call)
    row, _ = versioned(call, f"/{kind}/{{{name}}}", {name: call.path[name]})
    changes = list(_changes(figures_of(row), given))
    if not changes:
        return _show(call, kind, name, "没有一栏与登记的不同，不用更正。", given)
    fields = {KEY: given.one(KEY), VERSION: given.one(VERSION), MORE: "changes/asked"}
    for number, (field, before, after) in enumerate(changes):
        fields |= {
            f"{CHANGES}{number}/{part}": value
            for part, value in (("field", field), ("before", before), ("after", after))
        }
    headers = Headers({**call.headers, "content-type": FORM})
    return doing.take(replace(call, headers=headers, body=urlencode(fields).encode()))


def _changes(known: Mapping[str, int], given: Posted) -> Iterator[tuple[str, str, str]]:
    """The figures that differ; what is no number is handed on as it was typed, and refused at its place."""
    for field, before in known.items():
        after = given.one(SHEET + field)
        if after and number_in(after) != before:
            yield field, str(before), after


def _doing(kind: str, name: str) -> Doing:
    wanted = f"{V1}/{kind}/{{{name}}}/corrections"
    return next(each for each in DOINGS if each.door.path == wanted)


ROUTES: Final = (
    shown("/desk/corrections/rounds/{round}", "一轮票决更正到报告单", _round, OFFICE),
    sent("/desk/corrections/rounds/{round}", "登记更正", _take_round, OFFICE, EITHER),
    shown("/desk/corrections/evaluations/{evaluation}", "一次测评更正到报告单", _evaluation, OFFICE),
    sent("/desk/corrections/evaluations/{evaluation}", "登记更正", _take_evaluation, OFFICE, EITHER),
)
