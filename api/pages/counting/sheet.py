"""How do two people type the signed sheet on a page, each by himself, and how does its photograph come to it?"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final, NamedTuple

from api.http.audience import COUNTERS
from api.http.reply import Reply
from api.http.route import Call
from api.pages.counting.cells import Cells, cells_of
from api.pages.counting.steps import steps_of, title_of
from api.pages.inside import door, read, send, upload, versioned
from api.pages.look import Crumb, new_key, page, redirect
from api.pages.posted import WITH_FILES, File, posted, posted_with_files
from api.pages.routes import sent, shown
from domain.documents.kinds import FORMATS
from domain.refusals import AlreadyExists, Faults, Refusal
from voting.states.figures import REASONS

KEY: Final = "_key"
VERSION: Final = "_version"
DAY: Final = "effective_on"
PHOTO: Final = "photo"
PHOTOGRAPHS: Final = ("image/jpeg", "image/png", "image/tiff", "application/pdf")
NO_PHOTOGRAPH: Final = "请选一张照片（JPEG、PNG）或者一份扫描件（PDF、TIFF）。"


class Whose(NamedTuple):
    """The sheet of a round or of an evaluation: its address, and what it is called."""

    path: str
    name: str


ROUND: Final = Whose("/rounds/{round}", "计票结果报告单")
EVALUATION: Final = Whose("/evaluations/{evaluation}", "测评结果报告单")


def _fresh(call: Call, whose: Whose) -> dict[str, Any]:
    """The row with everything that was recorded so far: somebody else may have typed the same a moment ago."""
    found: dict[str, Any] = read(call, whose.path, call.path, at_least=call.desk.ledger.head())
    return found


def _show(whose: Whose) -> Any:
    def handle(call: Call) -> Reply:
        row = _fresh(call, whose)
        cells, seen = cells_of(row), _seen(call, whose)
        if seen["yours"]:
            cells.show(seen["yours"])
        cells.differ(seen["differences"])
        return _page(call, whose, row, cells, seen)

    return handle


def _type_in(whose: Whose) -> Any:
    def handle(call: Call) -> Reply:
        row, given = _fresh(call, whose), posted(call)
        cells = cells_of(row)
        reading = cells.read(given.texts)
        if given.one("vendor_report_sha256"):
            reading["vendor_report_sha256"] = given.one("vendor_report_sha256")
        if given.one(DAY):
            reading[DAY] = given.one(DAY)
        try:
            if not cells.faults:
                typed = send(call, door("PUT", f"{whose.path}/reading"), call.path, reading).content
                if typed.recorded or not typed.differences:
                    return redirect(_here(whose, row))
        except (Refusal, Faults) as refused:
            cells.refused(refused)
        seen = _seen(call, whose)
        if not cells.faults:
            cells.differ(seen["differences"])
        return _page(call, whose, row, cells, seen, day=given.one(DAY), status=422 if cells.faults else 200)

    return handle


def _sign(whose: Whose) -> Any:
    """File the photograph, then say that the sheet is signed; either may be done again without doing it twice."""

    def handle(call: Call) -> Reply:
        row, given = _fresh(call, whose), posted_with_files(call)
        photo = given.files.get(PHOTO)
        if photo is None or not media_type_of(photo.content):
            return _unsigned(call, whose, row, NO_PHOTOGRAPH)
        try:
            _file(call, row, photo, whose.name, given.one(KEY))
            body = {"sha256": sha256(photo.content).hexdigest(), **({DAY: given.one(DAY)} if given.one(DAY) else {})}
            version = int(given.one(VERSION) or 0)
            send(call, door("POST", f"{whose.path}/sheet"), call.path, body, key=given.one(KEY), version=version)
        except (Refusal, Faults) as refused:
            faults = refused.faults if isinstance(refused, Faults) else (refused,)
            return _unsigned(call, whose, row, "".join(fault.detail for fault in faults))
        return redirect(_here(whose, row))

    return handle


def _file(call: Call, row: Mapping[str, Any], photo: File, name: str, key: str) -> None:
    title = f"{title_of(row)}{name}"
    try:
        upload(
            call,
            {"congress": row["congress"]},
            photo.content,
            media_type_of(photo.content),
            key=f"{key}-file",
            kind="signed_sheet",
            title=title,
        )
    except AlreadyExists:
        # The very same photograph was filed before.
        return


def media_type_of(content: bytes) -> str:
    """What a photograph or a scan is by how it begins; '' where it is neither."""
    return next((name for name in PHOTOGRAPHS if content.startswith(FORMATS[name].marks)), "")


def _unsigned(call: Call, whose: Whose, row: dict[str, Any], why: str) -> Reply:
    cells = cells_of(row)
    return _page(call, whose, row, cells, _seen(call, whose), photo_fault=why, status=422)


def _seen(call: Call, whose: Whose) -> dict[str, Any]:
    found: dict[str, Any] = read(call, f"{whose.path}/reading", call.path)
    return found


def _here(whose: Whose, row: Mapping[str, Any]) -> str:
    return f"{whose.path.partition('{')[0]}{row['stream']}/sheet"


def _page(  # noqa: PLR0913 - a page has that many sides
    call: Call,
    whose: Whose,
    row: dict[str, Any],
    cells: Cells,
    seen: dict[str, Any],
    *,
    day: str = "",
    photo_fault: str = "",
    status: int = 200,
) -> Reply:
    typable = row["status"] in {"voting", "marking"} and (
        row["papers"]["declared_valid"] is True or (row["papers"]["issued"] is None and _without_papers(row))
    )
    _, version = versioned(call, whose.path, call.path)
    return page(
        call,
        "counting/sheet.html",
        title=whose.name,
        crumbs=(Crumb(title_of(row), f"{whose.path.partition('{')[0]}{row['stream']}"),),
        status=status,
        row=row,
        of=title_of(row),
        cells=cells,
        seen=seen,
        steps=steps_of(row),
        typable=typable and not _one_by_one(row),
        one_by_one=_one_by_one(row),
        reasons=REASONS,
        day=day or row["counted_on" if row["kind"] == "round" else "graded_on"] or row["opened_on"],
        hidden=((KEY, new_key()), (VERSION, str(version))),
        photo_fault=photo_fault,
        action=_here(whose, row),
        keypad=row["kind"] == "round" and row["rules"]["count_method"] == "keypad_totals",
    )


def _without_papers(row: Mapping[str, Any]) -> bool:
    return bool(row["kind"] != "round" or row["rules"]["method"] != "paper_secret")


def _one_by_one(row: Mapping[str, Any]) -> bool:
    return bool(row["kind"] == "round" and row["rules"]["count_method"] == "papers")


def _doors(whose: Whose) -> tuple[Any, ...]:
    return (
        shown(f"{whose.path}/sheet", whose.name, _show(whose), COUNTERS),
        sent(f"{whose.path}/sheet", f"录入{whose.name}", _type_in(whose), COUNTERS, in_person=True),
        sent(f"{whose.path}/sheet/photo", f"{whose.name}签字", _sign(whose), COUNTERS, body=WITH_FILES),
    )


ROUTES: Final = (*_doors(ROUND), *_doors(EVALUATION))
