"""Do the units start what there is, as an account that can do nothing else, and is a backup made every day?"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.deploy.reading import DEPLOY, SETTINGS, check_command, named_settings, ours, unit

SERVICES = sorted(DEPLOY.glob("*.service"))
LOCKED = {
    "CapabilityBoundingSet": "",
    "LockPersonality": "yes",
    "NoNewPrivileges": "yes",
    "PrivateDevices": "yes",
    "PrivateTmp": "yes",
    "ProtectClock": "yes",
    "ProtectControlGroups": "yes",
    "ProtectHome": "yes",
    "ProtectKernelLogs": "yes",
    "ProtectKernelModules": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectSystem": "strict",
    "RestrictNamespaces": "yes",
    "RestrictRealtime": "yes",
    "RestrictSUIDSGID": "yes",
    "SystemCallArchitectures": "native",
}
"""What systemd takes away from each of ours."""
SECTIONS = {"Unit", "Service", "Timer", "Install"}
WRITTEN = {"--memory", "--checkpoints", "backup", "--state"}


def test_there_is_a_unit_for_each_part() -> None:
    started = {words[0] for path in SERVICES for words in ours(unit(path)["Service"]["ExecStart"])}
    assert started == {"serve", "worker", "sign", "backup", "migrate"}


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_unit_starts_a_verb_that_there_is_with_options_and_settings_that_there_are(path: Path) -> None:
    found = unit(path)
    (words,) = ours(found["Service"]["ExecStart"])
    check_command(words)
    assert named_settings(path.read_text(encoding="utf-8")) <= SETTINGS
    assert set(found) <= SECTIONS


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_unit_runs_as_an_account_of_its_own_that_can_do_nothing_else(path: Path) -> None:
    service = unit(path)["Service"]
    assert {name: service[name][-1] for name in LOCKED} == LOCKED
    assert service["User"][0] in {"minsheng", "minsheng-sign", "minsheng-owner"}
    assert service["UMask"] in (["0077"], ["0022"])


def test_the_signer_has_another_account_than_the_service_and_alone_publishes() -> None:
    users = {path.stem: unit(path)["Service"]["User"][0] for path in SERVICES}
    assert {name for name, user in users.items() if user == "minsheng-sign"} == {"minsheng-sign"}
    for path in SERVICES:
        service = unit(path)["Service"]
        writes = " ".join(service["ReadWritePaths"])
        assert ("/srv/minsheng/checkpoints" in writes) == (path.stem == "minsheng-sign")


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_what_a_unit_writes_lies_where_it_may_write(path: Path) -> None:
    service = unit(path)["Service"]
    state = [f"/var/lib/{name}" for value in service["StateDirectory"] for name in value.split()]
    open_to_it = [*state, *" ".join(service["ReadWritePaths"]).split()]
    words = shlex.split(service["ExecStart"][0])
    written = [words[place + 1] for place, word in enumerate(words) if word in WRITTEN]
    kept = ("MINSHENG_DATA", "MINSHENG_PERSON_KEY_FILE")
    written += [value.partition("=")[2] for value in service["Environment"] if value.startswith(kept)]
    assert [each for each in written if not each.startswith(tuple(open_to_it))] == []


def test_the_owners_address_is_in_a_file_and_an_account_of_its_own() -> None:
    found = {path.stem: unit(path)["Service"] for path in SERVICES}
    files = {name: each["EnvironmentFile"] for name, each in found.items()}
    owners = files.pop("minsheng-migrate")
    assert owners == ["/etc/minsheng/owner.env"]
    assert owners not in files.values()
    assert [name for name, each in found.items() if each["User"] == ["minsheng-owner"]] == ["minsheng-migrate"]
    assert files["minsheng-backup"] != files["minsheng"] == files["minsheng-worker"]
    assert "[Install]" not in (DEPLOY / "minsheng-migrate.service").read_text(encoding="utf-8"), "started by hand"


def test_the_service_knows_by_which_address_people_come() -> None:
    said = dict(each.split("=", 1) for each in unit(DEPLOY / "minsheng.service")["Service"]["Environment"])
    assert said["MINSHENG_ORIGIN"] == f"https://{said['MINSHENG_HOSTS']}"
    assert f"\n{said['MINSHENG_HOSTS']} {{" in (DEPLOY / "Caddyfile").read_text(encoding="utf-8")


def test_callers_are_not_believed_behind_a_proxy() -> None:
    (words,) = ours(unit(DEPLOY / "minsheng.service")["Service"]["ExecStart"])
    assert "--no-believe-headers" in words
    said = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert said.count("header_up -X-Minsheng-") == 3


def test_a_backup_is_made_every_day_and_made_up_for_after_a_night_without_power() -> None:
    timer = unit(DEPLOY / "minsheng-backup.timer")
    assert (DEPLOY / "minsheng-backup.service").exists()
    assert timer["Timer"]["OnCalendar"][0].startswith("*-*-*")
    assert timer["Timer"]["Persistent"] == ["yes"]
    service = unit(DEPLOY / "minsheng-backup.service")["Service"]
    assert service["Type"] == ["oneshot"]
    assert not service["Restart"], "a timer comes again; a backup that fails is seen by the doctor"


def test_a_signer_that_refused_is_not_started_again_by_itself() -> None:
    service = unit(DEPLOY / "minsheng-sign.service")["Service"]
    assert "1" in service["RestartPreventExitStatus"][0].split()
    assert "--begin" not in service["ExecStart"][0]
