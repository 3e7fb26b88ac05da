"""Can every verb that reads the log read every kind of event in it?"""

from __future__ import annotations

import subprocess
import sys

import pytest

from api.cli import VERBS
from api.cli.export import export
from api.cli.user import PLACES
from api.http.table import ROUTES
from domain.events import topics

KNOWN = "import sys, importlib; importlib.import_module(sys.argv[1]); from domain.events import topics; print(*sorted(topics()))"
# These count what they are given, make keys, and hash header rows without a look at what is behind them.
READ_NO_EVENT = {"api.calculators.commands", "api.cli.key", "api.cli.witness", "api.cli.export.tally"}
# A verb that only leads to others stands for them.
LEADS_ON = {
    "api.cli.user": {f"api.cli.user.{place}" for place in PLACES},
    "api.cli.export": {place.partition(":")[0] for place in export.places.values()} - READ_NO_EVENT,
}
MODULES = {place.partition(":")[0] for place in VERBS.values()}
READERS = sorted({one for module in MODULES - READ_NO_EVENT for one in LEADS_ON.get(module, {module})})


@pytest.mark.parametrize("module", READERS)
def test_a_verb_alone_in_its_process_knows_every_kind_of_event(module: str) -> None:
    assert ROUTES
    every = sorted(topic for topic, event in topics().items() if not event.__module__.startswith("tests."))
    done = subprocess.run([sys.executable, "-c", KNOWN, module], check=True, capture_output=True, text=True)
    assert done.stdout.split() == every
