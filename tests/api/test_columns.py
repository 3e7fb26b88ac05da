"""Do printed lines of Chinese break where a printer would break them?"""

from __future__ import annotations

import pytest

from api.printed.columns import width, wrapped


@pytest.mark.parametrize("columns", range(12, 40))
@pytest.mark.parametrize(
    "text",
    [
        "已经完工。〔1109〕",
        "报送整改方案（示例发改〔2025〕3号）。【补录：2025年3月5日发生】",
        "投资完成率超过100%（106.3%）",
    ],
)
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(text: str, columns: int) -> None:
    lines = list(wrapped(text, 2, "", columns))
    assert "".join(line.strip() for line in lines) == text
    assert not any(line.strip()[0] in "，。）〕】》”" for line in lines)
    assert not any(line[-1] in "（〔【《“" for line in lines)
    assert all(width(line) <= columns + 10 for line in lines)
