"""What can be recorded and asked about documents 附件, and how do their bytes come in and out?"""

from __future__ import annotations

from typing import Final

from api.http.audience import OFFICE, Audience
from api.http.commands import command
from api.http.use_cases import on, vocabulary
from domain.documents import refusals
from domain.documents.commands import FileDocument, ReplaceDocument
from domain.documents.decider import DOCUMENT

FILERS: Final[Audience] = OFFICE | {"scrutineer", "teller"}

REASONS: Final = vocabulary(refusals)

ROUTES: Final = (
    command("/documents", on(DOCUMENT, FileDocument), "附件归档", audience=FILERS, refusals=REASONS),
    command(
        "/documents/{document}/replacement",
        on(DOCUMENT, ReplaceDocument),
        "附件替换",
        audience=OFFICE,
        refusals=REASONS,
    ),
)
