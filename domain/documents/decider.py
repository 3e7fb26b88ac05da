"""What may happen next to a document, and what is refused?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.actors import not_before, two_people
from domain.calendar import say_day
from domain.deciders import Command, Decider
from domain.documents.commands import FileDocument, FileDocumentOf, ReplaceDocumentBy
from domain.documents.events import DocumentFiled, DocumentReplaced
from domain.documents.kinds import FORMATS, KINDS, USUAL_TERMS
from domain.documents.refusals import (
    AlreadyReplaced,
    DocumentOfOtherCongress,
    HashMalformed,
    ReplacedByItself,
    SizeOutOfRange,
    StaysInternal,
    UnknownFormat,
    UnknownKind,
)
from domain.documents.state import Document, evolve
from domain.profile import recorded_profile
from domain.refusals import AlreadyExists, NotFound, Refusal, refuse_all
from domain.texts import clean, filled, said, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.congress.state import Congress
    from domain.documents.events import Retention
    from domain.events import Envelope, Event

# A scanned report of some hundred pages; beyond it a database is the wrong shelf.
LARGEST_BYTES: Final = 100 * 2**20
SHA256: Final = re.compile("[0-9a-f]{64}")


def decide(state: Document | None, command: Command, envelope: Envelope) -> Sequence[Event]:
    """The events that `command` makes on this document; raises a `Refusal`, or `Faults` with several."""
    match command:
        case FileDocumentOf():
            return [_file(state, command, envelope)]
        case ReplaceDocumentBy():
            if state is None:
                raise NotFound("没有找到这份附件。")
            return [_replace(state, command, envelope)]
        case _:
            raise AssertionError(f"not a command of a document: {command!r}")


def _file(state: Document | None, command: FileDocumentOf, envelope: Envelope) -> DocumentFiled:
    asked = command.asked
    if state is not None:
        raise AlreadyExists(
            f"同样的文件已经于{say_day(state.filed_on)}以《{state.filed.title}》归档。", pointer="/sha256"
        )
    refuse_all(_faults(asked))
    dated_on = "" if asked.dated_on is None else asked.dated_on.isoformat()
    not_before(envelope, "归档", "文件的成文日期", dated_on)
    return DocumentFiled(
        congress=asked.congress,
        code=command.congress.code,
        congress_name=command.congress.name,
        sha256=asked.sha256,
        kind=asked.kind,
        title=asked.title,
        media_type=asked.media_type,
        size=asked.size,
        number=asked.number,
        issuer=asked.issuer,
        dated_on=dated_on,
        paper_place=asked.paper_place,
        access=asked.access,
        retention=asked.retention or usual_retention(command.congress, asked.kind),
    )


SHOWING_VOTES: Final = ("signed_sheet", "machine_report", "evaluation")
"""What shows votes that the 办法 may not publish; what is published of them the result pages say."""


def usual_retention(congress: Congress, kind: str) -> Retention:
    """How long the congress's newest rules keep papers of `kind` (rules.md R-05)."""
    term = KINDS[kind].term
    if not congress.profiles:
        return USUAL_TERMS[term]
    archive = recorded_profile(congress.profiles[max(congress.profiles)]).archive
    return {"result": archive.result, "process": archive.process, "not_adopted": archive.not_adopted}[term]


def _faults(asked: FileDocument) -> Iterator[Refusal]:
    if not SHA256.fullmatch(asked.sha256):
        yield HashMalformed("请给出文件的SHA-256（64位小写十六进制）。", pointer="/sha256")
    if asked.kind not in KINDS:
        known = "、".join(f"{kind}（{known.name}）" for kind, known in KINDS.items())
        yield UnknownKind(f"没有“{shown(asked.kind)}”这一类附件，可用的是：{known}。", pointer="/kind")
    if asked.media_type not in FORMATS:
        known = "、".join(found.name for found in FORMATS.values())
        yield UnknownFormat(f"不能收“{shown(asked.media_type)}”格式的文件，可以收{known}。", pointer="/media_type")
    if not 1 <= asked.size <= LARGEST_BYTES:
        yield SizeOutOfRange(f"文件应为1至{LARGEST_BYTES}字节，现为{said(asked.size)}字节。", pointer="/size")
    if asked.access == "public" and asked.kind in SHOWING_VOTES:
        yield StaysInternal(f"{KINDS[asked.kind].name}上有得票数，只能内部归档。", pointer="/access")
    yield from filled(title=asked.title)
    yield from clean(number=asked.number, issuer=asked.issuer, paper_place=asked.paper_place)


def _replace(state: Document, command: ReplaceDocumentBy, envelope: Envelope) -> DocumentReplaced:
    """A correction: both papers stay, with the reason and the second person."""
    asked, successor = command.asked, command.successor
    two_people(envelope, "替换附件")
    if state.replaced_by:
        raise AlreadyReplaced(f"《{state.filed.title}》已经被替换。", replaced_by=state.replaced_by)
    if successor is None:
        raise ReplacedByItself(f"《{state.filed.title}》不能替换自身。", pointer="/replaced_by")
    refuse_all([*_unfit(state, successor), *filled(reason=asked.reason)])
    not_before(envelope, "替换附件", "归档", max(state.filed_on, successor.filed_on))
    return DocumentReplaced(replaced_by=asked.replaced_by, reason=asked.reason)


def _unfit(state: Document, successor: Document) -> Iterator[Refusal]:
    if successor.filed.congress != state.filed.congress:
        # Its title may be internal there, so nothing of it is said here.
        yield DocumentOfOtherCongress("用来替换的附件属于另一人大。", pointer="/replaced_by")
    elif successor.replaced_by:
        yield AlreadyReplaced(
            f"《{successor.filed.title}》已经被替换，请用替换它的那一份。",
            pointer="/replaced_by", replaced_by=successor.replaced_by,
        )  # fmt: skip


DOCUMENT: Final[Decider[Document | None]] = Decider("Document", None, decide, evolve)
