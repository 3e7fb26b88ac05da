"""Does the demonstration play, print its reasons, and change nothing when it is played again?"""

from __future__ import annotations

from pathlib import Path

import pytest

from api.demo.play import NotADemonstration, all_steps, play
from api.demo.show import printed
from api.desk import ROLES, desk_on
from api.postgres import Server
from domain.storage import Ledger
from projections.models import MODELS
from tests.api.conftest import copied
from tests.api.kit import Caller


def test_the_year_is_played_once_and_printed_with_its_reasons(pg_server: Server, made: str, tmp_path: Path) -> None:
    ledger = Ledger.at(copied(pg_server, made), role=ROLES.service, connections=4)
    told: list[int] = []
    with desk_on(ledger, tmp_path / "person.key", work=True) as desk:
        first = play(desk.ledger, desk.people(), lambda: told.append(1))
        again = play(desk.ledger, desk.people(), lambda: None)
        assert desk.waiting.wait_for(first.position, 30, [model.name for model in MODELS])
        lines = "\n".join(printed(desk))
    ledger.close()
    steps = len(all_steps())
    assert (first.recorded, first.found, len(told)) == (steps, 0, steps)
    assert (again.recorded, again.found, again.position) == (0, steps, first.position)
    assert "应到代表327人，实到314人，达到应到代表三分之二以上（至少218人），符合法定人数。" in lines
    assert "未超过全体代表（327人）的半数，须获164张以上，差6张。" in lines
    assert "由31改为41" in lines
    assert "评为不满意" in lines
    assert "数字取自公开数据" in lines


def test_a_ledger_with_something_else_in_it_is_left_alone(api: Caller) -> None:
    api.congress()
    before = api.desk.ledger.head()
    with pytest.raises(NotADemonstration, match="示例以外的内容"):
        play(api.desk.ledger, api.desk.people(), lambda: None)
    assert api.desk.ledger.head() == before
