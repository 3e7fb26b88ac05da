"""Does whoever looks at the pages for us notice what is wrong with one?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Final

import pytest
from playwright.sync_api import Browser

from api.http.audience import EVERYONE
from api.http.reply import Reply
from api.http.route import Call, Route
from api.pages.static_files import ROUTES as STATIC
from api.pages.static_files import address
from tests.api.kit import Hands, nowhere
from tests.pages.browsing import MIDDLE, NARROW, PageAt, View, opening, settled
from tests.pages.site import Site, served

HTML: Final = "text/html; charset=utf-8"
CHART: Final = f'<script src="{address("vendor/echarts.common.min.js")}"></script>'
# `renderMode`: hints are markup with styles in it unless they are asked for as a drawing, and the policy forbids those.
DRAWN: Final = """
    var chart = echarts.init(document.getElementById('chart'), null, {renderer: 'svg', width: 300, height: 200});
    chart.setOption({aria: {enabled: true}, animation: false, legend: {}, xAxis: {data: ['示例县', '示例镇']}, yAxis: {},
        tooltip: {renderMode: 'richText'}, series: [{name: '完成投资', type: 'bar', data: [3, 5]}]});
    chart.dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 1});
"""
# What stands in a page, and the only one of its kinds of trouble.
PAGES: Final[dict[str, str]] = {
    "well": '<p><a href="#end">到页末</a> <button type="button">登记</button></p><p id="end">完</p>',
    "elsewhere": '<img src="http://elsewhere.example/a.png" alt="外面的图">',
    "missing": '<img src="/nothing.png" alt="没有的图">',
    "inline": "<script>document.title = '改过了'</script>",
    "styled": '<p style="color: red">红字</p>',
    "console": '<script src="/trial/complains.js"></script>',
    "throws": '<script src="/trial/throws.js"></script>',
    "evaluates": '<script src="/trial/evaluates.js"></script>',
    "unlabelled": '<img src="/trial/dot.svg">',
    "shrunk": "<p>字很小</p>",
    "wide": '<div class="wide">很宽</div>',
    "unreached": '<a href="#a">一</a><button type="button" class="trap">二</button><a href="#b">三</a>',
    "unseen": '<a href="#a">一</a><a href="#b" class="plain">二</a>',
    "covered": '<p class="bar">盖住</p><a href="#a">一</a>',
    "grouped": (
        '<form><fieldset><legend>表决</legend><label><input type="radio" name="v">赞成</label>'
        '<label><input type="radio" name="v">反对</label></fieldset>'
        '<label>日期<input type="date"></label><details><summary>更多</summary><a href="#a">里面的</a></details><input type="hidden" name="k"></form>'
    ),
    "charted": f'<div id="chart"></div>{CHART}<script src="/trial/chart.js"></script>',
    "hinted": f'<div id="chart"></div>{CHART}<script src="/trial/hints.js"></script>',
    "exchanged": (
        f'<script src="{address("vendor/htmx.min.js")}"></script>'
        '<button type="button" hx-get="/trial/part" hx-target="#part">取来</button><p id="part">原来的</p>'
    ),
}
SCRIPTS: Final = {
    "complains.js": "console.error('示例错误')",
    "throws.js": "null.nothing",
    "evaluates.js": "try { eval('1') } catch { /* as the policy has it */ }",
    "trap.js": """document.querySelector('.trap')?.addEventListener('keydown', e => e.key === 'Tab' && e.preventDefault())""",
    "chart.js": DRAWN,
    "hints.js": DRAWN.replace("richText", "html"),
}
STYLE: Final = """
    .wide { width: 3000px } .plain:focus { outline: none } .bar { position: fixed; inset: 0; margin: 0; background: #fff }
    a, button { display: inline-block; min-width: 24px; min-height: 24px; margin: 8px } #chart { width: 300px; height: 200px }
"""
VIEWPORT: Final = '<meta name="viewport" content="width=device-width, initial-scale=1">'
CONFIG: Final = '<meta name="htmx-config" content=\'{"includeIndicatorStyles": false, "allowEval": false}\'>'


def _page(call: Call) -> Reply:
    name = call.path["name"]
    if name == "part":
        return Reply(content="换来的".encode(), media_type=HTML)
    whole = (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>示例页</title>'
        f'{"" if name == "shrunk" else VIEWPORT}{CONFIG}<link rel="stylesheet" href="/trial/style.css"></head>'
        f"<body><main><h1>示例页</h1>{PAGES[name]}</main>"
        '<script src="/trial/trap.js"></script></body></html>'
    )
    # Without a policy nothing stands between a page and another host.
    headers = {"Content-Security-Policy": "default-src *"} if name == "elsewhere" else {}
    return Reply(content=whole.encode(), media_type=HTML, headers=headers)


def _piece(call: Call) -> Reply:
    name = call.route.removeprefix("/trial/")
    text, media_type = {
        "style.css": (STYLE, "text/css"),
        "dot.svg": ('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "image/svg+xml"),
    }.get(name) or (SCRIPTS[name], "text/javascript")
    return Reply(content=text.encode(), media_type=media_type)


def _route(path: str, handle: object) -> Route:
    return Route(method="GET", path=path, summary="", audience=EVERYONE, handle=handle, free=True)  # type: ignore[arg-type] # one of the two above


@pytest.fixture(scope="module")
def trial() -> Iterator[Site]:
    """A site of pages that have something wrong with them, without a ledger."""
    pieces = [_route(f"/trial/{name}", _piece) for name in (*SCRIPTS, "style.css", "dot.svg")]
    with served((*pieces, _route("/trial/{name}", _page), *STATIC), nowhere(), Hands()) as found:
        yield found


@pytest.fixture
def at(browser: Browser, trial: Site) -> Iterator[PageAt]:
    """As `page_at`, on the trial pages."""
    with opening(browser, trial) as (open_at, views):
        yield open_at
        faults = settled(views)
    assert faults == {}


@pytest.mark.parametrize("width", [NARROW, MIDDLE])
def test_a_page_with_nothing_wrong_is_left_in_peace(at: PageAt, width: int) -> None:
    view = at(width).go("/trial/well")
    assert view.axe() == []
    view.no_sideways()
    assert view.keyboard() == ["a 到页末", "button 登记"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("elsewhere", "asked somebody else: http://elsewhere.example/a.png"),
        ("missing", "answered with 404"),
        ("inline", "against the policy"),
        ("styled", "against the policy"),
        ("evaluates", "against the policy"),
        ("console", "console: 示例错误"),
        ("throws", "script: "),
    ],
)
def test_what_a_browser_complains_of_is_a_fault(at: PageAt, name: str, words: str) -> None:
    view = at().go(f"/trial/{name}")
    assert view.taken(words) != []
    view.taken("Failed to load resource")


@pytest.mark.parametrize("name", ["inline", "console"])
def test_a_fault_that_nobody_took_is_there_when_the_test_ends(browser: Browser, trial: Site, name: str) -> None:
    with ExitStack() as stack:
        open_at, views = stack.enter_context(opening(browser, trial))
        open_at().go(f"/trial/{name}")
        assert len(settled(views)[f"{trial.address}/trial/{name}"]) == 1


def test_a_script_that_the_policy_forbids_did_not_run_and_we_look_all_the_same(at: PageAt) -> None:
    view = at().go("/trial/inline")
    assert view.page.title() == "示例页"
    assert view.axe() == []
    assert len(view.taken("against the policy")) == 1


def test_a_picture_that_is_not_described_is_found(at: PageAt) -> None:
    (found,) = at().go("/trial/unlabelled").axe()
    assert found.startswith("image-alt (critical)")
    assert '<img src="/trial/dot.svg">' in found


@pytest.mark.parametrize("width", [NARROW, MIDDLE])
@pytest.mark.parametrize("javascript", [True, False])
def test_a_page_that_is_too_wide_is_found_with_what_makes_it_so(at: PageAt, width: int, javascript: bool) -> None:
    with pytest.raises(AssertionError, match='class="wide"'):
        at(width, javascript=javascript).go("/trial/wide").no_sideways()


def test_a_page_that_a_telephone_would_shrink_is_found(at: PageAt) -> None:
    with pytest.raises(AssertionError, match="980 wide in a window of 390"):
        at(NARROW).go("/trial/shrunk").no_sideways()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("unreached", "never reached with Tab: .*a 三"),
        ("unseen", "a 二: looks the same"),
        ("covered", "nobody sees it"),
    ],
)
def test_what_the_keyboard_does_not_reach_or_show_is_found(at: PageAt, name: str, said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        at().go(f"/trial/{name}").keyboard()


def test_one_of_a_group_and_nothing_that_is_folded_away_is_walked_to(at: PageAt) -> None:
    assert at().go("/trial/grouped").keyboard() == ["input 赞成", "input 日期", "summary 更多"]


def test_a_page_without_scripts_is_a_page(at: PageAt) -> None:
    view = at(javascript=False).go("/trial/console")
    view.no_sideways()


def test_large_letters_are_asked_for_by_a_cookie(at: PageAt) -> None:
    view: View = at(large=True).go("/trial/well")
    assert [(each["name"], each["value"]) for each in view.page.context.cookies()] == [("minsheng-large", "1")]


def test_a_chart_is_drawn_as_svg_under_the_policy_when_its_hints_are_drawn_too(at: PageAt) -> None:
    view = at().go("/trial/charted")
    assert view.page.locator("#chart svg").count() == 1
    assert "示例镇" in (view.page.locator("#chart svg").text_content() or "")


def test_a_chart_whose_hints_are_markup_is_found(at: PageAt) -> None:
    view = at().go("/trial/hinted")
    assert view.taken("Applying inline style") != []


def test_a_part_of_a_page_is_exchanged_under_the_policy(at: PageAt) -> None:
    view = at().go("/trial/exchanged")
    view.page.get_by_role("button", name="取来").click()
    view.page.get_by_text("换来的").wait_for()
