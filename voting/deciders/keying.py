"""What may be keyed, decided and reviewed of the papers of a round, by whom, and when do they make up the whole round?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.profile import ballot_rules, vote_word
from domain.refusals import refuse_all
from domain.texts import prose, said, shown
from voting.deciders.tallying import LETTERS, SPOILED
from voting.refusals.common import StepNotDue
from voting.refusals.figures import LawBroken
from voting.refusals.keying import (
    BundleMisfits,
    BundleTaken,
    BundleUnknown,
    DifferencesOpen,
    EditedIt,
    FaceMissing,
    KeyedIt,
    KeyingFinished,
    NotCompared,
    NotReviewed,
    PapersMissing,
)
from voting.refusals.papers import PatternMalformed, UnknownReason, WrongCountMethod
from voting.states.bundles import TELLERS
from voting.states.papers import Examined
from voting.states.rounds import Void, Voting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from domain.refusals import Refusal
    from voting.states.bundles import Bundle, Decided, Face
    from voting.states.rounds import Round

MOST_BUNDLES: Final = 1_000
MOST_PAPERS: Final = 500
"""In one bundle, which two people key in one go."""
NAMED: Final = 10
"""How many running numbers a sentence names."""


def papers_to_key(state: Round) -> int:
    """How many papers came out of the boxes, if this is the time to key them one by one; raises why it is not."""
    if ballot_rules(state.profile).count_method != "papers":
        raise WrongCountMethod(f"{vote_word(state.profile)}办法规定只录合计，不保存票面内容。")
    if not isinstance(state.stage, Voting):
        raise StepNotDue("本轮已经作废。" if isinstance(state.stage, Void) else "本轮已经封账。")
    stage = state.papers.stage
    if not (isinstance(stage, Examined) and stage.valid):
        raise StepNotDue("清点收回票数并宣布有效之后，才能逐票录入。")
    return stage.collected


def lay_out(bundles: Sequence[Bundle], number: int, first: int, last: int, collected: int) -> None:
    """Refuse a bundle that cannot lie beside the others: every running number from 1 to `collected` lies in one of them."""
    if not 1 <= number <= MOST_BUNDLES:
        raise BundleUnknown(f"捆的编号应在1至{MOST_BUNDLES}之间，现为{said(number)}。")
    if not 1 <= first <= last <= collected:
        raise BundleMisfits(
            f"收回{collected}张，编号是1至{collected}；这一捆写成了{said(first)}至{said(last)}。",
            pointer="/first" if not 1 <= first <= collected else "/last", collected=collected,
        )  # fmt: skip
    if last - first >= MOST_PAPERS:
        raise BundleMisfits(f"一捆最多{MOST_PAPERS}张，请分成几捆。", pointer="/last", most=MOST_PAPERS)
    for other in bundles:
        if other.number == number and other.keyed and (other.first, other.last) != (first, last):
            raise BundleMisfits(f"第{number}捆已经开始录入，不能再改起止编号。", pointer="/first")
        if other.number != number and first <= other.last and other.first <= last:
            raise BundleMisfits(
                f"{first}至{last}号与第{other.number}捆（{other.first}至{other.last}号）重叠。",
                pointer="/first", other=other.number,
            )  # fmt: skip


def may_key(bundle: Bundle, teller: str, number: int, face: Face, width: int) -> None:
    """Refuse a paper that the teller cannot key here, or that says what no paper of this round can say."""
    _within(bundle, number)
    refuse_all(unfit(face, width))
    if teller not in bundle.keyed and len(bundle.keyed) == TELLERS:
        raise BundleTaken(f"第{bundle.number}捆已经有两个人在录，请录另一捆。")
    if teller in bundle.finished:
        raise KeyingFinished(f"第{bundle.number}捆您已经录完；录错了的，由监票人拿着票裁定。")


def may_finish(bundle: Bundle, teller: str) -> None:
    """Refuse to finish while a paper of the bundle is not keyed: papers keyed equal papers in the bundle."""
    keyed = bundle.keyed.get(teller, {})
    missing = [number for number in bundle.numbers if number not in keyed]
    if missing:
        raise PapersMissing(
            f"第{bundle.number}捆{bundle.size}张，您录了{len(keyed)}张，还有{_named(missing)}没有录。",
            left=bundle.size, right=len(keyed),
        )  # fmt: skip


def may_decide(bundle: Bundle, person: str, number: int, decided: Decided, width: int) -> None:
    """Refuse a decision before both have finished, by one who keyed, without a reason, or for what no paper can say."""
    _within(bundle, number)
    may_see(bundle, person)
    refuse_all([*unfit(decided.face, width), *prose(reason=decided.reason)])


def may_see(bundle: Bundle, person: str) -> None:
    """Refuse to show both readings before both have finished, or to one who keyed."""
    if person in bundle.keyed:
        raise KeyedIt(f"第{bundle.number}捆是您录的，请由另一个人拿着票裁定、复核。")
    if not bundle.compared:
        raise NotCompared(f"第{bundle.number}捆还没有两个人都录完，不能比对。")


def may_review(bundle: Bundle, person: str) -> None:
    """Refuse a review by one who keyed or decided, or while papers are in question."""
    may_see(bundle, person)
    if person in bundle.editors:
        raise EditedIt(f"第{bundle.number}捆里有您裁定过的票，请由另一个人复核。")
    if bundle.undecided:
        raise DifferencesOpen(
            f"第{bundle.number}捆还有{_named(bundle.undecided)}没有裁定。", undecided=len(bundle.undecided)
        )


def whole_round(bundles: Sequence[Bundle], collected: int) -> Mapping[int, Face]:
    """Every paper of the round by its running number; raises every bundle that is not through, and the law if papers are missing."""
    refuse_all(
        NotReviewed(f"第{bundle.number}捆还没有复核。", bundle=bundle.number)
        for bundle in bundles
        if bundle.status != "reviewed"
    )
    papers = {number: bundle.face(number) for bundle in bundles for number in bundle.numbers}
    if len(papers) != collected:
        missing = [number for number in range(1, collected + 1) if number not in papers]
        raise LawBroken(
            f"收回{collected}张，各捆合计{len(papers)}张，{_named(missing)}不在任何一捆里。",
            left=collected, right=len(papers),
        )  # fmt: skip
    return papers


def unfit(face: Face, width: int) -> Iterator[Refusal]:
    """The law of one paper: a mark for each candidate, or one reason why it is spoiled."""
    if bool(face.marks) == bool(face.spoiled):
        yield FaceMissing("每张票写每一项的记号（marks），或者整张无效的原因（spoiled），只写一种。", pointer="/marks")
    elif face.marks and (len(face.marks) != width or set(face.marks) - set(LETTERS)):
        yield PatternMalformed(f"票面“{shown(face.marks)}”与{width}个候选项目不符。", pointer="/marks")
    elif face.spoiled and face.spoiled not in SPOILED:
        yield UnknownReason(f"没有这类无效票：{shown(face.spoiled)}。", pointer="/spoiled")


def _within(bundle: Bundle, number: int) -> None:
    if number not in bundle.numbers:
        raise BundleUnknown(f"第{bundle.number}捆是{bundle.first}至{bundle.last}号，没有{said(number)}号。")


def _named(numbers: Sequence[int]) -> str:
    listed = "、".join(map(str, numbers[:NAMED]))
    return f"{listed}号" if len(numbers) <= NAMED else f"{listed}等{len(numbers)}个号"
