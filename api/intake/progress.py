"""How do the lines of the monthly 进度台账 become reports of progress?

Figures are cumulative, those headed 本月 or 本期 the period's own: the ledger adds them to what the year had. What has been done since
the start follows from what was known before the year and the year's figure, where the table does not say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, cast
from uuid import UUID

from api.intake.item import Item
from api.intake.refusals import PartNotFound, ProjectNotFound, TwoFigures
from api.intake.taking import Asked, Steps, Taking
from domain.calendar import day_of
from domain.money import Amount, print_amount, say_amount
from domain.refusals import Faults
from domain.texts import shown
from projections.ledger.lines import line as line_of
from projections.model import Row
from projections.models import PROJECTS
from projects.commands.progress import ReportProgress
from projects.deciders.projects import PROJECT
from projects.events.progress import SubItemProgress, Voucher
from projects.events.values import Amounts, Source, SourceAmount, SubItem, Target, TargetDone
from projects.measures.money import SOURCES, Name
from projects.refusals.progress import FallUnexplained
from projects.states.projects import Project

NAMES: Final[tuple[Name, ...]] = ("allotted", "received", "paid", "completed")
PERCENT: Final = re.compile(r"(?:完成|约)?([0-9]{1,3})[%％]")
PLACES: Final = {
    **{f"year/{name}_fen": name for name in NAMES},
    **{f"start/{name}_fen": f"start_{name}" for name in NAMES},
    "received_by_source": "received",
    "targets/done": "target_done",
    "sub_items": "sub_completed",
    "sub_items/sub_item": "sub_item",
    "physical_percent": "progress",
    "vouchers": "payment_numbers",
}
"""The columns in which faults are found whose places are called otherwise in the command."""


def report(taking: Taking, item: Item) -> Steps:
    """进度报告 of the period; a fall is explained by the words in the line."""
    row = find(taking, item)
    taking.once(row["stream"], item, "/title")
    project = taking.together.load(PROJECT, UUID(row["stream"])).state
    assert project is not None, "it has a row"
    taking.notices.extend(_differences(taking, item, row))
    asked = _Reported(taking, item, project).command()
    said = Asked(command=asked, decider=PROJECT, stream=UUID(row["stream"]), effective_on=taking.day)
    try:
        yield said
    except (FallUnexplained, Faults) as refused:
        falls = _explained(refused, item.text("falls"), asked)
        yield replace(said, command=replace(asked, falls=falls))
    return f"{row['project']} {asked.period}"


def _differences(taking: Taking, item: Item, row: Row) -> Iterator[str]:
    """What the line says of the project that the ledger says otherwise; the ledger's word stands."""
    known = line_of(row, taking.year, day_of(taking.desk.clock()))
    number = item.lines[0].number
    for name, word, ours in (("total", "总投资", known.total), ("plan", "年度计划投资", known.plan)):
        theirs = item.stated(name)
        if isinstance(theirs, Amount) and ours.fen is not None and theirs.fen != ours.fen:
            yield f"第{number}行：{word}表里是{say_amount(theirs.fen)}，台账是{say_amount(ours.fen)}，以台账为准。"
    unit = item.stated("unit")
    if isinstance(unit, str) and unit not in {known.unit, known.unit_name}:
        yield f"第{number}行：责任单位表里是“{shown(unit)}”，台账是“{known.unit_name or '未明确单位'}”，以台账为准。"


def find(taking: Taking, item: Item) -> Row:
    """The row of the project that the line names by its number or its name; raises `ProjectNotFound`."""
    number, title = item.text("number"), item.text("title")
    rows = [row for row in taking.rows(PROJECTS) if taking.year in row["years"]]
    found = [row for row in rows if row["project"] == number] or [row for row in rows if row["title"] == title]
    if len(found) != 1:
        said = "有几个" if found else "没有"
        raise ProjectNotFound(
            f"{taking.year}年度{said}名称是《{shown(title)}》的项目，请在“项目编号”一列写上台账里的编号。",
            pointer="/title",
        )
    if found[0]["title"] != title:
        taking.notices.append(
            f"第{item.lines[0].number}行：{number}在台账里是《{found[0]['title']}》，表里写的是《{shown(title)}》，按编号登记。"
        )
    return found[0]


def _explained(refused: FallUnexplained | Faults, words: str, asked: ReportProgress) -> dict[str, str]:
    """The words for every place that fell; raises what was refused, each in its column, where there are none or more is wrong."""
    faults = refused.faults if isinstance(refused, Faults) else (refused,)
    fallen = [fault for fault in faults if isinstance(fault, FallUnexplained)]
    if not words or len(fallen) < len(faults):
        for fault in fallen:
            fault.pointer = _pointer(str(fault.numbers["place"]), asked)
            fault.detail = f"{fault.detail.rpartition('，')[0]}，请在“下降原因”一列写明理由（审减、退回、更正等）。"
        raise refused
    return {str(fault.numbers["place"]): words for fault in fallen}


def _pointer(place: str, asked: ReportProgress) -> str:
    """Where in the command a figure stands that is called `place` among the figures of a project: sub_item:1.target:2."""
    if (found := re.fullmatch(r"(?:sub_item:([^.]+)\.)?target:(.+)", place)) is not None:
        parts = [part.sub_item for part in asked.sub_items]
        below = f"/sub_items/{parts.index(found[1])}" if found[1] else ""
        targets = asked.sub_items[parts.index(found[1])].targets if found[1] else asked.targets
        return f"{below}/targets/{[each.target for each in targets].index(found[2])}/done"
    if (found := re.fullmatch(r"sub_item:([^.]+)\.(.+)", place)) is not None:
        return f"/sub_items/{[part.sub_item for part in asked.sub_items].index(found[1])}/{found[2]}"
    return "/" + place.replace(".", "/").replace("source:", "received_")


@dataclass(frozen=True, slots=True)
class _Reported:
    taking: Taking
    item: Item
    project: Project

    def command(self) -> ReportProgress:
        year = {name: self._year(name) for name in NAMES}
        percent, narrative = self._progress()
        whole, *parts = self.item.parts()
        return ReportProgress(
            period=self.taking.choices["period"],
            year=_amounts(year),
            start=_amounts({name: self._start(name, year[name]) for name in NAMES}),
            received_by_source=self._sources(),
            targets=tuple(self._done(whole, self.project.brief.targets)),
            sub_items=tuple(self._parts(parts)),
            physical_percent=percent,
            narrative=narrative,
            problems=self.item.text("problems"),
            next_steps=self.item.text("next_steps"),
            vouchers=tuple(self._vouchers()),
        )

    def _year(self, name: Name) -> int | None:
        """This year's figure: as it stands in its column or in that of 拨付, which by the rules may be another word for it."""
        means = self.taking.profile.implementation.disbursed_means
        disbursed = self.item.amount("disbursed") if name == _OF[means] else None
        own = self.item.amount(name)
        if own and disbursed and own.fen != disbursed.fen:
            raise TwoFigures(
                f"拨付资金{print_amount(disbursed.fen)}和另一列的{print_amount(own.fen)}按本人大的规则是同一个数，请核对。",
                pointer=f"/{name}",
            )
        found, column = (own, name) if own else (disbursed, "disbursed")
        if found is None or column not in self.taking.own_figures:
            return found.fen if found else None
        return found.fen + self._known(f"year.{name}_fen")

    def _start(self, name: Name, year: int | None) -> int | None:
        """The figure since the start: as it is stated, else what was there before the year and the year's figure."""
        if (stated := self.item.amount(f"start_{name}")) is not None:
            return stated.fen
        if year is None:
            return None
        before = self._known(f"start.{name}_fen") - self._known(f"year.{name}_fen")
        return year + max(before, 0)

    def _known(self, place: str) -> int:
        known = self.project.progress.known_before(self.taking.choices["period"])
        return int(known.get(place, Fraction(0)))

    def _progress(self) -> tuple[int | None, str]:
        """形象进度 as a percentage where it is one and the project is construction, else as words; and the words beside it."""
        said, more = self.item.text("progress"), self.item.text("narrative")
        found = PERCENT.fullmatch(said)
        if found and self.project.brief.nature == "construction":
            return int(found[1]), more
        return None, "\n".join(words for words in (said, more) if words)

    def _sources(self) -> tuple[SourceAmount, ...]:
        found = ((source, self.item.amount(f"received_{source}")) for source in SOURCES)
        return tuple(
            SourceAmount(source=cast("Source", source), amount_fen=amount.fen) for source, amount in found if amount
        )

    def _parts(self, parts: list[list[Item]]) -> Iterator[SubItemProgress]:
        known = {part.title: part for part in self.project.brief.sub_items}
        for place, lines in enumerate(parts):
            title = lines[0].text("sub_item")
            part = known.get(title)
            if part is None:
                raise PartNotFound(
                    f"{self.project.says}没有叫“{shown(title)}”的子项，有{_named(known)}。",
                    pointer=f"/sub_items/{place}/sub_item",
                )
            completed = lines[0].amount("sub_completed")
            yield SubItemProgress(
                sub_item=part.id,
                completed_fen=completed.fen if completed else None,
                targets=tuple(self._done(lines, part.targets, f"/sub_items/{place}")),
            )

    def _done(self, lines: list[Item], targets: tuple[Target, ...], pointer: str = "") -> Iterator[TargetDone]:
        """What is done of the targets that the lines name; where there is but one, it need not be named."""
        known = {target.name: target for target in targets}
        aims = [line for line in lines if line.text("target") or line.text("target_done")]
        for place, line in enumerate(aims):
            done, name = line.text("target_done"), line.text("target")
            if not done:
                continue
            target = known.get(name) if name else next(iter(targets), None) if len(targets) == 1 else None
            if target is None:
                raise PartNotFound(
                    f"{self.project.says}没有叫“{shown(name)}”的目标任务，有{_named(known)}。" if name else f"{self.project.says}有{_named(known)}，请写明完成的是哪一个目标任务。",
                    pointer=f"{pointer}/targets/{place}/target",
                )  # fmt: skip
            yield TargetDone(target=target.id, done=done)

    def _vouchers(self) -> Iterator[Voucher]:
        yield from (Voucher(of="allotted", number=number) for number in self.item.words("allotment_numbers"))
        yield from (Voucher(of="paid", number=number) for number in self.item.words("payment_numbers"))


_OF: Final[dict[str, Name]] = {"treasury_to_unit": "received", "unit_to_payee": "paid"}


def _amounts(figures: Mapping[Name, int | None]) -> Amounts:
    return Amounts(
        allotted_fen=figures["allotted"],
        received_fen=figures["received"],
        paid_fen=figures["paid"],
        completed_fen=figures["completed"],
    )


def _named(known: Mapping[str, SubItem] | Mapping[str, Target]) -> str:
    return "、".join(f"“{shown(name)}”" for name in known) or "一个也没有"
