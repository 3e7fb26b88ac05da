"""How is a DOCX packed so that the same content is the same file?

Nothing is compressed: different builds of the same library compress the same bytes differently.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from api.paper.words.editable.inspecting import TYPES

FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can say: that of packing is left out."""
READABLE: Final = 0o644 << 16


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The package: content types first, as readers expect, then the parts by name."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(parts, key=lambda name: (name != TYPES, name)):
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.external_attr = READABLE
            entry.create_system = 3
            package.writestr(entry, parts[name])
    return written.getvalue()
