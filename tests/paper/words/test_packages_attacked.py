"""Is a template refused that is no sound DOCX, or that reaches out of itself: bombs, macros, links, fields, document types?"""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.paper.refusals import TemplateRefused
from api.paper.words.editable import inspecting
from api.paper.words.editable.filling import blank, filled
from api.paper.words.editable.packing import packed
from api.paper.words.pieces import Document
from tests.paper.words.templates import OF, ON, parts_of, refused, with_part


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b" " * (inspecting.LARGEST_UNPACKED + 1))
    refused(written.getvalue(), "解开后大于")
    parts = parts_of(blank()) | {f"word/footer{n}.xml": b"<a/>" for n in range(10, 300)}
    refused(packed(parts), "部件多于")


def test_a_bomb_that_understates_its_size_is_refused() -> None:
    honest = with_part("word/media/a.png", b"\0" * 300_000)
    assert honest.count(b"\xe0\x93\x04\x00") >= 2
    refused(honest.replace(b"\xe0\x93\x04\x00", b"\x10\0\0\0"), "不是.docx|损坏")


def test_a_file_that_is_too_large_or_no_docx_is_refused() -> None:
    refused(b"\0" * (inspecting.LARGEST + 1), "最大2兆")
    for nothing in (b"", b"PK", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"%PDF-1.7", packed({"a.xml": b"<a/>"})):
        refused(nothing, "docx")
    refused(with_part("word/document.xml", b"<w:document"), "XML")
    big = b"<?xml version='1.0'?><a>" + b"x" * inspecting.LARGEST_XML + b"</a>"
    refused(with_part("word/footnotes.xml", big), "太大")


@pytest.mark.parametrize(
    ("name", "change", "why"),
    [
        ("word/vbaProject.bin", b"macro", "宏"),
        ("word/embeddings/oleObject1.xml", b"<a/>", "嵌入"),
        ("word/media/a.emf", b"x", "嵌入|别的文件"),
        ("../outside.xml", b"<a/>", "名称不对"),
        ("/etc/x.xml", b"<a/>", "名称不对"),
        ("word/Document.xml", b"<a/>", "同名"),
        ("[Content_Types].xml", (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"), "docx"),
        ("[Content_Types].xml", (b"<Types", b"<!-- macroEnabled --><Types"), "宏"),
        ("word/document.xml", (b"<w:body>", b'<w:body><w:altChunk r:id="rId9"/>'), "altChunk"),
        ("word/document.xml", (b"<w:body>", b"<w:body><w:p><w:r><w:object/></w:r></w:p>"), "object"),
        ("word/settings.xml", (b"<w:zoom", b'<w:attachedTemplate r:id="rId1"/><w:zoom'), "attachedTemplate"),
        (
            "word/_rels/document.xml.rels",
            (
                b"</Relationships>",
                b'<Relationship Id="r" Type="t" Target="http://a.example/x" TargetMode="External"/></Relationships>',
            ),
            "指向外面",
        ),
        (
            "word/_rels/document.xml.rels",
            (b"</Relationships>", b'<Relationship Id="r" Type="t" Target="file:///etc/passwd"/></Relationships>'),
            "指向外面",
        ),
        (
            "word/document.xml",
            (b"<w:body>", b'<w:body><w:p><w:fldSimple w:instr="DDEAUTO c:\\\\cmd"/></w:p>'),
            "域“DDEAUTO",
        ),
        (
            "word/document.xml",
            (
                b"<w:body>",
                (
                    b'<w:body><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCL</w:instrText></w:r><w:r>'
                    b'<w:instrText>UDETEXT "/etc/passwd"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
                ),
            ),
            "域“INCLUDETEXT",
        ),
        (
            "word/document.xml",
            (b"<w:body>", b"<w:body><w:p><w:r><w:instrText>DDE x</w:instrText></w:r></w:p>"),
            "域“DDE",
        ),
        (
            "word/document.xml",
            (b"<w:document", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document'),
            "DOCTYPE",
        ),
        ("word/styles.xml", (b"<w:styles", b'<!DOCTYPE a [<!ENTITY x "xxxx">]><w:styles'), "DOCTYPE"),
        ("word/document.xml", (b"<w:body>", b"<w:body>" + b"<w:p>" * 300 + b"</w:p>" * 300), "套得太深"),
        (
            "word/document.xml",
            (b"<w:body>", b"<w:body><w:p><w:r><w:t>" + b"{" * 700 + b"</w:t></w:r></w:p>"),
            "花括号",
        ),
        (
            "word/document.xml",
            (b"<w:body>", b"<w:body><w:p><w:r><w:t>{{p " + b"x" * 5000 + b"</w:t></w:r></w:p>"),
            "没有写完的花括号",
        ),
    ],
)
def test_what_reaches_out_of_the_file_is_refused(name: str, change: tuple[bytes, bytes] | bytes, why: str) -> None:
    refused(with_part(name, change), why)


def test_a_field_that_only_the_filled_in_words_spell_is_refused_too() -> None:
    sneaky = b'<w:body><w:p><w:fldSimple w:instr="{{ title }}"/></w:p>'
    refused(with_part("word/document.xml", (b"<w:body>", sneaky)), "域", Document(title="DDEAUTO x", body=()))


def test_a_document_type_in_another_encoding_is_seen() -> None:
    evil = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16")
    refused(with_part("word/footnotes.xml", evil), "DOCTYPE")


@settings(max_examples=50)
@given(st.binary(max_size=400), st.integers(0, 60_000))
def test_no_bytes_end_in_anything_but_a_file_or_a_refusal(noise: bytes, place: int) -> None:
    whole = blank()
    for content in (noise, whole[: place % len(whole)] + noise + whole[place % len(whole) + len(noise) :]):
        try:
            filled(OF, ON, content)
        except TemplateRefused as refusal:
            assert refusal.detail  # noqa: PT017 - either way will do
