"""How were the fonts made that papers are printed with?

From Debian's fonts-noto-cjk, 1:20220127+repack1-1, by fontTools 4.68: `python -m tests.paper.make_fonts` writes the two files anew, the
same bytes each time. `both.txt` holds what both fonts have: GB 2312, the 8,105 of 通用规范汉字表, and signs; `sans_only.txt` the rest of
GBK and a few letters of names, for which the song type falls back on the black one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter, load_font, save_font

from api.paper.glyphs import BOTH, FONTS, SANS_ONLY

DEBIAN: Final = Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED: Final = 2
"""Which of the faces in a collection is the one for mainland China."""


def subset(source: str, characters: frozenset[str], target: Path) -> None:
    """Write the face for mainland China with these characters alone: no features, no hints, no vertical setting."""
    options = Options(
        font_number=SIMPLIFIED,
        hinting=False,
        layout_features=[],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    font = load_font(str(DEBIAN / source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in characters])
    subsetter.subset(font)
    save_font(font, str(target), options)


if __name__ == "__main__":
    subset("NotoSansCJK-Regular.ttc", BOTH | SANS_ONLY, FONTS / "NotoSansCJKsc.otf")
    subset("NotoSerifCJK-Regular.ttc", BOTH, FONTS / "NotoSerifCJKsc.otf")
