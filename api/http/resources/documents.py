"""What can be recorded and asked about documents 附件, and how do their bytes come in and out?"""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from api.cases import on
from api.http import queries
from api.http.audience import COUNTERS, EVERYONE, OFFICE
from api.http.commands import BEGINNING, KEY, Written, command, recorded
from api.http.headers import idempotency_key, version_tag
from api.http.readings import reading
from api.http.reply import ANY, Reply
from api.http.route import V1, Body, Call, Parameter, Route
from api.http.saving import content_type, disposition
from api.http.second import confirmed
from api.http.shapes import read_command
from api.http.streams import stream_named
from api.http.vocabulary import vocabulary
from api.refusals import OtherCongress, QueryInvalid
from api.scope import sees_inside
from api.usecases import Request, execute
from domain.documents import refusals
from domain.documents.bytes import store_bytes
from domain.documents.commands import FileDocument, ReplaceDocument
from domain.documents.decider import DOCUMENT, LARGEST_BYTES
from domain.documents.kinds import FORMATS
from domain.documents.state import Document
from domain.refusals import NotFound
from domain.storage import Loaded
from domain.storage.accounts.reads import insert_read

REASONS: Final = vocabulary(refusals)

SAID: Final = {
    "kind": "种类",
    "title": "标题",
    "number": "发文字号",
    "issuer": "制发单位",
    "dated_on": "成文日期",
    "paper_place": "纸质原件存放处",
    "access": "公开public或内部internal",
    "retention": "保管期限",
    "effective_on": "归档日期，不写是今天",
}
"""What is said of a document beside its bytes, in the query; the rest is counted from the bytes and the headers."""
DETAILS: Final = tuple(
    Parameter(name=name, place="query", summary=summary, required=name in ("kind", "title"))
    for name, summary in SAID.items()
)


def _upload(call: Call) -> Reply:
    """File the bytes of the body: hash and size are ours to count, and the bytes are stored with the event or not at all."""
    queries.refuse_unknown(call, DETAILS)
    said = {
        **call.query,
        "congress": str(stream_named(call.path["congress"])),
        "sha256": sha256(call.body).hexdigest(),
        "size": len(call.body),
        "media_type": call.headers.get("content-type", "").partition(";")[0].strip().lower(),
    }
    asked, stated = read_command(FileDocument, said)
    assert isinstance(asked, FileDocument)
    request = Request(
        use_case=on(DOCUMENT, FileDocument),
        command=asked,
        actor=call.actor,
        key=idempotency_key(call.headers),
        stated=stated,
        statements=[store_bytes(asked, call.body)],
    )
    return recorded(execute(call.desk.ledger, confirmed(call.desk, request), call.desk.clock), begun=True)


def _show(call: Call) -> Reply:
    """What is recorded of a document: of an internal one to those who work with it alone."""
    queries.refuse_unknown(call, ())
    found = _visible(call)
    content = {"stream": str(found.stream), **asdict(found.state.filed), "replaced_by": found.state.replaced_by}
    inside = sees_inside(call.actor, found.state.filed.code)
    return Reply(content=content, headers={"ETag": version_tag(found.version)} if inside else {})


def _download(call: Call) -> Reply:
    """The bytes as they were filed, for saving and never for showing in place: they came from outside."""
    queries.refuse_unknown(call, ())
    found = _visible(call)
    filed = found.state.filed
    with call.desk.accounts().together() as line:
        if filed.access == "internal":
            insert_read(line, reading(call, found.stream, whole=True))
        row = line.execute(
            "SELECT bytes FROM ledger.document_bytes WHERE sha256 = %s", (bytes.fromhex(filed.sha256),)
        ).fetchone()
    if row is None:
        raise NotFound(f"《{filed.title}》只登记了SHA-256，没有存放文件本身。")
    known, content = FORMATS[filed.media_type], bytes(row["bytes"])
    headers = {"Content-Disposition": disposition(filed.title, known), "ETag": f'"{filed.sha256}"'}
    return Reply(content=content, headers=headers, media_type=content_type(filed.media_type, known, content))


def _visible(call: Call) -> Loaded[Any]:
    """The document that the address names, if this caller may see it; raises `NotFound` or `OtherCongress`."""
    stream: UUID = stream_named(call.path["document"])
    found = call.desk.ledger.load(DOCUMENT, stream)
    if not isinstance(found.state, Document):
        raise NotFound("没有找到这份附件。")
    filed = found.state.filed
    if filed.access == "internal" and not sees_inside(call.actor, filed.code):
        raise OtherCongress("这是内部文件，只有该人大的工作人员能看。")
    return found


def _read(path: str, summary: str, handle: Any, **answer: Any) -> Route:
    reasons = (NotFound, OtherCongress, QueryInvalid)
    return Route(
        method="GET", path=V1 + path, summary=summary, audience=EVERYONE, handle=handle, refusals=reasons, **answer
    )


ROUTES: Final = (
    command("/documents", on(DOCUMENT, FileDocument), "附件登记（只登记SHA-256）", audience=COUNTERS, refusals=REASONS),
    command(
        "/documents/{document}/replacement",
        on(DOCUMENT, ReplaceDocument),
        "附件替换",
        audience=OFFICE,
        refusals=REASONS,
    ),
    Route(
        method="POST",
        path=f"{V1}/congresses/{{congress}}/documents",
        summary="附件归档（上传文件本身）",
        audience=COUNTERS,
        handle=_upload,
        body=Body(media_type=ANY, limit_bytes=LARGEST_BYTES),
        answer=Written,
        answer_status=HTTPStatus.CREATED,
        parameters=(KEY, *DETAILS),
        refusals=(*BEGINNING, QueryInvalid, *REASONS),
    ),
    _read("/documents/{document}", "附件的登记内容", _show, answer=dict[str, Any]),
    _read("/documents/{document}/bytes", "附件的文件本身", _download, answer_media_type=ANY),
)
