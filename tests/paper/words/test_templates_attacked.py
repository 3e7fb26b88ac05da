"""Is a template of an office's own filled in where it is harmless, and refused in Chinese wherever it is not?"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.paper.words.editable import inspecting
from api.paper.words.editable.filling import blank, filled
from api.paper.words.editable.packing import packed
from api.paper.words.pieces import Document, Table, text
from api.paper.words.refusals import TemplateRefused

ON = date(2024, 1, 19)
OF = Document(
    title="示例公告",
    number="（第4号）",
    body=(text("甲项"), text("乙项"), Table(heads=("序号", "名称"), rows=(("1", "甲"), ("2", "乙")), widths=(1, 3))),
    signed=("示例主席团",),
    on="2024年1月19日",
)
LONG = Document(title="长文", body=tuple(text("字" * 2000) for _ in range(200)))


def template(*paragraphs: str) -> bytes:
    """A template of these paragraphs."""
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {each.filename: package.read(each) for each in package.infolist()}


def with_part(name: str, change: tuple[bytes, bytes] | bytes) -> bytes:
    """Our own template with one part put in or changed."""
    parts = parts_of(blank())
    parts[name] = change if isinstance(change, bytes) else parts[name].replace(*change, 1)
    return packed(parts)


def said_by(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def refused(content: bytes, why: str, of: Document = OF) -> None:
    with pytest.raises(TemplateRefused) as found:
        filled(of, ON, content)
    assert re.search(why, found.value.detail), found.value.detail
    assert re.search(r"[\u4e00-\u9fff]", found.value.detail)


def test_an_office_s_own_template_is_filled_in() -> None:
    own = template(
        "示例县人大常委会文件", "{{ number }}", "{{title}}", "{%p for line in paragraphs %}", "　　{{ line }}", "{%p endfor %}",
        '{% if on == "2024年1月19日" and not to %}{{ signed[0] }} {{ on }}{% else %}无{% endif %}',
    )  # fmt: skip
    assert said_by(filled(OF, ON, own)) == [
        "示例县人大常委会文件", "（第4号）", "示例公告", "　　甲项", "　　乙项", "示例主席团 2024年1月19日",
    ]  # fmt: skip
    assert filled(OF, ON, own) == filled(OF, ON, own)


@pytest.mark.parametrize(
    "said",
    [
        "{{ title.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ title['__class__'] }}",
        "{{ body._items }}",
        "{{ body.__class__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ self }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__ }}",
        "{{ namespace }}",
        "{{ range(10) }}",
        "{{ title.format(title) }}",
        "{{ '%s' % title }}",
        "{{ title.upper() }}",
        "{{ title|attr('__class__') }}",
        "{{ title|safe }}",
        "{{ title|upper }}",
        "{{ 9**9**9 }}",
        "{{ '字' * 1000000000 }}",
        "{{ title ~ title }}",
        "{{ [1,2,3] }}",
        "{{ {'甲': 1} }}",
        "{{ 1 if title else 2 }}",
        "{% set x = title %}{{ x }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% call title() %}{% endcall %}",
        "{% filter upper %}字{% endfilter %}",
        "{% block x %}{% endblock %}",
        "{% for x in range(999999999) %}{% endfor %}",
        "{% for x in body recursive %}{{ loop(body) }}{% endfor %}",
        "{% for x in 'abc' %}{{ x }}{% endfor %}",
        "{% for x in title %}{{ x }}{% endfor %}",
        "{% for x in [1] %}{{ x }}{% endfor %}",
        "{% autoescape false %}{{ title }}{% endautoescape %}",
        "{% with a = 1 %}{{ a }}{% endwith %}",
        "{{ title[title] }}",
        "{{ title[0:1] }}",
        "{{ body }}",
        "{{ 不知道 }}",
        "{{ title.nothing }}",
        "{{ title ",
        "{% for x in body %}",
        "{% endfor %}",
        "{% if %}",
        "{% for a in body %}{% for b in body %}{% for c in body %}{% for d in body %}字{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    ],
)
def test_whatever_is_more_than_printing_and_going_through_lists_is_refused(said: str) -> None:
    refused(template(said), "模板")


def test_loops_within_loops_end() -> None:
    loops = "{% for a in body %}{% for b in body %}{% for c in body %}{% endfor %}{% endfor %}{% endfor %}"
    refused(template(loops), "循环一共超过", LONG)


def test_what_swells_is_stopped_while_it_grows() -> None:
    refused(template("{% for a in body %}{% for b in body %}{{ b.text }}{% endfor %}{% endfor %}"), "大于", LONG)


def test_a_header_and_the_properties_of_the_file_are_templates_as_well() -> None:
    made = docx.Document(io.BytesIO(blank()))
    made.sections[0].header.paragraphs[0].text = "{{ title.__class__ }}"
    written = io.BytesIO()
    made.save(written)
    refused(written.getvalue(), "__class__")
    made = docx.Document(io.BytesIO(blank()))
    made.core_properties.comments = "{{ cycler }}"
    written = io.BytesIO()
    made.save(written)
    refused(written.getvalue(), "不认识")


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


def test_ifs_within_ifs_end() -> None:
    refused(template(*["{%p if title %}"] * 50, "字", *["{%p endif %}"] * 50), "最多套")
    refused(template("{% if title %}" * 280, "{% endif %}" * 280), "模板里")


@pytest.mark.parametrize(
    "said",
    [
        ["{%p if title %}", "字" * 300, "{%p endif %}"] * 150,
        ["{{p " + "x" * 1400 + "}"] * 150,
        ["{%tc " + " " * 1400 + "}"] * 150,
        ["{% colspan" + " " * 1400 + "}"] * 150,
        ["{%- title -%}" + "x" * 1000] * 200,
    ],
)
def test_the_worst_that_the_limits_let_in_comes_to_an_end(said: list[str]) -> None:
    """Whatever looks for words of a template by patterns could be made to look for hours."""
    try:
        assert said_by(filled(OF, ON, template(*said)))
    except TemplateRefused as refusal:
        assert refusal.detail  # noqa: PT017 - either way will do


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_no_text_in_a_template_ends_in_anything_but_a_file_or_a_refusal(said: str) -> None:
    visible = "".join(letter for letter in said if letter.isprintable())
    try:
        filled(OF, ON, template(f"{{{{ {visible} }}}}{{% {visible} %}}"))
    except TemplateRefused as refusal:
        assert refusal.detail  # noqa: PT017 - either way will do


@settings(max_examples=50)
@given(st.binary(max_size=400), st.integers(0, 60_000))
def test_no_bytes_end_in_anything_but_a_file_or_a_refusal(noise: bytes, place: int) -> None:
    whole = blank()
    for content in (noise, whole[: place % len(whole)] + noise + whole[place % len(whole) + len(noise) :]):
        try:
            filled(OF, ON, content)
        except TemplateRefused as refusal:
            assert refusal.detail  # noqa: PT017 - either way will do
