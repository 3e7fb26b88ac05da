"""Under which rules does a row stand, read once however many rows stand under the same?"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import orjson

from domain.profile import Ballot, Evaluation, check_ballot, check_evaluation

# Every round and evaluation keeps its rules, and hardly any two of a congress's differ.
REMEMBERED = 256


def ballot_of(rules: dict[str, Any]) -> Ballot:
    """The ballot rules that a row keeps."""
    return _ballot(orjson.dumps(rules))


def evaluation_of(rules: dict[str, Any]) -> Evaluation:
    """The evaluation rules that a row keeps."""
    return _evaluation(orjson.dumps(rules))


@lru_cache(REMEMBERED)
def _ballot(data: bytes) -> Ballot:
    return check_ballot(orjson.loads(data))


@lru_cache(REMEMBERED)
def _evaluation(data: bytes) -> Evaluation:
    return check_evaluation(orjson.loads(data))
