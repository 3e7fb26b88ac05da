"""Which rounds, lawful but otherwise anything, do the properties of counting try?"""

from __future__ import annotations

from hypothesis import strategies as st

from domain.profile import Ballot
from tests.counting.cases import names, rules
from voting.counting import Case, Papers

SPOILED = ("illegible", "torn", "identifiable", "other")
SHARES = st.sampled_from([(1, 2, "gt"), (1, 2, "ge"), (2, 3, "ge"), (1, 3, "gt"), (1, 1, "ge")])
BASES = st.sampled_from(["all_deputies", "attending", "collected", "valid"])


@st.composite
def ballots(draw: st.DrawFn, /, **fixed: object) -> Ballot:
    """Draw any rules that can be counted, some of them fixed."""
    num, den, op = draw(SHARES)
    quorum = draw(st.sampled_from([None, {"num": num, "den": den, "of": "due", "op": op}]))
    num, den, op = draw(SHARES)
    threshold = {"base": draw(BASES), "num": num, "den": den, "op": op}
    choices = {
        "selection_rule": ("at_most", "exactly", "unlimited"),
        "unmarked_means": ("abstain", "approve", "invalid"),
        "blank_ballot": ("valid", "invalid"),
        "duplicate_mark": ("count_once", "invalid"),
        "illegible": ("item_void", "ballot_void"),
        "mode": ("top_k", "itemwise"),
        "tie_break": ("revote_tied", "presidium", "expand"),
        "shortfall": ("accept_fewer", "revote_remaining", "presidium_decides", "defer_to_sc"),
    }
    drawn = {key: draw(st.sampled_from(values)) for key, values in choices.items()}
    return rules(**{"quorum": quorum, "threshold": draw(st.sampled_from([None, threshold])), **drawn, **fixed})


@st.composite
def rounds(draw: st.DrawFn, letters: str = "ffao-F?") -> Case:
    """Draw a round of papers whose numbers contradict nothing; each number of the roll may be unknown."""
    places = draw(st.integers(1, 5))
    paper = st.tuples(st.text(letters, min_size=places, max_size=places), st.integers(1, 4))
    patterns = tuple(draw(st.lists(paper, max_size=8)))
    spoiled = tuple(draw(st.dictionaries(st.sampled_from(SPOILED), st.integers(1, 3))).items())
    collected = sum(times for _, times in (*patterns, *spoiled))
    present = draw(st.none() | st.integers(0, collected + 3))
    due = draw(st.none() | st.integers(present or 0, collected + 9))
    return Case(
        candidates=names(places),
        seats=draw(st.integers(1, places)),
        votes=Papers(patterns=patterns, spoiled=spoiled),
        due=due,
        present=present,
        issued=draw(st.none() | st.integers(max(0, collected - 2), collected + 3)),
        collected=draw(st.sampled_from([None, collected])),
    )
