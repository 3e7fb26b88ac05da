"""Why is a paper not printed?"""

from __future__ import annotations

from api.refusals import Malformed
from domain.refusals import Refusal


class GlyphsMissing(Refusal):
    """A text has characters that the shipped fonts cannot print."""

    code = "glyphs_missing"
    title = "有字库印不出的字"


class NotPrintable(Refusal):
    """What the paper would say is not recorded yet, or not any more what it says."""

    code = "not_printable"
    title = "现在不能印这份材料"


class TemplateRefused(Malformed):
    """A template of an office's own cannot be filled in without danger, or not at all."""

    code = "template_refused"
    title = "这个模板不能用"
