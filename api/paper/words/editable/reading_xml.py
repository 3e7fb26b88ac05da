"""Does a part of a DOCX hold anything that reaches out of it?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from api.paper.refusals import TemplateRefused

PAGE_FIELDS: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
FORBIDDEN: Final = {
    "altChunk": "引入别的文件（altChunk）",
    "subDoc": "引入别的文档（subDoc）",
    "object": "嵌入的对象（object）",
    "control": "控件（control）",
    "OLEObject": "嵌入的对象（OLEObject）",
    "attachedTemplate": "附加模板（attachedTemplate）",
    "mailMerge": "邮件合并（mailMerge）",
    "dataBinding": "数据绑定（dataBinding）",
}
DEEPEST: Final = 200


@dataclass(slots=True)
class _Reader:
    """Goes through one part and refuses what it meets; `fields` are the instructions of fields that are open."""

    name: str
    depth: int = 0
    fields: list[str] = field(default_factory=list)
    inside: bool = False

    def doctype(self, *_: object) -> None:
        raise TemplateRefused(f"模板的{self.name}里有文档类型声明（DOCTYPE），不能用。")

    def instruction(self, target: str, *_: object) -> None:
        raise TemplateRefused(f"模板的{self.name}里有处理指令（{target[:40]}），不能用。")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise TemplateRefused(f"模板的{self.name}套得太深。")
        own = tag.rpartition(":")[2]
        if own in FORBIDDEN:
            raise TemplateRefused(f"模板的{self.name}里有{FORBIDDEN[own]}，请删去。")
        for name in ("src", "href"):
            if _attribute(attributes, name):
                raise TemplateRefused(f"模板的{self.name}里有链接（{name}），请删去。")
        if own == "Relationship":
            self._relation(attributes)
        elif own == "fldSimple":
            self._allowed(_attribute(attributes, "instr"))
        elif own == "fldChar":
            self._field(_attribute(attributes, "fldCharType"))
        self.inside = own in ("instrText", "delInstrText")

    def end(self, _tag: str) -> None:
        self.depth -= 1
        self.inside = False

    def text(self, said: str) -> None:
        if self.inside:
            if not self.fields:
                self.fields.append("")
            self.fields[-1] += said

    def close(self) -> None:
        for instruction in self.fields:
            self._allowed(instruction)

    def _relation(self, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        if attributes.get("TargetMode", "Internal") != "Internal" or ":" in target or target.startswith("\\\\"):
            raise TemplateRefused(f"模板指向外面的地方（{target[:80]}），请删去链接、外部图片或者附加的模板。")

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append("")
        elif self.fields:
            self._allowed(self.fields[-1])
            if kind == "end":
                self.fields.pop()

    def _allowed(self, instruction: str) -> None:
        word = (instruction.split() or [""])[0].upper()
        if word and word not in PAGE_FIELDS:
            raise TemplateRefused(f"模板里有域“{instruction.strip()[:40]}”，只能用页码（PAGE、NUMPAGES）。")


def inspect_xml(name: str, part: bytes) -> None:
    """Raise `TemplateRefused` for a part that is no XML, or that holds what reaches out of the file."""
    reader = _Reader(name)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.ProcessingInstructionHandler = reader.instruction
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(part, True)  # noqa: FBT003 - expat takes it by its place
    except expat.ExpatError as error:
        raise TemplateRefused(f"模板的{name}不是正确的XML，文件可能已经损坏。") from error
    reader.close()


def _attribute(attributes: dict[str, str], own: str) -> str:
    return next((value for name, value in attributes.items() if name.rpartition(":")[2] == own), "")
