"""Where does a key that signs stand, who else may read it, and what is said when it is away or would be overwritten?

A text file of one line, the signer key (`domain.transparency.keys`), for its owner's eyes alone. A key is made once and never
again: nothing here overwrites a file.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from api.oserrors import why
from domain.files import sync, sync_folder
from domain.refusals import Refusal
from domain.transparency.keys import KeyKindUnknown, KeyMalformed, Kind, SignerKey, VerifierKey

_LARGEST_FILE_BYTES: Final = 4096
_SECRET: Final = b"PRIVATE+KEY"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
NAMES: Final = {Kind.NOTE: "台账的签名钥匙", Kind.COSIGNATURE: "见证人的签名钥匙"}


class SigningKeyAway(Refusal):
    """The key file cannot be read, or cannot be written."""

    code = "signing_key_away"
    title = "签名钥匙文件读不到或者写不进"


class SigningKeyExposed(Refusal):
    """Others on the machine may read the key file."""

    code = "signing_key_exposed"
    title = "签名钥匙文件别人也能读"


class SigningKeyExists(Refusal):
    """There is a file already where the new key should stand."""

    code = "signing_key_exists"
    title = "签名钥匙文件已经有了"


def check_absent(path: Path) -> None:
    """Raise `SigningKeyExists` if there is a file where a new key should stand."""
    if os.path.lexists(path):
        raise _exists(path)


def create_key(path: Path, key: SignerKey) -> None:
    """Write `key` to a new file that its owner alone may read; raises `SigningKeyExists` or `SigningKeyAway`."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise _away(path, error) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{key.secret}\n")
            file.flush()
            sync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _away(path, error) from error
    sync_folder(path.parent)


def read_key(path: Path, kind: Kind | None = None) -> SignerKey:
    """The key in the file, of `kind` if one is given.

    Raises `SigningKeyAway`, `SigningKeyExposed`, or what `SignerKey.parse` raises.
    """
    raw, mode = _read(path)
    if mode & _OTHERS and _SECRET in raw:
        raise SigningKeyExposed(f"{path}别的账户也能读，请先执行chmod 600，并且考虑换一把钥匙。", path=str(path))
    try:
        key = SignerKey.parse(raw.decode().removesuffix("\n"))
    except (UnicodeDecodeError, KeyMalformed):
        raise KeyMalformed(f"{path}里不是完好的签名钥匙，应是以“PRIVATE+KEY+”开头的一行。", path=str(path)) from None
    if kind is not None and key.kind is not kind:
        raise KeyKindUnknown(f"{path}里是{NAMES[key.kind]}，这里要用{NAMES[kind]}。", path=str(path))
    return key


def read_verifier(path: Path) -> VerifierKey:
    """The public half of the key in the file, which may hold nothing but that; raises as `read_key`."""
    raw, _ = _read(path)
    if _SECRET in raw:
        return read_key(path).verifier
    try:
        return VerifierKey.parse(raw.decode().removesuffix("\n"))
    except (UnicodeDecodeError, KeyMalformed):
        raise KeyMalformed(
            f"{path}里不是完好的核对钥匙，应是“名称+8位十六进制的钥匙号+base64”一行，不带BOM和回车。", path=str(path)
        ) from None


def _read(path: Path) -> tuple[bytes, int]:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST_FILE_BYTES), os.fstat(file.fileno()).st_mode
    except OSError as error:
        raise _away(path, error) from error


def _exists(path: Path) -> SigningKeyExists:
    return SigningKeyExists(f"{path}已经有了，没有改动它；新钥匙请另取文件名。", path=str(path))


def _away(path: Path, error: OSError) -> SigningKeyAway:
    return SigningKeyAway(f"签名钥匙文件{path}：{why(error)}。", path=str(path))
