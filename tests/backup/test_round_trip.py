"""Does everything come back as it was: rows, tree, read models, answers to repeated commands, and what was erased stay erased?"""

from __future__ import annotations

import json
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.postgres import Server
from tests.api.conftest import copied, record
from tests.api.erasing import MORE, NAME, WORDS, places, positions, proposed, redact, served
from tests.api.kit import COUNTY
from tests.backup.conftest import NewPlace
from tests.backup.place import Place

Read = pytest.CaptureFixture[str]

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("events"), st.sampled_from("abc"), st.integers(1, 5)),
        st.tuples(st.just("command"), st.text("\t\n\\{}字N", min_size=1, max_size=6), st.binary(max_size=9)),
        st.tuples(st.just("document"), st.binary(min_size=1, max_size=300), st.just("text/plain")),
        st.tuples(st.just("sign"), st.just(""), st.just(0)),
    ),
    max_size=8,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_history_comes_back_as_it_was(
    steps: list[tuple[str, object, object]], pg_server: Server, made: str
) -> None:
    with tempfile.TemporaryDirectory() as name:
        here, there = (Place(Path(name) / side, copied(pg_server, made)) for side in ("here", "there"))
        for each in (here, there):
            each.folder.mkdir()
        for step in steps:
            play(here, *step)
        assert there.run("restore", here.backup()) == 0
        assert there.rows() == here.rows()
        assert there.tree() == here.tree()
        assert [each.raw for each in there.shelf.all()] == [each.raw for each in here.shelf.all()]


def play(place: Place, kind: str, first: object, second: object) -> None:
    if kind == "sign":
        place.sign()
    elif kind == "events":
        assert isinstance(first, str)
        assert isinstance(second, int)
        place.record(second, first)
    elif kind == "command":
        sql = "INSERT INTO ledger.commands SELECT 'p', %s, sha256(%s), position, %s FROM ledger.log_head ON CONFLICT DO NOTHING"
        place.execute(sql, first, second, second)
    else:
        assert isinstance(first, bytes)
        sql = "INSERT INTO ledger.document_bytes VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
        place.execute(sql, sha256(first).digest(), first, len(first), second)


def test_the_service_answers_repeated_commands_and_reads_as_before(place: Place, new_place: NewPlace) -> None:
    body = {"unit": "示例-02", "name": "示例县交通局"}
    with served(place.url, place.key, work=True) as api:
        record(api)
        answer = api.post(f"/congresses/{COUNTY}/units", body, version=3, key="once")
        assert answer.status == 200
    place.sign()
    elsewhere = new_place()
    assert elsewhere.run("restore", place.backup()) == 0
    assert place.run("rebuild") == 0
    assert elsewhere.read_models() == place.read_models()
    with served(elsewhere.url, elsewhere.key, work=True) as api:
        again = api.post(f"/congresses/{COUNTY}/units", body, version=3, key="once")
        assert again.json == answer.json
        assert api.events() == 4
        other = {**body, "name": "示例县水务局"}
        assert api.post(f"/congresses/{COUNTY}/units", other, version=3, key="once").status == 422


def test_names_come_back_readable_with_their_key_and_what_was_erased_stays_erased(
    place: Place, new_place: NewPlace, capsys: Read
) -> None:
    with place.here(), served(place.url, place.key, work=True) as api:
        office = proposed(api)
        gone = positions(office, office.numbers["wish"])
        assert redact(office, *gone) == 0
        kept = api.post("/people", {"name": NAME}, key="another").json["person"]
    place.sign()
    elsewhere = new_place()
    capsys.readouterr()
    assert elsewhere.run("restore", place.backup()) == 0
    assert "个人信息密钥文件" in capsys.readouterr().out
    assert places(elsewhere.url, WORDS, MORE, NAME) == set()
    elsewhere.key.write_bytes(place.key.read_bytes())
    elsewhere.key.chmod(0o600)
    with served(elsewhere.url, elsewhere.key, work=True) as api:
        (person,) = api.desk.people().read([kept]).values()
        assert person.name == NAME
    elsewhere.trust().write_bytes(place.trust().read_bytes())
    assert elsewhere.run("verify") == 0
    assert elsewhere.run("redact") == 0
    elsewhere.backup()
    assert elsewhere.run("doctor") == 0


def test_a_backup_is_of_one_moment_though_the_service_goes_on(place: Place, new_place: NewPlace) -> None:
    place.record(50)
    over = Event()

    def go_on() -> None:
        while not over.is_set():
            place.record(3, "b")

    service = Thread(target=go_on)
    service.start()
    try:
        backup = place.backup()
    finally:
        over.set()
        service.join()
    elsewhere = new_place()
    assert elsewhere.run("restore", backup) == 0
    found, whole = elsewhere.rows(), place.rows()
    for table in ("ledger.event_headers", "ledger.event_bytes"):
        assert len(found[table]) >= 50
        assert whole[table][: len(found[table])] == found[table]


def test_a_log_of_sm3_comes_back_under_sm3(new_place: NewPlace, monkeypatch: pytest.MonkeyPatch, capsys: Read) -> None:
    place, elsewhere, third = new_place(), new_place(), new_place()
    with monkeypatch.context() as chosen:
        chosen.setenv("MINSHENG_LOG_HASH", "sm3")
        assert place.run("rebuild") == 0
    place.record(5)
    place.sign()
    backup = place.backup()
    assert elsewhere.run("restore", backup) == 0
    assert elsewhere.tree() == place.tree()
    monkeypatch.setenv("MINSHENG_LOG_HASH", "sha256")
    assert third.run("restore", backup) == 3
    assert "散列算法是sm3，设置MINSHENG_LOG_HASH是sha256" in capsys.readouterr().err


def test_every_table_is_in_the_backup_or_left_out_for_a_reason(place: Place) -> None:
    from domain.storage.archiving import KEPT, LEFT_OUT, LEFT_OUT_SCHEMAS  # noqa: PLC0415 - what this one test holds

    sql = "SELECT schemaname, schemaname || '.' || tablename FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)'"
    with psycopg.connect(place.url) as connection:
        found = {name for schema, name in connection.execute(sql).fetchall() if schema not in LEFT_OUT_SCHEMAS}
    assert found <= {*KEPT, *LEFT_OUT}
    assert not {*KEPT} & {*LEFT_OUT}


def test_a_backup_is_for_its_owner_alone_and_says_what_is_in_it(place: Place, capsys: Read) -> None:
    place.record(4)
    place.sign()
    capsys.readouterr()
    backup = place.backup("--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["file"], said["events"], said["signed"], said["bytes"]) == (str(backup), 4, 4, backup.stat().st_size)
    assert backup.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(backup) as found:
        manifest = json.loads(found.read("manifest.json"))
        for file in manifest["files"]:
            content = found.read(file["name"])
            assert (len(content), sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
            assert content.count(b"\n") == file["rows"] or not file["columns"]
        assert found.namelist() == [*(file["name"] for file in manifest["files"]), "manifest.json"]
    assert said["rows"]["ledger.event_headers"] == 4
    assert said["root"] == manifest["root"] == place.shelf.all()[-1].checkpoint.root.hex()
