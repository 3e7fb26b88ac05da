"""Why is a document not filed or not replaced?"""

from __future__ import annotations

from domain.refusals import Refusal


class HashMalformed(Refusal):
    """What was given is not a SHA-256 in 64 lower-case hexadecimal digits."""

    code = "hash_malformed"
    title = "SHA-256格式不对"


class UnknownKind(Refusal):
    """The ledger files no papers of this kind."""

    code = "unknown_document_kind"
    title = "没有这一类附件"


class StaysInternal(Refusal):
    """A paper that shows votes is not open to the public, whatever the rules publish of them."""

    code = "stays_internal"
    title = "这类附件只能内部归档"


class UnknownFormat(Refusal):
    """The ledger takes no files of this format."""

    code = "unknown_media_type"
    title = "不能收这种格式的文件"


class SizeOutOfRange(Refusal):
    """A file without bytes, or one too large to be kept beside the log."""

    code = "document_size"
    title = "文件为空或过大"


class BytesDiffer(Refusal):
    """The bytes that arrived are not those that the command describes."""

    code = "bytes_differ"
    title = "收到的文件与填报的不一致"


class AlreadyReplaced(Refusal):
    """The document gave way to another one, which is the one to go on from."""

    code = "already_replaced"
    title = "该附件已经被替换"


class ReplacedByItself(Refusal):
    """A document cannot take its own place."""

    code = "replaced_by_itself"
    title = "附件不能替换自身"


class DocumentOfOtherCongress(Refusal):
    """The document that should take the place belongs to another congress."""

    code = "document_of_other_congress"
    title = "附件属于另一人大"


class ArchiveUnfit(Refusal):
    """A file that is an archive inside: damaged, with too much in it, or with two parts of the same name."""

    code = "document_archive"
    title = "文件里面不对"


class MacrosInside(Refusal):
    """A file with macros: opening it would run a program."""

    code = "document_macros"
    title = "不收有宏的文件"


class FileEncrypted(Refusal):
    """A file that opens with a password alone."""

    code = "document_encrypted"
    title = "不收有打开口令的文件"
