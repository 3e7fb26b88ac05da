"""How does a congress adopt its rules: two halves chosen, the usual parameters changed, and the 办法 read as it will be?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from typing import Any, Final

from api.http.audience import OFFICE
from api.http.commands import Written
from api.http.queries import number_in
from api.http.reply import Reply
from api.http.route import Call
from api.pages.desk.rule_words import BARS, DECISIONS, EVALUATIONS, LABELS, SHARES, USUAL, YES_NO
from api.pages.inside import door, send, versioned
from api.pages.look import Crumb, new_key, page, redirect
from api.pages.posted import Posted, posted
from api.pages.routes import sent, shown
from api.paper.words.evaluation_method import evaluation_method
from api.paper.words.facts import Facts
from api.paper.words.method import method
from api.paper.words.pieces import lines
from domain.calendar import day_of
from domain.profile import WORDS, check_profile, compose
from domain.refusals import Faults, Refusal
from projections.congresses import CONGRESSES, profile_key

Data = dict[str, Any]
HERE: Final = "/desk/rules"
IN_FORCE: Final = "in_force"
"""Beginning with the rules that are in force, instead of a preset."""
CLAUSE: Final = "ballot.papers_clause"
"""What lets whole papers be kept is not chosen but written: words of the 办法."""
SECTIONS: Final = {
    "solicitation": "征集",
    "candidate": "候选项目",
    "ballot": "票决",
    "implementation": "实施",
    "evaluation": "测评",
    "publication": "公开范围",
}


def _rules(call: Call) -> Reply:
    row, version = _row(call)
    begun = _begun(call, row, call.query.get("decision", ""), call.query.get("evaluation", ""))
    return _page(call, row, begun, {"_version": str(version), "_key": new_key()})


def _change(call: Call) -> Reply:
    """Show the rules as they are changed, or record them."""
    given = posted(call)
    row, version = _row(call)
    profile = _changed(_begun(call, row, given.one("decision"), given.one("evaluation")), given)
    hidden = {"_version": given.one("_version") or str(version), "_key": given.one("_key") or new_key()}
    kept = {name: given.one(name) for name in ("decision", "evaluation", "document", "effective_on")}
    if not given.one("adopt"):
        return _page(call, row, profile, hidden, kept)
    body: Data = {"profile": profile}
    body |= {name: kept[name] for name in ("document", "effective_on") if kept[name]}
    try:
        reply = send(
            call,
            door("POST", "/congresses/{congress}/profiles"),
            {"congress": row["stream"]},
            body,
            key=hidden["_key"],
            version=number_in(hidden["_version"]) or 0,
        )
    except (Refusal, Faults) as refused:
        hidden["_version"] = str(version)
        return _page(call, row, profile, hidden, kept, _details(refused))
    written = reply.content
    assert isinstance(written, Written)
    return redirect(f"/desk/congress?done={written.position}&at_least={written.position}")


def _row(call: Call) -> tuple[Data, int]:
    return versioned(call, "/congresses/{congress}", {"congress": call.actor.congress})


def _begun(call: Call, row: Mapping[str, Any], decision: str, evaluation: str) -> Data:
    """The profile of two halves; the one in force where nothing else is chosen and there is one."""
    if decision in DECISIONS:
        return compose(decision, evaluation if evaluation in EVALUATIONS else "sc_evaluation")
    newest = max((each["version"] for each in row["profiles"]), default=0)
    found = call.desk.reading.part(CONGRESSES, profile_key(row["stream"], newest)) if newest else None
    return deepcopy(found["profile"]) if found is not None else compose()


def _page(  # noqa: PLR0913, PLR0917 - a page has that many sides
    call: Call,
    row: Mapping[str, Any],
    profile: Data,
    hidden: Mapping[str, str],
    kept: Mapping[str, str] | None = None,
    faults: tuple[str, ...] = (),
) -> Reply:
    said = kept or {"decision": call.query.get("decision", ""), "evaluation": call.query.get("evaluation", "")}
    wrong = faults or _wrong(profile)
    return page(
        call,
        "desk/rules.html",
        title="规则",
        crumbs=(Crumb("工作台", "/desk"), Crumb("人大和承办单位", "/desk/congress")),
        status=422 if faults else 200,
        row=row,
        decisions=DECISIONS,
        evaluations=EVALUATIONS,
        sections=_sections(profile),
        clause=None if profile["ballot"] is None else profile["ballot"]["papers_clause"] or "",
        methods=() if wrong else tuple(_methods(call, row, profile)),
        faults=wrong,
        hidden=hidden,
        kept={name: said.get(name, "") for name in ("decision", "evaluation", "document", "effective_on")},
    )


def _sections(profile: Data) -> dict[str, list[tuple[str, str, Mapping[str, str], str]]]:
    """The parameters by section: path, label, what can be chosen, and what is chosen."""
    found: dict[str, list[tuple[str, str, Mapping[str, str], str]]] = {name: [] for name in SECTIONS.values()}
    for path, values in USUAL.items():
        chosen = value_at(profile, path)
        if chosen is not None:
            known = values if chosen in values else {**values, chosen: chosen}
            found[SECTIONS[path.partition(".")[0]]].append((path, LABELS.get(path) or WORDS[path], known, chosen))
    return {name: parameters for name, parameters in found.items() if parameters}


def value_at(profile: Data, path: str) -> str | None:
    """What a form shows of a parameter; None where these rules have no such section."""
    section, _, name = path.partition(".")
    rules = profile[section]
    if rules is None:
        return None
    if path == "ballot.threshold":
        bar = rules["threshold"]
        return "none" if bar is None else f"{bar['op']} {bar['num']}/{bar['den']}"
    if path == "ballot.threshold.base":
        return None if rules["threshold"] is None else str(rules["threshold"]["base"])
    value = rules[name]
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value['num']}/{value['den']}" if isinstance(value, dict) else str(value)


def put(profile: Data, path: str, text: str) -> None:
    """Change a parameter to what a form says."""
    section, _, name = path.partition(".")
    rules = profile[section]
    if rules is None or text not in USUAL[path]:
        return
    if path == "ballot.threshold":
        base = (rules["threshold"] or {}).get("base", "all_deputies")
        op, _, share = text.partition(" ")
        rules["threshold"] = None if text == "none" else {"base": base, "op": op, **_share(share)}
    elif path == "ballot.threshold.base":
        if rules["threshold"] is not None:
            rules["threshold"]["base"] = text
    elif USUAL[path] is SHARES:
        rules[name] = _share(text)
    else:
        rules[name] = text == "true" if USUAL[path] is YES_NO else text


def _share(text: str) -> Data:
    num, _, den = text.partition("/")
    return {"num": int(num), "den": int(den)}


def _changed(profile: Data, given: Posted) -> Data:
    for path in USUAL:
        if given.one(path):
            put(profile, path, given.one(path))
    if profile["ballot"] is not None and CLAUSE in given.texts:
        profile["ballot"]["papers_clause"] = given.one(CLAUSE) or None
    return profile


def _wrong(profile: Data) -> tuple[str, ...]:
    """Why these rules could not be adopted."""
    try:
        check_profile(profile)
    except (Refusal, Faults) as refused:
        return _details(refused)
    return ()


def _details(refused: Refusal | Faults) -> tuple[str, ...]:
    return tuple(each.detail for each in (refused.faults if isinstance(refused, Faults) else (refused,)))


def _methods(call: Call, row: Mapping[str, Any], profile: Data) -> Iterator[tuple[str, list[str]]]:
    """The 办法 that these rules make, with the numbers that are not known yet left open."""
    day = day_of(call.desk.clock())
    facts = Facts(
        row={**row, "profiles": [{"version": 1, "on": str(day), "document": ""}]},
        year=day.year,
        day=day,
        position=0,
        read=lambda _model: (),
        adopted=lambda _version: {"profile": profile},
        funnel=lambda: None,
        history=lambda _stream: (),
    )
    for write in (method, evaluation_method):
        with suppress(Refusal):
            document = write(facts)
            yield document.title, list(lines(document))


ROUTES: Final = (
    shown(HERE, "规则", _rules, OFFICE),
    sent(HERE, "登记规则", _change, OFFICE),
)
__all__ = ["BARS", "ROUTES", "put", "value_at"]
