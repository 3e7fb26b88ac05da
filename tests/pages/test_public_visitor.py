"""Does a visitor whom nobody helps find from the front page what he came for, in few steps?"""

from __future__ import annotations

from tests.pages.browsing import PageAt

STEPS = {
    "which projects were chosen, and by which rule": (
        ["选了哪些项目，按什么规则选的"],
        "按全体代表327人计算，须获赞成票164张以上",
    ),
    "how much of a project's money is disbursed": (
        ["项目、进展和资金：每个项目办到哪一步、拨付了多少", "示例县乡镇卫生院提升"],
        "拨付率93.2%",
    ),
    "what changed last month": (["上个月有哪些变化"], "到这一天为止"),
}


def test_three_questions_are_answered_in_two_steps_at_most(page_at: PageAt) -> None:
    for question, (links, answer) in STEPS.items():
        view = page_at(390, None)
        view.go("/", 200)
        for text in links:
            view.page.get_by_role("link", name=text, exact=True).first.click()
        assert len(links) <= 2, question
        assert answer in view.page.inner_text("main").replace("\n", ""), question
