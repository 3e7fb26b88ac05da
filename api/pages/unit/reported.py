"""How does what stands in the short form of a monthly report become the command, with what is known filled in?

A year's figure that grew by so much makes the figure since the start grow by as much, unless somebody says otherwise: a unit types
four amounts instead of eight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from api.pages.posted import Posted
from api.refusals import BodyFault
from domain.money import parse_amount, print_number
from domain.quantities import print_quantity
from domain.refusals import Refusal
from projects.measures import AMOUNTS
from projects.states.figures import Places, say_place

Row = Mapping[str, Any]
VOUCHERS: Final = range(3)
VOUCHERS_OF: Final = {"allotted": "资金下达", "received": "资金到位", "paid": "资金支付"}
WORDS: Final = ("narrative", "problems", "next_steps")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of the form: the name of its input, what it is called, its unit, its plan, and what was known before."""

    place: str
    label: str
    unit: str
    plan: str = ""
    before: str = ""
    level: bool = False

    @property
    def id(self) -> str:
        """The id of its input."""
        return "f-" + self.place.replace(".", "-").replace(":", "-")


@dataclass(slots=True)
class Asked:
    """The body of the command, what cannot be read, and the places of the figures that nobody typed."""

    body: dict[str, Any] = field(default_factory=dict)
    faults: list[Refusal] = field(default_factory=list)
    derived: set[str] = field(default_factory=set)


def money_of(row: Row, before: Places, period: str) -> list[Figure]:
    """The year's four amounts."""
    plans = row["annual"].get(period[:4], ())
    plan = print_number(plans[-1]["amount_fen"]) if plans and plans[-1].get("amount_fen") is not None else ""
    return [
        Figure(
            place=f"year.{name}_fen",
            label=f"本年{word}",
            unit="万元",
            plan=plan if name == "completed" else "",
            before=_wan(before.get(f"year.{name}_fen")),
        )
        for name, word in AMOUNTS.items()
    ]


def since_start(before: Places) -> list[Figure]:
    """The same since the start."""
    return [
        Figure(
            place=f"start.{name}_fen",
            label=f"开工以来{word}",
            unit="万元",
            before=_wan(before.get(f"start.{name}_fen")),
        )
        for name, word in AMOUNTS.items()
    ]


def parts_of(row: Row, before: Places) -> list[tuple[str, list[Figure]]]:
    """The targets of the project, and those and the money of each of its sub-items, under their names."""
    brief = row["now"]["brief"]
    found = [("目标任务", [_target(each, "", before) for each in brief["targets"]])] if brief["targets"] else []
    for sub in brief["sub_items"]:
        own = f"sub_item:{sub['id']}."
        place = f"{own}completed_fen"
        amount = print_number(sub["amount_fen"]) if sub.get("amount_fen") is not None else ""
        money = Figure(place=place, label="开工以来完成投资", unit="万元", plan=amount, before=_wan(before.get(place)))
        targets = [_target(each, own, before) for each in sub["targets"]]
        found.append((f"子项{sub['id']}：{sub['title']}", [money, *targets]))
    return found


def physical_of(row: Row, before: Places) -> Figure | None:
    """形象进度, of what is built alone."""
    if row["now"]["brief"]["nature"] != "construction":
        return None
    known = before.get("physical_percent")
    return Figure(place="physical_percent", label="形象进度", unit="%", before=_plain(known))


def asked(row: Row, before: Places, period: str, form: Posted) -> Asked:
    """What the form asks for."""
    found = Asked()
    year = {name: _fen(form, f"year.{name}_fen", found) for name in AMOUNTS}
    start = {name: _fen(form, f"start.{name}_fen", found) for name in AMOUNTS}
    for name in AMOUNTS:
        if start[name] is None and year[name] is not None:
            start[name] = _grown(before, name, year[name] or 0)
            found.derived.add(f"start.{name}_fen")
    brief = row["now"]["brief"]
    found.body = {
        "period": period,
        "year": _named(year),
        "start": _named(start),
        "targets": list(_done(brief["targets"], "", form)),
        "sub_items": list(_sub_items(brief["sub_items"], form, found)),
        "vouchers": list(_vouchers(form, found)),
        "falls": _falls(form, start, before, found.derived),
        **{name: form.one(name) for name in WORDS},
    }
    if percent := form.one("physical_percent"):
        found.body["physical_percent"] = int(percent) if percent.isascii() and percent.isdigit() else percent
    if any(each["period"] == period and each["versions"][-1]["status"] != "returned" for each in row["reports"]):
        found.body["revises"] = True
    return found


def said_of(place: str, row: Row) -> str:
    """The name of a figure, with that of its target."""
    targets = {each["id"]: each["name"] for each in row["now"]["brief"]["targets"]}
    return targets.get(place.removeprefix("target:"), "") if place.startswith("target:") else say_place(place)


def _falls(form: Posted, start: Mapping[Any, int | None], before: Places, derived: set[str]) -> dict[str, str]:
    """Why each figure is below the last report; one that follows from the year's falls for the same reason."""
    found = {
        name.removeprefix("fall/"): texts[0]
        for name, texts in form.texts.items()
        if name.startswith("fall/") and texts[0]
    }
    for name, fen in start.items():
        place, own = f"start.{name}_fen", f"year.{name}_fen"
        if place in derived and own in found and fen is not None and fen < before.get(place, 0):
            found[place] = found[own]
    return found


def _grown(before: Places, name: str, year: int) -> int:
    """Since the start: as much more than before as this year's figure is."""
    was = before.get(f"start.{name}_fen")
    return year if was is None else int(was) + year - int(before.get(f"year.{name}_fen", 0))


def _named(amounts: Mapping[Any, int | None]) -> dict[str, int]:
    return {f"{name}_fen": fen for name, fen in amounts.items() if fen is not None}


def _fen(form: Posted, name: str, found: Asked) -> int | None:
    text = form.one(name)
    if not text:
        return None
    try:
        return parse_amount(text, "万元", pointer=f"/{name}").fen
    except Refusal as refused:
        found.faults.append(BodyFault(refused.code, refused.detail, pointer=f"/{name}"))
        return None


def _done(targets: list[Row], own: str, form: Posted) -> Iterator[Row]:
    for each in targets:
        if text := form.one(f"{own}target:{each['id']}"):
            yield {"target": each["id"], "done": text}


def _sub_items(subs: list[Row], form: Posted, found: Asked) -> Iterator[Row]:
    for sub in subs:
        own = f"sub_item:{sub['id']}."
        done, fen = list(_done(sub["targets"], own, form)), _fen(form, f"{own}completed_fen", found)
        if done or fen is not None:
            yield {"sub_item": sub["id"], "targets": done, **({} if fen is None else {"completed_fen": fen})}


def _vouchers(form: Posted, found: Asked) -> Iterator[Row]:
    for number in VOUCHERS:
        if text := form.one(f"voucher/{number}/number"):
            said: dict[str, Any] = {"of": form.one(f"voucher/{number}/of") or "paid", "number": text}
            if (fen := _fen(form, f"voucher/{number}/amount", found)) is not None:
                said["amount_fen"] = fen
            yield said


def _target(target: Row, own: str, before: Places) -> Figure:
    place = f"{own}target:{target['id']}"
    return Figure(
        place=place,
        label=target["name"],
        unit=target["unit"],
        plan=target["planned"],
        before=_plain(before.get(place)),
        level=target["sense"] == "at_most",
    )


def _wan(fen: Fraction | None) -> str:
    return "" if fen is None else print_number(int(fen))


def _plain(figure: Fraction | None) -> str:
    return "" if figure is None else print_quantity(figure)
