"""How is a round written for those who study votes on projects, and what is lost on the way?

Pabulib `.pb`: META, PROJECTS and VOTES, approvals alone, semicolons between. Theirs are budgets that are divided, ours are seats that are
filled: `rule` is unknown, and `budget` what the chosen cost together (or the dearest candidate, where that is more). What the format
has no place for is said in `comment` with numbers: against and abstain, blank and invalid papers, the seats, the bar, a tie.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any, Final

from api.opendata.refusals import NoSinglePapers
from api.opendata.sealed import Ballot
from api.opendata.taken import Taken
from api.workbooks.inert import quoted
from domain.money import FEN
from voting.counting import ABSTAIN, AGAINST, FOR, FOR_TWICE

NO_COST: Final = 1
"""The format wants a cost above nothing; where no amount stood on the ballot every project gets one yuan."""


def pb_file(taken: Taken, ballot: Ballot) -> bytes:
    """The bytes of the file, UTF-8 without a mark; raises `NoSinglePapers` where no paper approves of anybody."""
    valid = [(pattern, times) for pattern, times in ballot.patterns if not ballot.invalid_because(pattern)]
    votes = [line for pattern, times in valid if (line := _approved(ballot, pattern)) for _ in range(times)]
    if not votes:
        raise NoSinglePapers(f"{ballot.name}没有一张有效票赞成任何项目，Pabulib的格式装不下。")
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["META"])
    writer.writerow(["key", "value"])
    writer.writerows(_meta(taken, ballot, valid, votes))
    writer.writerow(["PROJECTS"])
    writer.writerow(["project_id", "cost", "votes", "name", "selected"])
    writer.writerows(_projects(ballot, votes))
    writer.writerow(["VOTES"])
    writer.writerow(["voter_id", "vote", "voting_method"])
    writer.writerows([str(rank), ",".join(vote), "paper"] for rank, vote in enumerate(votes, start=1))
    return out.getvalue().encode()


def project_id(ballot: Ballot, place: int) -> str:
    """The number of a project, as a list of votes can hold it: without commas, semicolons and blanks."""
    plain = "".join(letter for letter in ballot.candidates[place].id if letter.isalnum() or letter in "-_")
    ids = [each.id for each in ballot.candidates]
    return plain if plain == ballot.candidates[place].id and ids.count(plain) == 1 else f"p{place + 1}"


def _approved(ballot: Ballot, pattern: str) -> list[str]:
    return [project_id(ballot, place) for place, letter in enumerate(pattern) if letter in (FOR, FOR_TWICE)]


def _meta(taken: Taken, ballot: Ballot, valid: list[tuple[str, int]], votes: list[list[str]]) -> list[tuple[str, Any]]:
    begun = f"{date.fromisoformat(ballot.day):%d.%m.%Y}"
    most = len(ballot.candidates) if ballot.rules["selection_rule"] == "unlimited" else ballot.seats
    least = ballot.seats if ballot.rules["selection_rule"] == "exactly" else 1
    costs = [_cost(ballot, place) for place in range(len(ballot.candidates))]
    chosen = set(ballot.counted().selected)
    together = sum(cost for cost, each in zip(costs, ballot.candidates, strict=True) if each.id in chosen)
    budget = max(together, *costs)
    return [
        ("description", _flat(ballot.title)),
        ("country", "China"),
        ("unit", _flat(taken.name)),
        ("instance", ballot.name),
        ("num_projects", len(ballot.candidates)),
        ("num_votes", len(votes)),
        ("budget", budget),
        ("vote_type", "approval"),
        ("rule", "unknown"),
        ("date_begin", begun),
        ("date_end", begun),
        ("min_length", least),
        ("max_length", most),
        ("language", "zh"),
        ("currency", "CNY"),
        *([("fully_funded", 1)] if budget >= sum(costs) else []),
        ("comment", _flat(_comment(taken, ballot, valid, len(votes)))),
    ]


def _comment(taken: Taken, ballot: Ballot, valid: list[tuple[str, int]], kept: int) -> str:
    """What the format cannot say, numbered as the format wants its comments."""
    papers = sum(times for _, times in (*ballot.patterns, *ballot.spoiled))
    whole = sum(times for _, times in valid)
    against, abstain = (sum(pattern.count(mark) * times for pattern, times in valid) for mark in (AGAINST, ABSTAIN))
    said = [
        taken.sentence(),
        f"应确定{ballot.seats}项，按赞成票数和会议通过的办法确定，不分配预算，所以rule写unknown，budget是获确定项目的金额之和（不足最贵的一项时写那一项）",
        f"收回{papers}张，无效{papers - whole}张没有列入",
        f"有效票中一项也没有赞成的{whole - kept}张没有列入",
        f"只列赞成；反对{against}票、弃权{abstain}票没有列入",
        *_unsettled(ballot),
        "票按票面内容排序，voter_id是排序后的次序，不是投票的次序",
        *(["金额没有写在票面上，cost都写作1元"] if all(each.amount_fen is None for each in ballot.candidates) else []),
    ]
    return " ".join(f"#{number}: {each}" for number, each in enumerate(said, start=1))


def _unsettled(ballot: Ballot) -> list[str]:
    """A tie, a shortfall, a void round: no place in the format has them."""
    counted = ballot.counted()
    return [] if counted.outcome == "decided" else [counted.because]


def _projects(ballot: Ballot, votes: list[list[str]]) -> list[tuple[str, int, int, str, int]]:
    """In the order of the ballot: the format breaks ties by it, and we do not."""
    chosen = set(ballot.counted().selected)
    return [
        (
            project_id(ballot, place),
            _cost(ballot, place),
            sum(project_id(ballot, place) in vote for vote in votes),
            quoted(_flat(candidate.title)),
            int(candidate.id in chosen),
        )
        for place, candidate in enumerate(ballot.candidates)
    ]


def _cost(ballot: Ballot, place: int) -> int:
    """In yuan, rounded up: no project costs nothing."""
    fen = ballot.candidates[place].amount_fen
    return max(NO_COST, -(-(fen or 0) // FEN["元"]))


def _flat(text: str) -> str:
    """The text on one line, without blanks at its ends and without semicolons, which divide here."""
    return " ".join(text.replace(";", "；").split())
