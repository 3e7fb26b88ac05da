"""Which rules of solicitation, screening and publication cannot hold together?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.profile.coherence.contradiction import Contradiction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.profile.model import Profile

START: Final = re.compile(r"(Y-1|Y) (Q[1-4]|0[1-9]|1[0-2])")


class StartUnreadable(Contradiction):
    """The start of the solicitation is a quarter or a month of the project year or of the one before it (C-02)."""

    code = "solicitation_start"
    title = "征集开始时间写法不对"

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Anything but `Y-1 Q3` or `Y-1 07`."""
        if not START.fullmatch(profile.solicitation.start):
            yield "/solicitation/start", "征集开始时间应写成“Y-1 Q3”（上年第三季度）或“Y-1 07”（上年7月）这样的形式。"


class UpperLevelProjects(Contradiction):
    """Projects assigned from above are kept out by one rule and let in by the other (D-11, §2.5)."""

    code = "upper_level_projects"
    title = "上级安排项目的规定互相矛盾"
    touches = ("/screening/negative_list",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """A negative list that says the opposite; an empty one says nothing."""
        rules = profile.screening
        listed = "UPPER_LEVEL_ASSIGNED" in rules.negative_list
        if rules.negative_list and listed != rules.exclude_upper_level:
            has = "列有" if listed else "没有"
            yield (
                "/screening/exclude_upper_level",
                f"不予列入的情形中{has}“上级安排实施”，与是否排除上级安排项目的规定不一致。",
            )


class HiddenVotesShown(Contradiction):
    """Votes that are not published must not show through an order, a screen or a hidden row (events.md, "Publication")."""

    code = "hidden_votes_shown"
    title = "不公布的得票数会被看出来"
    touches = ("/publication/votes",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Every surface that would give them away."""
        rules = profile.publication
        if rules.votes == "none" and rules.order == "votes":
            yield "/publication/order", "不公布得票数，就不能按得票多少排列，否则名次会被看出来。"
        if rules.votes == "none" and rules.hall == "votes":
            yield "/publication/hall", "不公布得票数，会场大屏就不能显示得票数。"
        if rules.votes == "all" and rules.not_selected == "hide":
            yield "/publication/votes", "不公布未获确定的项目，就不能公布全部项目的得票数。"
        if rules.votes == "selected" and rules.order == "votes" and rules.not_selected == "show":
            yield "/publication/order", "只公布获确定项目的得票数，就不能把未获确定的项目也按得票多少排列。"


class LightsOutOfOrder(Contradiction):
    """From red to green the bounds of the lights rise (§6.1)."""

    code = "lights_out_of_order"
    title = "亮灯的界限前后颠倒"

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Every bound below the one before it."""
        rules = profile.lights
        if rules.orange_below < rules.red_below:
            yield "/lights/orange_below", "橙灯界限不能低于红灯界限。"
        if rules.yellow_below < rules.orange_below:
            yield "/lights/yellow_below", "黄灯界限不能低于橙灯界限。"
        if rules.yellow_within < rules.green_within:
            yield "/lights/yellow_within", "黄灯差距不能小于绿灯差距。"


class NoVotesToPublish(Contradiction):
    """Under 报告制 nobody votes, so there are no votes to publish."""

    code = "no_votes_to_publish"
    title = "没有得票数可以公布"
    touches = ("/decision_mode",)

    @classmethod
    def found(cls, profile: Profile) -> Iterator[tuple[str, str]]:
        """Votes published of a vote never held."""
        if profile.decision_mode == "report_only" and profile.publication.votes != "none":
            yield "/publication/votes", "报告制不进行票决，没有得票数可以公布。"


OTHER_CONTRADICTIONS: tuple[type[Contradiction], ...] = (
    StartUnreadable,
    UpperLevelProjects,
    HiddenVotesShown,
    LightsOutOfOrder,
    NoVotesToPublish,
)
