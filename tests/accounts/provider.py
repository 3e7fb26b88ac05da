"""How does a small but real provider of sign-in answer, well or badly?"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

CLIENT = "minsheng"
SECRET = "示例密钥".encode().hex()


@dataclass(slots=True)
class Provider:
    """Signs in whoever comes as `subject`; a test changes what it says before it says it."""

    now: Callable[[], float]
    kind: str = "ES256"
    subject: str = "示例编号-1"
    issuer: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    sign: Callable[[Provider, dict[str, Any]], str] | None = None
    back: dict[str, str] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: Any = None

    def __post_init__(self) -> None:
        made: Any = ECKey.generate_key("P-256") if self.kind == "ES256" else RSAKey.generate_key(2048)
        self.key = type(made).import_key({**made.as_dict(private=True), "kid": "1", "use": "sig", "alg": self.kind})

    def configuration(self) -> dict[str, Any]:
        """What is at the well-known address."""
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": self.issuer, **{name: f"{self.issuer}/{end}" for name, end in ends.items()}, **self.known}

    def keys(self) -> dict[str, Any]:
        """The public keys, and one of a kind that nobody here reads."""
        return {
            "keys": [{"kty": "OKP", "crv": "X25519", "x": "AA"}, *KeySet([self.key]).as_dict(private=False)["keys"]]
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back to, with a code."""
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], **self.back})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """A token for a code, once, to the client that asked, with the verifier of the challenge."""
        asked = self.codes.pop(form.get("code", ""), None)
        owner = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked is None or authorization != f"Basic {owner}" or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        now = int(self.now())
        claims = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.said,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        signed = self.sign(self, claims) if self.sign else self.signed(claims)
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": signed}

    def signed(self, claims: dict[str, Any]) -> str:
        """A token as it should be."""
        return jwt.encode({"alg": self.kind, "kid": "1"}, claims, self.key, algorithms=[self.kind])


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    """The provider, on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            match asked.path:
                case "/.well-known/openid-configuration":
                    self._say(200, provider.configuration())
                case "/keys":
                    self._say(200, provider.keys())
                case "/authorize":
                    query = {name: values[0] for name, values in parse_qs(asked.query).items()}
                    self._say(302, {}, Location=provider.authorize(query))
                case _:
                    self._say(404, {})

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(raw).items()}
            self._say(*provider.token(form, self.headers.get("Authorization", "")))

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def _say(self, status: int, content: dict[str, Any], **headers: str) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
