"""Which rounds of the ballot does a document speak of, in which order did they follow one another, and whose result is it?"""

from __future__ import annotations

from api.paper.refusals import NotPrintable
from api.paper.words.facts import Facts
from projections.model import Row
from projections.models import CYCLES, MEETING_BOARD, ROUND_RESULTS


def rounds_of(facts: Facts, batch: int) -> list[Row]:
    """The rounds of a batch in order, those that a document of another year says of itself left out."""
    found = [row for row in facts.of_year(ROUND_RESULTS) if row["batch"] == batch and not row["taken_over"]]
    return sorted(found, key=lambda row: int(row["number"]))


def result_of(facts: Facts, batch: int) -> Row:
    """The round whose result stands: the last one that goes back to no other; raises `NotPrintable`."""
    rounds = [row for row in rounds_of(facts, batch) if row["round_kind"] in ("first", "void_repeat")]
    own = [row for row in rounds if row["repeats"] == "first" and row["status"] != "void"]
    if not own:
        raise NotPrintable(f"没有登记过{facts.name}{facts.year}年度{which(batch)}的表决。")
    return own[-1]


def which(batch: int) -> str:
    """第二批; nothing is said of the first."""
    return f"第{batch}批" if batch > 1 else ""


def meeting_of(facts: Facts, round_: Row) -> Row | None:
    """The meeting at which a round was held."""
    return next((row for row in facts.read(MEETING_BOARD) if row["stream"] == round_["meeting"]), None)


def list_of(facts: Facts, batch: int) -> Row | None:
    """The batch's lists in the year of work, where that is kept here."""
    year = next(iter(facts.of_year(CYCLES)), None)
    return next((each for each in year["batches"] if each["batch"] == batch), None) if year else None


def amounts_in_words(facts: Facts, batch: int) -> dict[str, str]:
    """The words that stand for an amount on the final list (约2600万元), by project."""
    listed = list_of(facts, batch)
    lines = listed["lines"] if listed else ()
    return {
        line["project"]: line["final"]["amount_text"]
        for line in lines
        if line["final"] and line["final"]["amount_text"]
    }


def meeting_for(facts: Facts, batch: int) -> Row | None:
    """The meeting of the batch's first round; before it is opened, the newest at which this year's ballot may be held."""
    rounds = rounds_of(facts, batch)
    if rounds:
        return meeting_of(facts, rounds[0])
    about = (f"{facts.year - 1}-07-01", f"{facts.year}-12-31")
    fitting = [
        row
        for row in facts.read(MEETING_BOARD)
        if about[0] <= row["from_on"] <= about[1] and (row["proposed"] or row["adopted"])
    ]
    return max(fitting, key=lambda row: str(row["from_on"]), default=None)
