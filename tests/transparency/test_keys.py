"""Are keys written as others write them, and is a key with a slip of the pen refused?"""

from __future__ import annotations

from hashlib import sha256

import pytest

from domain.refusals import Refusal
from domain.transparency.base64s import encoded
from domain.transparency.keys import KeyIdWrong, KeyKindUnknown, KeyMalformed, Kind, SignerKey, VerifierKey
from tests.transparency import vectors

ZEROS = encoded(b"\1" + bytes(32))
PUBLISHED = [vectors.PETER_KEY, vectors.ENOCH_KEY, vectors.FOO_KEY]


@pytest.mark.parametrize("key", PUBLISHED)
def test_a_published_key_is_written_again_character_for_character(key: str) -> None:
    assert str(VerifierKey.parse(key)) == key


# As in golang.org/x/mod/sumdb/note, TestNewVerifier and TestNewSigner.
@pytest.mark.parametrize(("half", "whole"), [(VerifierKey, vectors.PETER_KEY), (SignerKey, vectors.PETER_SIGNER)])
def test_no_piece_of_a_key_and_no_key_with_one_character_changed_is_a_key(
    half: type[VerifierKey | SignerKey], whole: str
) -> None:
    pieces = {whole[start:end] for start in range(len(whole)) for end in range(start + 1, len(whole) + 1)} - {whole}
    changed = {whole[:place] + chr(ord(whole[place]) + 1) + whole[place + 1 :] for place in range(len(whole))}
    for attempt in pieces | changed:
        with pytest.raises(Refusal):
            half.parse(attempt)


@pytest.mark.parametrize(
    ("key", "reason", "said"),
    [
        ("", KeyMalformed, "应写成"),
        (vectors.PETER_KEY + "\n", KeyMalformed, "应写成"),
        (vectors.PETER_KEY.replace("c74f20a3", "C74F20A3"), KeyMalformed, "8位十六进制的钥匙号"),
        (vectors.PETER_KEY.replace("c74f20a3", "c74f20a4"), KeyIdWrong, "算出的是c74f20a3，有抄错的地方"),
        (vectors.PETER_KEY.replace("PeterNeumann", "PeterNeuman"), KeyIdWrong, "写着钥匙号c74f20a3"),
        (vectors.PETER_KEY.replace("PeterNeumann", "Peter Neumann"), KeyMalformed, "应写成"),
        (vectors.WRONG_LENGTH, KeyMalformed, "应写成"),  # beyond its length, its base64 has bits too many
        (vectors.WRONG_LENGTH.replace("KEY==", "KEQ=="), KeyMalformed, "应有32字节，现为36字节"),
        (vectors.WRONG_KIND, KeyKindUnknown, "种类是101"),
        ("example.com/w+e88f3bb0+Bg==", KeyKindUnknown, "种类是6，本程序只认Ed25519"),
        ("\udcff+c74f20a3+ARpc", KeyMalformed, "应写成"),
    ],
)
def test_a_verifier_key_that_is_none_says_why(key: str, reason: type[Refusal], said: str) -> None:
    with pytest.raises(reason) as refused:
        VerifierKey.parse(key)
    assert said in refused.value.detail


def test_no_refusal_and_no_representation_shows_a_secret() -> None:
    secret = vectors.PETER_SIGNER.rsplit("+", 1)[1]
    for attempt in (vectors.PETER_SIGNER + "=", vectors.PETER_SIGNER.replace("c74f", "c74e"), secret, f"x+{secret}"):
        with pytest.raises(Refusal) as refused:
            SignerKey.parse(attempt)
        assert secret[:20] not in refused.value.detail
    assert "=b'" not in repr(SignerKey.parse(vectors.PETER_SIGNER))


@pytest.mark.parametrize("kind", Kind)
def test_a_fresh_key_has_two_halves_that_fit(kind: Kind) -> None:
    drawn = SignerKey.draw("example.com/示例县", kind)
    assert SignerKey.parse(drawn.secret) == drawn
    assert VerifierKey.parse(str(drawn.verifier)) == drawn.verifier
    assert drawn.verifier.verifies(b"said", drawn.sign(b"said"))
    assert not drawn.verifier.verifies(b"said otherwise", drawn.sign(b"said"))


def test_the_same_key_for_two_purposes_has_two_key_ids() -> None:
    seed = bytes(range(32))
    ids = {kind: SignerKey("example.com/w", kind, seed).verifier.key_id for kind in Kind}
    public = SignerKey("example.com/w", Kind.NOTE, seed).verifier.public
    assert ids == {kind: sha256(b"example.com/w\n" + bytes([kind]) + public).hexdigest()[:8] for kind in (1, 4)}
    assert len(set(ids.values())) == 2


@pytest.mark.parametrize("name", ["a", "县" * 85, "例" * 84 + "abc", "~"])
def test_a_name_of_one_character_and_one_of_255_bytes_are_names(name: str) -> None:
    drawn = SignerKey.draw(name)
    assert VerifierKey.parse(str(drawn.verifier)).name == name


@pytest.mark.parametrize("name", ["", "a\x01b", "a\x1fb", "a\u3000b", "a\u0085b", "a\udcffb", "a" * 256])
def test_a_key_under_a_name_that_cannot_be_one_is_none_even_if_its_id_fits(name: str) -> None:
    key_id = sha256(name.encode("utf-8", "surrogatepass") + b"\n\x01" + bytes(32)).hexdigest()[:8]
    with pytest.raises(KeyMalformed):
        VerifierKey.parse(f"{name}+{key_id}+{ZEROS}")


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u3000b", "a\u200bb", "县" * 86, "a\udcff"])
def test_no_key_is_drawn_under_a_name_that_cannot_be_one(name: str) -> None:
    with pytest.raises(KeyMalformed, match="不能用"):
        SignerKey.draw(name)
