"""How does a document become a DOCX, by our template or by one of the office's own?

The same input makes the same bytes: times are those of the data, parts stand in one order.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final

from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # it brings no types
from jinja2 import TemplateError
from jinja2.exceptions import SecurityError, UndefinedError

from api.paper.refusals import TemplateRefused
from api.paper.words.editable.inspecting import LARGEST_FILLED, inspect_filled, inspect_template
from api.paper.words.editable.packing import packed
from api.paper.words.editable.sandbox import Sandbox, guarded
from api.paper.words.editable.shipped import WIDTH_MM, shipped
from api.paper.words.pieces import Document, Paragraph, Table, as_json

TWIPS: Final = int(WIDTH_MM / 25.4 * 1440)
PLACE_OF_FAULT: Final = 3
LONGEST_QUOTE: Final = 40
TITLE_PT: Final = 22
TEXT_PT: Final = 16
WIDE: Final = 0x2000
FULL: Final = 0.95
"""How full a line may be: some offices put a little space between Chinese and numbers."""
NARROW: Final = 0.5
"""Of the width of a Chinese character, what a digit or a letter takes."""
NAMES: Final = "title、number、under、to、body、paragraphs、signed、on"


def filled(document: Document, on: date, template: bytes | None = None) -> bytes:
    """The DOCX of a document, `on` being the day that the file carries; raises `TemplateRefused`."""
    source = shipped() if template is None else packed(inspect_template(template))
    try:
        written = _rendered(source, guarded(context(document)), on)
    except UndefinedError as error:
        names = re.findall(r"'([^']+)'", error.message or "")
        raise TemplateRefused(f"模板里有不认识的名称“{''.join(names[-1:])}”，可以用的有{NAMES}。") from error
    except SecurityError as error:
        raise TemplateRefused("模板里有不允许的写法，只能印名称、取其中的一项、用for循环、用if判断。") from error
    except (TemplateError, RecursionError, SyntaxError) as error:
        raise TemplateRefused(
            f"模板里的写法不对{_near(error)}：{{{{ }}}}、{{% %}}要成对，for、if都要有end。"
        ) from error
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise TemplateRefused(f"这个模板填不进去（{type(error).__name__}），请照随程序附带的模板改。") from error
    parts = inspect_filled(written)
    if sum(map(len, parts.values())) > LARGEST_FILLED:
        raise TemplateRefused(f"模板填好以后大于{LARGEST_FILLED // 2**20}兆，请减少循环套循环。")
    return packed(parts)


def _near(error: Exception) -> str:
    """Where in the words of the template the fault is, as docxtpl says it."""
    around = [str(line).strip() for line in getattr(error, "docx_context", ())]
    said = "".join(around[PLACE_OF_FAULT : PLACE_OF_FAULT + 1])[:LONGEST_QUOTE]
    return f"（在“{said}”附近）" if said else ""


def blank() -> bytes:
    """Our template, packed as everything else, for an office to change."""
    return packed(inspect_template(shipped()))


def _rendered(source: bytes, said: Mapping[str, Any], on: date) -> bytes:
    template = DocxTemplate(io.BytesIO(source))
    template.render(said, Sandbox())
    moment = datetime.combine(on, time())
    properties = template.docx.core_properties
    properties.created = properties.modified = moment
    properties.revision = 1
    written = io.BytesIO()
    template.save(written)
    return written.getvalue()


def context(document: Document) -> dict[str, Any]:
    """What a template may print: the document as JSON has it, tables with the widths of their columns, its plain paragraphs."""
    said = as_json(document)
    return {
        **said,
        "title_indent": _indent(said["title"], TITLE_PT),
        "under_indent": _indent(said["under"], TEXT_PT),
        "body": [_laid_out(block) if isinstance(block, Table) else told for block, told in zip(document.body, said["body"], strict=True)],
        "paragraphs": [block.text for block in document.body if isinstance(block, Paragraph)],
    }  # fmt: skip


def _indent(said: str, size: int) -> int:
    """By how much a centred text of several lines is drawn in on both sides, so that its lines are of about the same length."""
    whole, line = 20 * size * sum(1 if ord(letter) >= WIDE else NARROW for letter in said), TWIPS
    lines = -(-int(whole) // int(FULL * line))
    return max(0, line - int(whole / lines) - 30 * size) // 2 if lines > 1 else 0


def _laid_out(table: Table) -> dict[str, Any]:
    """A table with a width and a side for each cell, in twentieths of a point."""
    whole = sum(table.widths)
    widths = [TWIPS * width // whole for width in table.widths]
    sides = ["right" if place in table.right else "left" for place in range(len(widths))]
    return {
        "kind": "table",
        "head": "",
        "text": "",
        "columns": [{"head": head, "width": width} for head, width in zip(table.heads, widths, strict=True)],
        "rows": [
            [
                {"text": cell, "width": width, "align": side}
                for cell, width, side in zip(row, widths, sides, strict=True)
            ]
            for row in table.rows
        ],
    }
