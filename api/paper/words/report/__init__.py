"""What does the report on a year say, each number with the events from which it is taken?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from api.paper.words.facts import Facts
from api.paper.words.naming import body, day, place_of
from api.paper.words.pieces import Block, Document, chapter, note, text
from api.paper.words.report.after import aims, changes, graded, looked_again, money, watched
from api.paper.words.report.before import balloted, solicited
from api.paper.words.report.year import Year, year_for
from domain.profile import body_for, vote_word
from projections.publication import Audience


def report(facts: Facts) -> Document:
    """年度报告 for those who work with the ledger, every number with the positions of its events; raises `NotPrintable`."""
    return _report(facts, "inside")


def public_report(facts: Facts) -> Document:
    """The same for everybody, with what the rules publish and nothing else."""
    return _report(facts, "public")


def _report(facts: Facts, audience: Audience) -> Document:
    year = year_for(facts, audience)
    act = vote_word(year.profile)
    chapters: tuple[tuple[str, Callable[[Year], Iterable[Block]]], ...] = (
        ("征集情况", solicited),
        (f"{act}情况", balloted),
        ("资金情况", money),
        ("目标任务完成情况", aims),
        ("调整和进展", changes),
        ("监督情况", watched),
        ("满意度测评", graded),
        ("回头看", looked_again),
    )
    signs = body(facts.name, year.profile, (body_for(year.profile, "follow_up_opened") or ("government",))[0])
    return Document(
        title=f"{place_of(facts.name)}{facts.year}年度民生实事项目工作报告",
        under=f"截至{day(str(facts.day))}",
        body=tuple(_chapters(year, chapters)),
        signed=(signs,),
        on=day(str(facts.day)),
        day=str(facts.day),
    )


def _chapters(year: Year, chapters: Iterable[tuple[str, Callable[[Year], Iterable[Block]]]]) -> Iterator[Block]:
    place = 0
    for word, write in chapters:
        blocks = list(write(year))
        if blocks:
            place += 1
            yield chapter(place, word)
            yield from blocks
    yield chapter(place + 1, "数字的来源")
    where = f"台账位置是登记的先后号，读到第{year.facts.position}号为止。" if year.inside else ""
    yield text(f"正文中〔〕里的号与下表对应。{where}")
    yield year.sources.table()
    if year.inside:
        yield note("本报告按台账登记编写，供内部使用；向社会公布的用minsheng export paper public-report另印")
