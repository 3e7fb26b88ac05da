"""Why is there no PostgreSQL to work with, and what should the operator do about it?"""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MESSAGES = {
    "account_missing": (
        "以root启动时，数据库须由普通账户运行，但本机没有可用的普通账户（试过：{tried}）。"
        "请用普通账户运行本程序，或设置DATABASE_URL。"
    ),
    "account_unnamed": (
        "用户编号{uid}在本机没有账户名，PostgreSQL不能由它运行。请换有名称的账户运行，或设置DATABASE_URL。"
    ),
    "binaries_missing": (
        "在{folder}找不到可用的PostgreSQL程序{program}。"
        "请重新安装依赖，或用MINSHENG_PG_BIN指明已安装的bin文件夹，或设置DATABASE_URL。"
    ),
    "binaries_unreachable": (
        "账户{account}不能运行{folder}里的PostgreSQL程序。请把程序装到该账户可读的位置，或设置DATABASE_URL。"
    ),
    "version_unsupported": "PostgreSQL的版本是{found}，本程序支持{lowest}至{highest}。请换用受支持的版本。",
    "data_folder_newer": (
        "数据文件夹{folder}由较新的PostgreSQL {found}建立，现在的程序是{own}，打不开它。请升级程序，不要删除该文件夹。"
    ),
    "data_folder_older": (
        "数据文件夹{folder}由较旧的PostgreSQL {found}建立，现在的程序是{own}，打不开它。"
        "请先用旧版程序备份，再恢复到新的数据文件夹。"
    ),
    "data_folder_in_use": (
        "数据文件夹{folder}正被另一个数据库服务占用，而本程序连不上它。"
        "请先停止那个服务（可能在另一个容器或账户里）。{reason}"
    ),
    "data_folder_unreachable": (
        "数据库由账户{account}运行，而它进不了数据文件夹{folder}。"
        "请用MINSHENG_DATA另指一个它能进入的文件夹，或放开上级文件夹的进入权限。"
    ),
    "data_folder_damaged": ("数据文件夹{folder}不完整，不是可用的数据库。请从备份恢复，或移走它以后重新开始。{reason}"),
    "owner_password_missing": "口令文件{file}不见了，打不开已有的数据库。请从备份中放回该文件。",
    "owner_password_refused": ("数据库不接受口令文件{file}里的口令。请从备份中放回与数据文件夹配套的口令文件。"),
    "disk_full": "磁盘空间不足，数据库不能启动（{place}）。请腾出空间后再试，已保存的数据不受影响。",
    "no_permission": ("没有权限读写{place}。请检查该文件或文件夹属于哪个账户，或用MINSHENG_DATA另指一个文件夹。"),
    "start_failed": "PostgreSQL未能启动：{reason}（日志：{log}）",
    "start_timeout": "等了{seconds}秒，PostgreSQL还没有就绪（日志：{log}）。它可能正在恢复数据，请稍后再试。",
    "stop_timeout": "等了{seconds}秒，PostgreSQL还没有停下（日志：{log}）。",
    "database_url_invalid": (
        "DATABASE_URL不是有效的PostgreSQL连接地址。"
        "写法如postgresql://用户:口令@主机:5432/库名，口令里的特殊字符须用百分号编码。"
    ),
    "database_unreachable": "连不上DATABASE_URL指定的数据库：{reason}",
    "database_not_encrypted": (
        "数据库在{host}，不是本机，连接地址要求的加密不够（sslmode：{found}）。请写sslmode=verify-full，用sslrootcert指明证书；"
        "只有不出本机的内部网络才可以明写sslmode=disable。"
    ),
    "owner_needed": (
        "DATABASE_URL的用户{user}不是数据库的属主，{what}。请由属主来办：DATABASE_URL写属主的地址，只给这一个命令用。"
    ),
    "login_lacks_role": (
        "DATABASE_URL的用户{user}不能成为{role}，{what}。请由数据库属主运行minsheng migrate建好角色，再执行GRANT {role} TO {user}。"
    ),
    "database_encoding": "DATABASE_URL指定的数据库编码是{found}，须为UTF8。请用UTF8编码另建一个数据库。",
}
"""Every code with its Chinese sentence; a code, once published, keeps its meaning."""


class PostgresUnavailable(Exception):  # noqa: N818 (a state of the environment, named as it is said)
    """There is no PostgreSQL to work with: a fault of the environment, never of what a user asked.

    `code` is one of MESSAGES and stays the same for good; `numbers` are what the sentence was filled with.
    """

    def __init__(self, code: str, **numbers: object) -> None:
        super().__init__(MESSAGES[code].format(**numbers))
        self.code = code
        self.numbers = numbers

    @property
    def message(self) -> str:
        """The Chinese sentence for the operator."""
        return str(self)


@contextmanager
def os_errors_explained(place: Path) -> Iterator[None]:
    """Turn a full disk, a missing right or another refusal of the system into PostgresUnavailable."""
    try:
        yield
    except OSError as error:
        where = error.filename or place
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise PostgresUnavailable("disk_full", place=where) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise PostgresUnavailable("no_permission", place=where) from error
        raise PostgresUnavailable("start_failed", reason=error.strerror or error, log=where) from error


def explained(output: str, *, folder: Path, log: Path) -> PostgresUnavailable:
    """Return the fault that the English output of initdb or postgres speaks of; `log` is where it can be read whole."""
    errors = re.findall(r"(?:FATAL|PANIC|ERROR|error):\s+(.*)", output)
    reason = errors[-1] if errors else (output.strip().splitlines() or ["没有输出"])[-1]
    if any(_says_disk_full(line) for line in errors):
        return PostgresUnavailable("disk_full", place=folder)
    if re.search(r"lock file .* already exists|still in use", reason):
        return PostgresUnavailable("data_folder_in_use", folder=folder, reason=f"（{reason}）")
    if "Permission denied" in reason:
        return PostgresUnavailable("no_permission", place=folder)
    if re.search(r"incompatible with server|pg_control|control file|checkpoint record|not a database cluster", reason):
        return PostgresUnavailable("data_folder_damaged", folder=folder, reason=f"（{reason}）")
    return PostgresUnavailable("start_failed", reason=reason, log=log)


def _says_disk_full(line: str) -> bool:
    # From shmget(2) or semget(2) the same words mean a limit of the kernel.
    return "No space left on device" in line and not re.search(r"shared memory|semaphore", line)
