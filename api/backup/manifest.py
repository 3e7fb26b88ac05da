"""What does a backup say of itself?

A backup is a zip of these files; a stranger reads them with what every machine has:

    README.txt              what this is, in Chinese
    tables/<table>.txt      the rows of a table in the text form of COPY, ordered by their key (domain/storage/archiving.py)
    checkpoints/<name>      the published checkpoints, `.note`, and their timestamps, `.tsr`
    manifest.json           this list, written last

Nobody signs the list. That a backup is of the log which others saw follows from the rows, the tree over them and a signed checkpoint;
the list only finds what broke on the way.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.refusals import Refusal
from domain.storage import BackupDamaged

MANIFEST: Final = "manifest.json"
README: Final = "README.txt"
TABLES: Final = "tables/"
CHECKPOINTS: Final = "checkpoints/"
FORMAT: Final = 1
LARGEST_MANIFEST_BYTES: Final = 64 * 2**20

Hex32 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0, lt=2**63)]

SAID: Final = """\
民生实事票决台账的备份。由minsheng backup做成，用minsheng restore恢复到空的数据库里。

tables       每张表一个文件，PostgreSQL的COPY文本格式：一行一条，列之间是制表符，\\N是空，字节写成\\x加十六进制
checkpoints  公布过的签名的根和时间戳
manifest.json 每个文件多少字节、SHA-256是多少，台账到第几号、树根是什么

里面有台账的全部内容，包括没有公开的；姓名、电话是加密的，密钥不在里面。请像台账本身一样保管，到期销毁。
"""


class BackupNewer(Refusal):
    """A backup was made by a newer program than this one."""

    code = "backup_newer"
    title = "备份比程序新"


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class File(_Strict):
    """One file of a backup: `columns` and `rows` of a table's."""

    name: str
    bytes: Count
    sha256: Hex32
    columns: list[str] = []
    rows: Count = 0


class Manifest(_Strict):
    """The list: by which program's tables (`structure`, the number of the last migration), how many events, their root, and the files."""

    format: int
    made_at: str
    structure: int
    algorithm: Literal["sha256", "sm3"]
    size: Count
    root: Hex32
    checkpoint: str
    files: list[File]

    @classmethod
    def parse(cls, raw: bytes) -> Manifest:
        """The list that `raw` writes; raises `BackupDamaged`."""
        try:
            return cls.model_validate_json(raw)
        except ValidationError as error:
            raise BackupDamaged(f"{MANIFEST}读不懂（{error.error_count()}处）。") from error

    @property
    def encoded(self) -> bytes:
        """The bytes of the list."""
        return self.model_dump_json(indent=1).encode()

    def refuse_newer(self, structure: int) -> None:
        """Raise `BackupNewer` where this program, whose tables are at `structure`, does not know what the backup holds."""
        if self.format > FORMAT or self.structure > structure:
            raise BackupNewer(
                f"备份的格式是第{self.format}版，数据库结构是第{self.structure}版；程序只到第{FORMAT}版、第{structure}版。请换用新版程序。"
            )


def table_of(file: File) -> str:
    """The name of the table whose rows a file holds."""
    return file.name.removeprefix(TABLES).removesuffix(".txt")
