"""Which documents does the ledger file and replace, which does it refuse, and what does it keep beside the log?"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from hashlib import sha256
from typing import Any, get_args

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.congress.state import Congress
from domain.deciders import Command
from domain.documents import commands
from domain.documents.commands import FileDocument, FileDocumentOf, ReplaceDocument, ReplaceDocumentBy
from domain.documents.decider import DOCUMENT, LARGEST_BYTES
from domain.documents.events import DocumentFiled, DocumentReplaced, Retention
from domain.documents.kinds import FORMATS, KINDS
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
from domain.documents.state import Document
from domain.documents.usecases import USE_CASES
from domain.events import Envelope
from domain.profile import compose
from domain.profile.sections import Evidence
from domain.refusals import AlreadyExists, NotFound, OutOfOrder, SamePerson, SecondPersonMissing
from domain.streams import congress_id, document_id
from domain.texts import UnfitText
from tests.given import CHAIR, CLERK, envelope, given
from tests.reading import Known
from tests.stateful import Played, envelopes
from tests.strategies import instances_of

PHOTO = b"\xff\xd8\xff\xe0 the signed sheet, photographed"
BETTER = b"\xff\xd8\xff\xe0 the signed sheet, photographed again, in focus"
COUNTY = str(congress_id("990101"))
CONGRESS = Congress(code="990101", level="county", name="示例县人民代表大会")
ASKED = FileDocument(
    congress=COUNTY,
    sha256=sha256(PHOTO).hexdigest(),
    kind="signed_sheet",
    title="示例县民生实事项目票决计票结果报告单",
    media_type="image/jpeg",
    size=len(PHOTO),
    dated_on=date(2024, 1, 17),
    paper_place="示例县档案馆3号库房",
)
FILED = DocumentFiled(
    congress=COUNTY,
    code="990101",
    congress_name="示例县人民代表大会",
    sha256=ASKED.sha256,
    kind="signed_sheet",
    title="示例县民生实事项目票决计票结果报告单",
    media_type="image/jpeg",
    size=len(PHOTO),
    dated_on="2024-01-17",
    paper_place="示例县档案馆3号库房",
    retention="permanent",
)
OTHER = replace(FILED, sha256=sha256(BETTER).hexdigest(), size=len(BETTER), title="计票结果报告单（重拍）")
OTHER_ID = str(document_id(COUNTY, OTHER.sha256))
SUCCESSOR = Document(filed=OTHER, filed_on="2024-01-18")
REPLACE = ReplaceDocument(replaced_by=OTHER_ID, reason="原照片模糊，签字看不清")
TWO = envelope(second=CHAIR)


def filing(congress: Congress = CONGRESS, **differently: Any) -> FileDocumentOf:
    return FileDocumentOf(asked=replace(ASKED, **differently), congress=congress)


# Filing


def test_a_document_is_filed_by_its_hash() -> None:
    after = given(DOCUMENT).when(filing()).then(FILED)
    assert after.state == Document(filed=FILED, filed_on="2024-01-18")


def test_a_document_without_a_date_is_filed_without_one() -> None:
    given(DOCUMENT).when(filing(dated_on=None)).then(replace(FILED, dated_on=""))


def test_the_same_bytes_are_filed_once_in_a_congress() -> None:
    given(DOCUMENT, FILED).when(filing(title="另一个题名")).refused(AlreadyExists, "2024年1月18日", pointer="/sha256")


@pytest.mark.parametrize("digest", ["", "a" * 63, "a" * 65, "A" * 64, "g" * 64, "ａ" * 64, "a" * 64 + "\n"])
def test_a_hash_is_64_lower_case_hexadecimal_digits(digest: str) -> None:
    given(DOCUMENT).when(filing(sha256=digest)).refused(HashMalformed, "64位", pointer="/sha256")


@pytest.mark.parametrize("kind", ["signed_sheet", "machine_report", "evaluation"])
def test_a_paper_that_shows_votes_is_never_filed_for_the_public(kind: str) -> None:
    given(DOCUMENT).when(filing(kind=kind, access="public")).refused(StaysInternal, "得票数", pointer="/access")
    given(DOCUMENT).when(filing(kind=kind)).and_then()


def test_a_kind_that_nobody_knows_is_refused_and_the_known_ones_are_named() -> None:
    fault = given(DOCUMENT).when(filing(kind="signed-sheet")).refused(UnknownKind, "signed_sheet", pointer="/kind")
    assert all(kind.name in fault.detail for kind in KINDS.values())


@pytest.mark.parametrize("media_type", ["", "image/svg+xml", "text/html", "application/x-msdownload", "IMAGE/JPEG"])
def test_a_format_that_could_carry_a_program_or_is_unknown_is_refused(media_type: str) -> None:
    given(DOCUMENT).when(filing(media_type=media_type)).refused(UnknownFormat, pointer="/media_type")


@pytest.mark.parametrize("size", [0, -1, LARGEST_BYTES + 1, 10**400])
def test_an_empty_or_boundless_file_is_refused(size: int) -> None:
    given(DOCUMENT).when(filing(size=size)).refused(SizeOutOfRange, pointer="/size")


@pytest.mark.parametrize("size", [1, LARGEST_BYTES])
def test_the_smallest_and_the_largest_file_are_taken(size: int) -> None:
    given(DOCUMENT).when(filing(size=size)).then(replace(FILED, size=size))


def test_all_faults_of_a_filing_are_reported_at_once() -> None:
    outcome = given(DOCUMENT).when(
        filing(title=" ", number="〔2024〕\n3号", issuer=" 办公室", paper_place="\t", kind="?")
    )
    for pointer in ("/title", "/number", "/issuer", "/paper_place"):
        outcome.refused(UnfitText, pointer=pointer)
    outcome.refused(UnknownKind, pointer="/kind")


def test_a_paper_is_not_filed_before_the_day_that_stands_on_it() -> None:
    given(DOCUMENT).when(filing(dated_on=date(2024, 1, 19))).refused(OutOfOrder, "2024年1月19日", "/effective_on")
    given(DOCUMENT).when(filing(dated_on=date(2024, 1, 18))).then(replace(FILED, dated_on="2024-01-18"))


# Kinds and how long they are kept


def test_every_kind_that_a_profile_can_ask_for_can_be_filed() -> None:
    assert {field.name for field in fields(Evidence)} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_kept_as_the_archive_rules_say(kind: str) -> None:
    usual: dict[str, Retention] = {"result": "permanent", "process": "30y", "not_adopted": "10y"}
    expected = replace(FILED, kind=kind, retention=usual[KINDS[kind].term])
    given(DOCUMENT).when(filing(kind=kind)).then(expected)
    adopted = replace(CONGRESS, profiles={1: compose("county")})
    given(DOCUMENT).when(filing(adopted, kind=kind)).then(expected)


def test_the_newest_rules_of_the_congress_say_how_long() -> None:
    archive = {"result": "30y", "process": "10y", "not_adopted": "permanent"}
    rules = {1: compose("county"), 2: compose("county", differences={"archive": archive})}
    adopted = replace(CONGRESS, profiles=rules)
    for kind, kept in {"signed_sheet": "30y", "plan": "10y", "not_adopted": "permanent"}.items():
        outcome = given(DOCUMENT).when(filing(adopted, kind=kind))
        assert [event.retention for event in outcome.events if isinstance(event, DocumentFiled)] == [kept]


@pytest.mark.parametrize("kept", get_args(Retention))
def test_whoever_files_may_say_how_long(kept: Retention) -> None:
    given(DOCUMENT).when(filing(retention=kept)).then(replace(FILED, retention=kept))


# Replacing


def test_a_document_is_replaced_by_two_people_with_a_reason() -> None:
    command = ReplaceDocumentBy(asked=REPLACE, successor=SUCCESSOR)
    replaced = DocumentReplaced(replaced_by=OTHER_ID, reason="原照片模糊，签字看不清")
    after = given(DOCUMENT, FILED).when(command, TWO).then(replaced)
    assert after.state == Document(filed=FILED, filed_on="2024-01-18", replaced_by=OTHER_ID)


def test_nobody_replaces_a_document_alone() -> None:
    command = ReplaceDocumentBy(asked=REPLACE, successor=SUCCESSOR)
    given(DOCUMENT, FILED).when(command).refused(SecondPersonMissing, "替换附件需要两个人")
    given(DOCUMENT, FILED).when(command, envelope(second=CLERK)).refused(SamePerson)


def test_only_what_was_filed_is_replaced() -> None:
    given(DOCUMENT).when(ReplaceDocumentBy(asked=REPLACE, successor=SUCCESSOR), TWO).refused(NotFound)


def test_a_document_is_replaced_once() -> None:
    gone = DocumentReplaced(replaced_by=OTHER_ID, reason="重拍")
    command = ReplaceDocumentBy(asked=REPLACE, successor=SUCCESSOR)
    given(DOCUMENT, FILED, gone).when(command, TWO).refused(AlreadyReplaced, FILED.title, pointer="")


def test_a_document_does_not_replace_itself() -> None:
    command = ReplaceDocumentBy(asked=REPLACE, successor=None)
    given(DOCUMENT, FILED).when(command, TWO).refused(ReplacedByItself, pointer="/replaced_by")


def test_a_document_that_gave_way_replaces_nothing() -> None:
    gone = replace(SUCCESSOR, replaced_by=str(document_id(COUNTY, "c" * 64)))
    command = ReplaceDocumentBy(asked=REPLACE, successor=gone)
    given(DOCUMENT, FILED).when(command, TWO).refused(AlreadyReplaced, "请用替换它的那一份", pointer="/replaced_by")


def test_the_paper_of_another_congress_replaces_nothing_and_a_reason_is_needed() -> None:
    foreign = replace(SUCCESSOR, filed=replace(OTHER, congress=str(congress_id("990102"))))
    command = ReplaceDocumentBy(asked=replace(REPLACE, reason=""), successor=foreign)
    outcome = given(DOCUMENT, FILED).when(command, TWO)
    outcome.refused(DocumentOfOtherCongress, pointer="/replaced_by")
    outcome.refused(UnfitText, pointer="/reason")


def test_a_document_is_not_replaced_before_both_were_filed() -> None:
    later = replace(SUCCESSOR, filed_on="2024-01-20")
    command = ReplaceDocumentBy(asked=REPLACE, successor=later)
    given(DOCUMENT, FILED).when(command, TWO).refused(OutOfOrder, "2024年1月20日")
    given(DOCUMENT, FILED).when(command, envelope(second=CHAIR, on="2024-01-20")).and_then()


# Whatever is asked


DAYS = st.dates(date(2024, 1, 17), date(2024, 1, 19))
FILINGS = instances_of(FileDocument) | st.builds(
    replace, st.just(ASKED), kind=st.sampled_from(list(KINDS)), dated_on=st.none() | DAYS, title=st.text()
)


@for_all(FILINGS, instances_of(ReplaceDocument), envelopes(DAYS))
def test_any_filing_and_replacement_is_recorded_or_refused_and_never_breaks(
    filing: FileDocument, replacement: ReplaceDocument, on: Envelope
) -> None:
    played = Played(DOCUMENT)
    played.tell(FileDocumentOf(asked=filing, congress=CONGRESS), on)
    played.tell(ReplaceDocumentBy(asked=replacement, successor=SUCCESSOR), on)
    played.tell(ReplaceDocumentBy(asked=REPLACE, successor=SUCCESSOR), on)


# Use cases


INFORM = {use_case.command: use_case for use_case in USE_CASES}


def test_every_command_that_people_give_has_a_use_case() -> None:
    asked = {cls for cls in vars(commands).values() if isinstance(cls, type) and issubclass(cls, Command)}
    assert set(INFORM) == asked - {FileDocumentOf, ReplaceDocumentBy, Command}


def test_a_filing_begins_the_stream_of_its_congress_and_hash() -> None:
    begins = INFORM[FileDocument].begins
    assert begins is not None
    stream = document_id(COUNTY, ASKED.sha256)
    assert begins(ASKED) == begins(replace(ASKED, congress=COUNTY.upper())) == stream
    assert INFORM[ReplaceDocument].begins is None


def test_a_filing_reads_its_congress_and_writes_the_one_spelling_of_its_id() -> None:
    read = Known({congress_id("990101"): CONGRESS})
    asked = replace(ASKED, congress=COUNTY.upper())
    assert INFORM[FileDocument].inform(read, document_id(COUNTY, ASKED.sha256), asked) == filing()
    assert read.read == [congress_id("990101")]


@pytest.mark.parametrize("congress", ["990101", "", str(congress_id("990102"))])
def test_a_filing_for_a_congress_that_is_not_registered_is_refused(congress: str) -> None:
    read = Known({congress_id("990101"): CONGRESS})
    with pytest.raises(NotFound) as refused:
        INFORM[FileDocument].inform(read, congress_id("x"), replace(ASKED, congress=congress))
    assert refused.value.pointer == "/congress"


def test_a_replacement_reads_what_takes_the_place() -> None:
    inform, own = INFORM[ReplaceDocument].inform, document_id(COUNTY, ASKED.sha256)
    read = Known({document_id(COUNTY, OTHER.sha256): SUCCESSOR})
    shouted = replace(REPLACE, replaced_by=OTHER_ID.upper())
    assert inform(read, own, shouted) == ReplaceDocumentBy(asked=REPLACE, successor=SUCCESSOR)
    itself = replace(REPLACE, replaced_by=str(own))
    assert inform(read, own, itself) == ReplaceDocumentBy(asked=itself, successor=None)
    assert read.read == [document_id(COUNTY, OTHER.sha256)]


@pytest.mark.parametrize("by", ["a" * 64, "", OTHER_ID])
def test_a_replacement_by_what_was_never_filed_is_refused(by: str) -> None:
    with pytest.raises(NotFound) as refused:
        INFORM[ReplaceDocument].inform(Known({}), congress_id("x"), replace(REPLACE, replaced_by=by))
    assert refused.value.pointer == "/replaced_by"


# Formats


def test_formats_are_named_in_lower_case_and_none_runs_in_a_browser() -> None:
    assert all(media_type == media_type.lower() for media_type in FORMATS)
    assert not {"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"} & set(FORMATS)
