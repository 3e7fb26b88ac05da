"""What is a signed note, who has signed it, and is it written in the one way in which a note is written?

    text            lines of UTF-8, each ending with a line feed (0x0A); no other control character below 0x20
    an empty line   the last one of the file: what stands above is the text
    signatures      one a line: em dash (U+2014), space, key name, space, base64(key id, 4 bytes || signature)

A signature is made over the text with its last line feed, without the empty line. Nothing of the text may be believed before
a signature by a key that the reader knew beforehand was checked. Signatures by unknown keys prove nothing and harm nothing.

Source: C2SP signed-note.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from domain.refusals import Refusal
from domain.texts import shown
from domain.transparency.base64s import decoded, encoded
from domain.transparency.cosignatures import cosignature, verifies_cosignature
from domain.transparency.keys import Kind, SignerKey, VerifierKey, is_key_name, label

LARGEST_NOTE_BYTES: Final = 2**18
MOST_SIGNATURES: Final = 100
_DASH: Final = "— "
_KEY_ID_BYTES: Final = 4


class NoteMalformed(Refusal):
    """What should be a signed note is not written as one."""

    code = "note_malformed"
    title = "签名文书的写法不对"


class SignatureFalse(Refusal):
    """A signature bears the name and the key id of a known key, and is not its signature of this text."""

    code = "signature_false"
    title = "签名是假的，或者文字被改过"


class SignerUnknown(Refusal):
    """None of the keys that the reader knows has signed the note."""

    code = "signer_unknown"
    title = "没有认得的签名"


class KeyAmbiguous(Refusal):
    """Two different known keys have the same name and the same key id, so a signature does not say by which it is."""

    code = "key_ambiguous"
    title = "两把钥匙的名称和钥匙号都相同"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who says to have signed (`key_id` in 8 hex digits), and the bytes that must show it."""

    name: str
    key_id: str
    written: bytes

    @property
    def line(self) -> str:
        """The line as it stands in a note, with its line feed."""
        return f"{_DASH}{self.name} {encoded(bytes.fromhex(self.key_id) + self.written)}\n"

    @property
    def label(self) -> str:
        """Name and key id, as a sentence names a key."""
        return label(self.name, self.key_id)


@dataclass(frozen=True, slots=True)
class Note:
    """A text and signature lines, of which none has been checked."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, raw: bytes) -> Note:
        """The note that `raw` writes; raises `NoteMalformed`."""
        if len(raw) > LARGEST_NOTE_BYTES:
            raise NoteMalformed(f"签名文书最多{LARGEST_NOTE_BYTES}字节，现为{len(raw)}字节。", bytes=len(raw))
        head, gap, tail = _as_text(raw).rpartition("\n\n")
        if not gap:
            raise NoteMalformed("文字和签名之间应有一个空行，现在没有。")
        text = head + "\n"
        lines = tail.split("\n")
        if lines.pop() or not lines:
            raise NoteMalformed("签名应在空行之后，一行一个，最后一行也要以换行结束。")
        if len(lines) > MOST_SIGNATURES:
            raise NoteMalformed(f"签名最多{MOST_SIGNATURES}个，现为{len(lines)}个。", signatures=len(lines))
        first = text.count("\n") + 2
        return cls(text, tuple(_signature(line, number) for number, line in enumerate(lines, first)))

    @property
    def encoded(self) -> bytes:
        """The bytes of the note."""
        return (self.text + "\n" + "".join(each.line for each in self.signatures)).encode()

    def signed(self, *more: Signature) -> Note:
        """The same note with these signatures too, each line once, in the order in which they came."""
        return Note(self.text, tuple(dict.fromkeys((*self.signatures, *more))))


@dataclass(frozen=True, slots=True)
class Opened:
    """A note checked against known keys: the signatures that hold, by key, and those by unknown keys."""

    note: Note
    by: dict[VerifierKey, tuple[Signature, ...]]
    unknown: tuple[Signature, ...]

    @property
    def text(self) -> str:
        """The text that was signed."""
        return self.note.text


def open_note(raw: bytes, known: Iterable[VerifierKey]) -> Opened:
    """The note that `raw` writes, which at least one of the keys that the reader knows has signed.

    Raises `NoteMalformed`, `SignerUnknown` if no known key has signed, and what `check_note` raises.
    """
    opened = check_note(Note.parse(raw), known)
    if not opened.by:
        said = "、".join(each.label for each in opened.unknown)
        raise SignerUnknown(f"这份文书没有认得的签名，写着签名的有：{said}。")
    return opened


def check_note(note: Note, known: Iterable[VerifierKey]) -> Opened:
    """Which of the `known` keys have signed `note`, be it none.

    Raises `SignatureFalse` if one did not sign what stands under its name, `KeyAmbiguous` if two cannot be told apart.
    """
    keys = _by_name(known)
    by: dict[VerifierKey, tuple[Signature, ...]] = {}
    unknown: list[Signature] = []
    for signature in dict.fromkeys(note.signatures):
        key = keys.get((signature.name, signature.key_id))
        if key is None:
            unknown.append(signature)
            continue
        if not _holds(key, note.text, signature):
            raise SignatureFalse(f"{signature.label}的签名与文字不符：签名是假的，或者文字被改过。")
        by[key] = (*by.get(key, ()), signature)
    return Opened(note, by, tuple(unknown))


def sign_note(text: str, *keys: SignerKey) -> Note:
    """The note of `text`, signed by `keys` in this order; raises `NoteMalformed` if `text` cannot be that of a note."""
    made = Note(text, tuple(_sign(text, key) for key in keys))
    if Note.parse(made.encoded) != made:
        raise NoteMalformed("要签名的文字没有以换行结束。")
    return made


def cosign(text: str, key: SignerKey, at: int) -> Signature:
    """The cosignature of a checkpoint's `text` by a witness at `at`, in seconds since 1970."""
    assert key.kind is Kind.COSIGNATURE, "a key that signs notes does not cosign"
    return Signature(key.name, key.verifier.key_id, cosignature(key, text, at))


def _sign(text: str, key: SignerKey) -> Signature:
    assert key.kind is Kind.NOTE, "a key that cosigns signs no notes"
    return Signature(key.name, key.verifier.key_id, key.sign(text.encode()))


def _holds(key: VerifierKey, text: str, signature: Signature) -> bool:
    match key.kind:
        case Kind.NOTE:
            return key.verifies(text.encode(), signature.written)
        case Kind.COSIGNATURE:
            return verifies_cosignature(key, text, signature.written)


def _by_name(known: Iterable[VerifierKey]) -> dict[tuple[str, str], VerifierKey]:
    found: dict[tuple[str, str], VerifierKey] = {}
    for key in known:
        if found.setdefault((key.name, key.key_id), key) != key:
            raise KeyAmbiguous(f"认可的钥匙里有两把都是{key.label}，分不清是哪一把签的。")
    return found


def _as_text(raw: bytes) -> str:
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise NoteMalformed(
            f"第{_line_at(raw, error.start)}行不是UTF-8文字。", line=_line_at(raw, error.start)
        ) from None
    for number, line in enumerate(text.split("\n"), 1):
        if found := next((char for char in line if char < " "), None):
            named = "回车" if found == "\r" else f"U+{ord(found):04X}"
            raise NoteMalformed(f"第{number}行里有控制字符（{named}），每行只能以换行（U+000A）结束。", line=number)
    return text


def _line_at(raw: bytes, place: int) -> int:
    return raw.count(b"\n", 0, place) + 1


def _signature(line: str, number: int) -> Signature:
    if not line.startswith(_DASH):
        raise NoteMalformed(f"第{number}行应是签名，以“— ”开头。", line=number)
    name, _, written = line.removeprefix(_DASH).partition(" ")
    if not is_key_name(name):
        raise NoteMalformed(f"第{number}行的签名没有写明钥匙名称，或者名称不能用。", line=number)
    raw = decoded(written)
    if raw is None or len(raw) <= _KEY_ID_BYTES:
        raise NoteMalformed(f"第{number}行{shown(name)}的签名不是完整的base64。", line=number)
    return Signature(name, raw[:_KEY_ID_BYTES].hex(), raw[_KEY_ID_BYTES:])
