"""Is a name read back by the office that entered it alone, and never without a record of who read it?"""

from __future__ import annotations

import psycopg
import pytest

from api.desk import Desk
from domain.people import PersonalData, masked
from tests.api.kit import CHAIR, CLERK, TOWN, Caller, Who

SOMEBODY = {"name": "示例监票人", "phone": "13800000000", "title": "示例第一代表团"}
AUDITOR = Who(person="p-audit", role="audit_admin", congress="")
WHY = {"reason": "打印会议通知"}


def entered(api: Caller) -> str:
    return str(api.post("/people", SOMEBODY, who=CLERK).json["person"])


def reads(api: Caller) -> list[dict[str, object]]:
    items: list[dict[str, object]] = api.get("/api/v1/reads", who=AUDITOR).json["items"]
    return items


def test_whoever_looks_a_person_up_sees_enough_to_know_him_and_is_recorded(api: Caller) -> None:
    person = entered(api)
    said = api.get(f"/api/v1/people/{person}", who=CHAIR)
    assert said.json == {"name": "示****", "phone": "138****0000", "title": "示例第一代表团"}
    assert said.headers["cache-control"] == "no-store"
    (read,) = reads(api)
    assert (read["by_ref"], read["role"], read["congress"]) == ("p-chair", "chair", "990101")
    assert (read["subject"], read["route"], read["whole"]) == (person, "/people/{person}", False)
    assert str(read["at"]).startswith("2024-01-18T02:00")


def test_the_whole_is_read_for_a_reason_that_stays(api: Caller) -> None:
    person = entered(api)
    assert api.post(f"/people/{person}/reading", {"reason": " "}).places == {"/reason": "unfit_text"}
    assert reads(api) == []
    assert api.post(f"/people/{person}/reading", WHY).json == SOMEBODY
    (read,) = reads(api)
    assert (read["whole"], read["reason"], read["by_ref"]) == (True, "打印会议通知", "p-clerk")


def test_nothing_of_the_person_stands_in_the_record(api: Caller, desk: Desk) -> None:
    person = entered(api)
    api.post(f"/people/{person}/reading", WHY)
    api.put(f"/people/{person}", {"name": "示例改名人"})
    with desk.ledger.connection() as line:
        rows = line.execute(
            "SELECT to_jsonb(r)::text AS row FROM accounts.reads r UNION ALL SELECT to_jsonb(a)::text FROM accounts.acts a"
        ).fetchall()
    assert len(rows) == 2
    assert [row for row in rows if "示例" in row["row"] or "138" in row["row"]] == []


def test_what_cannot_be_recorded_is_not_answered(api: Caller, desk: Desk) -> None:
    person = entered(api)
    with desk.ledger.open_connection() as owner:
        owner.execute("RESET ROLE")
        owner.execute("REVOKE INSERT ON accounts.reads FROM minsheng_service")
    assert api.get(f"/api/v1/people/{person}").status >= 500
    assert api.post(f"/people/{person}/reading", WHY).status >= 500


@pytest.mark.parametrize("who", [Who(role="chair", congress=TOWN), Who(congress="9902")])
def test_nobody_of_another_congress_reads_or_corrects_a_person(api: Caller, who: Who) -> None:
    person = entered(api)
    assert api.get(f"/api/v1/people/{person}", who=who).status == 404
    assert api.post(f"/people/{person}/reading", WHY, who=who).status == 404
    assert api.put(f"/people/{person}", SOMEBODY, who=who).status == 404
    assert reads(api) == []


@pytest.mark.parametrize(
    "role", ["government", "unit", "deputy", "auditor", "scrutineer", "teller", "system_admin", "audit_admin"]
)
def test_nobody_but_the_office_reads_a_person(api: Caller, role: str) -> None:
    person = entered(api)
    assert api.get(f"/api/v1/people/{person}", who=Who(role=role)).codes == ["role_not_admitted"]


def test_a_corrected_person_has_the_same_reference_and_the_old_bytes_are_gone(api: Caller, desk: Desk) -> None:
    person = entered(api)
    old = sealed(desk)
    assert api.put(f"/people/{person}", {**SOMEBODY, "phone": "13900000000"}, who=CHAIR).status == 200
    assert api.post(f"/people/{person}/reading", WHY).json == {**SOMEBODY, "phone": "13900000000"}
    now = sealed(desk)
    assert len(now) == len(old) == 1
    assert set(now[0].values()).isdisjoint(set(old[0].values()) - {old[0]["key_id"]})
    with desk.ledger.connection() as line:
        (act,) = line.execute("SELECT act, by_ref, detail FROM accounts.acts").fetchall()
    assert act == {"act": "person_corrected", "by_ref": "p-chair", "detail": {"person": person, "fields": ["phone"]}}


def test_a_correction_that_changes_nothing_records_nothing(api: Caller, desk: Desk) -> None:
    person = entered(api)
    old = sealed(desk)
    assert api.put(f"/people/{person}", SOMEBODY).status == 200
    assert sealed(desk) == old
    assert api.put(f"/people/{person}", {**SOMEBODY, "phone": "电话"}).places == {"/phone": "unfit_text"}


def test_the_database_itself_corrects_nobody_without_a_record_of_who_does_it(api: Caller, desk: Desk) -> None:
    person, other = entered(api), entered(api)
    acted = "INSERT INTO accounts.acts (at, by_ref, act, detail) VALUES (now(), 'p', 'person_corrected', jsonb_build_object('person', %s::text))"
    correcting = "SELECT ledger.correct_person(%s, 'k', 'w', 's')"
    with desk.ledger.open_connection() as line:
        line.execute(acted, (person,))
        with pytest.raises(psycopg.Error, match="nobody recorded"):
            line.execute(correcting, (person,))
        with line.transaction(force_rollback=True):
            line.execute(acted, (person,))
            with pytest.raises(psycopg.Error, match="nobody recorded"), line.transaction():
                line.execute(correcting, (other,))
        with line.transaction():
            line.execute(acted, (person,))
            line.execute(correcting, (person,))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            line.execute("UPDATE ledger.people SET sealed = 's'")


@pytest.mark.parametrize(
    ("name", "phone", "shown"),
    [
        ("张", "", ("*", "")),
        ("张三", "138123", ("张*", "****23")),
        ("示例监票人", "0571-00000000", ("示****", "057****0000")),
        ("Li Si", "110", ("L****", "****")),
    ],
)
def test_no_more_is_shown_than_tells_which_person_it_is(name: str, phone: str, shown: tuple[str, str]) -> None:
    found = masked(PersonalData(name=name, phone=phone, title="示例"))
    assert (found.name, found.phone, found.title) == (*shown, "示例")


def sealed(desk: Desk) -> list[dict[str, object]]:
    with desk.ledger.connection() as line:
        return line.execute("SELECT key_id, wrapped_key, sealed FROM ledger.people").fetchall()
