"""Which HTTP status does each refusal get?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from api import refusals as edge
from api.accounts import refusals as accounts
from api.keying import keys as keying
from api.log import comparing, keyfile, memory, timestamps, witness_memory, witnessing
from domain import people, storage
from domain import refusals as ledger
from domain.transparency import checkpoints, keys, notes, policies, rotations, submissions

STATUSES: Final[dict[type[ledger.Refusal], HTTPStatus]] = {
    accounts.SignInRefused: HTTPStatus.UNAUTHORIZED,
    accounts.OidcRefused: HTTPStatus.UNAUTHORIZED,
    accounts.SessionOver: HTTPStatus.UNAUTHORIZED,
    accounts.NotSignedIn: HTTPStatus.UNAUTHORIZED,
    accounts.TokenScope: HTTPStatus.FORBIDDEN,
    accounts.ConfirmationPending: HTTPStatus.CONFLICT,
    edge.Malformed: HTTPStatus.BAD_REQUEST,
    edge.IdempotencyKeyMissing: HTTPStatus.BAD_REQUEST,
    edge.IdempotencyKeyInvalid: HTTPStatus.BAD_REQUEST,
    edge.VersionInvalid: HTTPStatus.BAD_REQUEST,
    edge.ActorInvalid: HTTPStatus.BAD_REQUEST,
    keys.KeyMalformed: HTTPStatus.BAD_REQUEST,
    keys.KeyKindUnknown: HTTPStatus.BAD_REQUEST,
    keys.KeyIdWrong: HTTPStatus.BAD_REQUEST,
    notes.NoteMalformed: HTTPStatus.BAD_REQUEST,
    notes.KeyAmbiguous: HTTPStatus.BAD_REQUEST,
    checkpoints.CheckpointMalformed: HTTPStatus.BAD_REQUEST,
    policies.PolicyMalformed: HTTPStatus.BAD_REQUEST,
    policies.PolicyWithoutQuorum: HTTPStatus.BAD_REQUEST,
    rotations.RotationMalformed: HTTPStatus.BAD_REQUEST,
    submissions.SubmissionMalformed: HTTPStatus.BAD_REQUEST,
    edge.ActorNotAccepted: HTTPStatus.FORBIDDEN,
    edge.CrossSite: HTTPStatus.FORBIDDEN,
    edge.NotYourRole: HTTPStatus.FORBIDDEN,
    edge.OtherCongress: HTTPStatus.FORBIDDEN,
    edge.OtherTask: HTTPStatus.FORBIDDEN,
    notes.SignerUnknown: HTTPStatus.FORBIDDEN,
    notes.SignatureFalse: HTTPStatus.FORBIDDEN,
    edge.NoSuchPath: HTTPStatus.NOT_FOUND,
    witnessing.LogUnknown: HTTPStatus.NOT_FOUND,
    ledger.NotFound: HTTPStatus.NOT_FOUND,
    edge.MethodNotAllowed: HTTPStatus.METHOD_NOT_ALLOWED,
    ledger.AlreadyExists: HTTPStatus.CONFLICT,
    ledger.StreamMoved: HTTPStatus.CONFLICT,
    witnessing.OtherSizeRemembered: HTTPStatus.CONFLICT,
    storage.KeyingMoved: HTTPStatus.CONFLICT,
    ledger.StaleVersion: HTTPStatus.PRECONDITION_FAILED,
    edge.BodyTooSlow: HTTPStatus.REQUEST_TIMEOUT,
    edge.HostNotServed: HTTPStatus.MISDIRECTED_REQUEST,
    edge.TooManyRequests: HTTPStatus.TOO_MANY_REQUESTS,
    edge.BodyTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    edge.MediaTypeUnsupported: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    edge.VersionMissing: HTTPStatus.PRECONDITION_REQUIRED,
    edge.InternalFault: HTTPStatus.INTERNAL_SERVER_ERROR,
    edge.ServiceAway: HTTPStatus.SERVICE_UNAVAILABLE,
    storage.OutcomeUnknown: HTTPStatus.SERVICE_UNAVAILABLE,
    storage.LedgerBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    storage.DatabaseUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    storage.SchemaMissing: HTTPStatus.SERVICE_UNAVAILABLE,
    storage.SchemaNewer: HTTPStatus.SERVICE_UNAVAILABLE,
    storage.SchemaChanged: HTTPStatus.SERVICE_UNAVAILABLE,
    storage.OtherHash: HTTPStatus.SERVICE_UNAVAILABLE,
    storage.UnsafeSetting: HTTPStatus.SERVICE_UNAVAILABLE,
    storage.UnknownTopic: HTTPStatus.SERVICE_UNAVAILABLE,
    people.KeyFileMissing: HTTPStatus.SERVICE_UNAVAILABLE,
    people.KeyFileInvalid: HTTPStatus.SERVICE_UNAVAILABLE,
    people.PersonKeyUnknown: HTTPStatus.SERVICE_UNAVAILABLE,
    people.PersonDamaged: HTTPStatus.SERVICE_UNAVAILABLE,
    keying.KeyingKeyAway: HTTPStatus.SERVICE_UNAVAILABLE,
    keyfile.SigningKeyAway: HTTPStatus.SERVICE_UNAVAILABLE,
    keyfile.SigningKeyExposed: HTTPStatus.SERVICE_UNAVAILABLE,
    timestamps.AuthorityUnreadable: HTTPStatus.BAD_REQUEST,
    timestamps.TimestampAway: HTTPStatus.SERVICE_UNAVAILABLE,
    comparing.SignerWaits: HTTPStatus.SERVICE_UNAVAILABLE,
    comparing.AcceptedAhead: HTTPStatus.BAD_REQUEST,
    memory.MemoryInUse: HTTPStatus.SERVICE_UNAVAILABLE,
    witness_memory.WitnessMemoryMissing: HTTPStatus.SERVICE_UNAVAILABLE,
    witness_memory.WitnessMemoryDamaged: HTTPStatus.SERVICE_UNAVAILABLE,
    edge.NotYet: HTTPStatus.GATEWAY_TIMEOUT,
}
"""The one table; a refusal that stands nowhere in it, nor its parents, is the ledger's own and gets 422."""

RETRY_AFTER_SECONDS: Final = {HTTPStatus.SERVICE_UNAVAILABLE: 2, HTTPStatus.GATEWAY_TIMEOUT: 1}
"""When to ask again, where asking again can help."""


def status_of(reason: type[ledger.Refusal]) -> HTTPStatus:
    """The status of the nearest ancestor in the table, else 422 Unprocessable Content: never 500."""
    for cls in reason.__mro__:
        if cls in STATUSES:
            return STATUSES[cls]
    return HTTPStatus.UNPROCESSABLE_ENTITY
