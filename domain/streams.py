"""Which id does a stream have, so that the id itself carries the rule of what there can be only one of?"""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID, uuid5

# Fixed once for ever: every id in every ledger is derived from it.
NAMESPACE = UUID("8d1f7a52-0c3e-5b64-9e21-6a7f4c0b9d10")


@lru_cache(maxsize=4096)  # folds ask for the same few again and again
def stream_id(kind: str, *parts: str | int) -> UUID:
    """uuid5 over the kind of stream and what identifies it; parts are length-prefixed, so no two lists read alike."""
    name = kind + "".join(f"|{len(str(part))}:{part}" for part in parts)
    return uuid5(NAMESPACE, name)


def congress_id(code: str) -> UUID:
    """One congress per division code."""
    return stream_id("Congress", code)


def meeting_id(congress: str, body: str, term: int, session: int) -> UUID:
    """One meeting per body, 届 and 次."""
    return stream_id("Meeting", congress, body, term, session)


def round_id(meeting: str, project_year: int, batch: int, number: int) -> UUID:
    """One round per meeting, project year, batch and running number of the ballot."""
    return stream_id("Round", meeting, project_year, batch, number)


def evaluation_id(meeting: str, project_year: int, subject: str, number: int) -> UUID:
    """One evaluation per meeting, project year, subject and running number."""
    return stream_id("Evaluation", meeting, project_year, subject, number)


def document_id(congress: str, sha256: str) -> UUID:
    """One filing of the same bytes per congress."""
    return stream_id("Document", congress, sha256)


def cycle_id(congress: str, project_year: int) -> UUID:
    """One year of work 年度工作 per congress and project year."""
    return stream_id("Cycle", congress, project_year)


def proposal_id(congress: str, project_year: int, number: int) -> UUID:
    """One proposal per congress, project year and running number."""
    return stream_id("Proposal", congress, project_year, number)


def project_id(congress: str, project_year: int, number: int) -> UUID:
    """One project per congress, the year for which it was first drafted, and running number."""
    return stream_id("Project", congress, project_year, number)


def finding_id(congress: str, year: int, number: int) -> UUID:
    """One finding per congress, calendar year and running number."""
    return stream_id("Finding", congress, year, number)


def inspection_id(congress: str, year: int, number: int) -> UUID:
    """One inspection per congress, calendar year and running number."""
    return stream_id("Inspection", congress, year, number)


def report_id(congress: str, year: int, number: int) -> UUID:
    """One special report per congress, calendar year and running number."""
    return stream_id("Report", congress, year, number)
