"""Which rounds, evaluations and projects lie at the edge of what is lawful?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.bundles.ballots import Json
from tests.bundles.edges.edge import FIRST, Edge, right, unread, wrong
from tests.bundles.recipes import Bundle
from tests.bundles.small import about, announced, counted, opened, published, telling, totals

ROUND = [opened(), totals(c1=8, c2=7, c3=3), counted("1"), *announced("1")]


def items(**votes: int) -> list[Json]:
    return [
        {"candidate": each[1:], "for": count, "against": 10 - count, "abstain": 0, "not_pressed": 0}
        for each, count in votes.items()
    ]


def rounds() -> Iterator[Edge]:
    shown = {"valid": 10, "invalid": 0}
    yield right("round published", telling(ROUND, published("1")))
    yield right("votes of all", telling(ROUND, published("1", **shown, items=items(c1=8, c2=7, c3=3))))
    yield right("votes of the selected alone", telling(ROUND, published("1", **shown, items=items(c1=8))))
    yield wrong("votes of others", telling(ROUND, published("1", **shown, items=items(c2=7))), "rounds")
    yield wrong("votes out of order", telling(ROUND, published("1", **shown, items=items(c2=7, c1=8, c3=3))), "rounds")
    yield wrong("round not published", telling(ROUND), "rounds")
    yield wrong("selected twice", telling([*ROUND[:3], *announced("1", "1")], published("1", "1")), "rounds")
    yield wrong("counted without figures", telling([opened(), counted("1"), *announced("1")], published("1")), "rounds")
    yield wrong(
        "announced without a count",
        telling([opened(), totals(c1=8, c2=7, c3=3), *announced("1")], published("1")),
        "rounds",
    )
    yield wrong(
        "resolved without a count",
        telling([opened(), about("TieResolved", how="lot", among=["1"], selected=["1"])]),
        "rounds",
    )
    tie = [opened(), totals(c1=8, c2=8, c3=3), counted(outcome="tied", tied=["1", "2"], tied_seats=1)]
    resolved = [about("TieResolved", how="lot", among=["1", "2"], selected=[each]) for each in ("1", "2")]
    yield right("tie resolved twice", telling([*tie, *resolved, *announced("2")], published("2")))
    yield wrong(
        "tie resolved twice, both in", telling([*tie, *resolved, *announced("1", "2")], published("1", "2")), "rounds"
    )
    yield right("tie left open", telling([*tie, *announced()], published()))
    again = [*tie, resolved[0], counted(outcome="tied", tied=["1", "2"], tied_seats=1), *announced("1")]
    yield right("counted again with the same result", telling(again, published("1")))
    yield wrong(
        "nothing passes a share of nothing",
        telling(
            [
                opened(rules={"threshold": {"base": "valid", "op": "ge", "num": 0, "den": 1}}),
                totals(c1=0, c2=0, c3=0),
                counted("1", "2", "3"),
            ]
        ),
        "rounds",
    )
    none = {"threshold": {"base": "valid", "op": "ge", "num": 0, "den": 1}}
    yield right("one vote at least", telling([opened(rules=none), totals(c1=0, c2=0, c3=0), counted(open_seats=1)]))
    yield right(
        "no rule against a tie at nothing",
        telling(
            [
                opened(rules={"threshold": None}),
                totals(c1=0, c2=0, c3=0),
                counted(outcome="tied", tied=["1", "2", "3"], tied_seats=1),
            ]
        ),
    )
    huge = 2**53 - 1
    rows = [{"candidate": each, "votes_for": huge, "votes_against": 1} for each in ("1", "2", "3")]
    most = about("TotalsRecorded", method="manual_totals", valid=huge, invalid=0, items=rows)
    full = opened(attendance={"due": huge, "present": huge})
    yield wrong(
        "figures as large as they may be, one too many",
        telling([full, most, counted(outcome="tied", tied=["1", "2", "3"], tied_seats=1)]),
        "rounds",
    )
    two = [{"candidate": each, "votes_for": huge // 2 + 1, "votes_against": huge // 2} for each in ("1", "2", "3")]
    half = about("TotalsRecorded", method="manual_totals", valid=huge, invalid=0, items=two)
    exact = {"threshold": {"base": "all_deputies", "op": "gt", "num": 5000, "den": 10000}}
    yield right(
        "large figures",
        telling(
            [
                opened(attendance={"due": huge, "present": huge}, rules=exact),
                half,
                counted(outcome="tied", tied=["1", "2", "3"], tied_seats=1),
            ]
        ),
    )
    repeated = opened(kind="void_repeat", repeats="tie_break")
    yield right("a repeated tie-break has no threshold", telling([repeated, totals(c1=2, c2=1, c3=0), counted("1")]))
    yield right(
        "no votes against a void",
        telling(
            [
                opened(),
                about("BallotsIssued", printed=9, issued=9),
                totals(c1=8, c2=7, c3=3),
                counted(outcome="void", open_seats=1),
            ]
        ),
    )
    yield right("voided, nothing published", telling([*ROUND, about("RoundVoided", reason="示例")]))
    yield wrong(
        "voided, still published", telling([*ROUND, about("RoundVoided", reason="示例")], published("1")), "rounds"
    )
    yield right("nobody's topic", telling([*ROUND, about("SomethingNew", selected=["2"])], published("1")))
    yield unread(
        "another style",
        telling(
            [opened(rules={"style": "rank"}), totals(c1=8, c2=7, c3=3), counted("2"), *announced("2")], published("2")
        ),
        "rounds",
    )
    yield right("another style, not counted yet", telling([opened(rules={"style": "rank"}), totals(c1=8, c2=7, c3=3)]))
    yield wrong("seats for more than there are", telling([opened(seats=4)]), "rounds")
    yield wrong("a candidate twice", telling([opened(("1", "1"))]), "rounds")
    yield wrong("a row missing", telling([opened(), totals(c1=8, c2=7), counted("1")]), "rounds")
    yield wrong(
        "a row twice",
        telling(
            [
                opened(),
                about(
                    "TotalsRecorded",
                    method="x",
                    valid=10,
                    invalid=0,
                    items=[{"candidate": each, "votes_for": 10} for each in ("1", "2", "3", "3")],
                ),
                counted("1", "2", "3"),
            ]
        ),
        "rounds",
    )
    yield wrong("published by nobody", telling([FIRST], published("1")), "rounds")


def corrections() -> Iterator[Edge]:
    def corrected(*changes: tuple[str, int, int], reasons: Json | None = None, **after: Any) -> Bundle:
        sheet = totals(c1=8, c2=7, c3=3)
        sheet[2].update({"invalid_by_reason": reasons} if reasons else {})
        steps = [about("RoundCorrected", field=field, before=a, after=b, reason="示例") for field, a, b in changes]
        return telling([opened(), sheet, *steps, counted("1", **after)])

    swap = (("/items/1/votes_for", 8, 9), ("/items/1/votes_against", 2, 1))
    yield right("corrected", corrected(*swap))
    yield wrong("corrected by half", corrected(swap[0]), "rounds")
    yield wrong("corrected from another figure", corrected(("/items/1/votes_for", 7, 9), swap[1]), "rounds")
    yield right(
        "a figure that is not written is nothing",
        corrected(("/items/1/votes_abstain", 0, 1), ("/items/1/votes_against", 2, 1)),
    )
    yield wrong("no such column", corrected(("/items/1/for", 8, 9)), "rounds")
    yield wrong("no such candidate", corrected(("/items/4/votes_for", 0, 1)), "rounds")
    yield wrong("no figure", corrected(("/items", 0, 1)), "rounds")
    yield wrong("no pointer", corrected(("items/1/votes_for", 8, 8)), "rounds")
    yield right("a reason beside others", corrected(("/invalid_by_reason/torn", 0, 1), reasons={"illegible": 1}))
    yield right("a reason", corrected(("/invalid_by_reason/torn", 1, 2), reasons={"torn": 1}))
    yield wrong("a reason where none are given", corrected(("/invalid_by_reason/torn", 0, 1)), "rounds")
    fewer = [(f"/items/{each}/votes_against", 10 - count, 9 - count) for each, count in (("1", 8), ("2", 7), ("3", 3))]
    yield right("valid and invalid", corrected(("/valid", 10, 9), ("/invalid", 0, 1), *fewer))
    sealed = about("PapersSealed", patterns=[{"marks": "faa", "count": 10}], letters="")
    late = about("RoundCorrected", field="/items/1/votes_for", before=10, after=9, reason="示例")
    yield wrong("papers are not corrected", telling([opened(), sealed, counted("1"), late]), "rounds")
    for name, field in (
        ("slash", "/items/a~1b/votes_for"),
        ("tilde", "/items/a~0b/votes_for"),
        ("both", "/items/~01/votes_for"),
    ):
        candidate = {"slash": "a/b", "tilde": "a~b", "both": "~1"}[name]
        rows = {"candidate": candidate, "votes_for": 8, "votes_against": 2}
        sheet = about("TotalsRecorded", method="x", valid=10, invalid=0, items=[rows])
        step = about("RoundCorrected", field=field, before=8, after=8, reason="示例")
        yield right(f"a pointer with a {name}", telling([opened((candidate,)), sheet, step, counted(candidate)]))


def odd_types() -> Iterator[Edge]:
    """Contents of another type than the page says, committed to by the keeper of the ledger himself."""
    sheet = totals(c1=8, c2=7, c3=3)
    for name, value in (("text", "1"), ("yes", True), ("null", None), ("negative", -1)):
        yield wrong(f"seats are {name}", telling([opened(seats=value)]), "rounds")  # type: ignore[arg-type] # on purpose
        yield wrong(f"issued is {name}", telling([opened(), about("BallotsIssued", issued=value)]), "rounds")
        yield wrong(
            f"votes are {name}",
            telling(
                [
                    opened(),
                    about(
                        "TotalsRecorded",
                        method="x",
                        valid=10,
                        invalid=0,
                        items=[{"candidate": "1", "votes_for": value}],
                    ),
                ]
            ),
            "rounds",
        )
        yield wrong(
            f"a pattern's count is {name}",
            telling([opened(), about("PapersSealed", patterns=[{"marks": "faa", "count": value}])]),
            "rounds",
        )
    for name, chosen in (("text", "1"), ("null", None), ("numbers", [1]), ("an object", {"1": 1})):
        yield wrong(
            f"selected is {name}",
            telling([opened(), sheet, about("RoundCounted", outcome="decided", selected=chosen)]),
            "rounds",
        )
        yield wrong(
            f"resolved is {name}",
            telling([opened(), sheet, counted("1"), about("TieResolved", selected=chosen)]),
            "rounds",
        )
        yield wrong(
            f"announced is {name}",
            telling([opened(), sheet, counted("1"), about("ResultAnnounced", selected=chosen)]),
            "rounds",
        )
    counts: Json = {"outcome": "decided", "selected": ["1"]}
    for name in ("tied", "tied_seats", "open_seats"):
        yield wrong(
            f"{name} is text", telling([opened(), sheet, about("RoundCounted", **counts, **{name: "1"})]), "rounds"
        )
    for name in ("outcome", "selected", "valid", "items"):
        again: Json = {**counts, **sheet[2], name: 5}
        yield wrong(
            f"recounted, {name} is a number", telling([opened(), sheet, about("RoundRecounted", **again)]), "rounds"
        )
    odd_reasons: list[Any] = [{"torn": "1"}, [], 1]
    for reasons in odd_reasons:
        odd = about("TotalsRecorded", **sheet[2], invalid_by_reason=reasons)
        yield wrong(f"reasons are {reasons}", telling([opened(), odd]), "rounds")
    for field, before, after in ((1, 8, 8), ("/valid", "10", 10), ("/valid", 10, None)):
        step = about("RoundCorrected", field=field, before=before, after=after, reason="示例")
        yield wrong(f"corrected {field} from {before} to {after}", telling([opened(), sheet, step]), "rounds")
    for name, bound in (
        ("a share of nothing", {"base": "valid", "op": "ge", "num": 1, "den": 0}),
        ("a share of another kind", {"base": "valid", "op": "eq", "num": 1, "den": 2}),
        ("a base that is none", {"base": "everybody", "op": "ge", "num": 1, "den": 2}),
        ("a share that is text", {"base": "valid", "op": "ge", "num": "1", "den": 2}),
        ("no base", {"op": "ge", "num": 1, "den": 2}),
    ):
        yield wrong(f"threshold: {name}", telling([opened(rules={"threshold": bound}), sheet, counted("1")]), "rounds")
    yield wrong("no profile", telling([opened(profile={})]), "rounds")
    yield wrong("no rules", telling([opened(profile={"ballot": None})]), "rounds")
    yield wrong("candidates without ids", telling([opened(candidates=[{"title": "1"}])]), "rounds")
    yield wrong("no attendance", telling([opened(attendance={"due": 1})]), "rounds")
    yield wrong("no outcome", telling([opened(), sheet, about("RoundCounted", selected=["1"])]), "rounds")
    for name, marks in (("too few", "fa"), ("too many", "faaa"), ("of another letter", "fax")):
        yield wrong(
            f"marks {name}",
            telling([opened(), about("PapersSealed", patterns=[{"marks": marks, "count": 10}])]),
            "rounds",
        )
