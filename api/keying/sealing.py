"""How are the papers of a round sealed: exported once for the scrutineers, recorded as one event, and wiped with it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from api.actor import Actor
from api.keying.board import Room, bundles_in
from api.keying.keys import KeyingKeys
from api.keying.scrutineers_file import Exported, Serials, read_file, write_file
from api.usecases import Answer, Request, Stated, execute
from domain.deciders import Command
from domain.refusals import Refusal
from domain.storage import KeyingClosed, Ledger
from domain.storage.keying import Staged, keying, seal_keying, select_keying, wipe_keying
from domain.usecase import Reader, UseCase
from voting.commands.rounds import SealKeyed, SealPapers
from voting.deciders.keying import whole_round
from voting.deciders.rounds import ROUND
from voting.events.rounds import PapersSealed
from voting.refusals.common import StepNotDue
from voting.states.serials import drawn, multiset


class FileOutdated(Refusal):
    """The scrutineers' file was not exported, is not the newest, or papers were changed after it."""

    code = "file_outdated"
    title = "编号对照文件不是最新的"


class SerialsDiffer(Refusal):
    """What stands in the scrutineers' file is not what was sealed."""

    code = "serials_differ"
    title = "编号对照与封账时的承诺不符"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A sealing as it was asked for."""

    actor: Actor
    key: str
    command: SealKeyed
    stated: Stated
    version: int


def export(room: Room) -> Exported:
    """The file for the scrutineers, when every bundle is reviewed and all together are the round; the papers stand from then on."""
    collected = room.collected
    with keying(room.desk.ledger, room.stream) as held:
        bundles = bundles_in(room, held.staged())
        exported = write_file(room.stream, whole_round(bundles, collected), bundles)
        held.exported(exported.sha256, exported.commitment)
    return exported


def seal(room: Room, asked: Asked, proven: Callable[[Request], Request] = lambda request: request) -> Answer:
    """One event with the papers as a multiset and the commitment; what was staged goes with it, and its key right after.

    `proven` answers the request once its second person has confirmed it. Raises `FileOutdated`, or `KeyingMoved` where somebody
    was quicker.
    """
    ledger = room.desk.ledger
    staged = select_keying(ledger, room.stream)

    def inform(_read: Reader, _stream: UUID, command: Command) -> Command:
        assert isinstance(command, SealKeyed)
        return _papers(room, staged, command)

    request = Request(
        use_case=UseCase(SealKeyed, ROUND, inform=inform),
        command=asked.command,
        actor=asked.actor,
        key=asked.key,
        stated=asked.stated,
        stream=room.stream,
        version=asked.version,
        statements=[seal_keying(room.stream, staged.head.revision)] if staged else [],
    )
    answer = execute(ledger, proven(request), room.desk.clock)
    room.keys.destroy(room.stream)
    return answer


def void(room: Room, request: Request) -> Answer:
    """The round voided; whatever was keyed of it goes with the event."""
    ballot = room.state.profile.ballot
    wipe = [wipe_keying(room.stream)] if ballot is not None and ballot.count_method == "papers" else []
    request = replace(request, statements=[*request.statements, *wipe])
    answer = execute(room.desk.ledger, request, room.desk.clock)
    room.keys.destroy(room.stream)
    return answer


def read_back(room: Room, file: bytes, code: str, seed: str) -> tuple[Serials, tuple[int, ...]]:
    """What the scrutineers' file holds, if it is what was sealed, and the numbers of the papers that are drawn for the check."""
    sealed = room.state.reading
    if not isinstance(sealed, PapersSealed) or not sealed.serial_commitment:
        raise StepNotDue("本轮没有逐票封账，没有编号对照可以抽查。")
    serials = read_file(room.stream, file, code)
    if serials.commitment.hex() != sealed.serial_commitment:
        raise SerialsDiffer("文件里的编号对照与封账时登记的承诺不符，不是封账时的那一份。")
    ballot = room.state.profile.ballot
    wanted = ballot.spot_audit.papers if ballot is not None and ballot.spot_audit != "off" else 0
    return serials, drawn(len(serials.papers), wanted, seed, serials.commitment)


def sweep(ledger: Ledger, keys: KeyingKeys) -> None:
    """Destroy the keys of rounds that were sealed when the service died before it could."""
    for round_ in keys.rounds():
        staged = select_keying(ledger, round_)
        if staged is not None and staged.head.sealed:
            keys.destroy(round_)


def _papers(room: Room, staged: Staged | None, command: SealKeyed) -> SealPapers:
    """What the bundles come to, as it was exported."""
    if staged is None or staged.head.sealed:
        raise KeyingClosed("本轮没有录入票面，或者已经封账。")
    head = staged.head
    if head.file_sha256 is None or head.commitment is None or head.file_sha256.hex() != command.file_sha256:
        raise FileOutdated("请先导出编号对照；导出以后又改动过的，重新导出，按最新的文件封账。", pointer="/file_sha256")
    papers = whole_round(bundles_in(room, staged), room.collected)
    patterns, spoiled = multiset(papers)
    return SealPapers(patterns=patterns, spoiled=spoiled, serial_commitment=head.commitment.hex())
