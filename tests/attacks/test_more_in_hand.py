"""Who catches an attacker who has more in his hands: the signer's memory, witnesses, the paper, passwords of others, the auditor's trust?

He has no key: a signer who remembers less than he signed signs whatever is said to have come after that.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from typing import Final

import psycopg
import pytest

from api.log.memory import Memory, Remembered
from api.log.witness_memory import WitnessMemory
from domain.congress.events import ContentErased, UnitRegistered
from domain.events import Event
from domain.merkle import CompactRange, sha256
from tests.attacks import judges
from tests.attacks.forging import dated_back, inserted
from tests.attacks.hands import Attacker, Pen, contradicting, insert, rewrite, sign_anew, sign_now, take_away
from tests.attacks.history import History, Rows, at, row_of
from tests.attacks.office import HOMEMADE, Office
from tests.attacks.scene import Scene, Zone, paper_of, reading, said
from tests.attacks.table import told_beyond
from tests.attacks.test_attacks import dearer
from tests.log.office import DISABLE, ENABLE

MEMORY: Final = "签名人的记忆"
COMPANY: Final = UnitRegistered(unit="99", name="示例公司")


@pytest.fixture
def anchored(office: Office, history: History) -> Scene:
    return Scene(office, history, Attacker.TREE, Zone.ANCHORED, paper_of(history.rows, history))


@pytest.fixture
def signed(anchored: Scene) -> Scene:
    return replace(anchored, zone=Zone.SIGNED)


def goes_back(scene: Scene, rows: Rows, *, witnesses: int = 0) -> str:
    """Who catches him when the signer remembers an older root, so many witnesses nothing, and what was published since is gone."""
    (place,) = scene.office.shelf.upto(scene.before)[-1:]
    tree = CompactRange()
    tree.extend(row.leaf(sha256) for row in scene.rows[: place.size])
    memory = Memory(scene.office.memory)
    memory.swap(memory.read(), Remembered.of(place.note, tree))
    for number in range(witnesses):
        shutil.rmtree(scene.office.witnesses / str(number))
        WitnessMemory.begin(scene.office.witnesses / str(number))
    return scene.becomes(
        rows, Pen(lambda shelf, _rows: take_away(shelf, lambda root: place.time < root.time < scene.now))
    )


def add(scene: Scene, event: Event, days_ago: float = 0) -> Rows:
    """One more event, recorded by the service as any other, or as if it had been so many days ago."""
    place = len(scene.rows) + 1
    row = row_of(place, scene.history.congresses[scene.level], 1, event)
    rows = dated_back(inserted(scene.rows, place, row), place, days_ago)
    with psycopg.connect(scene.office.database.service) as connection, connection.cursor() as cursor:
        insert(cursor, rows[-1:])
    scene.office.bring_up_to_date()
    return rows


def test_a_signer_without_memory_signs_nothing(signed: Scene) -> None:
    shutil.rmtree(signed.office.memory)
    found = signed.becomes(dearer(signed), Pen(lambda shelf, _rows: take_away(shelf, lambda _root: True)))
    assert found == told_beyond(MEMORY, "锚以后，改一件的内容，把记忆和公布的根都删去")


def test_a_signer_with_an_older_memory_signs_what_was_changed_after_the_anchor(signed: Scene) -> None:
    assert goes_back(signed, dearer(signed)) == told_beyond(MEMORY, "锚以后，改一件的内容")


def test_a_signer_with_an_older_memory_does_not_help_against_the_anchor(anchored: Scene) -> None:
    assert goes_back(anchored, dearer(anchored)) == told_beyond(MEMORY, "锚以前，改一件的内容")


def test_one_witness_of_three_is_not_enough(anchored: Scene) -> None:
    found = goes_back(anchored, dearer(anchored), witnesses=1)
    assert found == told_beyond(f"{MEMORY}，一家见证", "锚以前，改一件的内容")


def test_two_witnesses_are_enough_save_for_the_paper(anchored: Scene) -> None:
    found = goes_back(anchored, dearer(anchored), witnesses=2)
    assert found == told_beyond(f"{MEMORY}，两家见证", "锚以前，改一件的内容")


def test_whoever_has_the_paper_too_is_not_caught(anchored: Scene) -> None:
    rows = dearer(anchored)
    fooled = replace(anchored, paper=paper_of(rows, anchored.history))
    found = goes_back(fooled, rows, witnesses=2)
    assert found == told_beyond(f"{MEMORY}，两家见证，那张纸", "锚以前，改一件的内容")


def test_an_auditor_without_a_policy_of_his_own_is_told_that_he_knows_nothing(anchored: Scene) -> None:
    office, rows = anchored.office, dearer(anchored)
    rewrite(office, rows, tree=True)
    sign_anew(office.shelf, rows, HOMEMADE)
    sign_now(office.shelf, rows, HOMEMADE, anchored.now)
    given = judges.bundle(office, f"log {HOMEMADE.verifier}\nquorum none\n".encode())
    found = said(reading(judges.auditor(given, paper=None, policy=None)))
    assert found == told_beyond("核验人没有自己的策略，没有输入纸上的根", "改一件的内容，自造一把钥匙重新签名")


def test_what_was_recorded_falsely_from_the_first_is_recorded_truly(anchored: Scene) -> None:
    rows = add(anchored, COMPANY)
    assert anchored.caught(rows) == told_beyond("登记用的口令", "照规矩登记一件假的")


def test_what_is_recorded_today_was_recorded_a_month_ago(anchored: Scene) -> None:
    rows = add(anchored, COMPANY, days_ago=30)
    assert anchored.caught(rows) == told_beyond("登记用的口令", "今天登记一件，写成一个月以前登记的")


def test_what_is_recorded_today_was_recorded_a_month_ago_and_no_root_is_left_of_that_month(anchored: Scene) -> None:
    rows = add(anchored, COMPANY, days_ago=30)
    pen = Pen(contradicting(len(rows), at(len(rows)) - timedelta(days=30)))
    found = anchored.caught(rows, pen)
    assert found == told_beyond("登记用的口令", "今天登记一件，写成一个月以前登记的，撤走那以后的根")


def test_what_is_recorded_now_was_recorded_right_after_the_last_signature(anchored: Scene) -> None:
    *_, last = anchored.history.signed
    gone = at(len(anchored.rows) + 1) - at(last)
    rows = add(anchored, COMPANY, days_ago=gone / timedelta(days=1))
    assert anchored.caught(rows) == told_beyond("登记用的口令", "今天登记一件，写成上一次签名以后不久登记的")


def test_papers_are_erased_under_cover_of_the_law(anchored: Scene) -> None:
    place = anchored.position("voting:PapersSealed")
    with psycopg.connect(anchored.office.database.owner) as connection:
        for line in (*DISABLE, f"DELETE FROM ledger.event_bytes WHERE position = {place}", *ENABLE):
            connection.execute(line.encode())
    rows = add(anchored, ContentErased(positions=(place,), reason="示例理由"))
    assert anchored.caught(rows) == told_beyond("登记用的口令", "删去票面的内容，登记成依法删除")
