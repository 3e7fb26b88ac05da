"""How does an office hand in its own table, see what would be recorded, and get it recorded and given back?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from api.extract import congress_under
from api.http.audience import COUNTERS, NAMES
from api.http.reply import Reply
from api.http.route import Call
from api.http.saving import disposition
from api.intake.giving_back import faults_in, marked
from api.intake.kinds import KINDS, OFFICE
from api.layouts import CANDIDATES, KEYPAD, LAYOUTS, PROGRESS
from api.pages.desk import keypad
from api.pages.desk.handed_in import HandedIn, handed_in, table_and_intake
from api.pages.desk.lines_read import lines_of
from api.pages.forms.form import placed
from api.pages.inside import every
from api.pages.look import Crumb, page
from api.pages.posted import WITH_FILES
from api.pages.routes import sent, shown
from api.refusals import Malformed, NotYourRole
from api.workbooks.columns import Layout
from api.workbooks.template import template
from domain.calendar import day_of
from domain.documents.kinds import FORMATS
from domain.events import Role
from domain.refusals import Faults, NotFound, Refusal
from projections.models import PROJECTS

HERE: Final = "/desk/import"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_NAMES: Final = 500
INTO: Final = {
    "candidates": "每一行拟提一个项目，编号由台账给出。",
    "proposals": "每一行登记一件建议项目。",
    "hotline": "每一张工单登记一件建议项目；是谁打的电话，留在热线系统里。",
    "progress": "每一行报一个项目这一期的进度；累计数减少的要写原因。",
    "findings": "每一行登记一个问题。",
    "roll": "每一行登记一个人；姓名、电话存放在台账之外，台账里只有编号。",
    "keypad": "表决器的汇总结果，算一个人录入；第二个人录入一致才登记。",
}
ORDER: Final = ("candidates", "progress", "proposals", "hotline", "findings", "roll", "keypad")
ALLOWED: Final[dict[str, frozenset[Role]]] = {
    **{name: kind.roles for name, kind in KINDS.items()},
    KEYPAD.name: OFFICE | COUNTERS,
}
EVERY: Final = frozenset().union(*ALLOWED.values())


def _form(call: Call, faults: list[tuple[str, str]] | None = None, said: HandedIn | None = None) -> Reply:
    """The form for one kind of table; the others are one click away."""
    kinds = [LAYOUTS[name] for name in ORDER if call.actor.role in ALLOWED[name]]
    wanted = said.kind if said is not None else call.query.get("kind", "")
    layout = next((each for each in kinds if each.name == wanted), kinds[0])
    values = {name: said.said.one(name) for name in ("year", "period", "on", "settings")} if said else {}
    return page(
        call,
        "desk/import.html",
        title="登记表格",
        crumbs=(Crumb("工作台", "/desk"),),
        status=422 if faults else 200,
        kinds=kinds,
        layout=layout,
        into=INTO[layout.name],
        year=values.get("year") or _year(call, layout),
        values=values,
        heads=[(each.head, each.required, each.note) for each in layout.columns if not each.recomputed],
        register=layout is CANDIDATES and call.actor.role in OFFICE,
        registers=_registers(call, said),
        periods=layout is PROGRESS,
        rounds=keypad.rounds(call) if layout is KEYPAD else None,
        faults=faults or [],
    )


def _look(call: Call) -> Reply:
    """What would be recorded, and nothing is."""
    return _taken(call, rehearse=True)


def _record(call: Call) -> Reply:
    """Record the very same file."""
    return _taken(call, rehearse=False)


def _taken(call: Call, *, rehearse: bool) -> Reply:
    one = _admitted(call)
    if isinstance(one, Reply):
        return one
    try:
        if one.kind == KEYPAD.name:
            return keypad.taken(call, one, rehearse=rehearse)
        handed, table, intake = table_and_intake(call, one, _today(call))
        taken = intake.take(rehearse=rehearse, skip_faulty=bool(one.said.one("skip_faulty")))
    except (Refusal, Faults) as refused:
        return _form(call, placed(refused), one)
    faults = faults_in(handed, table, taken)
    known = len(taken.outcomes) - taken.fresh - taken.faulty
    return page(
        call,
        "desk/import_read.html",
        title="已登记" if taken.position else "核对后登记",
        crumbs=(Crumb("工作台", "/desk"), Crumb("登记表格", f"{HERE}?kind={one.kind}")),
        status=422 if faults and not taken.position and not rehearse else 200,
        layout=table.layout,
        name=one.name,
        sheet=table.sheet,
        year=handed.year,
        period=handed.period,
        taken=taken,
        known=known,
        lines=lines_of(table, taken, faults),
        faults=faults,
        notices=[*(each.text for each in table.notices), *taken.notices],
        hidden=list(one.hidden()),
        tried=not rehearse,
    )


def _mark(call: Call) -> Reply:
    """The clerk's own file with its faults in their cells, and what was recorded behind its rows."""
    one = _admitted(call)
    if isinstance(one, Reply):
        return one
    try:
        handed, table, intake = table_and_intake(call, one, _today(call))
        taken = intake.take(rehearse=True)
        content = marked(handed, table, taken, faults_in(handed, table, taken))
    except (Refusal, Faults) as refused:
        return _form(call, placed(refused), one)
    stem = one.name.rpartition(".")[0] or one.name
    return _file(content, f"{stem}-已标注")


def _template(call: Call) -> Reply:
    """An empty table, with the units and the projects of this congress to choose from."""
    name = call.path["kind"]
    if name not in LAYOUTS or call.actor.role not in ALLOWED[name]:
        raise NotFound("没有这种空表。")
    congress = congress_under(call.desk, call.actor.congress)
    rows = call.desk.reading.rows(PROJECTS, congress=congress.congress, limit=MOST_NAMES)
    units = [unit["name"] for unit in congress.row["units"] if not unit.get("merged_into")]
    titles = [each.row["title"] for each in rows]
    return _file(template(LAYOUTS[name], {"unit": units, "title": titles}), LAYOUTS[name].title)


def _admitted(call: Call) -> HandedIn | Reply:
    """What was handed in by somebody who may; else the form with what is missing."""
    try:
        one = handed_in(call)
    except Malformed:
        raise
    except Refusal as refused:
        return _form(call, placed(refused))
    if one.kind not in ALLOWED:
        raise Malformed("交来的不是这张表单，请刷新页面再填。")
    if call.actor.role not in ALLOWED[one.kind]:
        open_to = "、".join(word for role, word in NAMES.items() if role in ALLOWED[one.kind])
        raise NotYourRole(f"这种表由{open_to}登记，您的身份是{NAMES[call.actor.role]}。")
    return one


def _file(content: bytes, title: str) -> Reply:
    headers = {"Content-Disposition": disposition(title, FORMATS[XLSX])}
    return Reply(content=content, headers=headers, media_type=XLSX)


def _today(call: Call) -> int:
    return day_of(call.desk.clock()).year


def _year(call: Call, layout: Layout) -> int:
    """The year that is most likely meant: of what is solicited and drafted the newest there is, else this one."""
    years: list[Any] = [each["project_year"] for each in every(call, "/cycles", congress=call.actor.congress)]
    return max(years, default=_today(call)) if layout.name in ("candidates", "proposals", "hotline") else _today(call)


def _registers(call: Call, said: HandedIn | None) -> bool:
    """Whether units are registered along the way: a congress that has none yet begins with those of its table."""
    if said is not None:
        return bool(said.said.one("register_units"))
    return not congress_under(call.desk, call.actor.congress).row["units"]


ROUTES: Final = (
    shown(HERE, "登记表格", _form, EVERY),
    sent(HERE, "看会登记什么", _look, EVERY, body=WITH_FILES),
    sent(f"{HERE}/record", "登记表格", _record, EVERY, body=WITH_FILES),
    sent(f"{HERE}/marked", "标注好的表格", _mark, EVERY, body=WITH_FILES),
    replace(shown(f"{HERE}/{{kind}}.xlsx", "空表", _template, EVERY), answer_media_type=XLSX),
)
