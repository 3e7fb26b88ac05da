"""How does everybody have it proven that an event, or an earlier root, is in the tree whose root was signed last?

Both are hashes alone, public at once as the tiles are. Each answer is checked before it goes out: `fits` says whether the log as it
stands now still leads to the root that was signed.
"""

from __future__ import annotations

from typing import Any, Final

from api.bundle.proofs import consistency, inclusion
from api.http import queries
from api.http.audience import EVERYONE
from api.http.failures import log
from api.http.reply import Reply
from api.http.resources.log import newest_of, tiles_of
from api.http.route import V1, Call, Route
from api.log.shelf import ShelfDamaged
from api.refusals import QueryInvalid, ServiceAway
from domain.merkle import check_consistency, check_inclusion, hasher
from domain.refusals import NotFound
from domain.texts import shown
from domain.transparency.checkpoints import Checkpoint


def _leaf(call: Call) -> Reply:
    """A leaf's hash with the way up to the newest signed root."""
    queries.refuse_unknown(call, ())
    newest, position = _newest(call), _number(call.path["position"])
    if not 1 <= position <= newest.size:
        raise NotFound(f"最新的签名的根到第{newest.size}号，里面没有第{shown(call.path['position'])}号。")
    subtree = tiles_of(call.desk.ledger).subtree
    leaf = subtree(position - 1, position)
    way = inclusion(subtree, position - 1, newest.size)
    hash_ = hasher(newest.algorithm)
    fits = check_inclusion(leaf, position - 1, newest.size, [each.hash for each in way], newest.root, hash_)
    proof = [
        {"hash": each.hash.hex(), "side": "left" if each.left else "right", "first": each.first, "last": each.last}
        for each in way
    ]
    return Reply(content={"position": position, "leaf": leaf.hex(), "proof": proof, "fits": fits, **_said(newest)})


def _root(call: Call) -> Reply:
    """The root over the first so many events, with the proof that the newest signed tree began as theirs."""
    queries.refuse_unknown(call, ())
    newest, size = _newest(call), _number(call.path["size"])
    if not 1 <= size <= newest.size:
        raise NotFound(f"最新的签名的根到第{newest.size}号，没有大小是{shown(call.path['size'])}的根。")
    subtree = tiles_of(call.desk.ledger).subtree
    old = subtree(0, size)
    proof = consistency(subtree, size, newest.size)
    fits = check_consistency(size, newest.size, old, newest.root, proof, hasher(newest.algorithm))
    hashes = [each.hex() for each in proof]
    return Reply(content={"at": size, "was": old.hex(), "proof": hashes, "fits": fits, **_said(newest)})


def _said(newest: Checkpoint) -> dict[str, Any]:
    return {"size": newest.size, "root": newest.root.hex(), "algorithm": newest.algorithm}


def _newest(call: Call) -> Checkpoint:
    found = newest_of(call)
    if found is None or not found.size:
        raise NotFound("还没有公布签名的根。")
    try:
        return found.checkpoint
    except ShelfDamaged as damaged:
        log().error("checkpoint_unreadable", size=found.size)
        raise ServiceAway("公布的签名的根有一份读不出来，请告诉运维。") from damaged


def _number(text: str) -> int:
    return queries.number_in(text) or 0


def _read(path: str, summary: str, handle: Any) -> Route:
    return Route(
        method="GET",
        path=V1 + path,
        summary=summary,
        audience=EVERYONE,
        handle=handle,
        answer=dict[str, Any],
        refusals=(NotFound, ServiceAway, QueryInvalid),
    )


ROUTES: Final = (
    _read("/log/leaves/{position}", "一件事在最新的签名的根里的证明", _leaf),
    _read("/log/roots/{size}", "以前的根，和最新的签名的根由它长成的证明", _root),
)
