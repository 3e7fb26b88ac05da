"""Through which one door does everything reach the event log and its database?"""

from domain.storage.calling import ConnectionLost
from domain.storage.connection import LedgerConnection
from domain.storage.faults import (
    DatabaseUnavailable,
    LedgerBusy,
    OutcomeUnknown,
    SchemaChanged,
    SchemaMissing,
    SchemaNewer,
    UnknownTopic,
    UnsafeSetting,
)
from domain.storage.ledger import Ledger
from domain.storage.migrate import check_schema, migrate
from domain.storage.persons import SealedPerson, insert_person, select_persons
from domain.storage.redaction import NotErasable, erase_event, erase_person
from domain.storage.roles import Roles
from domain.storage.terms import Append, CommandRow, Guard, Loaded, Receipt, Statement, StoredCommand, body_hash

__all__ = [
    "Append",
    "CommandRow",
    "ConnectionLost",
    "DatabaseUnavailable",
    "Guard",
    "Ledger",
    "LedgerBusy",
    "LedgerConnection",
    "Loaded",
    "NotErasable",
    "OutcomeUnknown",
    "Receipt",
    "Roles",
    "SchemaChanged",
    "SchemaMissing",
    "SchemaNewer",
    "SealedPerson",
    "Statement",
    "StoredCommand",
    "UnknownTopic",
    "UnsafeSetting",
    "body_hash",
    "check_schema",
    "erase_event",
    "erase_person",
    "insert_person",
    "migrate",
    "select_persons",
]
