"""Does the demonstration play its two years, print them, and change nothing when it is played again?"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.days import Days
from api.demo.county import names as county
from api.demo.county.briefs import CHOSEN, WAN
from api.demo.county.lists import chosen_brief
from api.demo.county.money import YEARS, amounts
from api.demo.county.solicitation import OVER, RECEIVED, wishes
from api.demo.play import NotADemonstration, all_steps, play
from api.demo.show import LAST, printed
from api.demo.signing import NAME, SIGNED, bundled, signing
from api.demo.town import names as town
from api.desk import ROLES, Desk, checkpoints_folder, desk_on, policy_file
from api.log.shelf import Shelf
from api.postgres import Server
from api.printed import WIDTH
from api.printed.columns import width
from api.settings import Settings, read_settings
from api.yearly import OF_TODO
from domain.calendar import SHANGHAI
from domain.percent import half_up
from domain.storage import Ledger
from domain.transparency.checkpoints import Checkpoint
from domain.transparency.notes import sign_note
from projections.models import MODELS
from tests.api.conftest import copied
from tests.api.demo_files import assert_every_file
from tests.api.kit import Caller
from tests.bundle.verified import verified

SAID = (
    # What was asked for, and what became of it.
    "收到建议项目136件→列入12件→初定候选项目12项→正式候选项目12项→确定项目10项",
    "列入12件（8.8%）、合并31件（22.8%）、储备24件（17.6%）、转办38件（27.9%）、不予列入31件（22.8%）。",
    # The ballots.
    "应到代表327人，实到314人，达到应到代表三分之二以上（至少218人），符合法定人数。",
    "未超过全体代表（327人）的半数，须获164张以上，差6张。",
    "由31改为41",
    # The money.
    "合计154000710007360070050",
    "75000105.6%",
    # What was watched over.
    "拨付缓慢：《示例县乡镇卫生院提升》",
    "须向下次人民代表大会会议报告",
    "审议意见的研究处理情况还没有报告",
    # The second look.
    "评为不满意",
    "第1次回头看再次测评，2024-09的等次为“满意”，通过",
    "【补录：2025年1月17日发生，2025年2月20日登记】",
    "数字取自公开数据",
)


def test_the_years_are_played_once_and_printed_with_their_reasons(pg_server: Server, made: str, tmp_path: Path) -> None:
    ledger = Ledger.at(copied(pg_server, made), role=ROLES.service, connections=4)
    told: list[int] = []
    steps, home = all_steps(), read_settings(data=tmp_path)
    with desk_on(ledger, tmp_path / "person.key", work=True) as desk, signing(desk, home, steps) as signer:
        first = play(desk.ledger, desk.people(), lambda: told.append(1), signer.reached)
        again = play(desk.ledger, desk.people(), lambda: None, signer.reached)
        assert desk.waiting.wait_for(first.position, 60, [model.name for model in MODELS])
        lines = list(printed(desk))
        assert_taken_home(desk, home)
        assert_every_file(desk)
    ledger.close()
    assert (first.recorded, first.found, len(told)) == (len(steps), 0, len(steps))
    assert (again.recorded, again.found, again.position) == (0, len(steps), first.position)
    assert max(map(width, lines)) <= WIDTH
    whole = re.sub(r"\s", "", "".join(lines))
    assert [said for said in SAID if said not in whole] == []


def test_what_was_signed_of_a_demonstration_that_is_gone_does_not_stand_in_the_way(
    ledger: Ledger, desk: Desk, tmp_path: Path
) -> None:
    home, shelf = read_settings(data=tmp_path), Shelf(tmp_path / "checkpoints")
    with signing(desk, home, all_steps()) as signer:
        shelf.keep(sign_note(Checkpoint(NAME, 9, bytes(32), datetime(2024, 1, 1, tzinfo=UTC)).text, signer.signer.key))
    with signing(desk, home, all_steps()):
        assert (shelf.all(), ledger.head()) == ([], 0)


def assert_taken_home(desk: Desk, home: Settings) -> None:
    """The log was signed as the year went by, and its bundle, made once, holds before the policy of the demonstration."""
    signed = [each.checkpoint for each in Shelf(checkpoints_folder(home)).all()]
    assert len(signed) == 1 + len(SIGNED)
    assert signed[-1].size == desk.ledger.head()
    assert [str(each.time.astimezone(SHANGHAI))[:7] for each in signed[:-1]] == sorted(SIGNED)
    (bundle, there), (same, again) = bundled(desk, home), bundled(desk, home)
    assert (there, again, bundle) == (False, True, same)
    assert verified(bundle, policy=policy_file(home).read_bytes())[0] == 0


def assert_folded_rows_are_those_of_the_tables(desk: Desk) -> None:
    """A day after the last one, folded from the streams behind the rows, shows what the tables show."""
    for code in (county.CODE, town.CODE):
        after, now = (
            Days(reading=desk.reading, history=desk.ledger.history, congress=code, day=LAST, today=today)
            for today in (LAST + timedelta(days=1), LAST)
        )
        for model in OF_TODO:
            assert after.rows(model) == now.rows(model), model.name


def test_a_ledger_with_something_else_in_it_is_left_alone(api: Caller) -> None:
    api.congress()
    before = api.desk.ledger.head()
    with pytest.raises(NotADemonstration, match="示例以外的内容"):
        play(api.desk.ledger, api.desk.people(), lambda: None)
    assert api.desk.ledger.head() == before


def test_every_step_is_recorded_on_its_day_or_later_and_in_order() -> None:
    steps = all_steps()
    assert [step.at for step in steps] == sorted(step.at for step in steps)
    assert [step for step in steps if step.day > step.at[:10]] == []
    assert (steps[0].at[:4], steps[-1].day) == ("2022", "2025-06-30")


def test_the_proposals_come_over_four_channels_and_end_in_five_ways() -> None:
    assert Counter(wish.channel for wish in wishes()) == {channel: count for channel, (count, _, _) in OVER.items()}
    ends = Counter(wish.fate for wish in wishes())
    assert ends == {"adopted": 12, "merged": 31, "reserved": 24, "transferred": 38, "declined": 31}
    assert [wish.number for wish in wishes()] == list(range(1, RECEIVED + 1))


def test_the_money_of_the_ten_is_that_of_the_published_case() -> None:
    promised = sum(chosen_brief(number).total_fen or 0 for number in CHOSEN)
    planned = sum(YEARS[number].plan for number in CHOSEN)
    built = sum(amounts(number, 12).completed_fen or 0 for number in CHOSEN)
    assert (promised, planned * WAN, built) == (15_4000 * WAN, 7_1000 * WAN, 7_5000 * WAN)
    assert half_up(built, planned * WAN, 1) == "105.6"
