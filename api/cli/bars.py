"""How does a long work over the log show on the command line how far it has come?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click


@contextmanager
def positions(last: int, label: str, unit: str = "件") -> Iterator[Callable[[int], None]]:
    """A bar on the error stream up to position `last`, with how many a second and time left; what it lends is told each position reached."""
    if not sys.stderr.isatty():
        # Where nobody watches, once is enough.
        click.echo(label, err=True)
        yield lambda _position: None
        return
    began = monotonic()
    with click.progressbar(length=last, label=label, file=sys.stderr) as bar:

        def reached(position: int) -> None:
            bar.label = f"{label}，每秒{position / max(monotonic() - began, 0.001):,.0f}{unit}"
            bar.update(position - bar.pos)

        yield reached
