"""Whose signatures must a checkpoint bear to be believed: which logs, which witnesses, and how many of them?

    log <verifier key> [<url>]                       a log whose signature counts
    witness <name> <verifier key> [<url>]            a witness whose cosignature counts
    group <name> <k>|any|all <name> …                holds if k of its members hold: any is one, all is every one
    quorum <name>|none                               what must hold besides the log's signature; exactly one such line

One a line, each line ends with a line feed; words are parted by spaces and tabs; empty lines and lines that begin with `#` say
nothing. A name is defined before it is used, once, and is a member of at most one group, so that no witness counts twice.
The bytes above 0x7F mean nothing here: two names are the same if their bytes are.

Source: C2SP tlog-policy. Beyond it, a key may not be both a log's and a witness's: nobody is his own witness.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from domain.refusals import Refusal
from domain.texts import shown
from domain.transparency.keys import Kind, VerifierKey

LARGEST_POLICY_BYTES: Final = 2**16
NONE: Final = "none"
_FORBIDDEN: Final = re.compile("[^\t -~\x80-\U0010ffff]")
_THRESHOLD: Final = re.compile("[1-9][0-9]{0,3}")


class PolicyMalformed(Refusal):
    """The policy file is not written as one, or names what it does not define."""

    code = "policy_malformed"
    title = "策略文件的写法不对"


class PolicyWithoutQuorum(Refusal):
    """The policy file does not say how many witnesses it takes."""

    code = "policy_without_quorum"
    title = "策略没有写明要几家见证"


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness under the name that it has in this policy; `url` may be empty."""

    name: str
    key: VerifierKey
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Members, by name, of which `threshold` must hold."""

    name: str
    threshold: int
    members: tuple[str, ...]


@dataclass(slots=True)
class Policy:
    """What a policy file says; `quorum` is the name of a witness or a group, or `none`."""

    logs: dict[VerifierKey, str] = field(default_factory=dict)
    """Each log's key with its url, which may be empty."""
    witnesses: dict[str, Witness] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = ""
    _members: set[str] = field(default_factory=set, repr=False)

    @classmethod
    def parse(cls, raw: bytes) -> Policy:
        """The policy that `raw` writes; raises `PolicyMalformed`, `PolicyWithoutQuorum`, or what `VerifierKey.parse` raises."""
        policy = cls()
        for number, words in _lines(raw):
            try:
                policy._take(*words)
            except Refusal as refused:
                raise type(refused)(f"策略第{number}行：{refused.detail}", line=number) from None
        if not policy.quorum:
            raise PolicyWithoutQuorum("策略没有quorum一行；不要求见证的，也要写明“quorum none”。")
        return policy

    @property
    def keys(self) -> tuple[VerifierKey, ...]:
        """Every key whose signature counts: the logs', then the witnesses'."""
        return (*self.logs, *(witness.key for witness in self.witnesses.values()))

    def is_met_by(self, keys: Collection[VerifierKey]) -> bool:
        """Whether the quorum holds when the witnesses with these keys have cosigned; the log's own signature is not asked."""
        return self.quorum == NONE or self.quorum in self.held(keys)

    def held(self, keys: Collection[VerifierKey]) -> set[str]:
        """The names of the witnesses who have cosigned with one of these keys, and of the groups that hold by that."""
        names = {witness.name for witness in self.witnesses.values() if witness.key in keys}
        for group in self.groups.values():  # a group stands below its members
            if len(names.intersection(group.members)) >= group.threshold:
                names.add(group.name)
        return names

    def _take(self, verb: str, *words: str) -> None:
        match verb, words:
            case "log", [key, *url] if len(url) <= 1:
                self._add_log(key, *url)
            case "witness", [name, key, *url] if len(url) <= 1:
                self._add_witness(name, key, *url)
            case "group", [name, threshold, *members] if members:
                self._add_group(name, threshold, members)
            case "quorum", [name]:
                self._set_quorum(name)
            case _:
                raise PolicyMalformed(f"“{shown(verb)}”一行读不懂，应是log、witness、group、quorum及其内容。")

    def _add_log(self, text: str, url: str = "") -> None:
        self.logs[self._fresh_key(text, Kind.NOTE, "台账")] = url

    def _add_witness(self, name: str, text: str, url: str = "") -> None:
        key = self._fresh_key(text, Kind.COSIGNATURE, "见证人")
        self.witnesses[self._fresh_name(name)] = Witness(name, key, url)

    def _add_group(self, name: str, threshold: str, members: list[str]) -> None:
        needed = {"any": "1", "all": str(len(members))}.get(threshold, threshold)
        if not _THRESHOLD.fullmatch(needed) or int(needed) > len(members):
            raise PolicyMalformed(
                f"组里有{len(members)}个成员，要求的个数应是1至{len(members)}、any或者all，现为“{shown(threshold)}”。"
            )
        for member in members:
            self._known(member)
            if member in self._members:
                raise PolicyMalformed(f"“{shown(member)}”已在组里，一个成员只能列一次。")
            self._members.add(member)
        self.groups[self._fresh_name(name)] = Group(name, int(needed), tuple(members))

    def _set_quorum(self, name: str) -> None:
        if self.quorum:
            raise PolicyMalformed("quorum一行只能有一次。")
        if name != NONE:
            self._known(name)
        self.quorum = name

    def _known(self, name: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise PolicyMalformed(f"前面没有名为“{shown(name)}”的见证人或者组。")

    def _fresh_name(self, name: str) -> str:
        if name == NONE or name in self.witnesses or name in self.groups:
            raise PolicyMalformed(f"“{shown(name)}”这个名称不能再用，none和用过的名称都不行。")
        return name

    def _fresh_key(self, text: str, kind: Kind, whose: str) -> VerifierKey:
        key = VerifierKey.parse(text)
        if key.kind is not kind:
            raise PolicyMalformed(f"{key.label}不是{whose}用的钥匙：台账的钥匙种类是1，见证人的是4，这把是{key.kind}。")
        if twin := next((each for each in self.keys if each.public == key.public), None):
            raise PolicyMalformed(f"{key.label}与前面的{twin.label}是同一把公钥，一把公钥只能写一次。")
        return key


def _lines(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    """The number and the words of every line that says something."""
    if len(raw) > LARGEST_POLICY_BYTES:
        raise PolicyMalformed(f"策略最多{LARGEST_POLICY_BYTES}字节，现为{len(raw)}字节。", bytes=len(raw))
    # Bytes that are no UTF-8 become lone surrogates, which nothing else becomes: equal names have equal bytes.
    *lines, rest = raw.decode("utf-8", "surrogateescape").split("\n")
    for number, line in enumerate(lines, 1):
        if found := _FORBIDDEN.search(line):
            named = "回车" if found[0] == "\r" else f"U+{ord(found[0]):04X}"
            raise PolicyMalformed(f"策略第{number}行里有控制字符（{named}），每行只能以换行结束。", line=number)
        words = re.findall("[^\t ]+", line)
        if words and not words[0].startswith("#"):
            yield number, words
    if rest:
        raise PolicyMalformed(
            f"策略的最后一行（第{len(lines) + 1}行）没有以换行结束，文件可能不完整。", line=len(lines) + 1
        )
