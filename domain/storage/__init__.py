"""Through which one door does everything reach the event log and its database?"""

from domain.storage.auditing import Agreement, compare_log
from domain.storage.calling import ConnectionLost
from domain.storage.connection import LedgerConnection
from domain.storage.faults import (
    BackupDamaged,
    DatabaseNotEmpty,
    DatabaseUnavailable,
    KeyingClosed,
    KeyingMoved,
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
from domain.storage.migrate import check_schema, compare_hash, migrate
from domain.storage.persons import SealedPerson, correct_person, insert_person, person_of, select_persons
from domain.storage.redaction import (
    ERASED_REQUEST,
    Gone,
    connect_redactor,
    erase,
    named_elsewhere,
    still_there,
    without_content,
)
from domain.storage.roles import Roles
from domain.storage.terms import Append, CommandRow, Guard, Loaded, Receipt, Statement, StoredCommand, Write, body_hash
from domain.storage.tree import Header, Tree, is_durable, iterate_headers, read_headers, select_tree, tree_at

__all__ = [
    "ERASED_REQUEST",
    "Agreement",
    "Append",
    "BackupDamaged",
    "CommandRow",
    "ConnectionLost",
    "DatabaseNotEmpty",
    "DatabaseUnavailable",
    "Gone",
    "Guard",
    "Header",
    "KeyingClosed",
    "KeyingMoved",
    "Ledger",
    "LedgerBusy",
    "LedgerConnection",
    "Loaded",
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
    "Write",
    "body_hash",
    "check_schema",
    "compare_hash",
    "compare_log",
    "connect_redactor",
    "correct_person",
    "erase",
    "insert_person",
    "is_durable",
    "iterate_headers",
    "migrate",
    "named_elsewhere",
    "person_of",
    "read_headers",
    "select_persons",
    "select_tree",
    "still_there",
    "tree_at",
    "without_content",
]
