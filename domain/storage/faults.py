"""With which code and sentence does storage say that it cannot answer, or does not know?"""

from __future__ import annotations

from domain.refusals import Refusal


class OutcomeUnknown(Refusal):
    """The connection was lost before the answer came and the question could not be settled: it may be stored or not."""

    code = "outcome_unknown"
    title = "结果未知，请用同一个请求编号重试"


class LedgerBusy(Refusal):
    """The database gave up waiting for others; nothing of this command is stored."""

    code = "ledger_busy"
    title = "台账正忙，没有登记，请稍后重试"


class DatabaseUnavailable(Refusal):
    """The database cannot be reached or cannot work; nothing of this command is stored."""

    code = "database_unavailable"
    title = "数据库暂时不可用，没有登记"


class SchemaMissing(Refusal):
    """The tables are not there, or are older than this program."""

    code = "schema_missing"
    title = "数据库尚未建好或尚未升级"


class SchemaNewer(Refusal):
    """The tables were made by a newer program."""

    code = "schema_newer"
    title = "数据库比程序新"


class SchemaChanged(Refusal):
    """A step that was carried out long ago reads differently today."""

    code = "schema_changed"
    title = "数据库的建立步骤与程序不一致"


class BookmarksUnsafe(Refusal):
    """Something hangs on the table of bookmarks that would run with the rights of whoever touches it."""

    code = "bookmarks_unsafe"
    title = "整理进度的表上被加了东西"


class OtherHash(Refusal):
    """The log was made with another hash than is asked for."""

    code = "other_hash"
    title = "台账用的是另一种散列算法"


class UnsafeSetting(Refusal):
    """A setting of the environment would lose events or change the stored bytes."""

    code = "unsafe_setting"
    title = "不安全的设置"


class UnknownTopic(Refusal):
    """The log holds a kind of event that this program does not know: it is too old, or forgot an import."""

    code = "unknown_topic"
    title = "台账里有程序不认识的事项"


class KeyingClosed(Refusal):
    """The papers of this round are not being keyed: there is no bundle yet, or they were sealed."""

    code = "keying_closed"
    title = "本轮现在不录入票面"


class KeyingMoved(Refusal):
    """Somebody keyed, decided or reviewed while the round was being sealed; nothing was sealed."""

    code = "keying_moved"
    title = "封账时又有人改动了录入的票面"


class BackupDamaged(Refusal):
    """A backup is not whole, not what its own list says, or does not hold a log that agrees with itself."""

    code = "backup_damaged"
    title = "备份有损坏"


class DatabaseNotEmpty(Refusal):
    """A backup comes back into an empty database alone, so that nothing is mixed or overwritten."""

    code = "database_not_empty"
    title = "数据库不是空的"
