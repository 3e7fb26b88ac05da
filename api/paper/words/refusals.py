"""Why is a document in words not written?"""

from __future__ import annotations

from domain.refusals import Refusal


class NothingToWrite(Refusal):
    """What the document would tell has not happened, or not under these rules; the sentence says what comes first."""

    code = "nothing_to_write"
    title = "没有可以写进文件的内容"


class TemplateRefused(Refusal):
    """A template of an office's own is no template that can be filled in without danger; the sentence says what to take out."""

    code = "template_refused"
    title = "这个模板不能用"
