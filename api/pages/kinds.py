"""Which kinds of records have a page of their own?"""

from __future__ import annotations

from typing import Final

OWN_PAGE: Final = ("projects", "rounds", "evaluations", "proposals", "meetings", "findings", "inspections", "reports")
"""Kinds of records that have a page under their own name; others are seen from the desk."""
