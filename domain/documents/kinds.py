"""Which kinds of papers 附件 are filed, in which formats, and how long is each kept?

Terms follow rules.md §13.2 (R-01 to R-05): what was decided is kept for good, what led there 30 years, what was not adopted 10;
the congress's own profile (`archive`) says it in numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from domain.documents.events import Retention

Term = Literal["result", "process", "not_adopted"]


class Kind(NamedTuple):
    """A kind of paper: its Chinese name, and by which term of the profile's `archive` it is kept."""

    name: str
    term: Term = "process"


class Format(NamedTuple):
    """A format of files: its Chinese name, how its files are named, how every one of them begins, and what is in an archive.

    `marks` is empty for text, which has no mark of its own; a part that ends with a slash is a folder.
    """

    name: str
    suffix: str
    marks: tuple[bytes, ...] = ()
    parts: tuple[str, ...] = ()


# The first five are those that a profile's `evidence` can ask for; the rest from rules.md, "Documents staff produce".
KINDS: Final[dict[str, Kind]] = {
    "signed_sheet": Kind("计票结果报告单", "result"),
    "allotment": Kind("指标文件"),
    "payment": Kind("支付凭证"),
    "acceptance": Kind("验收材料"),
    "decision": Kind("决定文件", "result"),
    "announcement": Kind("公告", "result"),
    "method": Kind("票决办法", "result"),
    "minutes": Kind("会议记录", "result"),
    "officers": Kind("监票人、计票人名单", "result"),
    "report": Kind("专项报告", "result"),
    "opinions": Kind("审议意见", "result"),
    "evaluation": Kind("测评结果", "result"),
    "solicitation": Kind("征集材料"),
    "explanation": Kind("候选项目说明"),
    "specimen": Kind("票样"),
    "machine_report": Kind("读票机或表决器报告"),
    "destruction": Kind("票销毁记录"),
    "plan": Kind("实施方案"),
    "progress": Kind("进度材料"),
    "supervision": Kind("督办单据"),
    "adjustment": Kind("调整方案"),
    "rectification": Kind("整改材料"),
    "survey": Kind("群众问卷"),
    "photo": Kind("现场照片"),
    "not_adopted": Kind("未通过的文件", "not_adopted"),
    "other": Kind("其他材料"),
}

_ZIP: Final = (b"PK\x03\x04",)
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How every file of the old Office begins (MS-CFB 2.2)."""
FORMATS: Final[dict[str, Format]] = {
    "application/pdf": Format("PDF", "pdf", (b"%PDF-",)),
    "application/ofd": Format("OFD", "ofd", _ZIP, ("OFD.xml",)),
    "image/jpeg": Format("JPEG图片", "jpg", (b"\xff\xd8\xff",)),
    "image/png": Format("PNG图片", "png", (b"\x89PNG\r\n\x1a\n",)),
    "image/tiff": Format("TIFF图片", "tif", (b"II*\x00", b"MM\x00*")),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format(
        "Word文档（docx）", "docx", _ZIP, ("[Content_Types].xml", "word/")
    ),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": Format(
        "Excel表格（xlsx）", "xlsx", _ZIP, ("[Content_Types].xml", "xl/")
    ),
    "application/msword": Format("Word文档（doc）", "doc", (OLE,)),
    "application/vnd.ms-excel": Format("Excel表格（xls）", "xls", (OLE,)),
    "text/csv": Format("CSV", "csv"),
    "text/plain": Format("纯文本", "txt"),
}

# Before a congress has adopted rules of its own.
USUAL_TERMS: Final[dict[Term, Retention]] = {"result": "permanent", "process": "30y", "not_adopted": "10y"}
