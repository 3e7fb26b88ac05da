"""How is the whole life of one project printed?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from api.printing.days import printed_promises
from api.printing.years import printed_ledger, printed_targets
from api.yearly import Asked, year_ledger, year_promises, year_targets
from domain.events import Recorded
from projections.model import Row
from projections.sentences import tell
from projections.terms import CHOSEN, LINKS


def printed_project(row: Row, history: Iterable[Recorded], day: date) -> Iterator[str]:
    """Its lines in the 台账 of every year, promise and delivery, targets, links, and every event as a sentence with its position."""
    yield f"{row['project']}《{row['title']}》 {row['congress_name']} {row['origin_word']} {row['standing_word']}"
    if row["standing"] in CHOSEN:
        asked = Asked([row], day)
        for year in row["years"]:
            yield from printed_ledger(year_ledger(asked, year))
        yield from printed_promises(year_promises(asked, row["years"][0]))
        yield from printed_targets(year_targets(asked, row["years"][-1]))
    for link in row["links"]:
        yield f"  {LINKS[link['kind']]}{link['other']}{link['other_title']}（{link['on']}）"
    yield "经过（每条后面是它在台账中的第几号）"
    for told in tell(history):
        yield f"  {told.recorded.envelope.effective_on}  {told.sentence}〔{told.recorded.position}〕"
