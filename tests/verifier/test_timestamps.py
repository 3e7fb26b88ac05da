"""Are timestamps held against the authority's certificate, as far as this machine can?"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.bundles.edges.edge import FIRST
from tests.bundles.maker import made
from tests.bundles.recipes import Bundle, Mark, summed
from tests.bundles.small import telling
from tests.log.authority import Authority
from tests.verifier.program import Said, said, said_of

pytestmark = pytest.mark.needs("openssl", debian="openssl")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.made(tmp_path_factory.mktemp("ts") / "authority")


def stamped(authority: Authority, digest: bytes | None = None, *, ahead: int = 30) -> Bundle:
    """A bundle signed so many seconds `ahead` of now, whose root is stamped; `digest` of something else instead of its text."""
    time = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=ahead)
    bundle = telling([FIRST], marks=(Mark(1, time),))
    name = next(name for name in bundle.files if name.endswith(".note"))
    text = bundle.files[name].partition(b"\n\n")[0] + b"\n"
    digest = digest or hashlib.sha256(text).digest()
    authority.openssl("ts", "-query", "-digest", digest.hex(), "-sha256", "-cert", "-out", "query.tsq")
    answer = authority.answer((authority.folder / "query.tsq").read_bytes())
    return bundle.with_files(summed({**bundle.files, name.removesuffix(".note") + ".tsr": answer}))


def held(bundle: Bundle, folder: Path, *more: object) -> Said:
    return said_of(*bundle.laid_out(folder)[:-1], *more)


def test_a_timestamp_of_the_authority_is_recognised(authority: Authority, tmp_path: Path) -> None:
    found = held(stamped(authority), tmp_path / "bundle", "--tsa", authority.folder / "root.pem")
    assert (found.code, found.verdict("timestamps")) == (0, "ok")


def test_a_root_that_is_dated_after_its_timestamp_is_false(authority: Authority, tmp_path: Path) -> None:
    found = held(stamped(authority, ahead=1000), tmp_path / "bundle", "--tsa", authority.folder / "root.pem")
    assert found.bad == {"timestamps": ("false", 1)}
    assert "那个时刻是假的" in found.detail("timestamps")


def test_what_nobody_asked_for_is_skipped(authority: Authority, tmp_path: Path) -> None:
    assert held(stamped(authority), tmp_path / "unasked").verdict("timestamps") == "skipped"


def test_a_list_of_headers_needs_no_timestamp(authority: Authority, tmp_path: Path) -> None:
    several = (made(Random(seed), events=30) for seed in range(300))  # noqa: S311 - the same bundle each time
    listed = next(each for each in several if each.headers is not None and not each.kept)
    assert said(listed, tmp_path / "unasked").verdict("completeness") == "ok"
    found = held(listed, tmp_path / "asked", "--tsa", authority.folder / "root.pem")
    assert (found.verdict("timestamps"), found.verdict("completeness")) == ("unchecked", "ok")


def test_timestamps_that_were_taken_away_are_missed(authority: Authority, tmp_path: Path) -> None:
    found = held(telling([FIRST]), tmp_path / "unstamped", "--tsa", authority.folder / "root.pem")
    assert (found.code, found.verdict("timestamps")) == (2, "unchecked")


def test_a_timestamp_of_another_text_is_false(authority: Authority, tmp_path: Path) -> None:
    found = held(stamped(authority, bytes(32)), tmp_path / "bundle", "--tsa", authority.folder / "root.pem")
    assert found.bad == {"timestamps": ("false", 1)}
    assert "openssl" in found.detail("timestamps")


def test_a_timestamp_of_another_authority_is_false(authority: Authority, tmp_path: Path) -> None:
    other = Authority.made(tmp_path / "other")
    found = held(stamped(authority), tmp_path / "bundle", "--tsa", other.folder / "root.pem")
    assert found.bad == {"timestamps": ("false", 1)}


def test_what_is_no_timestamp_at_all_is_false(authority: Authority, tmp_path: Path) -> None:
    bundle = stamped(authority)
    name = next(name for name in bundle.files if name.endswith(".tsr"))
    broken = bundle.with_files(summed({**bundle.files, name: b"x"}))
    found = held(broken, tmp_path / "bundle", "--tsa", authority.folder / "root.pem")
    assert found.bad == {"timestamps": ("false", 1)}


@pytest.mark.parametrize("certificates", [b"", b"x", None])
def test_certificates_that_cannot_be_read_leave_it_unchecked(
    certificates: bytes | None, authority: Authority, tmp_path: Path
) -> None:
    if certificates is not None:
        (tmp_path / "root.pem").write_bytes(certificates)
    found = held(stamped(authority), tmp_path / "bundle", "--tsa", tmp_path / "root.pem")
    assert found.bad == {"timestamps": ("unchecked", None)}


def test_without_openssl_it_is_left_unchecked(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    found = held(stamped(authority), tmp_path / "bundle", "--tsa", authority.folder / "root.pem")
    assert found.bad == {"timestamps": ("unchecked", None)}
    assert found.code == 2


def test_a_token_without_its_root_is_no_bundle(authority: Authority, tmp_path: Path) -> None:
    bundle = stamped(authority)
    name = next(name for name in bundle.files if name.endswith(".tsr"))
    orphan = name.replace("000000000001-", "000000000002-")
    files = {each: data for each, data in bundle.files.items() if each != name} | {orphan: bundle.files[name]}
    found = held(replace(bundle, files=summed(files)), tmp_path / "bundle")
    assert found.verdict("container") == "unchecked"


def recertified(
    authority: Authority, name: str, issuer: str, extensions: list[tuple[x509.ExtensionType, bool]]
) -> None:
    """A certificate for a key of the authority that was valid in 2024 alone."""
    key, signing = (
        load_pem_private_key((authority.folder / f"{each}.key").read_bytes(), None) for each in (name, issuer)
    )
    assert isinstance(signing, EllipticCurvePrivateKey)
    subject, by = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in (name, issuer))
    builder = x509.CertificateBuilder(by, subject, key.public_key(), x509.random_serial_number())  # type: ignore[arg-type] # one that openssl made
    builder = builder.not_valid_before(datetime(2024, 1, 1)).not_valid_after(datetime(2024, 12, 31))  # noqa: DTZ001 - UTC by definition
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    written = builder.sign(signing, SHA256()).public_bytes(Encoding.PEM)
    (authority.folder / f"{name}.pem").write_bytes(written)


def test_certificates_that_have_expired_since_are_judged_by_the_time_of_the_root(tmp_path: Path) -> None:
    authority = Authority.made(tmp_path / "authority")
    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    recertified(authority, "root", "root", [(x509.BasicConstraints(ca=True, path_length=None), True)])
    recertified(authority, "tsa", "root", [(stamping, True)])
    then, root = (
        timedelta(days=(datetime(2024, 6, 1, tzinfo=UTC) - datetime.now(UTC)).days),
        authority.folder / "root.pem",
    )
    found = held(stamped(authority, ahead=int(then.total_seconds())), tmp_path / "then", "--tsa", root)
    assert (found.code, found.verdict("timestamps")) == (0, "ok")
    late = held(stamped(authority), tmp_path / "now", "--tsa", root)
    assert late.bad == {"timestamps": ("false", 1)}
