"""How is a provider of sign-in asked, so that it can neither keep us waiting nor fill our memory?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import httpx2
import orjson

from api.accounts.refusals import OidcRefused
from api.refusals import ServiceAway

PATIENCE_S: Final = 5.0
LARGEST_BYTES: Final = 2**20


def ask(
    method: str, address: str, form: Mapping[str, str] | None = None, owner: tuple[str, str] | None = None
) -> dict[str, Any]:
    """The JSON object at an address; redirects are not followed. Raises `ServiceAway`, `OidcRefused`."""
    try:
        with (
            httpx2.Client(timeout=PATIENCE_S, trust_env=False, auth=owner) as client,
            client.stream(method, address, data=form, headers={"Accept": "application/json"}) as response,
        ):
            raw = b""
            for chunk in response.iter_bytes():
                raw += chunk
                if len(raw) > LARGEST_BYTES:
                    raise OidcRefused("统一身份认证的答复过长。")
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise ServiceAway(f"统一身份认证没有答复（{type(error).__name__}），请稍后重试。") from error
    if not response.is_success:
        raise OidcRefused(f"统一身份认证拒绝了（{response.status_code}），请重新登录。")
    try:
        found = orjson.loads(raw)
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise OidcRefused("统一身份认证的答复读不懂。")
    return found
