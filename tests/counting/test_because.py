"""Does every outcome say why, in the words and with the arithmetic of a clerk?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.counting.cases import decide, papers, rules, sheet
from voting.counting import Count, Words, count


def why(counted: Count, candidate: str) -> str:
    return next(item.because for item in counted.items if item.candidate == candidate)


def test_an_item_below_the_threshold_says_how_many_votes_it_lacks() -> None:
    case = sheet(160, valid=314, due=327, present=314, issued=314, collected=314)
    counted = count(replace(case, titles=("示例道路",)), rules())
    assert (
        counted.items[0].because == "《示例道路》获赞成票160张，未超过全体代表（327人）的半数，须获164张以上，差4张。"
    )
    assert counted.items[0].rule == "P-02"


def test_an_item_with_exactly_the_needed_votes_passes_in_its_sentence_too() -> None:
    assert "超过全体代表（100人）的半数（须获51张以上）" in why(decide(51, seats=1), "1")
    assert "须获51张以上，差1张。" in why(decide(50, seats=1), "1")


def test_attendance_says_who_was_due_who_came_and_how_many_are_enough() -> None:
    counted = count(sheet(300, valid=314, due=327, present=314), rules())
    assert counted.quorum is not None
    assert counted.quorum.because == "应到代表327人，实到314人，达到应到代表三分之二以上（至少218人），符合法定人数。"
    assert counted.quorum.rule == "B-01"


def test_exactly_enough_present_is_enough_in_the_sentence_too() -> None:
    enough = count(sheet(200, valid=218, due=327, present=218), rules()).quorum
    assert enough is not None
    assert enough.because == "应到代表327人，实到218人，达到应到代表三分之二以上（至少218人），符合法定人数。"


def test_too_few_present_says_how_many_are_missing_twice() -> None:
    counted = count(sheet(200, valid=210, due=327, present=210), rules())
    missing = "应到代表327人，实到210人，未达到应到代表三分之二以上（至少218人），差8人，不符合法定人数"
    assert counted.quorum is not None
    assert counted.quorum.because == f"{missing}。"
    assert counted.because == f"{missing}，本轮票决不能作出决定。"
    assert why(counted, "1") == (
        "《1》获赞成票200张，超过全体代表（327人）的半数（须获164张以上）；实到人数不足法定人数，不作结论。"
    )


def test_a_selected_item_says_its_rank_and_the_seats() -> None:
    counted = decide(80, 70, seats=1)
    assert why(counted, "1") == (
        "《1》获赞成票80张，超过全体代表（100人）的半数（须获51张以上），按赞成票多少排第1位，在应选1项之内，票决确定。"
    )
    assert why(counted, "2") == (
        "《2》获赞成票70张，超过全体代表（100人）的半数（须获51张以上），按赞成票多少排第2位，"
        "应选1项，名额分界处为80张，差10张，未获确定。"
    )
    assert counted.because == "应选1项，按赞成票多少取前1项，票决确定。"


@pytest.mark.parametrize(
    ("tie_break", "then"), [("revote_tied", "须对得票相同的项目再次票决"), ("presidium", "由主席团决定")]
)
def test_a_tied_item_names_the_others_and_what_is_to_be_done(tie_break: str, then: str) -> None:
    counted = decide(80, 60, 60, 60, seats=3, tie_break=tie_break)
    assert why(counted, "3") == (
        "《3》获赞成票60张，超过全体代表（100人）的半数（须获51张以上），按赞成票多少并列第2位，"
        f"与《2》《4》得票相同，尚余2个名额，{then}。"
    )
    assert counted.because == f"应选3项，1项票决确定；《2》《3》《4》各获赞成票60张，得票相同，尚余2个名额，{then}。"
    nobody_above = decide(60, 60, seats=1, tie_break=tie_break)
    assert nobody_above.because == f"应选1项，《1》《2》各获赞成票60张，得票相同，尚余1个名额，{then}。"


def test_of_many_tied_items_the_first_few_are_named() -> None:
    assert decide(*[60] * 5, seats=2).because.startswith("应选2项，《1》《2》《3》《4》《5》各获赞成票60张，")
    counted = decide(*[60] * 8, seats=2)
    assert "与《1》《2》《4》《5》《6》等7项得票相同" in why(counted, "3")
    assert counted.because.startswith("应选2项，《1》《2》《3》《4》《5》等8项各获赞成票60张，")


def test_an_expanded_choice_says_that_the_equal_ones_came_in_together() -> None:
    counted = decide(80, 60, 60, seats=2, tie_break="expand")
    assert why(counted, "2").endswith("并列第2位，名额分界处得票相同，按规则一并票决确定。")
    assert why(counted, "1").endswith("排第1位，在应选2项之内，票决确定。")
    assert counted.because == "应选2项，名额分界处得票相同，按规则一并确定，共3项票决确定。"


@pytest.mark.parametrize(
    ("shortfall", "then"),
    [
        ("accept_fewer", "按规则接受少于应选数"),
        ("revote_remaining", "须在其余项目中另行票决"),
        ("presidium_decides", "由主席团决定"),
        ("defer_to_sc", "由政府提请常委会决定"),
    ],
)
def test_a_shortfall_says_how_many_seats_stay_open_and_what_follows(shortfall: str, then: str) -> None:
    counted = decide(80, 40, 30, seats=3, shortfall=shortfall)
    assert counted.because == f"应选3项，通过的只有1项，空缺2项，{then}。"
    nobody = decide(40, 30, seats=1, shortfall=shortfall)
    assert nobody.because == f"应选1项，没有项目通过，空缺1项，{then}。"


def test_a_void_round_says_the_two_numbers_and_that_it_is_to_be_repeated() -> None:
    counted = count(papers({"f": 11}, due=12, present=10, issued=10), rules())
    assert counted.because == "收回11张，多于发出10张，本轮票决无效，须重新投票。"
    assert why(counted, "1").endswith("；收回票多于发出票，本轮票决无效，不作结论。")


def test_item_by_item_says_how_many_passed() -> None:
    counted = decide(60, 40, seats=2, mode="itemwise")
    assert why(counted, "1") == "《1》获赞成票60张，超过全体代表（100人）的半数（须获51张以上），票决确定。"
    assert counted.because == "逐项表决，2项中1项票决确定。"


def test_what_could_not_be_checked_is_said() -> None:
    counted = count(sheet(60, valid=100, present=100), rules())
    assert why(counted, "1").startswith(
        "《1》获赞成票60张，未给出应到代表人数，未核对赞成票是否超过全体代表的半数，按赞成票"
    )
    assert [notice.message for notice in counted.notices] == [
        "未给出应到代表人数，未核对法定人数（须达到应到代表三分之二以上）。",
        "未给出应到代表人数，未核对赞成票是否超过全体代表的半数。",
    ]
    itemwise = count(sheet(60, valid=100, present=100), rules(mode="itemwise"))
    assert why(itemwise, "1").endswith("；是否通过无从核对，不作结论。")


@pytest.mark.parametrize(
    ("base", "said"),
    [("attending", "实到代表（90人）的"), ("collected", "收回票（85张）的"), ("valid", "有效票（80张）的")],
)
def test_each_base_is_called_by_its_name(base: str, said: str) -> None:
    threshold = {"base": base, "op": "ge", "num": 2, "den": 3}
    case = papers({"f-": 80}, spoiled={"torn": 5}, due=100, present=90, collected=85)
    assert f"达到{said}三分之二以上" in why(count(case, rules(threshold=threshold)), "1")


def test_a_street_s_poll_is_never_called_by_the_congress_s_word() -> None:
    street = Words(voters="议政代表", act="票选", presidium="街道党工委")
    cases = [
        sheet(80, 60, 60, valid=100, seats=2, due=100, present=100),
        sheet(80, 20, 20, valid=100, seats=2, due=100, present=100),
        sheet(80, 20, 20, valid=100, seats=2, due=100, present=100, issued=99),
        sheet(50, 20, 20, valid=50, seats=2, due=100, present=50),
    ]
    for case in cases:
        for tie_break in ("revote_tied", "presidium", "expand"):
            counted = count(replace(case, words=street), rules(tie_break=tie_break, shortfall="revote_remaining"))
            said = counted.because + "".join(item.because for item in counted.items)
            assert "票决" not in said
            assert "票选" in said


def test_a_title_in_its_own_marks_is_not_marked_again() -> None:
    case = replace(sheet(60, valid=100, due=100, present=100), titles=("《示例道路》",))
    assert "《《" not in count(case, rules()).items[0].because
