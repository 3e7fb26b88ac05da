"""Does every verb say in Chinese what it did or why not, and end with the code that its help promises?"""

from __future__ import annotations

import re

import orjson
import pytest

from api.cli import VERBS, root
from domain.storage import Ledger
from projections.reading import Reading
from tests.api.kit import COUNTY
from tests.verbs import run

Read = pytest.CaptureFixture[str]


def test_without_a_verb_the_help_says_which_there_are(capsys: Read) -> None:
    assert run() == 2
    helped = capsys.readouterr().err
    assert [verb for verb in VERBS if f"  {verb} " not in helped] == []
    assert "退出码：0成功；1答案是否定的；2输入有误；3环境有问题。" in helped


@pytest.mark.parametrize("verb", [*VERBS, *(each for each in root.commands_below() if each not in VERBS)])
def test_every_verb_has_chinese_help(capsys: Read, verb: str) -> None:
    assert run(*verb.split(), "--help") == 0
    helped = capsys.readouterr().out
    assert helped.startswith(f"用法：minsheng {verb} [选项]")
    assert "显示本帮助后退出。" in helped
    assert not [word for word in ("Usage", "Options", "Show this", "OPTIONS") if word in helped]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["vote"], "没有“vote”这个命令，可用的有demo、serve"),
        (["serve", "--prot", "1"], "没有“--prot”这个选项，是不是--port"),
        (["serve", "--host"], "选项“--host”用法不对，它后面要写一个值"),
        (["serve", "x"], "参数的个数不对"),
        (["serve", "--no-worker=1"], "选项“--no-worker”用法不对，它后面不写值"),
        (["replay"], "缺少参数'记录编号|行政区划代码'。"),
        (["rebuild", "everything"], "没有名为everything的结果，可用的有congresses、"),
        (["replay", "990101", "--round", "2024"], "参数--round的值不对：应写成年度-批次-轮次"),
    ],
)
@pytest.mark.usefixtures("url")
def test_a_mistyped_command_line_is_explained_in_chinese(capsys: Read, arguments: list[str], said: str) -> None:
    assert run(*arguments) == 2
    complained = capsys.readouterr().err
    assert said in complained
    assert "Error" not in complained


def test_a_setting_that_cannot_be_is_the_environments_fault(capsys: Read) -> None:
    assert run("serve", "--port", "70000") == 3
    assert "设置MINSHENG_PORT无效，须为1至65535的整数。" in capsys.readouterr().err


def test_a_database_that_is_not_there_is_the_environments_fault(capsys: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    assert run("replay", COUNTY) == 3
    assert "连不上DATABASE_URL指定的数据库" in capsys.readouterr().err


@pytest.mark.usefixtures("recorded")
def test_replay_tells_one_sentence_an_event(capsys: Read) -> None:
    assert run("replay", COUNTY) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "  1  2024-01-18  登记示例县人民代表大会（县级，代码990101）。"
    assert told[1] == "     第1号，2024-01-18 10:00:00登记；登记人p-clerk（人大经办）"
    assert len(told) == 6


@pytest.mark.usefixtures("recorded")
def test_replay_writes_one_json_object_an_event(capsys: Read) -> None:
    assert run("replay", COUNTY, "--json") == 0
    told = [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(entry["version"], entry["topic"]) for entry in told] == [
        (1, "congress:CongressRegistered"),
        (2, "congress:TermBegun"),
        (3, "congress:UnitRegistered"),
    ]
    assert told[0]["event"]["code"] == COUNTY


@pytest.mark.parametrize("arguments", [["990102"], ["示例"], [COUNTY, "--round", "2024-1-1"]])
@pytest.mark.usefixtures("recorded")
def test_replay_of_what_is_not_there_says_no(capsys: Read, arguments: list[str]) -> None:
    assert run("replay", *arguments) == 1
    assert re.search("没有|不是", capsys.readouterr().err)


def test_rebuild_replays_the_named_results(capsys: Read, recorded: str) -> None:
    assert run("rebuild", "--json") == 0
    everything = orjson.loads(capsys.readouterr().out)
    assert everything["position"] == 3
    assert run("rebuild", "congresses") == 0
    assert capsys.readouterr().out == "已重建congresses，到第3号登记为止。\n"
    ledger = Ledger.at(recorded, connections=2)
    assert {mark.position for mark in Reading(ledger.connection).positions().values()} == {3}
    ledger.close()
