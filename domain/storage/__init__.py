"""Through which one door does everything reach the event log and its database?"""

from domain.storage.auditing import Agreement, compare_log
from domain.storage.calling import ConnectionLost
from domain.storage.connection import LedgerConnection
from domain.storage.faults import (
    DatabaseUnavailable,
    LedgerBusy,
    OtherHash,
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
from domain.storage.tree import Header, Tree, is_durable, iterate_headers, read_headers, select_tree

__all__ = [
    "Agreement",
    "Append",
    "CommandRow",
    "ConnectionLost",
    "DatabaseUnavailable",
    "Guard",
    "Header",
    "Ledger",
    "LedgerBusy",
    "LedgerConnection",
    "Loaded",
    "NotErasable",
    "OtherHash",
    "OutcomeUnknown",
    "Receipt",
    "Roles",
    "SchemaChanged",
    "SchemaMissing",
    "SchemaNewer",
    "SealedPerson",
    "Statement",
    "StoredCommand",
    "Tree",
    "UnknownTopic",
    "UnsafeSetting",
    "body_hash",
    "check_schema",
    "compare_log",
    "erase_event",
    "erase_person",
    "insert_person",
    "is_durable",
    "iterate_headers",
    "migrate",
    "read_headers",
    "select_persons",
    "select_tree",
]
