"""How is the whole life of one project printed?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from api.printed import details, ledger
from api.printed.columns import heading, wrapped
from api.yearly import Asked, year_ledger, year_promises, year_targets
from domain.events import Recorded
from projections.ledger.vouchers import vouchers_missing, vouchers_of
from projections.model import Row
from projections.sentences import tell
from projections.words.years import CHOSEN, LINKS


def life(row: Row, history: Iterable[Recorded], day: date, hashes: Mapping[str, str]) -> Iterator[str]:
    """Its lines in every year, promise and delivery, targets, vouchers, links, and every event as a sentence with its position.

    `hashes` are those of the documents that vouchers name, by the documents' ids.
    """
    yield from heading(f"{row['project']}《{row['title']}》（{row['congress_name']}，{row['standing_word']}）")
    for word, code in (("投资项目代码", "investment_code"), ("预算项目编码", "budget_code")):
        if said := row["now"]["brief"][code]:
            yield f"  {word}{said}"
    if row["standing"] in CHOSEN:
        asked = Asked([row], day)
        for year in row["years"]:
            found = year_ledger(asked, year)
            yield from heading(f"{year}年度台账（单位：万元）")
            yield from ledger.ledger(found.lines, found.total)
            yield from details.details(found.lines)
        yield from heading("承诺与兑现")
        yield from ledger.promises(year_promises(asked, row["years"][0]).projects)
        yield from details.targets(year_targets(asked, row["years"][-1]).projects)
        yield from heading("凭证")
        yield from details.vouchers(vouchers_of(row), vouchers_missing(row, day), hashes)
    for link in row["links"]:
        yield f"  {LINKS[link['kind']]}{link['other']}{link['other_title']}（{link['on']}）"
    yield from heading("经过（每条后面是它在台账中的位置）")
    yield from sentences(history)


def sentences(history: Iterable[Recorded]) -> Iterator[str]:
    """Every event of a stream as a sentence, with its day and its position in the log."""
    for told in tell(history):
        on, position = told.recorded.envelope.effective_on, told.recorded.position
        yield from wrapped(f"{told.sentence}〔{position}〕", 14, f"  {on}")
