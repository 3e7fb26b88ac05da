"""Is a request meant for this service, and does one that a browser sends for somebody signed in come from our own pages?

A browser adds the cookie of a session to whatever another site's page sends here; only what it says of that page tells the two
apart. `Sec-Fetch-Site` says it, and `Origin` where the former is missing (plain HTTP, older browsers). A program that sends
neither is no browser, and nobody else's page can make it send anything. Source: W3C Fetch Metadata, RFC 6454 §7.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from api.http.credential import bears_session
from api.refusals import CrossSite, HostNotServed, NotHttp
from api.settings import is_loopback
from domain.texts import shown

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.datastructures import Headers

    from api.http.route import Route

SAFE: Final = frozenset({"GET", "HEAD"})
OWN: Final = frozenset({"same-origin", "none"})
_HOST: Final = re.compile(r"(?:\[([0-9a-fA-F:.]+)\]|([^:\[\]]+))(?::[0-9]{1,5})?")


def refuse_other_sites(headers: Headers, route: Route, origin: str | None) -> None:
    """Raise `CrossSite` where a page of another origin sends a write with a session's cookie, or begins or ends a session.

    `origin`: the address by which people reach the service, where it is told; else whatever host the request names.
    """
    if route.method in SAFE or not (route.unasked or bears_session(headers)):
        return
    site = headers.get("sec-fetch-site")
    if site is None:
        named, host = headers.get("origin"), headers.get("host", "")
        allowed = named is None or named in {origin, f"http://{host}", f"https://{host}"}
    else:
        allowed = site in OWN
    if not allowed:
        raise CrossSite("这个请求来自别的网站的页面，没有办理。请在本系统自己的页面上办理。")


def refuse_other_hosts(headers: Headers, hosts: Collection[str]) -> None:
    """Raise `HostNotServed` unless `Host` names one of `hosts`, or this machine itself; where `hosts` is empty, any will do.

    Raises `NotHttp` where it is said twice: a proxy may have gone by the other one (RFC 9112 §3.2).
    """
    if len(headers.getlist("host")) > 1:
        raise NotHttp("请求里写了几个主机名（Host），没有办理。")
    if not hosts:
        return
    name = host_of(headers)
    if name.lower() not in hosts and not is_loopback(name):
        raise HostNotServed(f"本服务不以“{shown(name)}”为名。请核对网址，或者设置MINSHENG_HOSTS。")


def host_of(headers: Headers) -> str:
    """The name in `Host`, without the port and the brackets of IPv6; '' where it cannot be read."""
    found = _HOST.fullmatch(headers.get("host", ""))
    return (found[1] or found[2]) if found else ""
