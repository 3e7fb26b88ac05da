"""How does a test of the counting pages get a ballot that is ready to be counted, and several people before it?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from secrets import token_hex
from typing import Any, Final
from uuid import UUID, uuid4

from api.accounts.adding import add
from api.accounts.secrets import draw_half, printed_hash
from api.accounts.signing_in import by_print, open_for
from api.actor import Actor
from api.cases import on
from api.demo.county import names as county
from api.http.credential import cookie_name
from api.usecases import Request, Stated, execute
from domain.deciders import Command, Decider
from domain.events import Decision, Person
from domain.people import PersonalData
from domain.storage.accounts.grants import Scope, insert_grant
from domain.storage.accounts.passes import Pass, insert_pass
from projections.models import MODELS
from tests.keying.counting_room import PAPERS, examined_round
from tests.pages.browsing import View
from tests.pages.site import PATIENCE_S, Site
from tests.scenarios import MEETING_ID
from voting.commands.rounds import RecordTotals, Sheet
from voting.deciders.rounds import ROUND
from voting.events.rounds import ItemTotals

TOTALS: Final = {"count_method": "manual_totals"}
CLERK: Final = Actor(person=Person(ref="p-clerk", role="clerk"), congress=county.CODE)
CHAIR: Final = Person(ref="p-chair", role="chair")


def ballot(site: Site, papers: int = 100, candidates: int = 3, *, by_sheet: bool = True) -> UUID:
    """A round of 示例县 whose papers came back and were declared valid, to be counted by its sheet or paper by paper."""
    rules = TOTALS if by_sheet else PAPERS
    found = examined_round(site.desk.ledger, papers, candidates, ballot=rules, name=token_hex(4))
    folded(site)
    return found


def folded(site: Site) -> None:
    """Wait until everything that was recorded can be read."""
    assert site.desk.waiting.wait_for(site.desk.ledger.head(), PATIENCE_S, [model.name for model in MODELS])


def record(site: Site, command: Command, stream: UUID, decider: Decider[Any] = ROUND, **stated: Any) -> None:
    """Something recorded by others while the pages are looked at; two people where the command asks for them."""
    envelope = Stated(effective_on=None, approved_by=CHAIR, **stated)
    request = Request(
        use_case=on(decider, type(command)),
        command=command,
        actor=CLERK,
        key=token_hex(8),
        stated=envelope,
        stream=stream,
    )
    execute(site.desk.ledger, request, site.desk.clock)
    folded(site)


def counted(site: Site, stream: UUID, votes: Sequence[int], valid: int) -> None:
    """The sheet recorded as two people read it."""
    items = tuple(
        ItemTotals(candidate=str(n), votes_for=yes, votes_against=valid - yes) for n, yes in enumerate(votes, start=1)
    )
    sheet = Sheet(valid=valid, invalid=0, items=items)
    record(site, RecordTotals(first=sheet, second=sheet), stream)


def decided(body: Any) -> Decision:
    """What a meeting of a body decided."""
    return Decision(body=body, how="meeting_decision")


def somebody(site: Site, role: Any, congress: str = county.CODE) -> str:
    """The cookie of a person who has just signed in in this role: another one each time."""
    accounts = site.desk.accounts()
    with accounts.together() as line:
        made = add(accounts, line, f"shili-{token_hex(4)}", by="test", administers=False, called=f"示例{role}")
        assert insert_grant(line, made.account, Scope(role, congress, ""), accounts.now())
        return open_for(accounts, line, made.account).secret


def by_pass(site: Site, task: str) -> str:
    """The cookie of somebody who came with a printed pass of the meeting at which `ballot` was held."""
    accounts, code = site.desk.accounts(), f"{draw_half()}-{draw_half()}"
    now, kept = accounts.now(), printed_hash("pass", code)
    with accounts.together() as line:
        person, entered = accounts.people().enter(PersonalData(name=f"示例{task}"), county.CODE)
        line.execute(entered.sql.encode(), entered.params)
        one = Pass(
            uuid4(), None, kept, UUID(person), task, county.CODE, UUID(MEETING_ID), None, "test", "test2", now,
            now + timedelta(hours=12),
        )  # fmt: skip
        assert insert_pass(line, one)
    return by_print(accounts, code).secret


def seated(view: View, cookie: str) -> View:
    """The window of whoever has this cookie."""
    name = cookie_name(view.site.desk.limits)
    view.page.context.add_cookies([{"name": name, "value": cookie, "url": view.site.address}])
    return view
