"""Which columns stand in more than one table?"""

from __future__ import annotations

from typing import Final

from api.workbooks.columns import Column
from projects.measures.money import SOURCES

SERIAL: Final = Column(name="serial", head="序号", kind="whole", also=("序",), recomputed=True, down=True)

_ALSO: Final[dict[str, tuple[str, ...]]] = {
    "central": ("中央资金", "中央财政"),
    "province": ("省", "省财政", "省级资金", "自治区"),
    "city": ("市", "市财政", "市级资金"),
    "county": ("县", "区", "区级", "县财政", "区财政", "本级财政", "县（区）级"),
    "township": ("乡", "镇", "镇级", "街道", "乡镇财政", "镇财政"),
    "special_bond": ("地方政府专项债券", "债券资金", "专项债券"),
    "social_capital": ("社会投资", "社会资金"),
    "village_own": ("自筹", "村集体", "自筹资金", "村级自筹"),
    "other": ("其他资金", "其它"),
}


def by_source(prefix: str, group: str) -> tuple[Column, ...]:
    """An amount for each source below one head, such as 资金来源; `prefix` begins the columns' names."""
    return tuple(
        Column(
            name=f"{prefix}_{source}",
            head=f"{group}/{word}",
            kind="amount",
            also=(f"{group}{word}", *(f"{group}/{other}" for other in _ALSO[source])),
            down=True,
        )
        for source, word in SOURCES.items()
    )


def turned(words: dict[str, str]) -> dict[str, str]:
    """Words by their codes, as codes by their words."""
    return {word: code for code, word in words.items()}
