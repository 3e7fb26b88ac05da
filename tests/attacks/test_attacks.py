"""Who catches a superuser of the database who changes what was recorded?

Each story is tried by three attackers on three parts of the history, and must end as docs/attacks.md says.
"""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import Any

import psycopg

from domain.congress.events import UnitRegistered
from tests.attacks import judges
from tests.attacks.forging import dated_back, edited, inserted, removed, swapped
from tests.attacks.hands import Attacker, Pen, contradicting, rewrite, sign_newest_anew, sign_now, signing, take_away
from tests.attacks.history import History, Rows, at, played, row_of
from tests.attacks.office import HOMEMADE, KEY, Office
from tests.attacks.scene import NOBODY, Scene, Zone, audited, paper_of, said
from tests.attacks.table import told


def dearer(scene: Scene, *, committed: bool = True) -> Rows:
    """The project was to cost three times as much."""

    def change(state: dict[str, Any]) -> None:
        state["event"]["brief"]["total_fen"] *= 3

    return edited(scene.rows, scene.position("projects:ProjectDrafted"), change, committed=committed)


def with_wish(scene: Scene, topic: str) -> Rows:
    """One event says what it would say had the papers been as somebody wishes; nothing else does."""
    place = scene.position(topic) - 1
    return (*scene.rows[:place], played(scene.level).rows[place], *scene.rows[place + 1 :])


def test_a_ledger_that_nobody_touched_is_sound_to_everybody(office: Office, history: History) -> None:
    untouched = Scene(office, history, Attacker.ROWS, Zone.ANCHORED, paper_of(history.rows, history))
    assert untouched.caught(untouched.rows) == NOBODY


def test_an_amount_that_was_changed_carelessly_does_not_fit_its_own_row(scene: Scene) -> None:
    assert scene.becomes(dearer(scene, committed=False)) == told("改一件的内容，承诺不改", scene)


def test_an_amount_was_promised_that_nobody_promised(scene: Scene) -> None:
    assert scene.becomes(dearer(scene)) == told("改一件的内容", scene)


def test_the_ballot_boxes_were_never_inspected(scene: Scene) -> None:
    rows = removed(scene.rows, scene.position("voting:BoxesInspected"))
    assert scene.becomes(rows) == told("删一件", scene)


def test_a_unit_was_registered_that_nobody_registered(scene: Scene) -> None:
    place = scene.position("voting:BoxesInspected")
    congress = scene.history.congresses[scene.level]
    unit = row_of(place, congress, 1, UnitRegistered(unit="99", name="示例公司"))
    assert scene.becomes(inserted(scene.rows, place, unit)) == told("插一件", scene)


def test_ballots_were_collected_before_they_were_issued(scene: Scene) -> None:
    rows = swapped(scene.rows, scene.position("voting:BallotsIssued"))
    assert scene.becomes(rows) == told("调换次序", scene)


def test_a_result_was_announced_four_days_earlier(scene: Scene) -> None:
    rows = dated_back(scene.rows, scene.position("voting:ResultAnnounced"), 4)
    assert scene.becomes(rows) == told("倒填日期", scene)


def test_a_result_was_announced_four_days_earlier_and_the_roots_that_contradict_it_are_gone(scene: Scene) -> None:
    place = scene.position("voting:ResultAnnounced")
    pen = scene.pen.after(contradicting(place, at(place) - timedelta(days=4)))
    assert scene.becomes(dated_back(scene.rows, place, 4), pen) == told("倒填日期，撤走碍事的根", scene)


def test_nothing_was_recorded_after_the_result_was_declared(scene: Scene) -> None:
    rows = scene.rows[: scene.position("voting:ResultAnnounced") - 1]
    assert scene.becomes(rows) == told("截断", scene)


def test_an_old_root_is_shown_as_if_it_were_the_newest(scene: Scene) -> None:
    pen = scene.pen.after(lambda shelf, rows: take_away(shelf, lambda root: root.size > len(rows)))
    assert scene.becomes(scene.rows[: scene.before], pen) == told("拿旧的签名的根来充数", scene)


def test_two_histories_are_shown_to_two_people(scene: Scene, elsewhere: Office) -> None:
    rows, key = dearer(scene), scene.pen.key
    rewrite(elsewhere, rows, tree=scene.attacker is not Attacker.ROWS)
    cosigned = True
    if key is not None:
        # The witnesses are shown the forged history first.
        scene.pen.arrange(elsewhere.shelf, rows)
        sign_now(elsewhere.shelf, rows, key, scene.now)
        cosigned = elsewhere.ask_witnesses(scene.now, rows) >= 2
    by = [] if judges.doctor(scene.office) else ["体检"]
    by += [] if judges.signer(scene.office, scene.now) else ["签名人"]
    true = scene.office.ask_witnesses(scene.now, scene.rows) >= 2
    if key is None:
        shutil.copytree(scene.office.shelf.folder, elsewhere.shelf.folder, dirs_exist_ok=True)
    by += [] if cosigned and true else ["见证人"]
    assert said(by + audited(elsewhere, scene.paper, by)) == told("分叉：给核验人看另一本", scene)


def test_roots_are_signed_again_with_the_key_that_he_has(scene: Scene) -> None:
    pen = signing(HOMEMADE) if scene.pen.key is None else Pen(sign_newest_anew, KEY)
    assert scene.becomes(dearer(scene), pen) == told("重新签名：没有钥匙的自造一把，有钥匙的只签最后一份", scene)


def test_papers_were_marked_otherwise_and_counted_otherwise(scene: Scene) -> None:
    assert scene.becomes(played(scene.level).rows) == told("改票面，连同计票、宣布、公告", scene)


def test_papers_were_marked_otherwise_and_counted_as_they_were(scene: Scene) -> None:
    assert scene.becomes(with_wish(scene, "voting:PapersSealed")) == told("改票面，计票不改", scene)


def test_others_were_announced_than_those_who_were_chosen(scene: Scene) -> None:
    assert scene.becomes(with_wish(scene, "voting:ResultAnnounced")) == told("改公告的名单", scene)


def test_a_figure_is_published_that_was_not_counted(scene: Scene) -> None:
    change = """
    UPDATE reading.round_results SET row = jsonb_set(row, '{figures,0,votes_for}', '58')
    WHERE starts_with(key, %s) AND row ? 'figures'
    """
    with psycopg.connect(scene.office.database.owner) as connection:
        assert connection.execute(change, (str(scene.history.rounds[scene.level]),)).rowcount
    assert scene.caught(scene.rows) == told("改公布的票数", scene)
