"""What goes back to the caller: exit code, HTTP status and the JSON object, one case or one case a line?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from api.calculators.faults import Fault, Malformed, law_object, malformed_object
from api.calculators.strict_json import parse
from voting.counting import LawsBroken

COMPUTED: Final = 0
BROKEN_LAW: Final = 1
MALFORMED_INPUT: Final = 2


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer or error object; `exit_code` 0 computed (whatever the outcome), 1 a law is broken, 2 malformed."""

    exit_code: int
    content: dict[str, Any]

    @property
    def status(self) -> int:
        """The HTTP status: 200, 422 or 400."""
        return {COMPUTED: 200, BROKEN_LAW: 422, MALFORMED_INPUT: 400}[self.exit_code]

    @property
    def body(self) -> bytes:
        """The object as one line of UTF-8 JSON, keys in the order of the contract."""
        return encode(self.content)


Calculator = Callable[[bytes], Answered]


def answer(data: bytes, compute: Callable[[Any, list[Fault]], dict[str, Any]]) -> Answered:
    """Read `data` and compute it; every refusal becomes its error object.

    `compute` gets the document and the faults already found in its text, and raises Malformed or LawsBroken.
    """
    try:
        document, faults = parse(data)
        if not isinstance(document, dict):
            raise Malformed([Fault("", "not_an_object", "应为一个JSON对象{…}。")])  # noqa: TRY301 answered just below
        return Answered(COMPUTED, compute(document, faults))
    except Malformed as refused:
        return refuse(refused.faults)
    except LawsBroken as refused:
        return Answered(BROKEN_LAW, law_object(refused.laws))


def refuse(faults: Iterable[Fault]) -> Answered:
    """The answer to malformed input."""
    return Answered(MALFORMED_INPUT, malformed_object(faults))


def answer_lines(calculator: Calculator, lines: Iterable[bytes]) -> Iterator[Answered]:
    """Answer one case a line, each with its line number as `line`; the exit code of the whole is the highest.

    Blank lines are passed over and still numbered. Input without any case is malformed: silence would look like a yes.
    """
    number, cases = 0, 0
    for number, line in enumerate(lines, start=1):
        if line.strip():
            cases += 1
            answered = calculator(line)
            yield replace(answered, content={**answered.content, "line": number})
    if not cases:
        nothing = refuse([Fault("", "empty", "没有任何一行数据。")])
        yield replace(nothing, content={**nothing.content, "line": max(1, number)})


def encode(content: dict[str, Any]) -> bytes:
    """JSON on one line, Chinese as it is; halves of characters, which only a refused input holds, become question marks."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace") + b"\n"
