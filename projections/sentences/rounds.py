"""How is what happened in a round of the ballot told, without a number that is not published?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from domain.events import Event
from projections.sentences.words import NOT_YET, Names, Shown
from projections.words.sessions import OUTCOMES, RESOLUTIONS, round_kind_word
from voting.events import rounds as r
from voting.states.figures import spoken


def opened(event: r.RoundOpened, names: Names, _shown: Shown) -> str:
    """开启一轮票决."""
    names.rules(event.profile)
    names.titles.update({candidate.id: candidate.title for candidate in event.candidates})
    first = event.kind == "first"
    kind = f"{event.project_year}年度民生实事项目{names.vote}" if first else round_kind_word(event.kind, names.vote)
    heads = event.attendance
    return (
        f"开启{kind}：候选{len(event.candidates)}项，应选{event.seats}项，"
        f"应到{heads.due}人，实到{heads.present}人，适用第{event.profile_version}版规则"
    )


def totals_recorded(event: r.TotalsRecorded, names: Names, shown: Shown) -> str:
    """录入计票结果."""
    said = f"录入计票结果报告单（两人各录一遍）：有效票{event.valid}张，无效票{event.invalid}张"
    if not shown.votes:
        return f"{said}；{_hidden(names, shown)}"
    rows = "、".join(
        f"《{names.titles.get(row.candidate, row.candidate)}》赞成{row.votes_for}张" for row in event.items
    )
    return f"{said}；{rows}"


def papers_sealed(event: r.PapersSealed, _names: Names, shown: Shown) -> str:
    """封账."""
    total = sum(pattern.count for pattern in event.patterns) + sum(event.spoiled.values())
    kinds = f"，票面{len(event.patterns)}种" if shown.votes else ""
    return f"封账：逐张录入的票{total}张{kinds}"


def counted(event: r.RoundCounted, names: Names, shown: Shown) -> str:
    """计票."""
    again = "更正后重新计算" if event.cause == "correction" else "计票"
    if not shown.choice:
        return f"{again}完成，{NOT_YET}"
    said = (
        f"{again}：{OUTCOMES[event.outcome]}，{names.vote}确定{len(event.selected)}项：{names.titled(event.selected)}"
    )
    if event.tied:
        said += f"；{names.titled(event.tied)}得票相同，名额只剩{event.tied_seats}个"
    if event.open_seats:
        said += f"；尚缺{event.open_seats}项"
    return said


def recounted(event: r.RoundRecounted, names: Names, shown: Shown) -> str:
    """重新计票."""
    agrees = "与第一次计票一致" if event.agrees else "与第一次计票不一致，两次结果并存"
    if not shown.choice:
        return f"重新计票（{event.reason}）完成，{NOT_YET}"
    return f"重新计票（{event.reason}）：{agrees}，{names.vote}确定{names.titled(event.selected)}"


def audited(event: r.PapersAudited, _names: Names, shown: Shown) -> str:
    """抽查."""
    if not shown.choice:
        return f"抽查{event.papers}张票，{NOT_YET}"
    found = f"{event.differing}张与封账的不符" if event.differing else "都与封账的一致"
    return f"按当众产生的数“{event.seed}”抽查{event.papers}张票，{found}"


def tie_resolved(event: r.TieResolved, names: Names, shown: Shown) -> str:
    """同票处理."""
    if not shown.choice:
        return f"同票已处理（{_way(event.how, names)}），{NOT_YET}"
    return (
        f"{names.titled(event.among)}得票相同，{_way(event.how, names)}：{names.titled(event.selected)}{names.vote}确定"
    )


def shortfall_resolved(event: r.ShortfallResolved, names: Names, shown: Shown) -> str:
    """不足应选数的处理."""
    if not shown.choice:
        return f"缺额已处理（{_way(event.how, names)}），{NOT_YET}"
    return f"不足应选数，{_way(event.how, names)}：{names.titled(event.selected)}{names.vote}确定"


def declared(event: r.ResultDeclared, names: Names, shown: Shown) -> str:
    """当场宣布."""
    if not shown.choice:
        return f"当场宣布结果，{NOT_YET}"
    open_seats = f"，缺额{event.open_seats}项" if event.open_seats else ""
    return f"当场宣布：{names.titled(event.selected)}共{len(event.selected)}项{names.vote}确定{open_seats}"


def reballot_called(event: r.ReballotCalled, names: Names, shown: Shown) -> str:
    """决定再投一次."""
    among = names.titled(event.candidates) if shown.choice else f"{len(event.candidates)}个项目"
    return f"决定{round_kind_word(event.kind, names.vote)}：在{among}中选{event.seats}项"


def resolution_adopted(event: r.ResolutionAdopted, _names: Names, _shown: Shown) -> str:
    """作出决定."""
    return f"作出《{event.title}》"


def choice_confirmed(event: r.ChoiceConfirmed, names: Names, _shown: Shown) -> str:
    """党工委确认."""
    paper = f"（{event.document}）" if event.document else ""
    return f"街道党工委确认{names.vote}结果{paper}"


def announced(event: r.ResultAnnounced, names: Names, _shown: Shown) -> str:
    """公告, on a street 公布."""
    number = event.number if names.announcement in event.number else f"{names.announcement}{event.number}"
    if names.announcement == "公布":
        return f"公布{names.vote}结果（{event.number}，{event.medium}）：{names.titled(event.selected)}"
    return f"发布{number}（{event.medium}）：{names.titled(event.selected)}"


def corrected(event: r.RoundCorrected, names: Names, shown: Shown) -> str:
    """更正, both readings."""
    if not shown.votes:
        return f"更正计票结果一处（{event.reason}）；{_hidden(names, shown)}"
    return f"更正{spoken(event.field, names.titles)}：由{event.before}张改为{event.after}张，{event.reason}"


def voided(event: r.RoundVoided, _names: Names, _shown: Shown) -> str:
    """本轮作废."""
    return f"本轮作废：{event.reason}"


def taken_over(event: r.RoundTakenOver, _names: Names, _shown: Shown) -> str:
    """期初."""
    return (
        f"补录{event.project_year}年度{event.meeting_title}的结果，依据《{event.document}》，"
        f"共{len(event.items)}项，照原件登记，未经本台账计算"
    )


def _hidden(names: Names, shown: Shown) -> str:
    return f"按本次会议{names.vote}办法，不公布得票数" if shown.choice else NOT_YET


def _way(how: str, names: Names) -> str:
    return RESOLUTIONS[how].format(presidium=names.presidium)


TELLS: Final[Mapping[type[Event], Any]] = {
    r.RoundOpened: opened,
    r.TotalsRecorded: totals_recorded,
    r.PapersSealed: papers_sealed,
    r.RoundCounted: counted,
    r.RoundRecounted: recounted,
    r.PapersAudited: audited,
    r.TieResolved: tie_resolved,
    r.ShortfallResolved: shortfall_resolved,
    r.ResultDeclared: declared,
    r.ReballotCalled: reballot_called,
    r.ResolutionAdopted: resolution_adopted,
    r.ChoiceConfirmed: choice_confirmed,
    r.ResultAnnounced: announced,
    r.RoundCorrected: corrected,
    r.RoundVoided: voided,
    r.RoundTakenOver: taken_over,
}
