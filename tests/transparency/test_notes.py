"""Do our notes and keys read and write like those of others, and does a note that is written otherwise say where?"""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusals import Refusal
from domain.transparency.keys import Kind, SignerKey, VerifierKey
from domain.transparency.notes import (
    KeyAmbiguous,
    Note,
    NoteMalformed,
    SignatureFalse,
    SignerUnknown,
    open_note,
    sign_note,
)
from tests.transparency import vectors

PETER, ENOCH = VerifierKey.parse(vectors.PETER_KEY), VerifierKey.parse(vectors.ENOCH_KEY)
SIGNER = SignerKey.parse(vectors.PETER_SIGNER)


def note(*lines: str, text: str = vectors.TEXT) -> bytes:
    return f"{text}\n{''.join(lines)}".encode()


def test_the_example_of_the_specification_opens_with_its_key() -> None:
    key = VerifierKey.parse(vectors.FOO_KEY)
    opened = open_note(vectors.FOO_NOTE.encode(), [key])
    assert opened.text == "This is an example message.\n"
    assert set(opened.by) == {key}


def test_the_text_ends_at_the_last_empty_line() -> None:
    note = Note.parse(vectors.POEM.encode())
    assert note.text.endswith(":\n\ned è subito sera.\n")
    assert [each.name for each in note.signatures] == ["quasimodo.example/salvatore"]


@pytest.mark.parametrize("example", [vectors.FOO_NOTE, vectors.POEM, vectors.BEHIND_THE_SOFA])
def test_a_published_note_is_written_again_byte_for_byte(example: str) -> None:
    assert Note.parse(example.encode()).encoded == example.encode()


def test_we_sign_what_the_go_implementation_signs() -> None:
    assert sign_note(vectors.TEXT, SIGNER).encoded.decode() == f"{vectors.TEXT}\n{vectors.PETER}"
    assert (str(SIGNER.verifier), SIGNER.secret) == (vectors.PETER_KEY, vectors.PETER_SIGNER)


@pytest.mark.parametrize(
    ("known", "by", "unknown"),
    [([PETER], ["PeterNeumann"], ["EnochRoot"]), ([PETER, ENOCH], ["PeterNeumann", "EnochRoot"], [])],
)
def test_signatures_by_unknown_keys_are_set_apart(known: list[VerifierKey], by: list[str], unknown: list[str]) -> None:
    opened = open_note(note(vectors.PETER, vectors.ENOCH), known)
    assert ([key.name for key in opened.by], [each.name for each in opened.unknown]) == (by, unknown)


def test_a_note_that_no_known_key_signed_names_those_who_say_that_they_did() -> None:
    with pytest.raises(SignerUnknown, match=r"PeterNeumann（钥匙号c74f20a3）、EnochRoot（钥匙号af0cfe78）"):
        open_note(note(vectors.PETER, vectors.ENOCH), [])


def test_a_line_that_stands_twice_counts_once() -> None:
    other = vectors.ENOCH[:60] + "ABCD" + vectors.ENOCH[60:]
    opened = open_note(note(vectors.PETER, vectors.PETER, vectors.ENOCH, vectors.ENOCH, other), [PETER])
    assert len(opened.by[PETER]) == 1
    assert [each.line for each in opened.unknown] == [vectors.ENOCH, other]


def test_a_false_signature_beside_a_true_one_of_the_same_key_spoils_the_note() -> None:
    false = vectors.PETER[:60] + "ABCD" + vectors.PETER[60:]
    for lines in ((vectors.PETER, false), (false, vectors.PETER)):
        with pytest.raises(SignatureFalse, match="PeterNeumann（钥匙号c74f20a3）"):
            open_note(note(*lines), [PETER])


def test_a_name_or_a_key_id_alone_makes_no_known_key() -> None:
    renamed = vectors.PETER.replace("PeterNeumann", "CarmenSandiego")
    renumbered = vectors.PETER.replace("x08g", "xxxx")
    opened = open_note(note(renamed, renumbered, vectors.ENOCH), [PETER, ENOCH])
    assert [each.label for each in opened.unknown] == [
        "CarmenSandiego（钥匙号c74f20a3）",
        "PeterNeumann（钥匙号c71c71a3）",
    ]


def test_two_known_keys_of_one_name_and_key_id_are_refused_whoever_signed() -> None:
    # Found by trying keys; here the id is bent by hand.
    class Colliding(VerifierKey):
        @property
        def key_id(self) -> str:
            return "c74f20a3"

    with pytest.raises(KeyAmbiguous, match="PeterNeumann（钥匙号c74f20a3）"):
        open_note(note(vectors.ENOCH), [PETER, ENOCH, Colliding("PeterNeumann", Kind.NOTE, bytes(32))])
    assert set(open_note(note(vectors.ENOCH), [ENOCH, ENOCH]).by) == {ENOCH}


@pytest.mark.parametrize("flip", range(len(vectors.TEXT.encode())))
def test_a_text_with_one_bit_changed_opens_no_more(flip: int) -> None:
    raw = bytearray(note(vectors.PETER))
    raw[flip] ^= 1
    with pytest.raises((NoteMalformed, SignatureFalse)):
        open_note(bytes(raw), [PETER])


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "没有"),
        (vectors.TEXT.encode(), "应有一个空行，现在没有"),
        (note(), "最后一行也要以换行结束"),
        (note(vectors.PETER[:-1]), "最后一行也要以换行结束"),
        (note(vectors.PETER, "\n"), "最后一行也要以换行结束"),
        (note(vectors.PETER).replace(b"\n", b"\r\n"), "第1行里有控制字符（回车）"),
        (b"\x01" + note(vectors.PETER), "第1行里有控制字符（U+0001）"),
        (note(vectors.PETER).replace(b"then", b"\tthen"), "第2行里有控制字符（U+0009）"),
        (note(vectors.PETER).replace(b"then", b"\xffthen"), "第2行不是UTF-8文字"),
        (b"\n\xff" + note(vectors.PETER), "第2行不是UTF-8文字"),
        (note(vectors.PETER).replace(b"then", b"\xed\xa0\x80then"), "第2行不是UTF-8文字"),
        (note(vectors.PETER, "Unexpected line.\n"), "第5行应是签名"),
        (note(vectors.PETER.replace("— ", "- ")), "第4行应是签名"),
        (note(vectors.PETER.replace("— ", "—\u00a0")), "第4行应是签名"),
        (note("— \n"), "第4行的签名没有写明钥匙名称"),
        (note("—  AAAAAAA=\n"), "第4行的签名没有写明钥匙名称"),
        (note("— a+b AAAAAAA=\n"), "第4行的签名没有写明钥匙名称，或者名称不能用"),
        (note("— a\u3000b AAAAAAA=\n"), "名称不能用"),
        (note(f"— {'a' * 256} AAAAAAA=\n"), "名称不能用"),
        (note(vectors.PETER.replace("PeterNeumann", "Peter Neumann")), "第4行Peter的签名不是完整的base64"),
        (note("— name\n"), "第4行name的签名不是完整的base64"),
        (note("— name AAAAAA==\n"), "第4行name的签名不是完整的base64"),
        (note(vectors.PETER[:-3] + "\n"), "不是完整的base64"),
        (note(vectors.PETER[:-2] + "\n"), "不是完整的base64"),
        (note(vectors.PETER.replace("wJnAM=", "wJnAN=")), "不是完整的base64"),
        (note(vectors.PETER.replace("/", "_")), "不是完整的base64"),
        (note(vectors.PETER[:-1] + " \n"), "不是完整的base64"),
        (note(*[vectors.PETER] * 101), "签名最多100个，现为101个"),
        (note(vectors.PETER, text="a" * 2**18 + "\n"), "签名文书最多262144字节"),
    ],
)
def test_a_note_that_is_written_otherwise_says_which_line(raw: bytes, said: str) -> None:
    with pytest.raises(NoteMalformed) as refused:
        open_note(raw, [PETER])
    assert said in refused.value.detail


def test_what_a_stranger_wrote_is_repeated_without_what_cannot_be_seen() -> None:
    with pytest.raises(SignerUnknown, match="a□b□"):
        open_note(note("— a\u202eb\u009b AAAAAAA=\n"), [PETER])


def test_as_much_as_fits_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.transparency.notes.LARGEST_NOTE_BYTES", len(note(*[vectors.PETER] * 100)))
    assert len(Note.parse(note(*[vectors.PETER] * 100)).signatures) == 100
    with pytest.raises(NoteMalformed):
        Note.parse(note(*[vectors.PETER] * 100, text=f"{vectors.TEXT}."))


def test_sixteen_large_signatures_of_unknown_kinds_do_not_hinder() -> None:
    large = [f"— example.com/{number} {'A' * 6664}\n" for number in range(16)]
    assert len(open_note(note(*large, vectors.PETER), [PETER]).unknown) == 16


@pytest.mark.parametrize("text", ["", "abc", "a\n\n— b AAAAAAA=", "a\rb\n", "a\0\n", "a\n\nb"])
def test_what_cannot_be_read_again_is_not_signed(text: str) -> None:
    with pytest.raises(NoteMalformed):
        sign_note(text, SIGNER)


@given(text=st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]) | st.just("\n")), other=st.binary())
def test_what_we_signed_opens_and_what_was_signed_otherwise_does_not(text: str, other: bytes) -> None:
    made = sign_note(f"{text}\n", SIGNER)
    assert open_note(made.encoded, [PETER]).text == f"{text}\n"
    with pytest.raises(Refusal):
        open_note(made.encoded.replace(f"{text}\n".encode(), f"{text}\n".encode() + other + b"\n", 1), [PETER])


@given(st.binary(max_size=200))
def test_no_bytes_bring_anything_else_than_a_refusal(raw: bytes) -> None:
    for attempt in (raw, note(vectors.PETER) + raw, raw + note(vectors.PETER)):
        with suppress(Refusal):
            assert open_note(attempt, [PETER, ENOCH]).text == vectors.TEXT
