"""Is what was lawfully erased gone from every table, and does everything else go on as if nothing had been said?"""

from __future__ import annotations

from typing import Any

import orjson
import psycopg
import pytest

from domain.storage import iterate_headers, select_tree
from domain.storage.commitment import commit
from tests.api.erasing import AUDITOR, ELSEWHERE, LAWFUL, MORE, NAME, WORDS, office, places, positions, redact
from tests.api.kit import COUNTY
from tests.api.office import Office
from tests.api.years import wish

__all__ = ["office"]

Read = pytest.CaptureFixture[str]


def test_what_is_erased_stands_nowhere_any_more(office: Office, url: str, capsys: Read) -> None:
    wish_ = office.numbers["wish"]
    assert places(url, WORDS, MORE) == {"ledger.event_bytes", "reading.proposals"}
    assert places(url, office.numbers["person"]) > {"ledger.people", "ledger.event_bytes"}
    with psycopg.connect(url) as conn:
        hashes = conn.execute("SELECT body_hash FROM ledger.commands").fetchall()
    assert redact(office, *positions(office, wish_), people=True) == 0
    said = capsys.readouterr().out
    assert "1人的姓名、电话" in said
    assert "已重建proposals" in said
    assert places(url, WORDS, MORE) == set()
    # The reference says nothing of the person; who was meant by it, nobody can tell any more.
    assert places(url, office.numbers["person"]) == {"ledger.event_bytes", "ledger.commands"}
    with psycopg.connect(url) as conn:
        left = conn.execute("SELECT body_hash FROM ledger.commands").fetchall()
    assert left.count((bytes(32),)) == 3, "of the proposal, the feedback and the enrolment no guess can be confirmed"
    assert len(set(left) & set(hashes)) == len(hashes) - 3


def test_the_log_is_as_provable_as_before(office: Office, url: str) -> None:
    def rows() -> list[tuple[Any, ...]]:
        with psycopg.connect(url) as conn:
            return conn.execute("SELECT * FROM ledger.event_headers ORDER BY position").fetchall()

    before, gone = rows(), positions(office, office.numbers["wish"])
    assert redact(office, *gone) == 0
    assert rows()[: len(before)] == before
    with office.api.desk.ledger.open_connection() as connection:
        tree = select_tree(connection)
        headers = list(iterate_headers(connection, 0, tree.size))
    hash_, grown = tree.hash, type(tree)(0, [], tree.algorithm).range()
    for header in headers:
        grown.append(header.leaf(hash_))
        assert header.holds(hash_)
        assert header.state is None or commit(header.blind or b"", header.state, hash_) == header.commitment
    assert grown.root() == tree.range().root()
    assert [header.position for header in headers if header.state is None] == gone
    (erasure,) = (header for header in headers if header.topic == "congress:ContentErased")
    assert orjson.loads(erasure.state or b"")["event"]["positions"] == gone


def test_what_is_left_of_the_stream_is_told_and_asked_as_before(office: Office) -> None:
    wish_ = office.numbers["wish"]
    before = office.history(wish_)
    assert redact(office, before[0]["position"]) == 0
    after = office.history(wish_)
    assert after[0]["sentence"] == "这一条的内容已依法删除。"
    assert (after[0]["event"], after[0]["envelope"]) == (None, None)
    assert after[1:] == before[1:]
    history = f"/api/v1/streams/{wish_}/history"
    assert office.api.get(history, who=AUDITOR).json["entries"] == after
    assert office.api.get(history, who=ELSEWHERE).codes == ["other_congress"]
    assert [row["number"] for row in office.read("/proposals")["items"]] == ["2024征-002"]
    assert office.api.get(f"/api/v1/proposals/{wish_}").codes == ["not_found"]


def test_numbers_go_on_where_a_stream_has_lost_its_beginning(office: Office) -> None:
    """Whoever takes the next number looks at the streams before it."""
    assert redact(office, positions(office, office.numbers["wish"])[0]) == 0
    new = wish(office, office.numbers["congress"], 3)
    assert office.numbers[new] == "2024征-003"
    said = office.ask(f"/proposals/{office.numbers['wish']}/publication", {"title": "路灯"})
    assert (said.status, said.codes) == (404, ["not_found"])


def test_the_same_request_does_not_bring_back_what_was_erased(office: Office) -> None:
    asked, wish_ = {"title": WORDS}, office.numbers["wish"]
    publication, version = f"/proposals/{wish_}/publication", office.version(wish_)
    position = office.api.post(publication, asked, key="k", version=version).json["position"]
    assert redact(office, position) == 0
    for body in (asked, {"title": "示例"}):
        said = office.api.post(publication, body, key="k", version=version)
        assert said.codes == ["command_reused"]
        assert "依法删去" in said.json["detail"]


def test_persons_who_are_named_elsewhere_stay(office: Office, url: str) -> None:
    wish(office, office.numbers["congress"], 3, proposer=office.numbers["person"])
    assert redact(office, *positions(office, office.numbers["wish"]), people=True) == 0
    assert "ledger.people" in places(url, office.numbers["person"])
    assert office.api.desk.people().read([office.numbers["person"]])


def test_whatever_was_left_of_an_erased_stream_can_be_erased_later(office: Office, url: str) -> None:
    """Where the stream's beginning is gone, its erasure tells whose stream it is."""
    first, feedback = positions(office, office.numbers["wish"])
    assert redact(office, first) == 0
    assert redact(office, feedback) == 0
    assert places(url, WORDS, MORE) == set()
    again = office.ask(f"/congresses/{COUNTY}/erasures", {"positions": [first], **LAWFUL})
    assert again.codes == ["erased_before"]


def test_a_person_can_be_erased_without_a_trace_of_who_proposed(office: Office, url: str) -> None:
    name = NAME.encode().hex()
    with psycopg.connect(url) as conn:
        assert name not in str(conn.execute("SELECT people::text FROM ledger.people").fetchall())
    assert redact(office, positions(office, office.numbers["wish"])[0], people=True) == 0
    assert office.api.desk.people().read([office.numbers["person"]]) == {}
    said = office.api.post("/people", {"name": NAME}, key="enrolled")
    assert said.codes == ["command_reused"]
