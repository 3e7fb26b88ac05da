"""Who recorded an event, when, confirmed by whom and on which paper, and what was recorded after a day?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from api.http.audience import NAMES
from api.printed.columns import heading, wrapped
from domain.calendar import SHANGHAI, day_of, parse_instant
from domain.events import Envelope, Person, Recorded
from projections.model import Row
from projections.sentences import tell


def recorded_by(recorded: Recorded) -> str:
    """第7号，2024-01-18 10:00:00登记；登记人…；确认人…；依据…; empty where the envelope says nothing of it."""
    envelope = recorded.envelope
    if not envelope.at:
        return ""
    at = parse_instant(envelope.at).astimezone(SHANGHAI)
    said = [f"第{recorded.position}号，{at:%Y-%m-%d %H:%M:%S}登记", f"登记人{_person(envelope.by)}"]
    if envelope.approved_by is not None:
        said.append(f"确认人{_person(envelope.approved_by)}")
    said += [f"依据{basis.document}{basis.article}" for basis in envelope.basis]
    said += [f"{ref.system}{ref.number}{ref.title}" for ref in envelope.refs]
    return "；".join(said)


def _person(person: Person) -> str:
    return f"{person.ref}（{NAMES[person.role]}）"


def between(envelope: Envelope, since: date, until: date) -> bool:
    """Whether something was recorded after the day `since` and by the end of the day `until`, whenever it happened."""
    return bool(envelope.at) and since < day_of(parse_instant(envelope.at)) <= until


def changes(projects: Iterable[tuple[Row, Iterable[Recorded]]], since: date, until: date) -> Iterator[str]:
    """What was recorded of each project between the days, a sentence an event, with whoever recorded it."""
    for row, history in projects:
        told = [one for one in tell(history) if between(one.recorded.envelope, since, until)]
        if told:
            yield from heading(f"{row['project']}《{row['title']}》{len(told)}条")
        for one in told:
            yield from wrapped(one.sentence, 14, f"  {one.recorded.envelope.effective_on}")
            yield from wrapped(recorded_by(one.recorded), 14)
