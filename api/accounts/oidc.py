"""How does a provider of sign-in (统一身份认证) say who somebody is, and how do we know that it says so to us, now, about him?

OpenID Connect Core 1.0, the authorization code flow (3.1) with PKCE (RFC 7636, S256). What binds an answer to the browser that
asked, `state`, `nonce` and the verifier, is derived from one secret in a cookie of that browser, so nothing is kept here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from api.accounts.asking import ask
from api.accounts.attempts import counted
from api.accounts.base import Accounts
from api.accounts.refusals import OidcRefused, SignInRefused
from api.accounts.signing_in import REFUSED, Opened, open_for
from domain.storage.accounts.known import account_at, hold_account

ALGORITHMS: Final = ("RS256", "ES256")
SHORTEST_RSA_BITS: Final = 2048
SKEW_S: Final = 60
"""How far the provider's clock may be from ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Where somebody is sent to sign in, as which client we are known there, and to which address he comes back.

    `acr`, `amr`: which words of the provider say that he proved himself by two things; where any are named, one of them has to be
    said. `max_age_s`: how long ago he may have done so.
    """

    issuer: str
    client: str
    redirect: str
    secret: str = field(default="", repr=False)
    acr: tuple[str, ...] = ()
    amr: tuple[str, ...] = ()
    max_age_s: int | None = None


def destination(provider: Provider, secret: str) -> str:
    """The address at the provider to which the browser with this secret is sent; raises `OidcRefused`, `ServiceAway`."""
    known = _discovered(provider)
    challenge = _encoded(hashlib.sha256(_derived(secret, "verifier").encode()).digest())
    asked = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": provider.redirect,
        "scope": "openid",
        "state": _derived(secret, "state"),
        "nonce": _derived(secret, "nonce"),
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    if provider.acr:
        asked["acr_values"] = " ".join(provider.acr)
    if provider.max_age_s is not None:
        asked["max_age"] = str(provider.max_age_s)
    address = _address(provider, known, "authorization_endpoint")
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


@counted("provider")
def came_back(accounts: Accounts, provider: Provider, secret: str, answer: Mapping[str, str]) -> Opened:
    """A session for whom the provider names, come back with `answer` to the browser with this secret.

    Raises `OidcRefused` where the answer is not one to this browser's question, `SignInRefused` where he has no account here,
    `ServiceAway`.
    """
    if not hmac.compare_digest(answer.get("state", "").encode(), _derived(secret, "state").encode()):
        raise OidcRefused("统一身份认证的答复不是给这个浏览器的，请重新登录。")
    if answer.get("iss", provider.issuer) != provider.issuer:
        # RFC 9207: the answer of another provider.
        raise OidcRefused("答复来自另一个统一身份认证，请重新登录。")
    if not answer.get("code"):
        raise OidcRefused("统一身份认证没有让您登录。")
    known = _discovered(provider)
    claims = _claims(accounts, provider, known, _redeemed(provider, known, secret, answer["code"]))
    if not hmac.compare_digest(str(claims["nonce"]).encode(), _derived(secret, "nonce").encode()):
        raise OidcRefused("统一身份认证的答复不是对这一次登录的，请重新登录。")
    _refuse_weak(provider, claims, int(accounts.now().timestamp()))
    with accounts.together() as line:
        found = account_at(line, provider.issuer, str(claims["sub"]))
        account = hold_account(line, found.account) if found else None
        if account is None or account.locked_at is not None:
            raise SignInRefused(REFUSED)
        return open_for(accounts, line, account.account)


def _discovered(provider: Provider) -> dict[str, Any]:
    known = ask("GET", f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if known.get("issuer") != provider.issuer:
        raise OidcRefused("统一身份认证自报的网址与设置的不同。")
    return known


def _address(provider: Provider, known: Mapping[str, Any], name: str) -> str:
    address = known.get(name)
    # What is asked for over HTTPS is not answered without it.
    if not isinstance(address, str) or not address.startswith(f"{provider.issuer.partition(':')[0]}://"):
        raise OidcRefused(f"统一身份认证没有写明{name}，或者不是HTTPS。")
    return address


def _redeemed(provider: Provider, known: Mapping[str, Any], secret: str, code: str) -> str:
    """The ID token for a code, which the provider gives once."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": provider.redirect,
        "client_id": provider.client,
        "code_verifier": _derived(secret, "verifier"),
    }
    owner = (provider.client, provider.secret) if provider.secret else None
    token = ask("POST", _address(provider, known, "token_endpoint"), form, owner).get("id_token")
    if not isinstance(token, str):
        raise OidcRefused("统一身份认证没有给出身份令牌。")
    return token


def _claims(accounts: Accounts, provider: Provider, known: Mapping[str, Any], token: str) -> dict[str, Any]:
    """What the token says, if the provider signed it, for us, and it holds now (OpenID Connect Core 3.1.3.7)."""
    keys = ask("GET", _address(provider, known, "jwks_uri")).get("keys")
    ours = [key for key in keys if signs(key)] if isinstance(keys, list) else []
    rules = jwt.JWTClaimsRegistry(
        now=int(accounts.now().timestamp()),
        leeway=SKEW_S,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client},
        exp={"essential": True},
        iat={"essential": True},
        sub={"essential": True},
        nonce={"essential": True},
    )
    try:
        claims = jwt.decode(token, KeySet.import_key_set({"keys": ours}), algorithms=ALGORITHMS).claims
        rules.validate(claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise OidcRefused(f"身份令牌没有通过核对（{type(error).__name__}），请重新登录。") from error
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else provider.client) != provider.client:
        raise OidcRefused("身份令牌是给别的应用的。")
    return claims


def _refuse_weak(provider: Provider, claims: Mapping[str, Any], now: int) -> None:
    """Raise `OidcRefused` where he proved himself by less than the settings ask for, or too long ago."""
    said = claims.get("amr")
    by = set(map(str, said)) if isinstance(said, list) else set()
    if (provider.acr or provider.amr) and claims.get("acr") not in provider.acr and by.isdisjoint(provider.amr):
        raise OidcRefused("统一身份认证没有说您是用两样登录的，请在那边用两样（例如口令和手机验证）登录以后再来。")
    signed_in = claims.get("auth_time")
    if provider.max_age_s is not None and not (
        type(signed_in) is int and now - provider.max_age_s - SKEW_S <= signed_in <= now + SKEW_S
    ):
        raise OidcRefused("您在统一身份认证登录已经太久，或者它没有说您是什么时候登录的，请在那边重新登录。")


def signs(key: object) -> bool:
    """Whether a key of the provider is one that signs, and long enough."""
    match key:
        case {"use": use} if use != "sig":
            return False
        case {"kty": "RSA", "n": str(modulus)}:
            return _bits(modulus) >= SHORTEST_RSA_BITS
        case {"kty": "EC"}:
            return True
        case _:
            return False


def _bits(number: str) -> int:
    """How long a number of a JWK is (RFC 7518, 6.3.1.1); 0 where it is none."""
    try:
        return int.from_bytes(base64.b64decode(number + "=" * (-len(number) % 4), b"-_", validate=True)).bit_length()
    except ValueError:
        return 0


def _derived(secret: str, purpose: str) -> str:
    """43 signs that tell nothing of the secret nor of each other."""
    return _encoded(hashlib.sha256(f"minsheng oidc {purpose} v1\n{secret}".encode()).digest())


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
