"""Are settings read in one place, by their names, and refused all at once?"""

import os
import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from api.settings import CHECKOUT, Settings, SettingsInvalid, read_settings, variable


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("MINSHENG_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)


def test_nothing_need_be_set() -> None:
    settings = read_settings()
    assert settings.data == CHECKOUT / ".minsheng"
    assert (CHECKOUT / "api" / "settings.py").is_file()
    assert (settings.host, settings.port, settings.statement_deadline_seconds) == ("127.0.0.1", 8000, 10)
    assert (settings.pg_bin, settings.database_url, settings.person_key_file, settings.log_hash) == (
        None,
        None,
        None,
        None,
    )


OTHERWISE = {
    "log_hash": "sm3",
    "session_hours": "7",
    "origin": "https://example.com:77",
    "oidc_issuer": "https://example.com/77",
}
"""What can be said where 77 cannot."""


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_every_field_is_read_from_its_variable_and_described_in_chinese(
    field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    value = OTHERWISE.get(field, "77")
    monkeypatch.setenv(variable(field), value)
    assert value in _plain(read_settings(), field)
    assert field in read_settings().model_fields_set, "what was chosen is told from what is the default"
    assert re.search(r"[\u4e00-\u9fff]", Settings.model_fields[field].description or "")


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_an_empty_variable_is_not_set(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable(field), "")
    assert read_settings() == Settings()


def test_what_is_given_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://outside")
    monkeypatch.setenv("MINSHENG_PORT", "9")
    assert read_settings(database_url=None).database_url is None
    assert read_settings(port=10).port == 10


def test_paths_are_fixed_when_they_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MINSHENG_DATA", "data")
    monkeypatch.setenv("MINSHENG_PG_BIN", "~/bin")
    monkeypatch.setenv("HOME", "/srv/example")
    settings = read_settings()
    monkeypatch.chdir("/")
    assert (settings.data, settings.pg_bin) == (tmp_path / "data", Path("/srv/example/bin"))


def test_all_faults_are_named_at_once_without_their_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINSHENG_PORT", "geheim")
    monkeypatch.setenv("MINSHENG_STATEMENT_DEADLINE_SECONDS", "-1")
    with pytest.raises(SettingsInvalid) as caught:
        read_settings()
    assert caught.value.code == "settings_invalid"
    assert caught.value.faults == (
        "设置MINSHENG_PORT无效，须为1至65535的整数。",
        "设置MINSHENG_STATEMENT_DEADLINE_SECONDS无效，须为大于0、不超过3600的秒数。",
    )
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MINSHENG_PORT", "0"),
        ("MINSHENG_PORT", "65536"),
        ("MINSHENG_PORT", "80.5"),
        ("MINSHENG_STATEMENT_DEADLINE_SECONDS", "0"),
        ("MINSHENG_STATEMENT_DEADLINE_SECONDS", "3601"),
        ("MINSHENG_STATEMENT_DEADLINE_SECONDS", "nan"),
        ("MINSHENG_STATEMENT_DEADLINE_SECONDS", "inf"),
    ],
)
def test_values_out_of_range_are_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsInvalid, match=name):
        read_settings()


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(SettingsInvalid, match="没有名为"):
        read_settings(nonsense=1)


def test_the_address_of_the_database_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:geheim@h/d")
    assert "geheim" not in repr(read_settings())


def _plain(settings: Settings, field: str) -> str:
    found = getattr(settings, field)
    return found.get_secret_value() if isinstance(found, SecretStr) else str(found)
