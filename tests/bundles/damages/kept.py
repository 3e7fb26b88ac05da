"""Which damages does only an auditor find who kept what was signed before?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.bundles import notes, trees
from tests.bundles.damages.damage import Damaged, Damages, edited
from tests.bundles.damages.keeper import anew
from tests.bundles.maker import earlier
from tests.bundles.notes import LOG, Key
from tests.bundles.recipes import Bundle, Mark, note

DAMAGES = Damages()


def signed(bundle: Bundle, mark: Mark) -> bytes:
    """The note of a root of the bundle's own history."""
    return note(bundle.recipe, mark, trees.root(bundle.recipe.leaves[: mark.size], bundle.recipe.hash))


def kept(bundle: Bundle, *more: bytes | Bundle) -> Bundle:
    """The bundle for one who kept these too, wherever they stand among the rest."""
    return replace(bundle, kept=(*more, *bundle.kept))


def unread(bundle: Bundle, *more: bytes | Bundle) -> Damaged:
    return Damaged(kept(bundle, *more), "checkpoints", "unchecked")


@DAMAGES
def history_rewritten_after_a_root_was_kept(bundle: Bundle, rng: Random) -> Damaged:
    """With the key: all that was published since is consistent."""
    mark = rng.choice(bundle.recipe.marks)
    found = anew(bundle, rng.randint(1, mark.size), blind=rng.randbytes(32))
    check = "root" if mark.size == bundle.recipe.size else "checkpoints"
    return Damaged(kept(found, signed(bundle, mark)), check, "false", mark.size)


@DAMAGES
def history_rewritten_after_a_bundle_was_kept(bundle: Bundle, rng: Random) -> Damaged:
    marks = bundle.recipe.marks[: rng.randint(1, len(bundle.recipe.marks))]
    found = anew(bundle, rng.randint(1, marks[-1].size), blind=rng.randbytes(32))
    check = "root" if marks[-1].size == bundle.recipe.size else "checkpoints"
    return Damaged(kept(found, earlier(bundle.recipe, marks)), check)


def dated_back(bundle: Bundle, rng: Random) -> tuple[Bundle, int, Mark] | None:
    """An event before a root that did not know it, all such roots withdrawn; its position and the latest of these roots."""
    recipe = bundle.recipe
    found = [row["position"] for row, fact in recipe.included() if recipe.gives(fact)]
    found = [position for position in found if position > recipe.marks[0].size]
    if not found:
        return None
    position = rng.choice(found)
    mark = [mark for mark in recipe.marks if mark.size < position][-1]
    early = mark.time - timedelta(seconds=60, microseconds=rng.choice([1, 10**6, 10**12]))
    left = tuple(mark for mark in recipe.marks if mark.size >= position)
    return anew(bundle, position, at=early).made_anew(marks=left), position, mark


@DAMAGES
def event_dated_back_before_a_kept_root(bundle: Bundle, rng: Random) -> Damaged | None:
    if (found := dated_back(bundle, rng)) is None:
        return None
    changed, position, mark = found
    return Damaged(kept(changed, signed(bundle, mark)), "times", "false", position)


@DAMAGES
def event_dated_back_before_a_printed_root(bundle: Bundle, rng: Random) -> Damaged | None:
    if (found := dated_back(bundle, rng)) is None:
        return None
    changed, position, mark = found
    root = trees.root(bundle.recipe.leaves[: mark.size], bundle.recipe.hash).hex()
    return Damaged(replace(changed, printed=(root, mark.size, mark.time)), "times", "false", position)


@DAMAGES
def event_dated_forward_after_a_kept_root(bundle: Bundle, rng: Random) -> Damaged | None:
    """Recorded before the newest root was signed, of which an auditor has an elder note than the bundle."""
    recipe, last = bundle.recipe, bundle.recipe.marks[-1]
    found = [row["position"] for row, fact in recipe.included() if recipe.gives(fact)]
    if not found:
        return None
    position = rng.choice(found)
    later = replace(last, time=last.time + timedelta(days=20))
    at = last.time + timedelta(seconds=60, microseconds=rng.choice([1, 10**6, 10**12]))
    changed = anew(bundle, position, at=at).made_anew(marks=(later,))
    return Damaged(kept(changed, signed(changed, last)), "times", "false", position)


@DAMAGES
def old_bundle_although_a_later_root_was_kept(bundle: Bundle, rng: Random) -> Damaged:
    """Or the log was cut."""
    recipe, last = bundle.recipe, bundle.recipe.marks[-1]
    later = Mark(recipe.size + rng.choice([1, 300]), last.time + timedelta(days=9))
    return unread(bundle, note(recipe, later, rng.randbytes(32)))


@DAMAGES
def clock_that_went_back_behind_a_kept_root(bundle: Bundle, rng: Random) -> Damaged:
    recipe, last = bundle.recipe, bundle.recipe.marks[-1]
    late = Mark(rng.randint(0, recipe.size - 1), last.time + timedelta(seconds=rng.choice([1, 86400])))
    return Damaged(kept(bundle, signed(bundle, late)), "checkpoints")


@DAMAGES
def kept_root_of_another_ledger(bundle: Bundle, rng: Random) -> Damaged:
    other = replace(bundle.recipe, origin="另一个示例台账", key=Key("另一个示例台账", LOG, rng.randbytes(32)))
    mark = rng.choice(other.marks)
    lone = note(other, mark, trees.root(other.leaves[: mark.size], other.hash))
    return unread(bundle, lone if rng.random() < 0.5 else earlier(other, other.marks))


@DAMAGES
def kept_root_of_another_hash(bundle: Bundle, rng: Random) -> Damaged:
    other = replace(bundle.recipe, hash_name="sm3" if bundle.recipe.hash_name == "sha256" else "sha256")
    mark = rng.choice(other.marks)
    lone = note(other, mark, trees.root(other.leaves[: mark.size], other.hash))
    return unread(bundle, lone if rng.random() < 0.5 else earlier(other, other.marks))


@DAMAGES
def kept_root_malformed(bundle: Bundle, rng: Random) -> Damaged:
    good = signed(bundle, bundle.recipe.marks[0])
    text, lines = good.split(b"\n\n")
    changed = [
        b"",
        b"\xff" + good,
        good[:-1],
        good + b"\n",
        text + b"\n\n",
        text + b"\n",
        text.replace(b"time ", b"Time ") + b"\n\n" + lines,
        text.replace(b"\n", b"\n0", 1) + b"\n\n" + lines,
        text + b"\nmore\n\n" + lines,
        good.replace(b"\n", b"\r\n"),
        good + bundle.recipe.key.line(bytes(60)) * 100,
        good + b"x" * 256 * 1024,
    ]
    return unread(bundle, rng.choice(changed))


@DAMAGES
def kept_bundle_malformed(bundle: Bundle, rng: Random) -> Damaged:
    old = earlier(bundle.recipe, bundle.recipe.marks[:1])
    name = notes.note_name(old.recipe.marks[0].size, old.recipe.marks[0].time)
    whole = old.zip()
    changed = [
        replace(old, raw=whole[: rng.randrange(len(whole))]),
        replace(old, raw=whole + b"x"),
        replace(old, raw=rng.randbytes(rng.choice([0, 1, 21, 22, 500]))),
        edited(old, "manifest.json", b"{}\n"),
        edited(old, name, b"x"),
        edited(old, "README.txt", None),
    ]
    return unread(bundle, rng.choice(changed))


@DAMAGES
def damage_beside_an_unreadable_kept_root(bundle: Bundle, rng: Random) -> Damaged:
    """What is false is false, whatever else could not be read."""
    false = note(bundle.recipe, bundle.recipe.marks[0], rng.randbytes(32))
    check = "root" if bundle.recipe.marks[0].size == bundle.recipe.size else "checkpoints"
    later = note(bundle.recipe, Mark(bundle.recipe.size + 1, bundle.recipe.marks[-1].time), rng.randbytes(32))
    return Damaged(kept(bundle, rng.choice([b"x", later]), false), check, "false", bundle.recipe.marks[0].size)
