"""Does a policy hold exactly when the witnesses that it asks for have cosigned, and is an unclear one refused with its line?"""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusals import Refusal
from domain.transparency.keys import KeyIdWrong, KeyMalformed, Kind, SignerKey, VerifierKey
from domain.transparency.policies import Policy, PolicyMalformed, PolicyWithoutQuorum
from tests.transparency import vectors
from tests.transparency.parties import LOG, NEXT

NAMES = ["X1", "X2", "X3", "Y1", "Y2", "Y3"]
KEYS = {
    name: SignerKey(f"example.com/{name}", Kind.COSIGNATURE, name.encode() * 16).verifier
    for name in [*NAMES, "Z1", "Z2"]
}


def lines(*rows: str) -> bytes:
    return "".join(f"{row}\n" for row in rows).encode()


def witness(name: str) -> str:
    return f"witness {name} {KEYS[name]}"


# C2SP tlog-policy, "Example policy", with keys.
EXAMPLE = lines(
    f"log {LOG.verifier}",
    "",
    *map(witness, NAMES[:3]),
    "group X-witnesses 2 X1 X2 X3",
    "",
    *map(witness, NAMES[3:]),
    "group Y-witnesses any Y1 Y2 Y3",
    "",
    "group X-and-Y all X-witnesses Y-witnesses",
    "quorum X-and-Y",
)


def test_the_example_of_the_specification_takes_two_of_one_group_and_one_of_the_other() -> None:
    policy = Policy.parse(EXAMPLE)
    assert list(policy.logs) == [LOG.verifier]
    for count in range(len(NAMES) + 1):
        for cosigned in combinations(NAMES, count):
            said = sum(name[0] == "X" for name in cosigned) >= 2 and any(name[0] == "Y" for name in cosigned)
            assert policy.is_met_by([KEYS[name] for name in cosigned]) == said


@given(st.data())
def test_groups_in_groups_hold_as_an_independent_count_says(data: st.DataObject) -> None:
    # Names are drawn from a shrinking pool, since each may be a member once.
    pool, rows, meaning = list(NAMES), [*map(witness, NAMES)], {}
    for number in range(data.draw(st.integers(1, 4))):
        members = data.draw(st.lists(st.sampled_from(pool), min_size=1, unique=True))
        threshold = data.draw(st.sampled_from(["any", "all", *map(str, range(1, len(members) + 1))]))
        rows.append(f"group g{number} {threshold} {' '.join(members)}")
        meaning[f"g{number}"] = (threshold, members)
        pool = [name for name in pool if name not in members] + [f"g{number}"]
    quorum = data.draw(st.sampled_from([*NAMES, *meaning]))
    cosigned = data.draw(st.sets(st.sampled_from(NAMES)))

    def holds(name: str) -> bool:
        if name in NAMES:
            return name in cosigned
        threshold, members = meaning[name]
        held = [holds(member) for member in members]
        return {"any": any(held), "all": all(held)}.get(threshold, threshold.isdigit() and sum(held) >= int(threshold))

    policy = Policy.parse(lines(*rows, f"quorum {quorum}"))
    assert policy.is_met_by([KEYS[name] for name in cosigned]) == holds(quorum)


def test_a_quorum_may_be_one_witness_or_expressly_none() -> None:
    one = Policy.parse(lines(witness("X1"), witness("X2"), "quorum X2"))
    assert [one.is_met_by([KEYS[name]]) for name in ("X1", "X2")] == [False, True]
    assert Policy.parse(lines("quorum none")).is_met_by([])


def test_a_key_that_the_policy_does_not_list_counts_for_nothing() -> None:
    policy = Policy.parse(lines(witness("X1"), "quorum X1"))
    same_name = SignerKey("example.com/X1", Kind.COSIGNATURE, b"z" * 32).verifier
    assert not policy.is_met_by([same_name, KEYS["Z1"]])


def test_two_log_lines_are_accepted_side_by_side_after_a_rotation() -> None:
    policy = Policy.parse(lines(f"log {LOG.verifier}", f"log {NEXT.verifier} https://example.com/", "quorum none"))
    assert policy.logs == {LOG.verifier: "", NEXT.verifier: "https://example.com/"}


def test_spaces_tabs_comments_and_bytes_that_are_no_text_are_taken_as_the_specification_says() -> None:
    row = f"\t witness\t\xe4\xff \t{KEYS['X1']}  https://example.com/w ".encode("latin-1")
    policy = Policy.parse(b"# \xff\xfe\n  \t# group\n\n" + row + b"\nquorum \xe4\xff\n")
    assert [each.url for each in policy.witnesses.values()] == ["https://example.com/w"]
    assert policy.is_met_by([KEYS["X1"]])


def test_two_names_that_look_alike_and_differ_in_bytes_are_two() -> None:
    # The Kelvin sign of the specification's example; NFKC would make it a K.
    with pytest.raises(PolicyMalformed, match="第2行：前面没有名为"):
        Policy.parse(f"witness \u212a {KEYS['X1']}\nquorum K\n".encode())


def test_thirty_two_of_everything_are_no_trouble() -> None:
    logs = [SignerKey(f"log{n}", Kind.NOTE, bytes([n, 1]) * 16).verifier for n in range(32)]
    keys = [SignerKey(f"w{n}", Kind.COSIGNATURE, bytes([n, 2]) * 16).verifier for n in range(32)]
    rows = [f"log {key}" for key in logs] + [f"witness w{n} {key}" for n, key in enumerate(keys)]
    groups = ["group g0 any w0", *(f"group g{n} all g{n - 1} w{n}" for n in range(1, 32))]
    policy = Policy.parse(lines(*rows, *groups, "quorum g31"))
    assert policy.is_met_by(keys)
    assert not policy.is_met_by(keys[1:])


@pytest.mark.parametrize("rows", [[], ["# quorum none"], [witness("X1")]])
def test_a_policy_without_a_quorum_is_refused(rows: list[str]) -> None:
    with pytest.raises(PolicyWithoutQuorum, match="没有quorum一行"):
        Policy.parse(lines(*rows))


X1, X2 = witness("X1"), witness("X2")
TWIN = SignerKey("example.com/another-name", Kind.COSIGNATURE, b"X1" * 16).verifier
AS_WITNESS = SignerKey(LOG.name, Kind.COSIGNATURE, LOG.seed).verifier


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (lines("quorum none").replace(b"\n", b"\r\n"), "第1行里有控制字符（回车）"),
        (lines("quorum none")[:-1], "最后一行（第1行）没有以换行结束"),
        (lines("#\x7f", "quorum none"), "第1行里有控制字符（U+007F）"),
        (lines("quorum none\v"), "U+000B"),
        (b"#" * 2**16 + b"\n", "最多65536字节"),
        (b"\xef\xbb\xbf" + lines("quorum none"), "“□quorum”一行读不懂"),
        (lines(X1, "quorum X1", "quorum X1"), "第3行：quorum一行只能有一次"),
        (lines("quorum X1", X1), "第1行：前面没有名为“X1”"),
        (lines("quorum"), "第1行：“quorum”一行读不懂"),
        (lines("quorum none # only for now"), "第1行：“quorum”一行读不懂"),
        (lines("Quorum none"), "“Quorum”一行读不懂"),
        (lines("log"), "“log”一行读不懂"),
        (lines(f"log {LOG.verifier} url more"), "“log”一行读不懂"),
        (lines("witness X1"), "“witness”一行读不懂"),
        (lines(f"{X1} url more", "quorum X1"), "“witness”一行读不懂"),
        (lines("group g any"), "“group”一行读不懂"),
        (lines(X1, "group g 0 X1"), "要求的个数应是1至1"),
        (lines(X1, "group g 2 X1"), "要求的个数应是1至1"),
        (lines(X1, "group g 01 X1"), "要求的个数应是1至1"),
        (lines(X1, "group g -1 X1"), "要求的个数应是1至1"),
        (lines(X1, "group g １ X1"), "要求的个数应是1至1"),
        (lines(X1, "group g most X1"), "要求的个数应是1至1、any或者all，现为“most”"),
        (lines(X1, "group g any X1 none"), "前面没有名为“none”"),
        (lines(X1, "group g any X2", X2), "第2行：前面没有名为“X2”"),
        (lines(X1, "group g any g"), "前面没有名为“g”"),
        (lines(X1, X2, "group g any X1 X1"), "“X1”已在组里"),
        (lines(X1, X2, "group g any X1", "group h any X1 X2"), "第4行：“X1”已在组里"),
        (lines(X1, X2.replace("X2", "X1", 1)), "第2行：“X1”这个名称不能再用"),
        (lines(X1, X2, "group X2 any X1"), "“X2”这个名称不能再用"),
        (lines(X1, X2, "group g any X1", "group g any X2"), "第4行：“g”这个名称不能再用"),
        (lines(X1, "group X2 any X1", X2), "第3行：“X2”这个名称不能再用"),
        (lines(X1.replace("X1", "none", 1)), "“none”这个名称不能再用"),
        (lines(X1, f"witness other {KEYS['X1']}"), "一把公钥只能写一次"),
        (lines(X1, f"witness other {TWIN}"), "第2行：example.com/another-name"),
        (lines(f"log {LOG.verifier}", f"log {LOG.verifier}"), "一把公钥只能写一次"),
        (lines(f"log {LOG.verifier}", f"witness self {AS_WITNESS}"), "一把公钥只能写一次"),
        (lines(f"witness w {vectors.PETER_KEY}"), "不是见证人用的钥匙"),
        (lines(f"log {KEYS['X1']}"), "不是台账用的钥匙"),
    ],
)
def test_a_policy_that_is_unclear_says_which_line(raw: bytes, said: str) -> None:
    with pytest.raises(PolicyMalformed) as refused:
        Policy.parse(raw)
    assert said in refused.value.detail


@pytest.mark.parametrize(
    ("key", "reason"), [("nonsense", KeyMalformed), (vectors.PETER_KEY.replace("c74f", "c74e"), KeyIdWrong)]
)
def test_a_key_that_is_none_is_refused_as_such_with_its_line(key: str, reason: type[Refusal]) -> None:
    with pytest.raises(reason, match="策略第2行：") as refused:
        Policy.parse(lines("# our log", f"log {key}", "quorum none"))
    assert refused.value.numbers == {"line": 2}


@given(st.binary(max_size=100))
def test_no_bytes_bring_anything_else_than_a_policy_or_a_refusal(raw: bytes) -> None:
    for attempt in (raw, lines(X1) + raw, raw.replace(b"\n", b" ") + b"\nquorum none\n"):
        try:
            policy = Policy.parse(attempt)
        except Refusal:
            continue
        assert policy.quorum
        assert all(isinstance(key, VerifierKey) for key in policy.keys)
