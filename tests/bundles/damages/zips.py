"""Which zips are not the one lawful zip of their files?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from tests.bundles import zips
from tests.bundles.damages.damage import Damaged, Damages
from tests.bundles.recipes import Bundle
from tests.bundles.zips import Member

DAMAGES = Damages()


def unreadable(bundle: Bundle, raw: bytes) -> Damaged:
    return Damaged(replace(bundle, raw=raw, folder=False), "container", "unchecked")


def packed(bundle: Bundle, change: Callable[[list[Member]], Sequence[Member]]) -> Damaged:
    return unreadable(bundle, zips.written(change(zips.members(bundle.files))))


def one(rng: Random, **changes: object) -> Callable[[list[Member]], list[Member]]:
    """Change one member of the zip."""

    def change(members: list[Member]) -> list[Member]:
        place = rng.randrange(len(members))
        members[place] = replace(members[place], **changes)  # type: ignore[arg-type] # fields of Member, by name
        return members

    return change


@DAMAGES
def zip_deflated(bundle: Bundle, rng: Random) -> Damaged:
    return packed(bundle, one(rng, deflated=True))


@DAMAGES
def zip_reordered(bundle: Bundle, rng: Random) -> Damaged:
    first, second = sorted(rng.sample(range(len(bundle.files)), 2))
    return packed(bundle, lambda all_: [*all_[:first], all_[second], *all_[first:second], *all_[second + 1 :]])


@DAMAGES
def zip_with_a_comment(bundle: Bundle, rng: Random) -> Damaged:
    return unreadable(bundle, zips.written(zips.members(bundle.files), comment=rng.choice([b"x", b"PK\5\6"])))


@DAMAGES
def zip_with_a_comment_on_a_file(bundle: Bundle, rng: Random) -> Damaged:
    return packed(bundle, one(rng, comment=b"x"))


@DAMAGES
def zip_with_a_gap(bundle: Bundle, rng: Random) -> Damaged:
    return packed(bundle, one(rng, gap=b"hidden"))


@DAMAGES
def zip_with_bytes_in_front(bundle: Bundle, rng: Random) -> Damaged:
    return unreadable(bundle, zips.written(zips.members(bundle.files), before=rng.choice([b"#!/bin/sh\n", b"\0"])))


@DAMAGES
def zip_with_bytes_behind(bundle: Bundle, rng: Random) -> Damaged:
    return unreadable(bundle, bundle.zip() + rng.choice([b"\0", b"\n", b"more"]))


@DAMAGES
def zip_truncated(bundle: Bundle, rng: Random) -> Damaged:
    raw = bundle.zip()
    return unreadable(bundle, raw[: rng.choice([0, 1, 21, len(raw) // 2, len(raw) - 1, rng.randrange(len(raw))])])


@DAMAGES
def zip_with_a_field_of_zip64(bundle: Bundle, rng: Random) -> Damaged:
    return packed(bundle, one(rng, extra=b"\1\0\x10\0" + bytes(16), version=45))


@DAMAGES
def zip_with_another_time(bundle: Bundle, rng: Random) -> Damaged:
    return packed(bundle, one(rng, time=1))


@DAMAGES
def zip_with_a_flag(bundle: Bundle, rng: Random) -> Damaged:
    return packed(bundle, one(rng, flags=rng.choice([1, 8, 0x800])))


@DAMAGES
def zip_with_other_rights(bundle: Bundle, rng: Random) -> Damaged:
    return packed(bundle, one(rng, attributes=0o120777 << 16))


@DAMAGES
def zip_with_a_wrong_sum(bundle: Bundle, rng: Random) -> Damaged:
    return packed(bundle, one(rng, crc=0))


@DAMAGES
def zip_with_a_name_twice(bundle: Bundle, rng: Random) -> Damaged:
    place = rng.randrange(len(bundle.files))
    return packed(bundle, lambda all_: [*all_[: place + 1], *all_[place:]])


@DAMAGES
def zip_with_another_name_in_its_directory(bundle: Bundle, rng: Random) -> Damaged:
    raw, name = bundle.zip(), rng.choice([b"verify.py", b"recount.py"])
    place = raw.rindex(name)
    return unreadable(bundle, raw[:place] + b"w" + raw[place + 1 :])


@DAMAGES
def zip_that_climbs_out(bundle: Bundle, rng: Random) -> Damaged:
    name = rng.choice(
        ["../evil.txt", "/etc/evil", "files/../../evil", "checkpoints\\..\\evil", "./README.txt", "C:evil"]
    )
    return packed(bundle, lambda _: zips.members({**bundle.files, name: b"evil"}))


@DAMAGES
def zip_with_a_folder(bundle: Bundle, rng: Random) -> Damaged:
    name = rng.choice(["files/", "tile/", "checkpoints/"])
    return packed(bundle, lambda _: zips.members({**bundle.files, name: b""}))


@DAMAGES
def zip_of_nothing(bundle: Bundle, rng: Random) -> Damaged:
    return unreadable(bundle, rng.choice([zips.written([]), b""]))


@DAMAGES
def no_zip_at_all(bundle: Bundle, rng: Random) -> Damaged:
    return unreadable(bundle, rng.choice([b"not a zip", rng.randbytes(300), bundle.files["entries.jsonl"]]))
