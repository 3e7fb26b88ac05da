"""Does everything come back as it was: rows, tree, read models, answers to repeated commands, and what was erased stay erased?"""

from __future__ import annotations

from tests.backup.conftest import NewPlace
from tests.backup.place import Place


def test_what_was_put_aside_comes_back_elsewhere_and_is_the_same(place: Place, new_place: NewPlace) -> None:
    place.record(3)
    place.sign()
    place.record(2)
    backup, elsewhere = place.backup(), new_place()
    assert elsewhere.run("restore", backup) == 0
    assert elsewhere.rows() == place.rows()
    assert elsewhere.tree() == place.tree()
    assert [each.raw for each in elsewhere.shelf.all()] == [each.raw for each in place.shelf.all()]
