"""How does a timestamp authority of our own, run by OpenSSL, answer requests in the tests?"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

OPENSSL = shutil.which("openssl") or "openssl"
NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
CONFIG = """
[tsa]
serial = {folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_chain = no
"""


@dataclass(frozen=True)
class Authority:
    """A root, and a certificate for timestamps that it or an intermediate signed; the keys lie in `folder`."""

    folder: Path
    chain: tuple[str, ...] = ()
    """Which certificates an answer carries behind the signer's, in this order."""

    @classmethod
    def made(cls, folder: Path, *, purpose: str = "critical,timeStamping", days: str = "3650") -> Authority:
        """A fresh one; `days` how long the certificate for timestamps is valid, below 0: it has expired."""
        authority = cls.rooted(folder)
        authority.certify("tsa", "root", f"keyUsage=critical,digitalSignature\nextendedKeyUsage={purpose}\n", days)
        return authority

    @classmethod
    def with_intermediate(cls, folder: Path) -> Authority:
        """A fresh one whose root signed an intermediate, which signed the certificate for timestamps; answers carry all three."""
        authority = replace(cls.rooted(folder), chain=("intermediate", "root"))
        authority.certify("intermediate", "root", "basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n")
        usage = "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n"
        authority.certify("tsa", "intermediate", usage)
        return authority

    @classmethod
    def rooted(cls, folder: Path) -> Authority:
        """A root alone."""
        folder.mkdir()
        authority = cls(folder)
        (folder / "serial").write_text("01\n")
        (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
        root = ["-x509", *NEW_KEY, "-keyout", "root.key", "-out", "root.pem", "-days", "3650"]
        authority.openssl("req", *root, "-subj", f"/CN={folder.name}")
        return authority

    def certify(self, name: str, issuer: str, extensions: str, days: str = "3650") -> None:
        """Make a key `name`, with a certificate of `issuer` for it."""
        (self.folder / "extensions").write_text(extensions)
        self.openssl("req", *NEW_KEY, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
        signed = ["-req", "-in", f"{name}.csr", "-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key", "-CAcreateserial"]
        self.openssl("x509", *signed, "-extfile", "extensions", "-days", days, "-out", f"{name}.pem")

    @property
    def root(self) -> bytes:
        """The certificate that users are given, as PEM."""
        return (self.folder / "root.pem").read_bytes()

    def answer(self, request: bytes) -> bytes:
        """The answer to a request."""
        (self.folder / "asked.tsq").write_bytes(request)
        how = ["-config", "tsa.cnf", "-section", "tsa", "-signer", "tsa.pem", "-inkey", "tsa.key"]
        if self.chain:
            chain = [(self.folder / f"{name}.pem").read_text() for name in self.chain]
            (self.folder / "chain.pem").write_text("".join(chain))
            how += ["-chain", "chain.pem"]
        self.openssl("ts", "-reply", *how, "-queryfile", "asked.tsq", "-out", "answer.tsr")
        return (self.folder / "answer.tsr").read_bytes()

    def openssl(self, *arguments: str) -> None:
        """Run openssl in the folder."""
        command = [OPENSSL, *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@contextmanager
def served(authority: Authority) -> Iterator[str]:
    """The authority over HTTP; its url."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["content-type"] == "application/timestamp-query"
            answer = authority.answer(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.send_header("content-type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()
