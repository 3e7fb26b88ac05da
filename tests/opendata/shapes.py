"""Which members have the objects that we write, of which kind, by the text of the standards?

Ours, from reading NIST SP 1500-103 and the reference of OC4IDS 0.9.5: only what we write, so that a member that no standard knows is
found here. Where the schemas themselves are kept (`standards`), they decide, and a test holds these tables against them.

A name that ends with `!` must be there. A kind is a word of `PLAIN`, the name of another shape, or a list of one of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

Kind = str | list[str]
Shapes = Mapping[str, Mapping[str, Kind]]

TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})")
PLAIN: Final[dict[str, Callable[[Any], bool]]] = {
    "text": lambda value: isinstance(value, str) and value != "",
    "time": lambda value: isinstance(value, str) and TIME.fullmatch(value) is not None,
    "uri": lambda value: isinstance(value, str) and re.match(r"[a-z]+:", value) is not None,
    "whole": lambda value: type(value) is int,
    "number": lambda value: type(value) in (int, float),
    "measure": lambda value: type(value) in (int, float) or (isinstance(value, str) and value != ""),
    "any": lambda value: isinstance(value, dict),
}

_ID: Final[dict[str, Kind]] = {"@id!": "text", "@type!": "text"}
CVR: Final[Shapes] = {
    "report": {
        "@type!": "text", "Version!": "text", "GeneratedDate!": "time", "ReportType": ["text"], "OtherReportType": "text",
        "Notes": "text", "ReportGeneratingDeviceIds!": ["text"], "ReportingDevice!": ["device"], "GpUnit!": ["unit"],
        "Election!": ["election"], "CVR": ["record"],
    },
    "device": {**_ID, "Application": "text", "Code": ["code"]},
    "unit": {**_ID, "Type!": "text", "OtherType": "text", "Name": "text", "Code": ["code"]},
    "election": {
        **_ID, "Name": "text", "ElectionScopeId!": "text", "Code": ["code"], "Candidate": ["candidate"], "Contest!": ["contest"],
    },
    "candidate": {**_ID, "Name": "text", "Code": ["code"]},
    "contest": {
        **_ID, "Name": "text", "NumberElected": "whole", "VotesAllowed": "whole", "VoteVariation": "text",
        "ContestSelection!": ["selection"],
    },
    "selection": {**_ID, "Code": ["code"], "CandidateIds": ["text"]},
    "record": {"@type!": "text", "ElectionId!": "text", "CurrentSnapshotId!": "text", "CVRSnapshot!": ["snapshot"]},
    "snapshot": {**_ID, "Type!": "text", "CVRContest": ["marked"], "Annotation": ["annotation"]},
    "marked": {
        "@type!": "text", "ContestId!": "text", "Status": ["text"], "OtherStatus": "text", "Overvotes": "whole",
        "Selections": "whole", "CVRContestSelection": ["mark"],
    },
    "mark": {
        "@type!": "text", "ContestSelectionId": "text", "SelectionPosition!": ["position"], "TotalNumberVotes": "whole",
    },
    "position": {"@type!": "text", "HasIndication!": "text", "NumberVotes!": "whole", "IsAllocable": "text"},
    "annotation": {"@type!": "text", "Message": ["text"]},
    "code": {"@type!": "text", "Type!": "text", "OtherType": "text", "Value!": "text", "Label": "text"},
}  # fmt: skip
OC4IDS: Final[Shapes] = {
    "package": {
        "uri!": "uri", "version!": "text", "publishedDate!": "time", "publisher!": "publisher", "projects!": ["project"],
        "minsheng": "any",
    },
    "publisher": {"name!": "text", "scheme": "text", "uid": "text"},
    "project": {
        "id!": "text", "language": "text", "updated": "time", "identifiers": ["identifier"], "title": "text", "description": "text",
        "status": "text", "purpose": "text", "benefits": ["benefit"], "additionalClassifications": ["classification"],
        "period": "period", "implementationPeriod": "period", "locations": ["location"], "publicAuthority": "party",
        "parties": ["party"], "budget": "budget", "completion": "completion", "forecasts": ["metric"], "metrics": ["metric"],
        "milestones": ["milestone"], "documents": ["document"], "relatedProjects": ["related"], "minsheng": "any",
    },
    "identifier": {"id!": "text", "scheme": "text", "legalName": "text"},
    "benefit": {"description": "text"},
    "classification": {"scheme": "text", "id": "text"},
    "period": {"startDate": "time", "endDate": "time"},
    "location": {"id!": "text", "description": "text", "gazetteer": "gazetteer"},
    "gazetteer": {"scheme": "text", "identifiers": ["text"]},
    "party": {"id": "text", "name": "text", "identifier": "identifier", "roles": ["text"]},
    "value": {"amount": "number", "currency": "text"},
    "budget": {"description": "text", "amount": "value", "approvalDate": "time", "budgetBreakdowns": ["breakdowns"]},
    "breakdowns": {"id!": "text", "description": "text", "budgetBreakdown": ["breakdown"]},
    "breakdown": {"id!": "text", "description": "text", "amount": "value", "period": "period", "approvalDate": "time"},
    "completion": {
        "endDate": "time", "endDateDetails": "text", "finalValue": "value", "finalValueDetails": "text", "finalScope": "text",
    },
    "metric": {"id!": "text", "title": "text", "observations": ["observation"]},
    "observation": {
        "id!": "text", "period": "period", "value": "value", "measure": "measure", "unit": "measured", "dimensions": "any",
        "notes": "text",
    },
    "measured": {"name": "text"},
    "milestone": {"id!": "text", "title": "text", "type": "text", "dueDate": "time", "dateMet": "time", "status": "text"},
    "document": {
        "id!": "text", "documentType": "text", "title": "text", "description": "text", "datePublished": "time", "format": "text",
        "language": "text", "author": "text",
    },
    "related": {"id!": "text", "scheme": "text", "identifier": "text", "relationship": "text", "title": "text"},
}  # fmt: skip


def misshapen(shapes: Shapes, name: str, value: Any, at: str = "") -> Iterator[str]:
    """What of a value does not fit the shape of this name, each with its place."""
    if name in PLAIN:
        if not PLAIN[name](value):
            yield f"{at}: not {name}: {value!r:.80}"
        return
    if not isinstance(value, dict):
        yield f"{at}: no object"
        return
    shape = {member.rstrip("!"): kind for member, kind in shapes[name].items()}
    yield from (f"{at}/{member}: unknown" for member in value if member not in shape)
    yield from (f"{at}/{m[:-1]}: missing" for m in shapes[name] if m.endswith("!") and m[:-1] not in value)
    for member, each in value.items():
        kind = shape.get(member, "")
        if isinstance(kind, str):
            yield from misshapen(shapes, kind, each, f"{at}/{member}") if kind else ()
        elif not (isinstance(each, list) and each):
            yield f"{at}/{member}: an empty list, or none"
        else:
            for index, one in enumerate(each):
                yield from misshapen(shapes, kind[0], one, f"{at}/{member}/{index}")
