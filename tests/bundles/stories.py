"""What else happens in made ledgers: congresses, projects, documents, and things that may be erased?"""

from __future__ import annotations

import hashlib
from random import Random

from tests.bundles.ballots import Json
from tests.bundles.evaluations import evaluation_story
from tests.bundles.rounds import Step, new_stream, round_story

ERASABLE = "projects:ProposalSubmitted"
ERASED = "congress:ContentErased"
FILED = "document:DocumentFiled"


def congress_story(rng: Random) -> list[Step]:
    stream = new_stream(rng)
    first = Step(
        stream, "congress:CongressRegistered", {"code": "990101", "level": "county", "name": "示例县人民代表大会"}
    )
    begun = {"term": 17, "began_on": "2021-12-01", "deputies": 330}
    more = [Step(stream, "congress:TermBegun", begun)] * (rng.random() < 0.5)
    return [first, *more]


def project_story(rng: Random) -> list[Step]:
    """A project wherever its way may lead."""
    stream, number = new_stream(rng), rng.choice([1, 3, 12, 99, 100, 123])
    named: Json = {"project_year": rng.choice([2023, 2024]), "number": number, "brief": {"title": "示例项目"}}
    standing, before = "drafted", ""
    steps = list[Step]()

    def tell(topic: str, event: Json) -> None:
        printed = f"{named['project_year']}-{number:02d}"
        row = {"stream": str(stream), "number": printed, "standing": standing}
        steps.append(Step(stream, f"projects:{topic}", event, "projects", row))

    if rng.random() < 0.2:
        standing = rng.choice(["running", "completed", "accepted"])
        tell("ProjectTakenOver", named | {"standing": standing, "document": "示例"})
    else:
        tell("ProjectDrafted", named)
    for _ in range(rng.choice([0, 1, 3, 5, 8])):
        topic, event = rng.choice(WAYS)
        outcome = event.get("outcome", "")
        # What is not suspended cannot go on, and what is cannot be suspended once more.
        if (outcome == "resumed" and standing != "suspended") or outcome == standing == "suspended":
            continue
        if topic == "ProjectAssigned":
            standing = "running" if standing == "chosen" else standing
        elif outcome == "suspended":
            before, standing = standing, "suspended"
        elif outcome == "resumed":
            standing = before
        else:
            standing = STANDINGS.get(topic + outcome, standing)
        tell(topic, event)
    return steps


WAYS: list[tuple[str, Json]] = [
    ("ProjectRevised", {"reason": "示例"}),
    *[("ProjectSelected", {"origin": "voted", "batch": 1})] * 3,
    ("ProjectListed", {"batch": 1}),
    ("ProjectNotSelected", {"batch": 1}),
    *[("ProjectAssigned", {"unit": "1"})] * 3,
    *[("ProgressReported", {"period": "2024-05"})] * 2,
    ("ProjectCompleted", {"on": "2024-11-01"}),
    ("ProjectAccepted", {"on": "2024-12-01"}),
    ("AcceptanceReturned", {"reason": "示例"}),
    *[("AdjustmentDecided", {"number": 1, "outcome": each}) for each in ("adjusted", "refused", "terminated")],
    *[
        ("AdjustmentDecided", {"number": 1, "outcome": each})
        for each in ("suspended", "resumed", "suspended", "resumed")
    ],
]
STANDINGS = {
    "ProjectSelected": "chosen",
    "ProjectListed": "chosen",
    "ProjectNotSelected": "not_chosen",
    "ProjectCompleted": "completed",
    "ProjectAccepted": "accepted",
    "AcceptanceReturned": "running",
    "AdjustmentDecidedterminated": "terminated",
}


def proposal_story(rng: Random) -> list[Step]:
    """What a citizen proposed, with words that may have to be erased, of any length and in any script."""
    words = "".join(rng.choice('村道路灯 "\\/\b\t\n\x1f\x7fé\u2028\U0001f600') for _ in range(rng.choice([0, 3, 40])))
    stream = new_stream(rng)
    return [Step(stream, ERASABLE, {"words": words, "number": each}) for each in range(1, rng.randint(2, 4))]


def attachment(rng: Random) -> bytes:
    return b"%PDF " + rng.randbytes(rng.choice([0, 10, 3000]))


def document_story(rng: Random, data: bytes) -> list[Step]:
    stream, digest = new_stream(rng), hashlib.sha256(data).hexdigest()
    filed = Step(stream, FILED, {"sha256": digest, "size": len(data), "title": "示例附件", "kind": "other"})
    replaced = Step(stream, "document:DocumentReplaced", {"replaced_by": "示例", "reason": "示例"})
    return [filed, *[replaced] * (rng.random() < 0.2)]


def any_story(rng: Random) -> list[Step]:
    makers = [round_story] * 4 + [evaluation_story] * 2 + [project_story] * 3 + [proposal_story] * 3
    return rng.choice(makers)(rng)
