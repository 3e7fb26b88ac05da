"""How are workbooks made that mean harm, or that are none at all?"""

from __future__ import annotations

import io
import warnings
from zipfile import ZIP_DEFLATED, ZipFile

from domain.documents.kinds import OLE
from tests.workbooks.making import edited, parts, with_parts, xlsx

PLAIN = xlsx(["项目名称", "总投资（万元）"], ["示例小学", 1200])
SHEET = "xl/worksheets/sheet1.xml"


def macros() -> bytes:
    """A workbook with a program in it."""
    return with_parts(PLAIN, {"xl/vbaProject.bin": b"\0"})


def encrypted_office() -> bytes:
    """What Office makes of a workbook with a password: the old container with one encrypted stream."""
    return OLE + bytes(1016) + "EncryptedPackage\0".encode("utf-16-le") + bytes(1000)


def renamed(name: str, other: str) -> bytes:
    """A workbook with one of its parts under another name."""
    kept = parts(PLAIN)
    kept[other] = kept.pop(name)
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for each, part in kept.items():
            archive.writestr(each, part)
    return out.getvalue()


def unpacks_to_too_much() -> bytes:
    """A sheet of a few kilobytes that unpacks to seventy megabytes."""
    return with_parts(PLAIN, {SHEET: bytes(70 * 2**20)})


def many_entries() -> bytes:
    """More parts than any workbook has."""
    return with_parts(PLAIN, {f"xl/media/{number}.png": b"" for number in range(2_500)})


def same_name_twice() -> bytes:
    """One reader takes the first, another the last."""
    out = io.BytesIO(PLAIN)
    with ZipFile(out, "a", ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, b"<worksheet/>")
    return out.getvalue()


def document_type() -> bytes:
    """An entity that grows to billions of letters."""
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return edited(PLAIN, lambda xml: entities + xml.replace("示例小学", "&b;"))


def many_rows(rows: int) -> bytes:
    """As many rows, written as Excel does."""
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>示例</t></is></c><c r="B{0}"><v>1</v></c></row>'
    more = "".join(row.format(number) for number in range(3, rows + 3))
    return edited(PLAIN, lambda xml: xml.replace("</sheetData>", f"{more}</sheetData>"))


def wide() -> bytes:
    """A cell in the last column that a sheet can have."""
    return edited(PLAIN, lambda xml: xml.replace("</row></sheetData>", '<c r="XFD2"><v>1</v></c></row></sheetData>'))


def far_corners() -> bytes:
    """Two cells as far from one another as they can be."""
    return edited(
        PLAIN,
        lambda xml: xml.replace("</sheetData>", '<row r="1048576"><c r="IV1048576"><v>1</v></c></row></sheetData>'),
    )


def _encrypted_ods() -> bytes:
    out = io.BytesIO()
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    )
    with ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"\x93\x01")
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


ENCRYPTED_ODS = _encrypted_ods()
