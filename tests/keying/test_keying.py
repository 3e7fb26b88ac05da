"""Who keys, decides and reviews what, and what does each of them see?"""

from __future__ import annotations

import orjson
import pytest

from api.keying import acts
from api.keying.keys import KeyingKeys
from domain.storage.keying import select_keying
from tests.api.kit import Caller, Who
from tests.keying.counting_room import REVIEWER, SCRUTINEER, SECOND, TELLERS, CountingRoom, examined_round
from voting.deciders.rounds import ROUND

ONE, TWO, THREE = TELLERS
STRANGER = Who(person="p-teller-9", role="teller", congress="990202")


@pytest.fixture
def room(api: Caller) -> CountingRoom:
    """Four papers in one bundle."""
    found = CountingRoom(api, examined_round(api.desk.ledger, 4))
    assert found.lay_out(1, 1, 4).status == 200
    return found


def keyed(room: CountingRoom, who: Who, faces: tuple[str, ...], *, finish: bool = True) -> None:
    for number, marks in enumerate(faces, start=1):
        assert room.key(1, number, marks, who).status == 200
    if finish:
        assert room.finish(1, who).status == 200


def test_a_teller_sees_what_he_keyed_and_never_what_the_other_one_did(room: CountingRoom) -> None:
    keyed(room, ONE, ("ffa", "ffa", "faf", "aaa"))
    keyed(room, TWO, ("ffo", "ffa", "faf"), finish=False)
    assert [paper["marks"] for paper in room.inside(1, TWO).json["papers"]] == ["ffo", "ffa", "faf"]
    room.key(1, 4, "aaa", TWO)
    room.finish(1, TWO)
    for who, own in ((ONE, "ffa"), (TWO, "ffo")):
        seen = room.inside(1, who).json
        assert (seen["papers"][0]["marks"], seen["questions"]) == (own, [])
    assert room.inside(1, THREE).json["papers"] == [], "a teller of another bundle sees nothing of this one"


def test_nobody_sees_a_paper_before_both_have_finished(room: CountingRoom) -> None:
    keyed(room, ONE, ("ffa", "ffa", "faf", "aaa"))
    keyed(room, TWO, ("ffo", "ffa", "faf", "aaa"), finish=False)
    for who in (SCRUTINEER, REVIEWER, Who(), THREE):
        seen = room.inside(1, who).json
        assert (seen["papers"], seen["questions"], seen["bundle"]["status"]) == ([], [], "keying")
    assert room.decide(1, 1, "ffa").codes == ["not_compared"]
    assert room.review(1).codes == ["not_compared"]


def test_what_differs_or_is_doubtful_goes_to_a_scrutineer_with_both_readings_and_nobodys_name(
    room: CountingRoom,
) -> None:
    keyed(room, ONE, ("ffa", "ffa", "faf", "aaa"))
    keyed(room, TWO, ("ffo", "ffa", "faf"), finish=False)
    assert room.key(1, 4, "aaa", TWO, doubtful=True).status == 200
    room.finish(1, TWO)
    seen = room.inside(1, SCRUTINEER)
    questions = seen.json["questions"]
    assert [one["number"] for one in questions] == [1, 4]
    assert [reading["marks"] for reading in questions[0]["readings"]] == ["ffa", "ffo"]
    assert not [who.person for who in (ONE, TWO) if who.person in orjson.dumps(seen.json).decode()]
    assert room.review(1).codes == ["differences_open"]
    assert room.decide(1, 1, "ffa", reason=" ").codes == ["unfit_text"]
    assert room.decide(1, 1, "ffa").json["status"] == "differs"
    assert room.decide(1, 4, "", spoiled="illegible").json["status"] == "agreed"
    assert room.review(1).json["status"] == "reviewed"


def test_who_keyed_neither_decides_nor_reviews_and_who_decided_does_not_review(room: CountingRoom) -> None:
    keyed(room, ONE, ("ffa", "ffa", "faf", "aaa"))
    keyed(room, TWO, ("ffo", "ffa", "faf", "aaa"))
    # It is the person who counts, in whatever role he comes back.
    again = Who(person=ONE.person, role="scrutineer")
    assert room.decide(1, 1, "ffa", who=again).codes == ["keyed_it"]
    assert room.decide(1, 1, "ffa", who=SCRUTINEER).status == 200
    assert room.review(1, again).codes == ["keyed_it"]
    assert room.review(1, SCRUTINEER).codes == ["edited_it"]
    assert room.review(1, REVIEWER).status == 200


def test_a_decision_after_the_review_has_to_be_reviewed_again(room: CountingRoom) -> None:
    for who in (ONE, TWO):
        keyed(room, who, ("ffa", "ffa", "faf", "aaa"))
    assert room.review(1).json["status"] == "reviewed"
    assert room.decide(1, 2, "faa", reason="复核时看出两人都录错了").json["status"] == "agreed"
    assert room.export().codes == ["not_reviewed"]
    assert room.review(1).json["status"] == "reviewed"
    assert room.inside(1, REVIEWER).json["papers"][1]["marks"] == "faa"


def test_a_third_teller_is_refused_and_a_finished_one_changes_nothing(room: CountingRoom) -> None:
    keyed(room, ONE, ("ffa", "ffa", "faf", "aaa"))
    keyed(room, TWO, ("ffa",), finish=False)
    assert room.key(1, 2, "ffa", THREE).codes == ["bundle_taken"]
    assert room.key(1, 1, "aaa", ONE).codes == ["keying_finished"]
    assert room.key(1, 1, "ffa", ONE).status == 200, "the same again is no change"
    assert room.finish(1, ONE).status == 200
    assert room.finish(1, TWO).codes == ["papers_missing"]
    assert room.finish(1, THREE).codes == ["papers_missing"]


def test_a_paper_says_one_thing_of_each_candidate_or_why_it_is_invalid(room: CountingRoom) -> None:
    for marks, more, code in (
        ("ff", {}, "pattern_malformed"),
        ("ffx", {}, "pattern_malformed"),
        ("", {}, "face_missing"),
        ("ffa", {"spoiled": "torn"}, "face_missing"),
        ("", {"spoiled": "eaten"}, "unknown_reason"),
    ):
        assert room.key(1, 1, marks, ONE, **more).codes == [code]
    assert room.key(1, 5, "ffa", ONE).codes == ["bundle_unknown"]
    assert room.key(2, 1, "ffa", ONE).codes == ["bundle_unknown"]
    assert room.key(1, 1, "", ONE, spoiled="torn").status == 200


def test_bundles_lie_beside_one_another_within_the_papers_that_came_back(room: CountingRoom) -> None:
    assert room.lay_out(2, 4, 4).codes == ["bundle_misfits"]
    assert room.lay_out(2, 5, 5).codes == ["bundle_misfits"]
    assert room.lay_out(1, 1, 2).status == 200, "nobody keys in it yet"
    assert room.lay_out(2, 3, 4).status == 200
    keyed(room, ONE, ("ffa",), finish=False)
    assert room.lay_out(1, 1, 1).codes == ["bundle_misfits"]
    board = room.api.get(f"/api/v1{room.path}/bundles").json
    assert (board["collected"], board["laid_out"], len(board["bundles"])) == (4, 4, 2)


def test_the_bundles_make_up_the_round_or_it_is_not_exported(api: Caller) -> None:
    room = CountingRoom(api, examined_round(api.desk.ledger, 5))
    room.keyed_twice(1, 1, ("ffa", "ffa"))
    room.keyed_twice(2, 4, ("ffa", "ffa"))
    said = room.export()
    assert said.codes == ["law_broken"]
    assert (said.json["errors"][0]["left"], said.json["errors"][0]["right"]) == (5, 4)
    assert "3号" in said.json["errors"][0]["detail"]
    room.keyed_twice(3, 3, ("ffa",))
    assert room.export().status == 200


def test_a_bundle_is_keyed_anew_and_not_at_the_wish_of_who_keyed_it(room: CountingRoom) -> None:
    keyed(room, ONE, ("ffa", "ffa", "faf", "aaa"))
    restart = f"{room.path}/bundles/1/restart"
    assert room.api.post(restart, who=Who(person=ONE.person, role="scrutineer")).codes == ["keyed_it"]
    assert room.api.post(restart, who=SCRUTINEER).json["tellers"] == 0
    for who in (TWO, THREE):
        keyed(room, who, ("ffa", "ffa", "faf", "aaa"))
    assert room.review(1).status == 200


def test_where_the_key_is_gone_it_is_said_and_the_bundle_can_be_keyed_anew(room: CountingRoom) -> None:
    keyed(room, ONE, ("ffa",), finish=False)
    keys = KeyingKeys.beside(room.api.desk.key_file)
    keys.destroy(room.round)
    said = room.key(1, 2, "ffa", ONE)
    assert (said.status, said.codes) == (503, ["keying_key_away"])
    assert room.api.post(f"{room.path}/bundles/1/restart", who=SCRUTINEER).status == 200
    assert room.lay_out(1, 1, 4).status == 200
    assert room.key(1, 1, "ffa", ONE).status == 200


def test_rows_that_were_changed_in_the_database_are_not_believed(room: CountingRoom) -> None:
    keyed(room, ONE, ("ffa", "aaa"), finish=False)
    with room.api.desk.ledger.connection() as line:
        line.execute(
            "UPDATE keying.papers AS p SET face = o.face FROM keying.papers AS o WHERE p.number = 1 AND o.number = 2"
        )
    assert room.inside(1, ONE).codes == ["face_damaged"]


def test_numbers_that_no_paper_has_are_refused_however_large(room: CountingRoom) -> None:
    for number in (0, 5, 2**31, 10**14):
        assert room.key(1, number, "ffa", ONE).codes == ["bundle_unknown"]
        assert room.inside(number + 2, ONE).codes == ["bundle_unknown"]
        assert room.lay_out(number + 1001, 1, 1).codes == ["bundle_unknown"]
    assert room.lay_out(2, -1, 2**53 - 1).codes == ["bundle_misfits"]


def test_nothing_that_goes_wrong_writes_marks_into_a_log(
    room: CountingRoom, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("something of ours is broken")

    room.key(1, 1, "oao", ONE)
    room.key(1, 9, "oao", ONE)
    room.key(1, 1, "oaoo", ONE)
    monkeypatch.setattr(acts, "seal_face", fails)
    assert room.key(1, 2, "oao", ONE).status == 500
    said = capfd.readouterr()
    assert "request failed" in said.err
    assert "oao" not in said.out + said.err
    assert ONE.person not in said.out + said.err


def test_keying_leaves_no_command_and_no_event(room: CountingRoom) -> None:
    before = room.api.desk.ledger.head()
    keyed(room, ONE, ("ffa", "ffa", "faf", "aaa"))
    assert room.api.desk.ledger.head() == before
    with room.api.desk.ledger.connection() as line:
        assert line.execute("SELECT FROM ledger.commands").fetchone() is None


def test_people_of_another_congress_do_not_enter(room: CountingRoom) -> None:
    assert room.key(1, 1, "ffa", STRANGER).codes == ["other_congress"]
    assert room.inside(1, STRANGER).codes == ["other_congress"]


def test_nothing_is_keyed_where_the_method_wants_sums_alone_or_the_ballot_is_not_declared_valid(api: Caller) -> None:
    sums = CountingRoom(api, examined_round(api.desk.ledger, 4, ballot={"count_method": "manual_totals"}))
    assert sums.lay_out(1, 1, 4).codes == ["wrong_count_method"]
    assert select_keying(api.desk.ledger, sums.round) is None


def test_a_round_that_is_voided_takes_what_was_keyed_with_it(room: CountingRoom) -> None:
    keyed(room, ONE, ("ffa", "ffa"), finish=False)
    version = room.api.desk.ledger.load(ROUND, room.round).version
    decided = {"body": "session_presidium", "how": "show_of_hands", "unanimous": True}
    said = room.api.post(
        f"{room.path}/voiding", {"reason": "票样印错", "decided_by": decided, "approved_by": SECOND}, version=version
    )
    assert said.status == 200, said.json
    staged = select_keying(room.api.desk.ledger, room.round)
    assert staged is not None
    assert (staged.head.sealed, *map(len, staged[1:])) == (True, 0, 0, 0, 0)
    assert KeyingKeys.beside(room.api.desk.key_file).rounds() == []
    assert room.key(1, 3, "ffa", ONE).codes == ["step_not_due"]
