"""Why does the operating system say no, in words that the operator of a ledger reads?"""

from __future__ import annotations

import errno
import socket
import ssl
from http.client import InvalidURL
from typing import Final

WORDS: Final = {
    errno.ENOENT: "没有这个文件或者文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "这里不是文件夹",
    errno.EEXIST: "已经有同名的文件，不是文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘的配额用完了",
    errno.EFBIG: "文件大小超过了限制",
    errno.EIO: "磁盘读写出错",
    errno.ECONNREFUSED: "那里没有打开的服务",
    errno.ECONNRESET: "对方断开了连接",
    errno.EHOSTUNREACH: "网络不通",
    errno.ENETUNREACH: "网络不通",
    errno.ETIMEDOUT: "等到时间还没有答复",
    socket.EAI_NONAME: "没有这个主机名",
    socket.EAI_AGAIN: "查不到这个主机名",
}


MISNAMED: Final = {errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENAMETOOLONG}
"""What is wrong with a name that was typed, and not with the machine."""


def in_words(error: Exception) -> str:
    """The reason after the file that it is about, where that is known."""
    file = getattr(error, "filename", None)
    return f"{file}：{why(error)}" if file else why(error)


def why(error: Exception) -> str:
    """The reason without a full stop; in the system's own words where they are none of these."""
    reason = getattr(error, "reason", None)
    cause = reason if isinstance(reason, OSError) else error
    if isinstance(cause, ssl.SSLError):
        return f"对方的HTTPS证书或者加密不能用（{cause}）"
    if isinstance(cause, TimeoutError):
        return WORDS[errno.ETIMEDOUT]
    if isinstance(cause, ValueError | InvalidURL):
        return f"地址写得不对（{cause}）"
    if not isinstance(cause, OSError):
        return str(cause)
    return WORDS.get(cause.errno or 0, cause.strerror or str(cause))
