"""Is what a log hands to a witness read as it was written, and is every slip in it refused with its line?"""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.merkle import check_consistency
from domain.refusals import Refusal
from domain.transparency.base64s import encoded
from domain.transparency.notes import NoteMalformed, SignatureFalse, SignerUnknown, cosign
from domain.transparency.submissions import LARGEST_SUBMISSION_BYTES, Submission, SubmissionMalformed, cosignatures_in
from tests.transparency import vectors
from tests.transparency.parties import WITNESSES, note, submission

# C2SP tlog-witness, "add-checkpoint", example request body. The keys are not given.
EXAMPLE = """old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
"""
FIRST, WITNESS = WITNESSES[0], WITNESSES[0].verifier


def test_the_example_of_the_specification_is_read_and_written_again() -> None:
    read = Submission.parse(EXAMPLE.encode())
    assert (read.old_size, len(read.proof), read.head.size) == (20852014, 4, 20852163)
    assert len(read.note.signatures) == 2
    assert read.encoded.decode() == EXAMPLE


@given(st.integers(0, 40), st.integers(0, 40))
def test_an_honest_submission_is_read_as_it_was_written(one: int, other: int) -> None:
    old, size = sorted((one, other))
    handed = submission(old, size)
    assert Submission.parse(handed.encoded) == handed
    assert old == 0 or check_consistency(
        old, size, submission(0, old).head.root, handed.head.root, Submission.parse(handed.encoded).proof
    )


HASH = encoded(bytes(32))
HASH_LINE = f"{HASH}\n"
NOTE = note(3).encoded.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "应有一个空行"),
        (EXAMPLE.replace("\n\n", "\n"), "应有一个空行"),
        (EXAMPLE.replace("\n", "\r\n"), "应有一个空行"),
        (f"old 2\n{NOTE}", "第2行应是32字节散列"),
        (f"\nold 2\n\n{NOTE}", "第1行应是“old”"),
        (f"new 2\n\n{NOTE}", "第1行应是“old”"),
        (f"old\n\n{NOTE}", "第1行应是“old”"),
        (f"old  2\n\n{NOTE}", "第1行的old之后应是不带多余0的条数，现为“ 2”"),
        (f"old 02\n\n{NOTE}", "第1行的old之后"),
        (f"old -2\n\n{NOTE}", "第1行的old之后"),
        (f"old 9223372036854775808\n\n{NOTE}", "第1行的old之后"),
        (f"old 2 \n\n{NOTE}", "第1行的old之后"),
        (f"old 2\n{HASH}\n{HASH[:-1]}\n\n{NOTE}", "第3行应是32字节散列的base64"),
        (f"old 2\n{HASH} \n\n{NOTE}", "第2行"),
        (f"old 2\n{HASH[:-2]}B=\n\n{NOTE}", "第2行"),
        (f"old 2\n{encoded(bytes(31))}\n\n{NOTE}", "第2行"),
        (f"old 2\n{HASH_LINE * 64}\n{NOTE}", "一致性证明最多63行，现为64行"),
        (f"old 2\n{HASH_LINE * 5000}\n{NOTE}", "一致性证明最多63行，现为5000行"),
        (f"old 2\n{HASH_LINE * 10000}\n{NOTE}", "见证申请最多"),
        ("old 2\n\n", "空行之后的签名的根：文字和签名之间应有一个空行"),
        (f"old 2\n\n\n{NOTE}", "空行之后的签名的根：签名的根第1行是空的"),
        (f"old 2\n\n{NOTE[:-1]}", "空行之后的签名的根：签名应在空行之后"),
        (f"old 2\n\n{NOTE}x", "空行之后的签名的根：签名应在空行之后"),
        (f"old 2\n\n{vectors.FOO_NOTE}", "空行之后的签名的根：签名的根至少有三行，现为1行"),
    ],
)
def test_a_submission_that_is_written_otherwise_says_where(text: str, said: str) -> None:
    with pytest.raises(SubmissionMalformed) as refused:
        assert not Submission.parse(text.encode()).head.origin
    assert said in refused.value.detail


def test_as_many_signatures_as_the_specification_asks_for_fit_beside_the_longest_proof() -> None:
    large = "".join(f"— example.com/{number} {'A' * 6664}\n" for number in range(16))
    raw = f"old 2\n{HASH_LINE * 63}\n{NOTE}{large}".encode()
    assert len(raw) < LARGEST_SUBMISSION_BYTES
    assert len(Submission.parse(raw).note.signatures) == 17


@given(st.binary(max_size=300))
def test_no_bytes_bring_anything_else_than_a_submission_or_a_refusal(raw: bytes) -> None:
    for attempt in (raw, b"old 2\n\n" + raw, b"old " + raw + NOTE.encode()):
        with suppress(Refusal):
            assert Submission.parse(attempt).head.origin


def test_the_cosignatures_of_known_witnesses_are_taken_out_of_an_answer() -> None:
    asked = note(3)
    mine, other = (cosign(asked.text, key, 1706169600) for key in WITNESSES[:2])
    answer = f"{mine.line}{other.line}".encode()
    assert cosignatures_in(answer, asked, (WITNESS,)) == (mine,)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", NoteMalformed),
        (b"OK\n", NoteMalformed),
        (b"\n", NoteMalformed),
        (b"\xff", NoteMalformed),
        (cosign(note(3).text, WITNESSES[1], 1).line.encode(), SignerUnknown),
        (cosign(note(4).text, FIRST, 1).line.encode(), SignatureFalse),
        (cosign(note(3).text, FIRST, 1).line.encode()[:-1], NoteMalformed),
        # A witness that would rather have cosigned another text.
        (b"\n" + cosign(f"{note(3).text}\n", FIRST, 1).line.encode(), NoteMalformed),
    ],
)
def test_an_answer_that_is_no_cosignature_is_refused(answer: bytes, reason: type[Refusal]) -> None:
    with pytest.raises(reason):
        cosignatures_in(answer, note(3), (WITNESS,))


def test_an_answer_that_came_before_is_found_again() -> None:
    mine = cosign(note(3).text, FIRST, 1)
    assert cosignatures_in(mine.line.encode(), note(3).signed(mine), (WITNESS,)) == (mine,)
