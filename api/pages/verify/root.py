"""What is the root of the ledger, who signed it, does one on paper fit it, and how is all of it checked elsewhere?"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta, timezone
from typing import Any, Final

from api.bundle.prepared import pieces, prepared
from api.http.reply import Reply
from api.http.route import Call, Route
from api.log.asking import cosigned_by
from api.pages.inside import read
from api.pages.look import HOME, Crumb, page
from api.pages.routes import shown
from api.printed.anchor import CHECK_DIGITS, check_group, qr, svg
from api.printed.keys import groups
from domain.refusals import NotFound, Refusal
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.notes import Note
from domain.transparency.policies import NONE, Policy

BEIJING: Final = timezone(timedelta(hours=8))
NEWEST: Final = 12
"""So many signed roots are listed; programs get all of them."""
NAMED: Final = 50
"""So many ballots have a link here; each has one on its own page."""
DIGITS: Final = 64
SVG: Final = "image/svg+xml"
ZIP: Final = "application/zip"
_SPACES: Final = re.compile(r"[\s　:：-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A signed root as people read it: time in Beijing, the root in groups of four, the group that tells a slip of the pen."""

    size: int
    time: str
    origin: str
    algorithm: str
    root: Sequence[str]
    check: str
    timestamped: bool


def _verify(call: Call) -> Reply:
    listed = read(call, "/log/checkpoints", limit=NEWEST)["items"]
    roots = [_shown(each) for each in listed]
    return page(
        call,
        "verify/root.html",
        title="核验",
        crumbs=(Crumb(HOME, "/"),),
        newest=roots[0] if roots else None,
        roots=roots,
        rounds=read(call, "/rounds", limit=NAMED)["items"],
        evaluations=read(call, "/evaluations", limit=NAMED)["items"],
        witnessed=_witnessed(call, listed[0]["note"]) if listed else None,
        asked={name: call.query.get(name, "") for name in ("size", "root")},
        answer=_compared(call, roots) if call.query.get("root") or call.query.get("size") else None,
    )


def _shown(each: dict[str, Any]) -> Shown:
    said = Checkpoint.parse(Note.parse(each["note"].encode()).text)
    return Shown(
        size=said.size,
        time=f"{said.time.astimezone(BEIJING):%Y年%-m月%-d日%H:%M:%S}",
        origin=said.origin,
        algorithm="SM3" if said.algorithm == "sm3" else "SHA-256",
        root=groups(said.root.hex()),
        check=check_group(said.size, said.root),
        timestamped=each["timestamped"],
    )


def _witnessed(call: Call, note: str) -> dict[str, Any] | None:
    """How many witnesses of the policy have cosigned, and whether that is enough; None where no policy can be read."""
    file = call.desk.policy
    if file is None or not file.exists():
        return None
    try:
        policy = Policy.parse(file.read_bytes())
        by = cosigned_by(Note.parse(note.encode()), policy)
    except Refusal:
        return None
    names = [each.name for each in policy.witnesses.values()]
    seen = [each.name for each in policy.witnesses.values() if each.key in by]
    return {"names": names, "seen": seen, "asked": policy.quorum != NONE, "enough": policy.is_met_by(by)}


def _compared(call: Call, roots: Sequence[Shown]) -> dict[str, Any]:
    """Whether the root on somebody's paper is the ledger's at that size, with the proof that the newest grew out of it."""
    digits, size = _SPACES.sub("", call.query.get("root", "")).lower(), call.query.get("size", "").strip()
    fault = _mistyped(digits, size, roots[0].size if roots else 0)
    if fault:
        return {"fault": fault}
    try:
        found = read(call, "/log/roots/{size}", {"size": size})
    except NotFound as refused:
        return {"fault": refused.detail}
    return {"fault": "", "same": found["was"] == digits[:DIGITS], **found, "was_groups": groups(found["was"])}


def _mistyped(digits: str, size: str, newest: int) -> str:
    """What is wrong with what was typed, '' where nothing is."""
    if not size.isascii() or not size.isdigit() or len(size) > len(str(newest)) + 1 or not int(size):
        return "大小是报告单上“大小”后面的数，如1266，请照着填。"
    if re.search("[^0-9a-f]", digits):
        return "树根只有数字0到9和字母a到f，请对照纸上再看一遍。"
    if len(digits) not in {DIGITS, DIGITS + CHECK_DIGITS}:
        return f"树根是十六组、每组四位，后面可以再填一组校验；您填了{len(digits)}位，应是{DIGITS}位或者{DIGITS + CHECK_DIGITS}位。"
    if digits[DIGITS:] not in {"", check_group(int(size), bytes.fromhex(digits[:DIGITS]))}:
        return "校验组对不上：大小或者树根有一位抄错了，请对照纸上再看一遍。"
    if int(size) > newest:
        return f"这里最新的签名的根大小是{newest}，还没有{size}。"
    return ""


def _code(call: Call) -> Reply:
    """The QR code that holds the whole note of the newest signed root."""
    drawn = io.BytesIO()
    qr(_newest_note(call)).save(drawn, kind="svg", scale=4, border=4, xmldecl=False, svgclass=None, lineclass=None)
    return Reply(content=drawn.getvalue(), media_type=SVG)


def _slip(call: Call) -> Reply:
    """The slip of paper that is pasted on a sheet."""
    return Reply(content=svg(_newest_note(call)), media_type=SVG)


def _newest_note(call: Call) -> Note:
    items = read(call, "/log/checkpoints", limit=1)["items"]
    if not items:
        raise NotFound("还没有公布签名的根。")
    return Note.parse(items[0]["note"].encode())


def _bundle(call: Call) -> Reply:
    """The public bundle under the newest signed root, the same file for everybody."""
    file = prepared(call.desk)
    named = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Content-Length": str(file.stat().st_size),
    }
    return Reply(content=pieces(file), media_type=ZIP, headers=named)


def _file(path: str, summary: str, handle: Callable[[Call], Reply], media_type: str) -> Route:
    return replace(shown(path, summary, handle), answer_media_type=media_type)


ROUTES: Final = (
    shown("/verify", "核验：签名的根、与纸上的对照、核验包", _verify),
    _file("/verify/root.svg", "最新的签名的根的二维码", _code, SVG),
    _file("/verify/slip.svg", "最新的签名的根的纸条", _slip, SVG),
    _file("/verify/bundle.zip", "公开的核验包", _bundle, ZIP),
)
