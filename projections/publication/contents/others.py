"""Which events of congresses, meetings and documents may be seen?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.congress import events as c
from domain.deployment import RecordsCommitted
from domain.documents import events as d
from domain.events import Event
from projections.publication.contents.rule import Rule, Told, shown
from voting.events import meetings as m


def public_paper(told: Told) -> bool:
    """The document was filed as a public one."""
    return told.event.get("access") == "public"


TOPICS: Final[Mapping[type[Event], Rule | None]] = {
    c.CongressRegistered: shown("code", "level", "name", "labels"),
    c.TermBegun: shown("term", "began_on", "deputies"),
    c.RollChanged: None,
    c.ProfileAdopted: None,
    c.CongressRenamed: shown("name", "code", "before_name", "before_code"),
    c.CongressMerged: shown("into"),
    c.UnitRegistered: shown("unit", "name"),
    c.UnitRenamed: shown("unit", "name", "before"),
    c.UnitMerged: shown("unit", "into"),
    # On what basis something was erased is nobody's business outside.
    c.ContentErased: None,
    RecordsCommitted: None,
    d.DocumentFiled: shown(
        "congress", "code", "congress_name", "sha256", "kind", "title", "media_type", "size", "number", "issuer", "dated_on",
        "paper_place", "access", "retention", when=public_paper,
    ),
    d.DocumentReplaced: None,
    m.MeetingConvened: shown(
        "congress", "code", "congress_name", "level", "body", "term", "session", "title", "from_on", "to_on", "in_office",
        "profile_version",
    ),
    m.DelegationsFormed: shown("delegations"),
    m.SittingHeld: shown("sitting"),
    m.CandidatesExplained: None,
    m.DelegationOpinionRecorded: None,
    m.MethodProposed: None,
    m.MethodAdopted: shown("profile_version", "title", "document"),
    m.ScrutineersPassed: None,
    m.TellersNamed: None,
    m.AttendanceCounted: shown("number", "sitting", "due", "present", "on_leave", "absent"),
}  # fmt: skip
"""Every event of a congress, a meeting and a document; None: never."""
