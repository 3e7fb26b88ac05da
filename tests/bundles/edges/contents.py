"""Which contents lie at the edge of what may be recorded: bytes, times, erasures?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.bundles.edges.edge import FIRST, Edge, right, wrong
from tests.bundles.recipes import Bundle, canonical
from tests.bundles.small import SIGNED, telling


def stated(state: bytes) -> Bundle:
    """One event with these very bytes, which its header commits to."""
    bundle = telling([FIRST])
    facts = (replace(bundle.recipe.facts[0], state=state),)
    return bundle.made_anew(facts=facts)


def states() -> Iterator[Edge]:
    envelope = b'"envelope":{"at":"2024-01-10T08:00:00Z"}'

    def holding(event: bytes) -> Bundle:
        return stated(b"{" + envelope + b',"event":' + event + b"}")

    lists = [b'{"a":[' + b",".join([b"[]"] * number) + b"]}" for number in (999_996, 999_997)]
    yield right("a million lists and objects", holding(lists[0]))
    yield wrong("a million lists and objects and one", holding(lists[1]), "states")
    nested = [b'{"a":' * depth + b"1" + b"}" * depth for depth in (98, 99, 100)]
    yield right("a hundred levels less one", holding(nested[0]))
    yield right("a hundred levels", holding(nested[1]))
    yield wrong("a hundred and one levels", holding(nested[2]), "states")
    yield right("brackets in a text", holding(b'{"a":"' + b"[" * 200 + b'"}'))
    yield right("characters that stand for themselves", holding('{"a":"\x7f\u0085\u2028é😀/"}'.encode()))
    yield right("characters that are escaped", holding(rb'{"a":"\b\t\n\f\r\u0000\u001f\"\\"}'))
    yield right("a text that looks like half a character", holding(rb'{"a":"\\ud800"}'))
    yield right("names in the order of UTF-16", holding('{"😀":1,"\uffff":2}'.encode()))
    yield wrong("names in the order of code points", holding('{"\uffff":2,"😀":1}'.encode()), "states")
    yield right("the largest number", holding(b'{"a":9007199254740991,"b":-9007199254740991}'))
    bad = {
        "a number too large": b'{"a":9007199254740992}',
        "half a character": rb'{"a":"\ud800"}',
        "an escaped slash": rb'{"a":"\/"}',
        "a capital in an escape": rb'{"a":"\u001F"}',
        "a letter escaped": rb'{"a":"\u0061"}',
        "a long escape for a short one": rb'{"a":"\u000a"}',
        "a raw newline's sister": b'{"a":"\x1f"}',
        "minus nothing": b'{"a":-0}',
        "a fraction": b'{"a":1.0}',
        "an exponent": b'{"a":1e2}',
        "a zero in front": b'{"a":01}',
        "a plus": b'{"a":+1}',
        "no number": b'{"a":NaN}',
        "infinity": b'{"a":Infinity}',
        "a blank": b'{"a": 1}',
        "a name twice": b'{"a":1,"a":1}',
        "names out of order": b'{"b":1,"a":1}',
        "a comma too many": b'{"a":1,}',
        "bytes that are no text": b'{"a":"\xff"}',
        "a character in too many bytes": b'{"a":"\xc0\x80"}',
        "a surrogate in UTF-8": b'{"a":"\xed\xa0\x80"}',
        "a list": b"[]",
        "nothing": b"null",
    }
    for name, event in bad.items():
        yield wrong(f"a state with {name}", holding(event), "states")
    yield wrong("a state with a mark in front", stated(b"\xef\xbb\xbf{" + envelope + b',"event":{}}'), "states")
    yield wrong("a state with something behind", stated(b"{" + envelope + b',"event":{}} '), "states")


def times() -> Iterator[Edge]:
    def at(text: Any) -> Bundle:
        return stated(canonical({"envelope": {"at": text}, "event": {}}))

    latest = SIGNED + timedelta(seconds=60)
    yield right("sixty seconds late", at(latest.strftime("%Y-%m-%dT%H:%M:%SZ")))
    yield right("sixty seconds late, with a fraction", at(latest.strftime("%Y-%m-%dT%H:%M:%S.000000Z")))
    yield wrong("a millionth more", at(latest.strftime("%Y-%m-%dT%H:%M:%S.000001Z")), "times")
    yield right("a tenth", at("2024-01-10T08:00:00.5Z"))
    yield right("the twenty-ninth of February", at("2020-02-29T08:00:00Z"))
    bad = [
        "2023-02-29T08:00:00Z", "2024-01-10T08:00:00.Z", "2024-01-10T08:00:00.1234567Z", "2024-01-10t08:00:00z", "2024-01-10 08:00:00Z",
        "2024-01-10T08:00:60Z", "2024-01-10T24:00:00Z", "2024-01-10T08:00Z", "2024-01-10T08:00:00+00:00", "0000-01-01T00:00:00Z",
        "2024-1-10T08:00:00Z", " 2024-01-10T08:00:00Z", "2024-01-10T08:00:00Z\n", "２０２４-01-10T08:00:00Z", "", 1704873600, None, True,
    ]  # fmt: skip
    for text in bad:
        yield wrong(f"at {text!r}", at(text), "times")
    yield wrong("no time", stated(canonical({"envelope": {}, "event": {}})), "times")


def erased(positions: Any, **recipe: Any) -> Bundle:
    told = [
        FIRST,
        ("p", "projects:ProposalSubmitted", {"words": "x"}),
        ("congress", "congress:ContentErased", {"positions": positions, "reason": "示例"}),
    ]
    bundle = telling(told)
    first, gone, erasure = bundle.recipe.facts
    return bundle.made_anew(facts=(first, replace(gone, erased=True), erasure), **recipe)


def erasures() -> Iterator[Edge]:
    yield right("erased", erased([2]))
    yield right("erased with others", erased([1, 2, 99]))
    for positions in ([], [1], ["2"], [[2]], 2, None, {"2": 2}, [2.5 - 0.5 == 2], "2"):
        yield wrong(f"erased at {positions!r}", erased(positions), "withheld")
    yield right("nothing asked of a public bundle", erased([1], audience="public"))
    bundle = erased([1])
    gone = bundle.recipe.facts[0]
    facts = (
        replace(gone, erased=True),
        replace(bundle.recipe.facts[1], erased=False),
        replace(bundle.recipe.facts[2], event={"positions": [True]}),
    )
    yield wrong("erased at yes", bundle.made_anew(facts=facts), "withheld")
    yield right(
        "the first of all erased",
        bundle.made_anew(facts=(*facts[:2], replace(bundle.recipe.facts[2], event={"positions": [1]}))),
    )
    itself = (
        *bundle.recipe.facts[:1],
        replace(bundle.recipe.facts[1], erased=False),
        replace(bundle.recipe.facts[2], event={"positions": [3]}, erased=True),
    )
    yield wrong("an erasure that erased itself", bundle.made_anew(facts=itself), "withheld")
