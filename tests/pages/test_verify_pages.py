"""Can a stranger check the ledger from its pages, and does he learn there nothing that is not announced?"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote
from weakref import WeakKeyDictionary

import orjson
import pytest

from api.bundle.asked import Asked
from api.bundle.exporting import export
from api.bundle.making import ErasureNotSigned
from api.bundle.prepared import prepared
from api.bundle.source import LedgerSource
from api.demo.county import names as county
from api.demo.town import names as town
from api.printed.anchor import check_group
from api.printed.keys import groups
from domain.refusals import NotFound
from tests.pages.reading_pages import Got, get
from tests.pages.site import Site
from tests.second_verifier.opinions import FIRST, SECOND

ROUND = f"/verify/rounds/{county.FIRST}"
VOTES = ("310", "296", "303", "264", "158")
"""Approvals of the county's first round, which its rules withhold."""


def door(site: Site, path: str) -> dict[str, object]:
    found: dict[str, object] = orjson.loads(get(site, f"/api/v1{path}").content)
    return found


def compared(site: Site, size: object, root: str) -> Got:
    return get(site, f"/verify?size={size}&root={quote(root)}")


@pytest.fixture
def newest(site: Site) -> tuple[int, str]:
    found = door(site, "/log/roots/1")
    return int(str(found["size"])), str(found["root"])


def test_anybody_reads_the_newest_root_as_it_is_printed(site: Site, newest: tuple[int, str]) -> None:
    size, root = newest
    page = get(site, "/verify")
    assert page.status == 200
    assert " ".join(groups(root)) in page.said
    assert check_group(size, bytes.fromhex(root)) in page.said
    assert f"{size}件事" in page.said.replace(" ", "")


def test_the_code_holds_the_note_and_has_no_style_of_its_own(site: Site) -> None:
    code = get(site, "/verify/root.svg")
    assert code.headers["content-type"].startswith("image/svg+xml")
    assert b"<svg" in code.content
    assert b"style" not in code.content


@pytest.mark.parametrize("size", [1, 544, 750, 1146, 1266, 1313])
def test_a_root_on_paper_fits_however_old_and_however_it_is_spaced(site: Site, size: int) -> None:
    was = str(door(site, f"/log/roots/{size}")["was"])
    check = check_group(size, bytes.fromhex(was))
    for typed in (was, " ".join(groups(was)), " ".join([*groups(was), check]).upper()):
        assert "相符。" in compared(site, size, typed).said


def test_a_root_of_another_ledger_does_not_fit(site: Site, newest: tuple[int, str]) -> None:
    size, root = newest
    other = root[:-1] + ("0" if root[-1] != "0" else "1")
    said = compared(site, size, other).said
    assert "不符。" in said
    assert "相符。" not in said
    assert "不符。" in compared(site, size - 1, root).said


@pytest.mark.parametrize(
    ("size", "root", "words"),
    [
        ("", "ab", "大小是报告单上"),
        ("1266", "xyz", "树根只有数字0到9和字母a到f"),
        ("1266", "ab" * 31, "您填了62位"),
        ("1266", "ab" * 32 + "0000", "校验组对不上"),
        ("9999", "ab" * 32, "还没有9999"),
        ("１２", "ab" * 32, "大小是报告单上"),
        ("1" * 99, "ab" * 32, "大小是报告单上"),
    ],
)
def test_a_slip_of_whoever_types_is_told_from_another_root(site: Site, size: str, root: str, words: str) -> None:
    page = compared(site, quote(size), root)
    assert page.status == 200
    assert words in page.said
    assert "不符。" not in page.said


def test_strangers_get_one_bundle_that_two_verifiers_find_whole(site: Site, tmp_path: Path) -> None:
    first, second = (get(site, "/verify/bundle.zip") for _ in range(2))
    assert first.status == 200
    assert first.content == second.content
    bundle, policy = tmp_path / "bundle.zip", site.desk.policy
    bundle.write_bytes(first.content)
    assert policy is not None
    for command in ([sys.executable, str(FIRST)], ["node", str(SECOND)]):
        done = subprocess.run(
            [*command, str(bundle), "--policy", str(policy), "--json"], capture_output=True, check=False
        )
        verdicts = {each["check"]: each["verdict"] for each in _checks(done.stdout)}
        assert done.returncode in {0, 2}, done.stdout
        assert "false" not in verdicts.values()
        assert {verdicts[name] for name in ("sums", "signatures", "entries", "root", "states")} == {"ok"}, verdicts


def _checks(said: bytes) -> list[dict[str, str]]:
    found = orjson.loads(said)
    checks: list[dict[str, str]] = found if isinstance(found, list) else found["checks"]
    return checks


def test_a_bundle_is_made_once_for_all_strangers(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []

    def exported(source: LedgerSource, asked: Asked, target: Path) -> None:
        made.append(target)
        export(source, asked, target)

    monkeypatch.setattr("api.bundle.prepared.export", exported)
    monkeypatch.setattr("api.bundle.prepared._ALL", WeakKeyDictionary())
    with ThreadPoolExecutor(6) as strangers:
        files = set(strangers.map(prepared, [site.desk] * 12))
    assert list(files) == made


def test_a_bundle_that_was_not_made_is_tried_again_by_the_next(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_source: LedgerSource, _asked: Asked, _target: Path) -> None:
        raise ErasureNotSigned("第1号刚刚依法删去了一些内容。")

    monkeypatch.setattr("api.bundle.prepared._ALL", WeakKeyDictionary())
    with monkeypatch.context() as trouble:
        trouble.setattr("api.bundle.prepared.export", full)
        with pytest.raises(ErasureNotSigned):
            prepared(site.desk)
    assert prepared(site.desk).exists()


def test_without_a_policy_or_a_root_no_bundle_is_made(site: Site, tmp_path: Path) -> None:
    for desk in (replace(site.desk, policy=None), replace(site.desk, checkpoints=tmp_path)):
        with pytest.raises(NotFound):
            prepared(desk)


def test_who_may_see_the_votes_sees_them_counted_again(site: Site) -> None:
    for role in ("clerk", "chair", "auditor"):
        page = get(site, ROUND, role)
        assert "核验相符" in page.said
        assert all(figure in page.said for figure in VOTES)
        assert "应到327 = 实到314 + 请假11 + 缺席2：相符" in page.said


@pytest.mark.parametrize("role", [None, "deputy", "government"])
def test_votes_that_the_rules_withhold_stand_on_no_page(site: Site, role: str | None) -> None:
    for path in (ROUND, f"/verify/rounds/{county.SECOND}", "/verify"):
        page = get(site, path, role)
        assert page.status == 200
        assert not any(f">{figure}<" in page.html or f"{figure}张" in page.html for figure in (*VOTES, "168", "141"))
    said = get(site, ROUND, role).said
    assert "按本次会议票决办法，不公布得票数" in said
    assert "仍然可以核验" in said


def test_before_the_announcement_nothing_of_a_ballot_is_said(site: Site) -> None:
    page = get(site, f"{ROUND}?as_of=2024-01-18")
    assert page.status == 200
    assert "尚未公告" in page.said
    assert "实到" not in page.said
    assert "示例县城区停车位建设" not in page.said
    evaluation = get(site, f"/verify/evaluations/{county.EVALUATED}?as_of=2025-01-09")
    assert "不满意" not in evaluation.said
    assert "公布以后，这里可以核验" in evaluation.said


def test_a_past_ballot_is_not_said_to_be_ours(site: Site) -> None:
    assert "系统没有重新认定结果" in get(site, f"/verify/rounds/{town.PAST_ROUND}").said


def test_an_evaluation_is_graded_again_for_the_auditor(site: Site) -> None:
    page = get(site, f"/verify/evaluations/{county.EVALUATED}", "auditor")
    assert "核验相符" in page.said
    assert "满意票4张，未达到全体常委会组成人员（33人）的半数以上" in page.said
    assert "满意票4张" not in get(site, f"/verify/evaluations/{county.EVALUATED}").said


@pytest.mark.parametrize("path", ["/verify", ROUND, f"/verify/evaluations/{county.EVALUATED}"])
def test_a_check_is_never_called_a_recount(site: Site, path: str) -> None:
    assert "重新计票" not in get(site, path, "auditor").said


def test_a_ballot_that_does_not_exist_is_not_found(site: Site) -> None:
    assert get(site, "/verify/rounds/00000000-0000-0000-0000-000000000000").status == 404
