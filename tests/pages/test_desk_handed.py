"""Do a file and a name get from a form to where they belong, and only with what is fit to be recorded?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from api.pages.forms.doing import DOINGS
from api.pages.forms.field import Field, fields_of
from api.pages.forms.handed import PEOPLE
from tests.pages.posting import Page, Visitor
from tests.pages.site import Site

PROPOSAL = "/do/proposals?year=2025"
FILLED = {
    "project_year": "2025",
    "channel": "public_online",
    "title": "示例路口信号灯",
    "content": "装一处信号灯。",
}
PDF = b"%PDF-1.7 example"


def _fields(fields: tuple[Field, ...]) -> Iterator[Field]:
    for each in fields:
        yield each
        yield from _fields(each.inner)


def test_every_field_that_holds_a_person_takes_a_name() -> None:
    asked = {
        (each.owner, each.name)
        for doing in DOINGS
        for each in _fields(fields_of(doing.command))
        if "登记人员时给的编号" in each.hint
    }
    assert asked == set(PEOPLE)


@pytest.fixture
def clerk(fresh_site: Callable[[], Site]) -> Visitor:
    return Visitor(fresh_site(), "clerk")


def people(clerk: Visitor) -> int:
    with clerk.site.desk.accounts().line() as line:
        row = line.execute("SELECT count(*) AS n FROM ledger.people").fetchone()
    assert row is not None
    return int(row["n"])


def test_a_name_is_entered_beside_the_log_and_its_reference_recorded(clerk: Visitor) -> None:
    form = clerk.get(PROPOSAL)
    before = people(clerk)
    fields = {
        **form.hidden(),
        **FILLED,
        "proposer_kind": kind(form),
        "proposer": "示例张三",
        "proposer/_phone": "13800000000",
    }
    said = clerk.post(PROPOSAL, fields)
    assert said.leads.startswith("/desk/proposals/"), said.words()
    assert people(clerk) == before + 1
    assert clerk.post(PROPOSAL, fields).leads == said.leads, "sent twice, recorded once"
    assert people(clerk) == before + 1
    stream = said.leads.partition("/proposals/")[2].partition("?")[0]
    recorded = str(clerk.api(f"/streams/{stream}/history"))
    assert "示例张三" not in recorded


def test_nobody_is_entered_for_what_is_refused(clerk: Visitor) -> None:
    form = clerk.get(PROPOSAL)
    before = people(clerk)
    without = {name: text for name, text in FILLED.items() if name != "title"}
    said = clerk.post(
        PROPOSAL,
        {**form.hidden(), **without, "proposer_kind": kind(form), "proposer": "示例张三", "proposer/_phone": "1380"},
    )
    assert said.status == 422
    assert 'value="示例张三"' in said.text
    assert 'value="1380"' in said.text
    assert people(clerk) == before


def test_a_file_is_filed_and_its_id_recorded_as_the_document(clerk: Visitor) -> None:
    path = f"/do/findings/{finding(clerk)}/pressing"
    form = clerk.get(path)
    assert 'enctype="multipart/form-data"' in form.text
    said = clerk.hand_in(
        path,
        {**form.hidden(), "document/_kind": "supervision", **answer(form)},
        {"document/_file": ("督办单.pdf", PDF)},
    )
    assert said.leads.startswith("/desk/findings/"), said.words()
    position = said.leads.partition("done=")[2].partition("&")[0]
    recorded = clerk.api(f"/events/{position}")
    document = next(value for name, value in fields_in(recorded) if name == "document")
    assert clerk.api(f"/documents/{document}")["title"] == "督办单"
    assert clerk.api(f"/documents/{document}")["kind"] == "supervision"


def test_a_file_that_is_no_paper_is_refused_at_its_field(clerk: Visitor) -> None:
    path = f"/do/findings/{finding(clerk)}/pressing"
    form = clerk.get(path)
    said = clerk.hand_in(path, {**form.hidden(), **answer(form)}, {"document/_file": ("督办单.exe", b"MZ")})
    assert (said.status, "不能归档" in said.words() or "格式" in said.words()) == (422, True)


def finding(clerk: Visitor) -> str:
    return next(
        str(each["stream"])
        for each in clerk.api("/findings?congress=990101")["items"]
        if each["status"] == "rectifying"
    )


def answer(form: Page) -> dict[str, str]:
    return {name: "请抓紧答复。" for name in ("reason", "note", "words", "text") if f'name="{name}"' in form.text}


def kind(form: Page) -> str:
    return (
        form.text.partition('name="proposer_kind"')[2]
        .partition('<option value="')[2]
        .partition('<option value="')[2]
        .partition('"')[0]
    )


def fields_in(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield name, each
            yield from fields_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from fields_in(each)
