"""What does the shipped template look like: the page of GB/T 9704, with the words of a template where the document goes?

Made anew from python-docx's empty document, so that nothing binary is kept. Sizes: A4, margins 37, 35, 28 and 26 mm, text 156 by 225 mm;
三号 16 pt on lines of 28.95 pt, title 二号 22 pt, page number 四号 14 pt, outer on both sides of the paper. The names of the fonts are those
that offices have; whoever lacks them sees the next that fits.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Final, NamedTuple

from docx import Document
from docx.document import Document as Package
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

SONG: Final = "仿宋_GB2312"
TITLE: Final = "方正小标宋简体"
HEI: Final = "黑体"
KAI: Final = "楷体_GB2312"
PAGE: Final = "宋体"
LATIN: Final = "Times New Roman"
LINE: Final = 28.95
WIDTH_MM: Final = 156


class Form(NamedTuple):
    """How a style looks: font, size in points, indent of the first line in characters, alignment; `line` in points, None for tables."""

    font: str
    size: float
    indent: int = 0
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    line: float | None = LINE


STYLES: Final = {
    "公文正文": Form(SONG, 16, 2),
    "公文顶格": Form(SONG, 16),
    "公文标题": Form(TITLE, 22, 0, WD_ALIGN_PARAGRAPH.CENTER),
    "公文题下": Form(SONG, 16, 0, WD_ALIGN_PARAGRAPH.CENTER),
    "公文一级": Form(HEI, 16, 2, WD_ALIGN_PARAGRAPH.LEFT),
    "公文二级": Form(KAI, 16, 2, WD_ALIGN_PARAGRAPH.LEFT),
    "公文注": Form(KAI, 14, 2),
    "公文落款": Form(SONG, 16, 0, WD_ALIGN_PARAGRAPH.CENTER),
    "公文表头": Form(HEI, 10.5, 0, WD_ALIGN_PARAGRAPH.LEFT, None),
    "公文表格": Form(PAGE, 10.5, 0, WD_ALIGN_PARAGRAPH.LEFT, None),
}
KINDS: Final = (("chapter", "公文一级"), ("section", "公文二级"), ("note", "公文注"))
TABLE: Final = """\
<w:tbl {ns}>
  <w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>
    <w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>
  <w:tblGrid>{{% for column in block.columns %}}<w:gridCol w:w="{{{{ column.width }}}}"/>{{% endfor %}}</w:tblGrid>
  <w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>
    <w:tc><w:p><w:r><w:t>{{%tc for column in block.columns %}}</w:t></w:r></w:p></w:tc>
    <w:tc><w:tcPr><w:tcW w:w="{{{{ column.width }}}}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>
      <w:p><w:pPr><w:pStyle w:val="{head}"/><w:jc w:val="center"/></w:pPr><w:r><w:t>{{{{ column.head }}}}</w:t></w:r></w:p></w:tc>
    <w:tc><w:p><w:r><w:t>{{%tc endfor %}}</w:t></w:r></w:p></w:tc>
  </w:tr>
  <w:tr><w:tc><w:p><w:r><w:t>{{%tr for row in block.rows %}}</w:t></w:r></w:p></w:tc></w:tr>
  <w:tr><w:trPr><w:cantSplit/></w:trPr>
    <w:tc><w:p><w:r><w:t>{{%tc for cell in row %}}</w:t></w:r></w:p></w:tc>
    <w:tc><w:tcPr><w:tcW w:w="{{{{ cell.width }}}}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>
      <w:p><w:pPr><w:pStyle w:val="{cell}"/><w:jc w:val="{{{{ cell.align }}}}"/></w:pPr><w:r><w:t>{{{{ cell.text }}}}</w:t></w:r></w:p></w:tc>
    <w:tc><w:p><w:r><w:t>{{%tc endfor %}}</w:t></w:r></w:p></w:tc>
  </w:tr>
  <w:tr><w:tc><w:p><w:r><w:t>{{%tr endfor %}}</w:t></w:r></w:p></w:tc></w:tr>
</w:tbl>"""

NUMBER: Final = """\
<w:p {ns}><w:pPr><w:ind {indent}/><w:jc w:val="{side}"/><w:rPr><w:sz w:val="28"/></w:rPr></w:pPr>
  <w:r><w:rPr><w:rFonts w:ascii="{font}" w:eastAsia="{font}"/><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">— </w:t></w:r>
  <w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:rFonts w:ascii="{font}" w:eastAsia="{font}"/><w:sz w:val="28"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>
  <w:r><w:rPr><w:rFonts w:ascii="{font}" w:eastAsia="{font}"/><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve"> —</w:t></w:r></w:p>"""
CENTRED: Final = """\
<w:p {ns}><w:pPr><w:pStyle w:val="{style}"/><w:ind w:left="{{{{ {name}_indent }}}}" w:right="{{{{ {name}_indent }}}}"/></w:pPr>
  <w:r><w:t xml:space="preserve">{{{{ {name} }}}}</w:t></w:r></w:p>"""
ARTICLE: Final = """\
<w:p {ns}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>
  <w:r><w:rPr><w:rFonts w:eastAsia="{font}"/></w:rPr><w:t xml:space="preserve">{{% if block.head %}}{{{{ block.head }}}}　{{% endif %}}</w:t></w:r>
  <w:r><w:t xml:space="preserve">{{{{ block.text }}}}</w:t></w:r></w:p>"""


@cache
def shipped() -> bytes:
    """The template as a DOCX."""
    document = Document()
    _page(document)
    for name, form in STYLES.items():
        _style(document, name, form)
    _content(document)
    _properties(document)
    _slim(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _page(document: Package) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    _numbered(section.footer, "right")
    _numbered(section.even_page_footer, "left")


def _numbered(footer: _Footer, side: str) -> None:
    """— 1 —, one character from the edge."""
    said = NUMBER.format(ns=nsdecls("w"), side=side, indent=f'w:{side}Chars="100"', font=PAGE)
    old = footer.part.element[0]
    footer.part.element.replace(old, parse_xml(said))


def _style(document: Package, name: str, form: Form) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle), "a style of paragraphs was added"
    style.font.size, style.font.name = Pt(form.size), LATIN
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), form.font)
    set_ = style.paragraph_format
    set_.alignment, set_.space_before, set_.space_after = form.align, Pt(0), Pt(0)
    if form.line is not None:
        set_.line_spacing_rule, set_.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(form.line)
    set_.keep_with_next = name in ("公文一级", "公文二级", "公文落款")
    _unspaced(style)
    if form.indent:
        indent = style.element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(100 * form.indent))
        indent.set(qn("w:firstLine"), str(int(20 * form.size * form.indent)))
    if name == "公文落款":
        set_.left_indent = Pt(16 * 9)


def _unspaced(style: ParagraphStyle) -> None:
    """No blanks between Chinese and numbers; the shapes of characters are those of the mainland."""
    properties = style.element.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        switch = OxmlElement(name)
        switch.set(qn("w:val"), "0")
        properties.insert_element_before(switch, *AFTER_SPACING)
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), "zh-CN")
    language.set(qn("w:val"), "en-US")
    style.element.get_or_add_rPr().append(language)


AFTER_SPACING: Final = (
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
)


def _content(document: Package) -> None:
    """The words of the template: the whole document, block after block."""

    def put(style: str, said: str) -> None:
        document.add_paragraph(said, style)

    def put_xml(xml: str, **names: str) -> None:
        document.element.body.insert(-1, parse_xml(xml.format(ns=nsdecls("w"), **names)))

    def style(name: str) -> str:
        return str(document.styles[name].style_id)

    put_xml(CENTRED, style=style("公文标题"), name="title")
    put("公文正文", "{%p if under %}")
    put_xml(CENTRED, style=style("公文题下"), name="under")
    put("公文正文", "{%p endif %}")
    _if(document, "number", "公文题下")
    put("公文题下", "")
    _if(document, "to", "公文顶格")
    put("公文正文", "{%p for block in body %}")
    put("公文正文", '{%p if block.kind == "table" %}')
    put_xml(TABLE, head=style("公文表头"), cell=style("公文表格"))
    for kind, own in KINDS:
        put("公文正文", f'{{%p elif block.kind == "{kind}" %}}')
        put(own, "{{ block.text }}")
    put("公文正文", "{%p else %}")
    put_xml(ARTICLE, style=style("公文正文"), font=HEI)
    put("公文正文", "{%p endif %}")
    put("公文正文", "{%p endfor %}")
    put("公文题下", "")
    put("公文正文", "{%p for line in signed %}")
    put("公文落款", "{{ line }}")
    put("公文正文", "{%p endfor %}")
    _if(document, "on", "公文落款")


def _if(document: Package, name: str, style: str) -> None:
    document.add_paragraph(f"{{%p if {name} %}}", "公文正文")
    document.add_paragraph(f"{{{{ {name} }}}}", style)
    document.add_paragraph("{%p endif %}", "公文正文")


def _properties(document: Package) -> None:
    """What python-docx's empty document says of itself does not stand in an office's file."""
    said = document.core_properties
    said.title, said.author, said.comments, said.last_modified_by = "{{ title }}", "", "", ""


def _slim(document: Package) -> None:
    """Leave out what nothing here uses: a hundred styles of tables, a second set of styles, somebody's thumbnail."""
    styles = document.styles.element
    for style in list(styles):
        if style.get(qn("w:type")) in ("table", "numbering") and style.get(qn("w:styleId")) not in USED:
            styles.remove(style)
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in UNUSED:
                relations.pop(key)


USED: Final = ("TableNormal", "TableGrid")
UNUSED: Final = ("stylesWithEffects", "customXml", "thumbnail", "numbering", "webSettings")
