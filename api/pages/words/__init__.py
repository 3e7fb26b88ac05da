"""What do the forms call their fields, the values of a closed list, their parts, and whom do they ask who decided?"""

from api.pages.words.choices import choices, closed, keys
from api.pages.words.deciding import (
    DECIDED_WAYS,
    Need,
    bodies_in,
    confirmed,
    confirmed_when,
    decided,
    deciding_bodies,
    fixed_body,
    second_person,
)
from api.pages.words.fields import label
from api.pages.words.hints import hint
from api.pages.words.titles import LONG, is_long, title_of

__all__ = [
    "DECIDED_WAYS",
    "LONG",
    "Need",
    "bodies_in",
    "choices",
    "closed",
    "confirmed",
    "confirmed_when",
    "decided",
    "deciding_bodies",
    "fixed_body",
    "hint",
    "is_long",
    "keys",
    "label",
    "second_person",
    "title_of",
]
