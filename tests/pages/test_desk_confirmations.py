"""Does the second person read in words what he confirms, and does whoever asked for it record it even after closing his browser?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from api.pages.desk.wording import COMMANDS
from api.pages.words.deciding import ALWAYS, SOMETIMES
from tests.pages.posting import Page, Visitor
from tests.pages.site import Site

REASON = "提出人补充了材料。\n原来的理由不成立。"
RAW = re.compile(r"[{}\[\]]|[a-z]+_[a-z]+|[0-9a-f]{8}-[0-9a-f]{4}")
"""What would stand there of a body that was not put in words."""


@dataclass
class Two:
    """A clerk and a chair, and a proposal that the clerk wants to be looked at again."""

    clerk: Visitor
    chair: Visitor
    stream: str

    def ask(self) -> Page:
        form = self.clerk.get(f"/do/proposals/{self.stream}/reopening")
        second = re.findall(r'value="([^"]*\|chair)"', form.text)[0]
        return self.clerk.post(
            f"/do/proposals/{self.stream}/reopening", {**form.hidden(), "reason": REASON, "_second": second}
        )

    def status(self, position: str = "0") -> str:
        return str(self.clerk.api(f"/proposals/{self.stream}?at_least={position}")["status"])


@pytest.fixture
def two(fresh_site: Callable[[], Site]) -> Two:
    site = fresh_site()
    clerk, chair = Visitor(site, "clerk"), Visitor(site, "chair")
    assert chair.get("/desk").status == 200  # he has an account before anybody asks him
    proposals = clerk.api("/proposals?congress=990101&limit=200")["items"]
    return Two(clerk, chair, next(each["stream"] for each in proposals if each["status"] == "reserved"))


def test_what_was_confirmed_is_recorded_from_the_desk_without_the_form(two: Two) -> None:
    waiting = two.ask()
    assert "已请人大负责人" in waiting.words()
    assert "等人大负责人" in two.clerk.get("/desk/asked").words()
    seen = two.chair.get("/desk/confirmations")
    assert "重新研究" in seen.words()
    assert "提出人补充了材料。" in seen.words()
    said = two.chair.post("/desk/confirmations", {**seen.hidden(), "confirmed": "yes"})
    assert said.leads == "/desk/confirmations?decided=yes"
    assert two.status() == "reserved", "a confirmation records nothing"
    own = two.clerk.get("/desk/asked")
    recorded = two.clerk.post("/desk/asked", own.hidden())
    assert recorded.leads.startswith(f"/desk/proposals/{two.stream}"), recorded.words()
    assert two.status(recorded.leads.partition("done=")[2].partition("&")[0]) == "open"
    assert "没有等别人确认的" in two.clerk.get("/desk/asked").words()


def test_nothing_in_it_is_raw(two: Two) -> None:
    two.ask()
    assert RAW.findall(two.chair.get("/desk/confirmations").words()) == []
    assert RAW.findall(two.clerk.get("/desk/asked").words()) == []


def test_what_is_not_confirmed_is_recorded_by_nobody(two: Two) -> None:
    two.ask()
    own = two.clerk.api("/confirmations/asked")["items"][0]["confirmation"]
    early = two.clerk.post("/desk/asked", {"confirmation": own})
    assert (early.status, "对方还没有确认" in early.words()) == (422, True)
    seen = two.chair.get("/desk/confirmations")
    assert two.chair.post("/desk/confirmations", {**seen.hidden(), "confirmed": "no"}).leads.endswith("decided=no")
    assert two.clerk.post("/desk/asked", {"confirmation": own}).status == 404
    assert two.status() == "reserved"


def test_what_he_did_not_see_he_does_not_confirm(two: Two) -> None:
    two.ask()
    seen = two.chair.get("/desk/confirmations").hidden()
    said = two.chair.post("/desk/confirmations", {**seen, "body_hash": "00" * 32, "confirmed": "yes"})
    assert (said.status, "内容与您看到的不同" in said.words()) == (422, True)


def test_everything_that_two_people_do_can_be_put_in_words_and_recorded_from_the_desk() -> None:
    assert {each.__name__ for each in {*ALWAYS, *SOMETIMES}} <= set(COMMANDS)
    assert [doing.door.path for doings in COMMANDS.values() for doing in doings if doing.door.method != "POST"] == []


def test_a_sheet_of_figures_is_read_as_a_table(two: Two) -> None:
    """A correction of a round: whose votes, what is recorded, what the sheet says; nothing of how the ledger names it."""
    row = next(each for each in two.clerk.api("/rounds?congress=990101")["items"] if not each["taken_over"])
    candidate, counted = row["items"][0]["candidate"], row["items"][0]["for"]
    path = f"/do/rounds/{row['stream']}/corrections"
    form = two.clerk.get(path)
    second = re.findall(r'value="([^"]*\|chair)"', form.text)[0]
    changes = {
        "changes/0/field": f"/items/{candidate}/votes_for",
        "changes/0/before": counted,
        "changes/0/after": counted - 1,
    }
    also = {"changes/1/field": f"/items/{candidate}/votes_against", "changes/1/before": row["items"][0]["against"]}
    asked = {
        **changes,
        **also,
        "changes/1/after": row["items"][0]["against"] + 1,
        "reason": "录入时看错一栏。",
        "_second": second,
    }
    said = two.clerk.post(path, {**form.hidden(), **{name: str(value) for name, value in asked.items()}})
    assert "已请" in said.words(), said.words()
    seen = two.chair.get("/desk/confirmations").words()
    assert f"《{row['items'][0]['title']}》赞成票 {counted} {counted - 1}" in seen
    assert RAW.findall(seen) == []
