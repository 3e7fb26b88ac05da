"""Does the row of a congress say who it is, what it was called, and under which rules it stands?"""

from __future__ import annotations

from datetime import date

from domain.congress import commands as c
from projections.congresses import profile_key
from projections.models import CONGRESSES
from tests.given import CHAIR, envelope
from tests.projections.kit import folded
from tests.projections.play import Ledger, found

ON = envelope(on="2024-02-01", second=CHAIR)


def test_a_congress_has_its_term_deputies_units_and_versions_of_its_rules() -> None:
    ledger = Ledger()
    own = found(ledger, "township")
    ledger.do(c.ChangeRoll(before=60, after=59, reason="resigned"), ON, own)
    rows = folded(CONGRESSES, ledger.log.events)
    row = rows.shown(CONGRESSES)[str(own)]
    assert (row["code"], row["name"], row["level_word"]) == ("990101101", "示例镇", "乡镇")
    assert (row["term"], row["term_began_on"], row["deputies"]) == (17, "2022-01-10", 59)
    assert [(change["before"], change["after"], change["reason"]) for change in row["roll"]] == [(60, 59, "resigned")]
    assert row["units"] == [{"unit": "01", "name": "示例镇教育局", "merged_into": ""}]
    (adopted,) = row["profiles"]
    assert (adopted["version"], adopted["document"], adopted["position"]) == (1, "示例办法", 3)
    part = rows.get(profile_key(str(own), 1))
    assert part is not None
    assert part["profile"]["level"] == "township"


def test_a_new_term_counts_its_deputies_anew() -> None:
    ledger = Ledger()
    own = found(ledger, "township")
    ledger.do(c.ChangeRoll(before=60, after=59, reason="died"), ON, own)
    ledger.do(c.BeginTerm(term=18, began_on=date(2024, 1, 31), deputies=62), ON, own)
    row = folded(CONGRESSES, ledger.log.events).shown(CONGRESSES)[str(own)]
    assert (row["term"], row["deputies"], row["roll"]) == (18, 62, [])


def test_a_renamed_congress_is_listed_under_its_new_code_and_keeps_the_old_one() -> None:
    ledger = Ledger()
    own = found(ledger, "township")
    ledger.do(c.RenameCongress(name="示例新镇", code="990101102"), ON, own)
    rows = folded(CONGRESSES, ledger.log.events)
    row = rows.shown(CONGRESSES)[str(own)]
    assert (row["name"], row["names"]) == ("示例新镇", ["示例镇", "示例新镇"])
    assert (row["code"], row["codes"]) == ("990101102", ["990101101", "990101102"])
    assert rows.rows[str(own)][0] == "990101102"


def test_units_keep_their_number_when_they_are_renamed_and_say_into_which_they_went() -> None:
    ledger = Ledger()
    own = found(ledger, "township")
    ledger.do(c.RegisterUnit(unit="02", name="示例镇民政办"), ON, own)
    ledger.do(c.RenameUnit(unit="02", name="示例镇社会事务办"), ON, own)
    ledger.do(c.MergeUnit(unit="01", into="02"), ON, own)
    units = folded(CONGRESSES, ledger.log.events).shown(CONGRESSES)[str(own)]["units"]
    assert units == [
        {"unit": "01", "name": "示例镇教育局", "merged_into": "02"},
        {"unit": "02", "name": "示例镇社会事务办", "merged_into": ""},
    ]
