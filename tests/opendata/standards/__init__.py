"""Which schemas of the standards are kept here or elsewhere, under which licence, and are they to the byte what was published?

`cloudevents_1_0.json` is the schema of the CloudEvents specification as the package `cloudevents` 10.0.0 carries it, written out
again; the others are their publishers' own bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, Final, NamedTuple

from jsonschema import (  # type: ignore[import-untyped, unused-ignore] # it ships no types
    Draft4Validator,
    Draft7Validator,
)
from referencing import Registry, Resource

FOLDERS: Final = (Path(__file__).parent, Path(os.environ.get("SCHEMAS", ".")))
"""Here, and where `make standards` is told that the others lie."""


class Source(NamedTuple):
    """A schema: what it is of, who publishes it, under which licence, the SHA-256 of its bytes."""

    standard: str
    licence: str
    sha256: str


SOURCES: Final = {
    "cloudevents_1_0": Source(
        "CloudEvents 1.0, JSON event format",
        "Apache-2.0",
        "13f122f232ad82af4b6b2c1fc93345844c915f2bac5016a9a81f4f6c18635052",
    ),
    "tabular_data_package_1": Source(
        "Frictionless Data Package 1, profile tabular-data-package, from the package datapackage 1.15.4",
        "MIT",
        "d3c2d06d4eb7dfd2d0ff53573ce9b0b53476c327dd19662b2babcdf8ea61d03f",
    ),
    "nist_cvr_1_0_0": Source(
        "NIST SP 1500-103 1.0.0, usnistgov/CastVoteRecords, NIST_V0_cast_vote_records.json",
        "NIST software disclaimer: no copyright in the United States",
        "f1b037e6303450b451dcf5c7a0db2ab025c5869376242ed772cb4f05b1944e89",
    ),
    "oc4ids_0_9_5_project-package-schema": Source(
        "OC4IDS 0.9.5, open-contracting/infrastructure, schema/project-level/project-package-schema.json",
        "Apache-2.0",
        "0592b7680818bd470e23e66dca725ef42221f947175a66b682aeaed58d9ddda5",
    ),
    "oc4ids_0_9_5_project-schema": Source(
        "OC4IDS 0.9.5, open-contracting/infrastructure, schema/project-level/project-schema.json",
        "Apache-2.0",
        "fa58e8b15fb4c591f8af0803f2326a0348c2637f5b708b41fac393497d6ca8c2",
    ),
}


def schema(name: str) -> dict[str, Any]:
    """The schema of this name; fails where its bytes are not those that were published."""
    data = next(file for folder in FOLDERS if (file := folder / f"{name}.json").exists()).read_bytes()
    assert hashlib.sha256(data).hexdigest() == SOURCES[name].sha256, name
    found: dict[str, Any] = json.loads(data)
    return found


def faults(name: str, document: Any, *others: str) -> list[str]:
    """What a schema finds wrong with a document, each with its place; `others` are schemas that it refers to."""
    root = schema(name)
    kind = Draft7Validator if "draft-07" in root["$schema"] else Draft4Validator
    known = [schema(other) for other in others]
    registry: Registry[Any] = Registry().with_resources([(one["id"], Resource.from_contents(one)) for one in known])
    validator = kind(root, registry=registry, format_checker=kind.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(document)]
