"""Which parsers read what comes from outside, what may each of them raise, and what does a sound piece look like?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

import click
import orjson
import pytest
from joserfc.jwk import ECKey
from starlette.datastructures import Headers, QueryParams

from api.accounts import oidc
from api.accounts.secrets import typed
from api.accounts.totp import matching_step
from api.actor import ANONYMOUS
from api.backup.archive import reading
from api.backup.manifest import Manifest
from api.calculators.faults import Malformed
from api.calculators.strict_json import parse
from api.cli import root
from api.http import queries
from api.http.actor import believed
from api.http.body import _refuse_other_kind
from api.http.credential import bears_session, shown
from api.http.headers import expected_version, idempotency_key
from api.http.json_body import parse_json
from api.http.origins import refuse_other_hosts, refuse_other_sites
from api.http.resources.events import _last_seen
from api.http.route import Body, Call
from api.http.streams import stream_named
from api.http.table import ROUTES
from api.keying.scrutineers_file import read_file
from api.layouts import PROGRESS, PROPOSALS
from api.log.keyfile import read_key
from api.log.memory import Memory
from api.log.timestamps import _read, read_authority, read_request
from api.log.tokens import in_order
from api.log.witness_memory import WitnessMemory
from api.opendata.cvr_reading import read_cvr
from api.pages.posted import unpacked
from api.paper.words.editable.inspecting import inspect_template
from api.settings import SettingsInvalid, read_settings
from api.workbooks.reading import read_table
from api.workbooks.template import template
from domain.calendar import parse_day, parse_instant
from domain.divisions import check_division
from domain.documents.inside import charset_of, fault_inside
from domain.documents.kinds import FORMATS
from domain.people.keyfile import PersonKeys
from domain.profile.check import check_profile
from domain.refusals import Faults, Refusal
from domain.transparency.checkpoints import Checkpoint, TreeHead
from domain.transparency.keys import SignerKey, VerifierKey
from domain.transparency.notes import Note
from domain.transparency.policies import Policy
from domain.transparency.rotations import Rotation
from domain.transparency.submissions import Submission
from projects.numbers import FINDING, PROJECT, PROPOSAL
from tests.api.kit import MORNING

Own = tuple[type[BaseException], ...]
REFUSALS: Own = (Refusal, Faults)
ROUND = UUID("3f2b5b0e-1111-5111-8111-111111111111")


class Parser(NamedTuple):
    """What is read, by what, what it may raise, and what a sound one looks like, from which others are made."""

    what: str
    read: Callable[[bytes], object]
    own: Own = REFUSALS
    sound: tuple[bytes, ...] = ()


def meant_for_us(raw: bytes) -> None:
    refuse_other_sites(headers("host", "origin", "sec-fetch-site")(raw), WRITE, None)
    refuse_other_hosts(headers("host")(raw), ["example.com"])


def text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def head(raw: bytes) -> str:
    """As a header comes: every byte a character."""
    return raw.decode("latin-1")


def headers(*names: str) -> Callable[[bytes], Headers]:
    return lambda raw: Headers(raw=[(name.encode(), raw) for name in names])


def asking(name: str) -> Callable[[bytes], Call]:
    """A call with this in its query."""
    nothing: Any = None
    return lambda raw: Call(
        desk=nothing,
        actor=ANONYMOUS,
        route="/x",
        path={},
        query=QueryParams([(name, text(raw))]),
        headers=Headers(),
        body=b"",
    )


def in_file(read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """A parser of a file that its owner alone may read."""

    def parser(raw: bytes) -> object:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            path.touch(mode=0o600)
            path.write_bytes(raw)
            return read(path)

    return parser


def signers_memory(path: Path) -> object:
    path.rename(path.with_name("signed.json"))
    return Memory(path.parent).read()


def witness_memory(path: Path) -> object:
    memory = WitnessMemory(path.parent)
    there = memory._path("0" * 64)  # noqa: SLF001 - where it looks
    there.parent.mkdir(parents=True, exist_ok=True)
    path.rename(there)
    return memory.last("0" * 64)


def backup(path: Path) -> object:
    with reading(path) as found:
        return [found.read(file.name) for file in found.manifest.files]


PROVIDER = oidc.Provider(issuer="https://example.com", client="minsheng", redirect="https://example.org/answer")
OURS = ECKey.generate_key("P-256").as_dict(private=False)


def id_token(raw: bytes) -> object:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(oidc, "ask", lambda *_: {"keys": [OURS, {"kty": "RSA"}, 7, None]})
        clock: Any = SimpleNamespace(now=lambda: MORNING)
        return oidc._claims(clock, PROVIDER, {"jwks_uri": "https://example.com/keys"}, text(raw))  # noqa: SLF001 - the one place where it is read


def keys_of_provider(raw: bytes) -> object:
    with suppress(orjson.JSONDecodeError), pytest.MonkeyPatch.context() as patched:
        found = orjson.loads(raw)
        patched.setattr(oidc, "ask", lambda *_: found if isinstance(found, dict) else {"keys": [found]})
        clock: Any = SimpleNamespace(now=lambda: MORNING)
        return oidc._claims(clock, PROVIDER, {"jwks_uri": "https://example.com/keys"}, "e30.e30.e30")  # noqa: SLF001 - the one place where it is read
    return None


def command_line(raw: bytes) -> object:
    """Every verb with these words behind it, read and not run."""
    words = text(raw).replace("\x00", "").split(" ")
    for name, command in COMMANDS.items():
        with suppress(click.exceptions.Exit, click.ClickException):
            command.make_context(name, list(words))
    return None


COMMANDS = root.commands_below()
WRITE = next(route for route in ROUTES if route.method == "POST" and route.unasked)
JSON = Body()
PARSERS = (
    Parser("files that a form carries", lambda raw: unpacked(text(raw)), sound=(b"QUJD",)),
    Parser("JSON bodies", parse_json, sound=(b'{"a": [1, "x", {"b": null}]}',)),
    Parser("JSON of the calculators", parse, (Malformed,), (b'{"a": [1.5, "x"]}',)),
    Parser("profiles", lambda raw: check_profile(parse_json(raw)), sound=(b'{"decision": {"mode": "top_k"}}',)),
    Parser("Content-Type and Content-Encoding", lambda raw: _refuse_other_kind(SimpleNamespace(headers=headers("content-type", "content-encoding")(raw)), JSON), sound=(b"application/json; charset=utf-8",)),  # type: ignore[arg-type] # what it looks at
    Parser("cursors", lambda raw: queries.after(asking("after")(raw)), sound=(b"WyJhIiwiOTkwMTAxIiwxLCJ4Il0=",)),
    Parser("limit", lambda raw: queries.limit(asking("limit")(raw)), sound=(b"50",)),
    Parser("at_least", lambda raw: queries.at_least(asking("at_least")(raw)), sound=(b"54",)),
    Parser("year", lambda raw: queries.year(asking("year")(raw)), sound=(b"2024",)),
    Parser("valid_on", lambda raw: queries.valid_on(asking("valid_on")(raw)), sound=(b"2024-06-30",)),
    Parser("division codes asked for", lambda raw: queries.division(asking("congress")(raw), queries.CONGRESS), sound=(b"990101",)),
    Parser("Last-Event-ID", lambda raw: _last_seen(head(raw), 500), sound=(b"480",)),
    Parser("If-Match", lambda raw: expected_version(headers("if-match")(raw)), sound=(b'"7"',)),
    Parser("Idempotency-Key", lambda raw: idempotency_key(headers("idempotency-key")(raw)), sound=(b'"7"',)),
    Parser("Authorization", lambda raw: shown(headers("authorization")(raw)), sound=(b"Bearer x",)),
    Parser("cookies", lambda raw: (shown(headers("cookie")(raw)), bears_session(headers("cookie")(raw))), sound=(b"minsheng=x; a=b",)),
    Parser("Host, Origin and Sec-Fetch-Site", meant_for_us, sound=(b"example.com:80", b"same-origin", b"[::1]:8000")),
    Parser("believed headers", lambda raw: believed(headers("x-minsheng-person", "x-minsheng-role", "x-minsheng-congress")(raw)), sound=(b"clerk",)),
    Parser("ids and codes in addresses", lambda raw: stream_named(text(raw)), sound=(str(ROUND).encode(), b"990101101")),
    Parser("days", lambda raw: parse_day(text(raw)), sound=(b"2024-02-29",)),
    Parser("instants", lambda raw: parse_instant(text(raw)), sound=(b"2024-06-30T15:00:00.000001+08:00",)),
    Parser("division codes", lambda raw: [check_division(text(raw), level) for level in ("county", "township")], sound=(b"990101000000",)),
    Parser("numbers that people say", lambda raw: [each.read(text(raw)) for each in (PROJECT, PROPOSAL, FINDING)], sound=(b"2024-03", "2024征-001".encode())),
    Parser("one-time passwords", lambda raw: matching_step(b"x" * 20, text(raw), MORNING), (), (b"123456",)),
    Parser("printed codes", lambda raw: typed(text(raw)), (), (b"0000-0000-0000-0000",)),
    Parser("ID tokens", id_token, sound=(b"eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.AAAA", b"e30.e30.e30")),
    Parser("keys of a provider", keys_of_provider, sound=(orjson.dumps({"keys": [OURS]}), b'{"keys": [{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}]}', b'{"keys": [{"kty": "RSA", "n": "AQ", "e": "AQ"}]}')),
    Parser("scrutineers' files", lambda raw: read_file(ROUND, raw, head(raw[:40])), sound=(b'{"nonce": "AAAA", "sealed": "AAAA"}',)),
    Parser("signed notes", Note.parse, sound=("示例\n1\nAAAA\n\n— x AAAAAAA=\n".encode(),)),
    Parser("tree heads", lambda raw: TreeHead.parse(text(raw)), sound=(b"x\n1\n" + b"A" * 43 + b"=\n",)),
    Parser("checkpoints", lambda raw: Checkpoint.parse(text(raw)), sound=(b"x\n1\n" + b"A" * 43 + b"=\ntime 2024-01-25T08:00:00Z\n",)),
    Parser("policies of witnesses", Policy.parse, sound=(b"log x+00000000+AAAA\ngroup g 1 a b\nquorum none\n",)),
    Parser("rotations of keys", lambda raw: Rotation.parse(text(raw))),
    Parser("submissions to a witness", Submission.parse, sound=(b"old 1\n" + b"A" * 43 + b"=\n\nx\n1\n" + b"A" * 43 + b"=\n\n",)),
    Parser("keys of a log", lambda raw: VerifierKey.parse(text(raw)), sound=(b"x+00000000+AAAA",)),
    Parser("keys that sign", lambda raw: SignerKey.parse(text(raw)), sound=(b"PRIVATE+KEY+x+00000000+AAAA",)),
    Parser("requests for timestamps", read_request, sound=(b"\x30\x03\x02\x01\x01",)),
    Parser("timestamps", lambda raw: (_read(raw), in_order(raw)), sound=(b"\x30\x05\x30\x03\x02\x01\x00", b"\x30\x80\x30\x03\x02\x01\x00\x00\x00")),
    Parser("certificates of an authority", read_authority, sound=(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",)),
    Parser("key files of people", in_file(PersonKeys.read), sound=(b"0123456789abcdef " + b"0" * 64 + b"\n",)),
    Parser("key files of signers", in_file(read_key), sound=(b"PRIVATE+KEY+x+00000000+AAAA\n",)),
    Parser("a signer's memory", in_file(signers_memory), sound=(b'{"note": "x", "compact_range": ["00"]}\n', b"null\n")),
    Parser("a witness's memory", in_file(witness_memory), sound=("示例\n1\nAAAA\n\n— x AAAAAAA=\n".encode(),)),
    Parser("lists of backups", Manifest.parse, sound=(b'{"files": []}',)),
    Parser("backups", in_file(backup), sound=(b"PK\x03\x04", b"PK\x05\x06" + bytes(18))),
    Parser("files that are uploaded", lambda raw: [fault_inside(known, raw) for known in FORMATS.values()], (), (b"PK\x03\x04", b"PK\x05\x06" + bytes(18))),
    Parser("texts that are uploaded", charset_of, (), ("示例".encode("gb18030"), "示例".encode("utf-16"))),
    Parser("workbooks and CSV", lambda raw: [read_table(raw, "示例.xlsx", layout) for layout in (PROPOSALS, PROGRESS)], sound=(template(PROPOSALS), "序号,项目名称\n1,示例\n".encode(), b"PK\x03\x04")),
    Parser("cast vote records", read_cvr, sound=(b'{"@type": "CVR.CastVoteRecordReport", "CVR": []}',)),
    Parser("templates of documents", inspect_template, sound=(b"PK\x03\x04", b"PK\x05\x06" + bytes(18))),
    Parser("settings", lambda raw: read_settings(host=head(raw), port=head(raw), origin=text(raw), hosts=text(raw), oidc_issuer=text(raw), session_hours=text(raw), log_hash=text(raw), statement_deadline_seconds=text(raw)), (SettingsInvalid,), (b"8000", b"https://example.com")),
    Parser("options of verbs", command_line, sound=(b"--year 2024", b"--port x --size -1", b"a b c --help")),
)  # fmt: skip

ELSEWHERE = {
    "bodies of commands": "tests/api/test_bodies.py::test_whatever_is_sent_for_a_command_is_the_command_or_faults_that_have_a_name",
    "inputs of the calculators": "tests/calculators/test_clerk.py::test_the_calculator_and_the_clerk_agree",
    "every request as a whole": "tests/api/test_fuzzed.py::test_whatever_is_sent_in_whatever_role_is_answered_as_described",
    "answers of a provider": "tests/accounts/test_oidc.py::test_a_provider_that_says_something_else_of_itself_is_not_believed",
    "answers of witnesses": "tests/log/test_asking.py::test_what_is_no_cosignature_is_not_believed",
    "bundles": "tests/verifier/test_hostile.py::test_noise_is_no_bundle",
    "bundles of any size": "tests/verifier/test_hostile.py::test_memory_does_not_grow_with_what_is_no_line",
    "contents of the log": "tests/storage/test_erasure.py::test_an_event_of_an_unknown_kind_is_an_error_that_names_its_place",
}
"""Those that need more than bytes around them, and the test that sends them what it likes."""
