"""Do the other pages of the desk say what they are for, to those for whom they are?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from api.opendata.kinds import KINDS as DATA
from api.pages.desk.papers import SUFFIXES
from api.paper.kinds import KINDS
from tests.pages.posting import Visitor
from tests.pages.site import Site

OFFICE_ALONE = (
    "/desk/congress",
    "/desk/rules",
    "/desk/meetings",
    "/desk/handover",
    "/desk/files",
    "/papers/method",
    "/desk/tables/rounds",
)


@pytest.mark.parametrize("path", OFFICE_ALONE)
def test_the_office_s_pages_are_shut_to_others(site: Site, path: str) -> None:
    for role in ("government", "unit", "deputy"):
        assert Visitor(site, role).get(path).status == 403, role


def test_a_paper_is_filed_and_found(fresh_site: Callable[[], Site]) -> None:
    clerk = Visitor(fresh_site(), "clerk")
    form = clerk.get("/desk/documents")
    fields = {**form.hidden(), "kind": "minutes", "title": "示例会议记录"}
    assert "请选择文件" in clerk.hand_in("/desk/documents", fields, {}).words()
    wrong = clerk.hand_in("/desk/documents", fields, {"file": ("记录.exe", b"MZ")})
    assert (wrong.status, "不能收" in wrong.words()) == (422, True)
    said = clerk.hand_in("/desk/documents", fields, {"file": ("记录.pdf", b"%PDF-1.7 example")})
    assert said.leads.startswith("/desk/documents?filed="), said.words()
    assert "《示例会议记录》已经归档" in clerk.get(said.leads).words()
    again = clerk.hand_in("/desk/documents", fields, {"file": ("记录.pdf", b"%PDF-1.7 example")})
    assert again.leads == said.leads, "sent twice, filed once"


def test_every_paper_and_every_table_is_on_the_page_of_files(site: Site) -> None:
    text = Visitor(site, "clerk").get("/desk/files?year=2024").text
    assert [kind for kind in KINDS if f"/papers/{kind}" not in text] == []
    assert set(SUFFIXES) == set(DATA)


@pytest.mark.parametrize(
    "path", ["/desk/tables/progress?year=2024&as=csv", "/desk/data/pabulib?year=2024&round=2024-1-9", "/papers/nothing"]
)
def test_a_file_comes_or_its_refusal_is_a_page(site: Site, path: str) -> None:
    said = Visitor(site, "clerk").get(path)
    assert said.status in (200, 404, 422)
    assert (said.status == 200) == (not said.text.startswith("<!doctype"))


def test_a_meeting_says_what_is_missing_and_where_it_is_recorded(site: Site) -> None:
    clerk = Visitor(site, "clerk")
    rows = clerk.api("/meetings?congress=990101")["items"]
    lacking = next(row for row in rows if row["missing"])
    page = clerk.get(f"/desk/meetings/{lacking['stream']}")
    assert [each for each in lacking["missing"] if each not in page.words()] == []
    assert f"/do/meetings/{lacking['stream']}/method" in page.text


def test_a_correction_asks_only_for_what_differs(fresh_site: Callable[[], Site]) -> None:
    clerk = Visitor(fresh_site(), "clerk")
    assert Visitor(clerk.site, "chair").get("/desk").status == 200
    row = next(
        each for each in clerk.api("/rounds?congress=990101")["items"] if not each["taken_over"] and each["number"] == 1
    )
    path = f"/desk/corrections/rounds/{row['stream']}"
    form = clerk.get(path)
    known = {"/valid": row["valid"], f"/items/{row['items'][0]['candidate']}/votes_for": row["items"][0]["for"]}
    same = clerk.post(path, {**form.hidden(), **{f"sheet{field}": str(number) for field, number in known.items()}})
    assert (same.status, "没有一栏与登记的不同" in same.words()) == (422, True)
    changed = {f"sheet{field}": str(number - 1 if field != "/valid" else number) for field, number in known.items()}
    asked = clerk.post(path, {**form.hidden(), **changed})
    assert asked.status == 200
    assert "确认人" in asked.words()
    assert 'name="changes/0/before"' in asked.text
    assert 'name="changes/1/before"' not in asked.text


def test_the_sheet_of_a_handover_names_accounts_and_leaves_room_to_sign(site: Site) -> None:
    words = Visitor(site, "clerk").get("/desk/handover").words()
    assert [
        word
        for word in ("移交人（签字）", "接收人（签字）", "本人大的账号", "人大经办", "接下来的日期")
        if word not in words
    ] == []
