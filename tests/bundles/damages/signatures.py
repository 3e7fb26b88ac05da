"""Which damages are done to signatures, witnesses, policies and signed roots by one who has not the ledger's key, or has it?"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.bundles import notes, trees
from tests.bundles.damages.damage import Damaged, Damages, edited
from tests.bundles.notes import LOG, WITNESS, Key
from tests.bundles.recipes import Bundle, note

DAMAGES = Damages()


def newest(bundle: Bundle) -> str:
    mark = bundle.recipe.marks[-1]
    return notes.note_name(mark.size, mark.time)


def signed_by(bundle: Bundle, *lines_: bytes) -> Bundle:
    """The newest checkpoint with other signatures, its witnesses' own behind them."""
    text, signatures = bundle.files[newest(bundle)].split(b"\n\n")
    witnesses = signatures.splitlines(keepends=True)[1:]
    return edited(bundle, newest(bundle), text + b"\n\n" + b"".join([*lines_, *witnesses]))


def text_of(bundle: Bundle) -> bytes:
    return bundle.files[newest(bundle)].split(b"\n\n")[0] + b"\n"


@DAMAGES
def signature_wrong(bundle: Bundle, rng: Random) -> Damaged:
    return Damaged(signed_by(bundle, bundle.recipe.key.line(rng.randbytes(64))), "signatures")


@DAMAGES
def signature_of_another_length(bundle: Bundle, rng: Random) -> Damaged:
    return Damaged(signed_by(bundle, bundle.recipe.key.line(rng.randbytes(rng.choice([1, 63, 65])))), "signatures")


@DAMAGES
def signature_of_an_unknown_key(bundle: Bundle, rng: Random) -> Damaged:
    other = Key(bundle.recipe.origin, LOG, rng.randbytes(32))
    return Damaged(signed_by(bundle, other.sign(text_of(bundle))), "signatures", "unchecked")


@DAMAGES
def signature_under_another_name(bundle: Bundle, rng: Random) -> Damaged:
    other = replace(bundle.recipe.key, name=rng.choice(["x", bundle.recipe.origin + "x"]))
    return Damaged(signed_by(bundle, other.sign(text_of(bundle))), "signatures", "unchecked")


@DAMAGES
def signed_by_another_trusted_ledger(bundle: Bundle, rng: Random) -> Damaged:
    """The auditor trusts this key, for another ledger."""
    other = Key("另一个示例台账", LOG, rng.randbytes(32))
    held = notes.policy([bundle.recipe.key, other], [], 0)
    return Damaged(replace(signed_by(bundle, other.sign(text_of(bundle))), policy=held), "signatures", "unchecked")


@DAMAGES
def root_edited_and_signature_left(bundle: Bundle, rng: Random) -> Damaged:
    data = bundle.files[newest(bundle)]
    recipe, mark = bundle.recipe, bundle.recipe.marks[-1]
    head = notes.text(recipe.origin, mark.size, rng.randbytes(32), mark.time, recipe.hash_name)
    signatures = data.split(b"\n\n", 1)[1]
    check = rng.choice(["signatures", "root"])
    return Damaged(edited(bundle, newest(bundle), head + b"\n" + signatures), check)


def witnessed(bundle: Bundle, rng: Random, quorum: int, *signing: Callable[[Key, bytes], bytes]) -> Damaged:
    """The newest checkpoint with these cosignatures of three witnesses, of whom the auditor asks for `quorum`."""
    keys = [Key(f"示例见证人{number}", WITNESS, rng.randbytes(32)) for number in range(3)]
    recipe, text = bundle.recipe, text_of(bundle)
    lines_ = [sign(key, text) for key, sign in zip(keys, signing, strict=False)]
    held = notes.policy([recipe.key], keys, quorum)
    return Damaged(replace(signed_by(bundle, recipe.key.sign(text), *lines_), policy=held), "witnesses")


def rightly(key: Key, text: bytes) -> bytes:
    return key.sign(text, 1706169600)


@DAMAGES
def too_few_witnesses(bundle: Bundle, rng: Random) -> Damaged:
    quorum = rng.randint(1, 3)
    return witnessed(bundle, rng, quorum, *[rightly] * (quorum - 1))


@DAMAGES
def one_witness_twice(bundle: Bundle, rng: Random) -> Damaged:
    return witnessed(bundle, rng, 2, lambda key, text: rightly(key, text) + key.sign(text, 1706169601))


@DAMAGES
def witness_of_another_time(bundle: Bundle, rng: Random) -> Damaged:
    def later(key: Key, text: bytes) -> bytes:
        stamped = key.sign(text, 1706169600)
        own = Key(key.name, WITNESS, key.secret)
        signature = decoded(stamped)[4:]
        return own.line((1706169601).to_bytes(8) + signature[8:])

    return witnessed(bundle, rng, 1, later)


def decoded(line: bytes) -> bytes:
    return base64.b64decode(line.split()[-1])


@DAMAGES
def witness_of_another_root(bundle: Bundle, rng: Random) -> Damaged:
    return witnessed(bundle, rng, 1, lambda key, text: rightly(key, text.replace(b"time", b"Time")))


@DAMAGES
def witness_who_signed_as_a_ledger(bundle: Bundle, rng: Random) -> Damaged:
    return witnessed(bundle, rng, 1, lambda key, text: replace(key, kind=LOG).sign(text))


@DAMAGES
def older_checkpoint_alone_witnessed(bundle: Bundle, rng: Random) -> Damaged | None:
    """The newest has only the ledger's own signature; its elder sister has all the witnesses."""
    keys = [Key(f"示例见证人{number}", WITNESS, rng.randbytes(32)) for number in range(2)]
    elder, mark = bundle.recipe.marks[0], bundle.recipe.marks[-1]
    if elder is mark:
        return None
    found = bundle.made_anew(
        marks=(replace(elder, witnesses=tuple(keys)), *bundle.recipe.marks[1:-1], replace(mark, witnesses=()))
    )
    return Damaged(replace(found, policy=notes.policy([bundle.recipe.key], keys, 1)), "witnesses")


@DAMAGES
def policy_without_a_quorum(bundle: Bundle, rng: Random) -> Damaged:
    key = bundle.recipe.key.verifier.encode()
    held = rng.choice(
        [
            b"log " + key + b"\n",
            b"",
            b"log " + key + b"\nquorum none\nquorum none\n",
            b"log " + key + b"\nquorum W1\n",
            b"log " + key + b"\nlog " + key + b"\nquorum none\n",
            b"log " + key[:-4] + b"\nquorum none\n",
            b"log " + key + b"\r\nquorum none\r\n",
            b"witness none " + key + b"\nquorum none\n",
            b"trust " + key + b"\nquorum none\n",
        ]
    )
    return Damaged(replace(bundle, policy=held), "signatures", "unchecked")


@DAMAGES
def no_policy_held(bundle: Bundle, rng: Random) -> Damaged:
    del rng
    return Damaged(replace(bundle, policy=None), "signatures", "unchecked")


@DAMAGES
def policy_of_another_key(bundle: Bundle, rng: Random) -> Damaged:
    other = Key(bundle.recipe.origin, LOG, rng.randbytes(32))
    return Damaged(replace(bundle, policy=notes.policy([other], [], 0)), "signatures", "unchecked")


@DAMAGES
def another_printed_root(bundle: Bundle, rng: Random) -> Damaged:
    return Damaged(
        replace(bundle, printed=(rng.randbytes(32).hex(), rng.randint(1, bundle.recipe.size))), "printed_root"
    )


@DAMAGES
def printed_root_of_a_longer_log(bundle: Bundle, rng: Random) -> Damaged:
    found = replace(bundle, printed=(rng.randbytes(32).hex(), bundle.recipe.size + rng.choice([1, 500])))
    return Damaged(found, "printed_root", "unchecked")


@DAMAGES
def headers_badly_signed(bundle: Bundle, rng: Random) -> Damaged | None:
    if bundle.headers is None:
        return None
    listed = bundle.headers.made_anew(key=Key(bundle.recipe.origin, LOG, rng.randbytes(32)))
    return Damaged(replace(bundle, headers=listed), "completeness", "unchecked")


@DAMAGES
def headers_of_another_history(bundle: Bundle, rng: Random) -> Damaged | None:
    """The keeper of the key shows two histories to two people."""
    if bundle.headers is None:
        return None
    recipe = bundle.headers.recipe
    first = replace(recipe.facts[0], at=recipe.facts[0].at - timedelta(seconds=1), blind=rng.randbytes(32))
    listed = bundle.headers.made_anew(facts=(first, *recipe.facts[1:]))
    return Damaged(replace(bundle, headers=listed), "completeness")


@DAMAGES
def another_root_of_the_same_size(bundle: Bundle, rng: Random) -> Damaged:
    """Signed by the ledger's own key: two histories."""
    recipe, mark = bundle.recipe, bundle.recipe.marks[-1]
    time = mark.time + timedelta(days=1)
    fork = note(recipe, replace(mark, time=time), rng.randbytes(32))
    return Damaged(edited(bundle, notes.note_name(mark.size, time), fork), "root")


@DAMAGES
def another_root_of_a_smaller_size(bundle: Bundle, rng: Random) -> Damaged | None:
    recipe, mark = bundle.recipe, bundle.recipe.marks[-1]
    if mark.size == 1:
        return None
    smaller = replace(recipe.marks[0], size=rng.randrange(1, mark.size), witnesses=())
    fork = note(recipe, smaller, rng.randbytes(32))
    return Damaged(edited(bundle, notes.note_name(smaller.size, smaller.time), fork), "checkpoints")


@DAMAGES
def clock_that_went_back(bundle: Bundle, rng: Random) -> Damaged | None:
    recipe, mark = bundle.recipe, bundle.recipe.marks[-1]
    if mark.size == 1:
        return None
    size = rng.randrange(1, mark.size)
    early = replace(
        recipe.marks[-1], size=size, time=mark.time + timedelta(seconds=rng.choice([1, 86400])), witnesses=()
    )
    signed = note(recipe, early, trees.root(recipe.leaves[:size], recipe.hash))
    return Damaged(edited(bundle, notes.note_name(size, early.time), signed), "checkpoints")
