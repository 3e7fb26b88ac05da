"""How does the ledger say no: with which permanent code, which Chinese sentence and which numbers?"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


LARGEST: Final = 2**53 - 1
"""What JSON says exactly everywhere."""


class Refusal(Exception):  # noqa: N818 - a refusal is vocabulary of the field, not a programming error
    """One reason why something is not recorded.

    A subclass is one reason. `code` is permanent and public, `title` says the kind of refusal in Chinese, `detail` says this
    very case, `numbers` are the figures that explain it, `pointer` is the RFC 6901 place of the fault in what was handed in.
    """

    code: ClassVar[str] = "refused"
    title: ClassVar[str] = "不能登记"

    def __init__(self, detail: str = "", *, pointer: str = "", **numbers: int | str | None) -> None:
        self.detail = detail or self.title
        self.pointer = pointer
        # A sum of many amounts may be larger than JSON can say exactly; the sentence has it in words.
        self.numbers = {name: None if _unsayable(number) else number for name, number in numbers.items()}
        super().__init__(self.detail)

    def at(self, prefix: str) -> Refusal:
        """The same refusal with its place moved below `prefix`."""
        self.pointer = prefix + self.pointer
        return self


def _unsayable(number: int | str | None) -> bool:
    return isinstance(number, int) and abs(number) > LARGEST


class Faults(Exception):  # noqa: N818 - the plural of Refusal
    """Several refusals at once: everything that is wrong with one command, so that it is put right in one go."""

    def __init__(self, faults: Iterable[Refusal]) -> None:
        self.faults: tuple[Refusal, ...] = tuple(faults)
        super().__init__("；".join(fault.detail.removesuffix("。") for fault in self.faults) + "。")


def refuse_all(faults: Iterable[Refusal]) -> None:
    """Raise what was found: nothing, the one refusal itself, or all of them as `Faults`."""
    found = tuple(faults)
    if len(found) == 1:
        raise found[0]
    if found:
        raise Faults(found)


class NotFound(Refusal):
    """The stream that a command or a read names does not exist."""

    code = "not_found"
    title = "没有登记过"


class AlreadyExists(Refusal):
    """The stream that a command would begin has begun already."""

    code = "already_exists"
    title = "已经登记过了"


class DecidedByMissing(Refusal):
    """An act of a body arrived without saying which body decided it."""

    code = "decided_by_missing"
    title = "没有写明由哪个机构决定"


class WrongBody(Refusal):
    """The profile names another body for this act."""

    code = "wrong_body"
    title = "按票决办法，这件事不由该机构决定"


class SecondPersonMissing(Refusal):
    """This step needs a second person who confirms."""

    code = "second_person_missing"
    title = "这一步需要第二个人确认"


class SamePerson(Refusal):
    """The one who typed cannot be the one who confirms."""

    code = "same_person"
    title = "录入人和确认人不能是同一个人"


class VotesImpossible(Refusal):
    """The votes by which a body decided cannot be: below zero, beyond all bounds, or against a unanimous decision."""

    code = "votes_impossible"
    title = "表决票数不对"


class OutOfOrder(Refusal):
    """A step is dated or recorded before the one that it stands on."""

    code = "out_of_order"
    title = "次序不对"


class StreamMoved(Refusal):
    """Somebody recorded something on a stream that this command had read: read again and decide again."""

    code = "stream_moved"
    title = "别人刚刚登记了新内容，请刷新后重试"


class StaleVersion(StreamMoved):
    """The version that the caller saw (`If-Match`) is not the newest any more."""

    code = "stale_version"
    title = "您看到的不是最新版本，请刷新后重试"


class CommandReused(Refusal):
    """An idempotency key came back with another body."""

    code = "command_reused"
    title = "同一个请求编号用在了不同的内容上"


class NoSuchNumber(Refusal):
    """A 届, 次, 批次, 轮次 or 年度 that there cannot be."""

    code = "no_such_number"
    title = "没有这个编号"
