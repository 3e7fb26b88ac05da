"""Is every event told in one Chinese sentence, and does none of them leak a number that is not published?"""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import UUID

import pytest

import voting.events  # noqa: F401 - every topic that the tests ask for is registered by its module
from domain.events import Decision, Envelope, Erased, Event, Recorded, topics
from projections.sentences import INSIDE, PUBLIC_BEFORE, TELLS, Shown, tell
from projections.sentences.progress import reported
from projections.sentences.words import Names, decided
from projects.events.progress import ProgressReported
from projects.events.reports import ReportDeliberated
from projects.events.values import Amounts
from tests.examples import EXAMPLES
from tests.given import CHAIR, ENVELOPE, Given, envelope
from tests.scenarios import congress, examined, sheet
from voting.commands import papers as p
from voting.commands import rounds as r
from voting.events.meetings import MethodAdopted
from voting.events.papers import BoxesInspected, SheetSigned
from voting.events.rounds import ReballotCalled, RoundCorrected, RoundOpened, RoundTakenOver, RoundVoided, TieResolved

STREAM = UUID(int=1)
TWO = envelope(second=CHAIR)
PRESIDIUM = envelope(body="session_presidium", unanimous=True)
VOTES = [211, 199, 187, 175, 101]
OURS = ("congress:", "deployment:", "document:", "projects:", "voting:")


def told(history: list[tuple[Envelope, Event]], shown: Shown = INSIDE) -> list[str]:
    recorded = [Recorded(STREAM, number, on, event, number) for number, (on, event) in enumerate(history, start=1)]
    return [one.sentence for one in tell(recorded, shown)]


def history_of_a_round() -> list[tuple[Envelope, Event]]:
    """A round from its opening to the announcement, with a correction."""
    start = examined(congress(), 5, 3)
    found: list[tuple[Envelope, Event]] = [(ENVELOPE, start.state.opened)]

    def step(given: Given[object], command: object, on: Envelope) -> Given[object]:
        outcome = given.when(command, on)  # type: ignore[arg-type] # a command of the round
        found.extend((on, event) for event in outcome.events)
        return outcome.and_then()

    typed = sheet(VOTES, 327)
    changes = (
        p.Change(field="/items/1/votes_for", before=211, after=213),
        p.Change(field="/items/1/votes_against", before=116, after=114),
    )
    now: Given[object] = start
    now = step(now, r.RecordTotals(first=typed, second=typed), TWO)
    now = step(now, r.CorrectRound(changes=changes, reason="录入错误"), TWO)
    now = step(now, p.SignSheet(sha256="a" * 64), ENVELOPE)
    now = step(now, r.DeclareResult(), TWO)
    step(now, r.AnnounceResult(number="公告第4号", medium="示例县人大网"), PRESIDIUM)
    return found


def test_every_topic_is_told() -> None:
    wanted = {cls for topic, cls in topics().items() if topic.startswith(OURS)}
    assert set(TELLS) == wanted


def test_a_sentence_says_who_decided_and_how() -> None:
    announced = told(history_of_a_round())[-1]
    assert announced == (
        "发布公告第4号（示例县人大网）：《示例项目1》、《示例项目2》、《示例项目3》（大会主席团决定，举手表决，一致通过）。"
    )


def test_both_readings_of_a_correction_are_told() -> None:
    assert "更正《示例项目1》赞成票：由211张改为213张，录入错误。" in told(history_of_a_round())


@pytest.mark.parametrize("shown", [PUBLIC_BEFORE, Shown(votes=False)])
def test_the_public_is_told_no_votes_that_are_not_published(shown: Shown) -> None:
    secret = {str(number) for votes in (*VOTES, 213) for number in (votes, 327 - votes)}
    for sentence in told(history_of_a_round(), shown):
        assert not secret & set(re.findall(r"\d+", sentence)), sentence


def test_before_the_announcement_the_public_is_told_no_choice() -> None:
    *before, _announced = told(history_of_a_round(), PUBLIC_BEFORE)
    assert not [sentence for sentence in before if "示例项目" in sentence]


def test_what_is_hidden_says_so() -> None:
    sentences = told(history_of_a_round(), Shown(votes=False))
    assert [sentence for sentence in sentences if "按本次会议票决办法，不公布得票数" in sentence]


def test_a_street_is_told_in_its_own_words() -> None:
    opened = examined(congress("street", 40), 5, 3).state.opened
    assert isinstance(opened, RoundOpened)
    assert "票选" in told([(ENVELOPE, opened)])[0]
    call = RoundVoided(reason="收回票多于发出票"), ReballotCalled(kind="tie_break", candidates=("1", "2"), seats=1)
    lot = TieResolved(how="presidium", among=("1", "2"), selected=("1",))
    history = [(ENVELOPE, opened), *history_of_a_round()[1:], *((ENVELOPE, event) for event in (*call, lot))]
    for shown in (INSIDE, PUBLIC_BEFORE, Shown(votes=False)):
        sentences = told(history, shown)
        assert not [sentence for sentence in sentences if "票决" in sentence or "主席团" in sentence.partition("（")[0]]
        assert not [sentence for sentence in sentences if sentence.startswith(("公告", "发布公告"))]
    assert "由人大街道工委决定：《示例项目1》票选确定" in told(history)[-1]


def test_only_the_votes_that_were_given_are_told() -> None:
    on = replace(ENVELOPE, decided_by=Decision(body="congress", how="show_of_hands", votes_for=300, votes_against=0))
    (sentence,) = told([(on, MethodAdopted(profile_version=1, title="示例县票决办法"))])
    assert sentence == "通过《示例县票决办法》（第1版规则）（人民代表大会决定，举手表决，赞成300票、反对0票）。"


def test_the_sheet_of_an_evaluation_is_called_by_its_own_name() -> None:
    (on, opened), *_ = EXAMPLES["voting:EvaluationOpened"]
    assert told([(on, opened), (on, SheetSigned(sha256="a" * 64))])[-1].startswith("测评结果报告单已签字归档")


def test_a_corrected_reason_of_invalid_papers_is_told() -> None:
    both = RoundCorrected(field="/invalid_by_reason/torn", before=0, after=1, reason="漏点一张")
    assert told([(ENVELOPE, both)]) == ["更正无效票（残损）：由0张改为1张，漏点一张。"]


@pytest.mark.parametrize(
    ("at", "late"), [("2024-01-25T15:59:59.000000Z", False), ("2024-01-25T16:00:00.000000Z", True)]
)
def test_what_is_entered_more_than_seven_days_later_shows_both_dates(at: str, late: bool) -> None:
    (sentence,) = told([(replace(ENVELOPE, at=at), BoxesInspected(boxes=1))])
    assert ("【补录：2024年1月18日发生，2024年1月26日登记】" in sentence) is late


def test_an_erased_event_is_told_as_such() -> None:
    recorded = Recorded(STREAM, 1, ENVELOPE, Erased("voting:BoxesInspected"), 1)
    assert [one.sentence for one in tell([recorded])] == ["这一条的内容已依法删除。"]


def test_a_past_ballot_is_told_as_taken_over() -> None:
    past = RoundTakenOver(
        congress="c", code="990101", congress_name="示例县", level="county", project_year=2022, batch=1, number=1, meeting_title="示例会议",
        document="公告第1号", items=(),
    )  # fmt: skip
    (sentence,) = told([(ENVELOPE, past)])
    assert "补录2022年度" in sentence
    assert "未经本台账计算" in sentence


@pytest.mark.parametrize("topic", sorted(EXAMPLES))
def test_the_example_of_every_event_is_told_in_one_sentence(topic: str) -> None:
    for on, event in EXAMPLES[topic]:
        if topic.startswith(OURS):
            for shown in (INSIDE, PUBLIC_BEFORE):
                (sentence,) = told([(on, event)], shown)
                assert "。" in sentence
                assert "None" not in sentence


@pytest.mark.parametrize(
    ("meeting", "said"),
    [
        ("示例县第十七届人大常委会第十八次会议", "示例县第十七届人大常委会第十八次会议听取和审议报告。"),
        ("63108493-7175-5f43-b48e-376ddf551bdd", "会议听取和审议报告。"),
    ],
)
def test_a_meeting_is_told_by_its_title_and_never_by_an_id(meeting: str, said: str) -> None:
    assert told([(ENVELOPE, ReportDeliberated(meeting=meeting))]) == [said]


def test_how_a_body_decided_is_told_where_it_says_more_than_that_it_did() -> None:
    assert decided(Decision(body="government", meeting="镇长办公会议")) == "（镇长办公会议，政府决定）"
    assert decided(Decision(body="congress", how="secret_ballot")) == "（人民代表大会决定，无记名投票）"


def test_a_report_of_the_first_year_says_its_figures_once() -> None:
    same = Amounts(received_fen=20000000)
    said = reported(ProgressReported(period="2024-03", year=same, start=same), Names(), INSIDE)
    assert said == "报告2024年3月进度：开工以来（即本年）累计到位20万元"
