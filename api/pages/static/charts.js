/* Charts, drawn by ECharts as SVG from the numbers that stand on the page as a table too. ECMAScript 2017.

How a page has one (templates/charts.html does all of this; its macro is `chart(name, said, spec)`):

    {% from "charts.html" import chart, charts_head %}
    {% block head %}{{ charts_head() }}{% endblock %}            loads ECharts and this file, deferred
    {{ chart("by-month", "各月完成投资与年度计划", spec) }}        and, beside or below it, the table with the same figures

`said` is what somebody hears who does not see it. `spec` is a mapping, made by the page's handler:

    kind         "bar" or "line"; a series may have a kind of its own
    categories   the names along the axis, in order
    series       [{name, values, kind?, colour?}]: values in the order of the categories, null where there is none;
                 colour is one of COLOURS below by name (red, orange, yellow, green, blue, …), else the palette in order
    horizontal   true: names to the left, bars to the right: for long names; it grows with their number
    stacked      true: series stand on one another
    unit         said above an upright axis, 万元
    whole        true: counts, so that the axis has no halves

Without JavaScript nothing is shown but the table. Nothing is told by colour alone: series differ by pattern or by dots too, values stand
at the bars. There is no tooltip: it would need styles that the content security policy forbids, and a finger cannot hover. */
(function () {
  "use strict";

  /* Each has a contrast of at least 3 to 1 to the white paper behind it. */
  const COLOURS = {
    red: "#cf2328", orange: "#c85a00", yellow: "#8f6c00", green: "#1e7a44", blue: "#2b6cd4",
    navy: "#1f4e96", rust: "#a13d00", moss: "#1a6b3a", plum: "#6b3fa0", grey: "#57606a"
  };
  const PALETTE = ["navy", "rust", "moss", "plum", "grey"];
  const INK = "#1f2328";
  const LINE = "#c3c9d0";
  const MOST_LABELS = 24;
  const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", SimHei, sans-serif';

  function letters() {
    return Math.round(parseFloat(window.getComputedStyle(document.documentElement).fontSize) * 0.85);
  }

  function colour(series, place) {
    return COLOURS[series.colour] || COLOURS[PALETTE[place % PALETTE.length]];
  }

  function drawn(series, place, spec, size, narrow) {
    const kind = series.kind || spec.kind;
    const few = spec.categories.length * spec.series.length <= (narrow && !spec.horizontal ? MOST_LABELS / 3 : MOST_LABELS);
    const made = {
      name: series.name, type: kind, data: series.values, itemStyle: { color: colour(series, place) }, animation: false
    };
    if (kind === "line") {
      made.symbol = ["circle", "rect", "triangle", "diamond"][place % 4];
      made.symbolSize = 8;
      made.lineStyle = { width: 3, type: ["solid", "dashed", "dotted", [12, 4, 3, 4]][place % 4], color: colour(series, place) };
      made.label = { show: false };
    } else {
      made.barMaxWidth = size * 2;
      made.stack = spec.stacked ? "all" : undefined;
      /* White on the colour inside a stack, ink beside a single bar: either can be read. */
      made.label = {
        show: few, fontSize: size, fontFamily: FONT,
        position: spec.stacked ? "inside" : spec.horizontal ? "right" : "top",
        color: spec.stacked ? "#fff" : INK,
        textBorderColor: spec.stacked ? colour(series, place) : "transparent", textBorderWidth: spec.stacked ? 3 : 0,
        formatter: function (each) { return spec.stacked && !each.value ? "" : String(each.value); }
      };
    }
    return made;
  }

  function option(spec, width) {
    const size = letters();
    const narrow = width < 40 * size;
    const text = { color: INK, fontSize: size, fontFamily: FONT };
    const names = {
      type: "category", data: spec.categories, inverse: Boolean(spec.horizontal),
      axisLabel: spec.horizontal
        ? Object.assign({ interval: 0, width: Math.min(14 * size, width * 0.36), overflow: "break", lineHeight: size * 1.2 }, text)
        : Object.assign({ hideOverlap: true }, text),
      axisLine: { lineStyle: { color: INK } }, axisTick: { show: false }
    };
    const values = {
      type: "value", name: spec.horizontal ? "" : spec.unit || "", nameTextStyle: text, nameLocation: "end", minInterval: spec.whole ? 1 : 0,
      splitNumber: narrow ? 3 : 5,
      axisLabel: Object.assign({ hideOverlap: true }, text), splitLine: { lineStyle: { color: LINE } }
    };
    const several = spec.series.length > 1;
    const said = spec.series.reduce(function (sum, each) { return sum + (each.name.length + 4) * size; }, 0);
    const above = (several ? Math.ceil(said / width) * size * 2 : 0) + (spec.horizontal ? size * 0.5 : size * 2.2);
    return {
      backgroundColor: "#fff", animation: false, textStyle: text,
      aria: { enabled: true, label: { enabled: false }, decal: { show: several } },
      legend: several ? { top: 0, left: 0, type: "plain", textStyle: text, itemGap: size, itemWidth: size * 1.8 } : undefined,
      grid: { left: 8, right: spec.horizontal ? size * 4 : size * 1.5, top: above, bottom: 8, containLabel: true },
      xAxis: spec.horizontal ? values : names,
      yAxis: spec.horizontal ? names : values,
      series: spec.series.map(function (each, place) { return drawn(each, place, spec, size, narrow); })
    };
  }

  function height(spec) {
    const size = letters();
    if (!spec.horizontal) { return Math.max(280, size * 22); }
    return spec.categories.length * size * (spec.stacked || spec.series.length === 1 ? 2.9 : 1.9 * spec.series.length) + size * 8;
  }

  function draw(place) {
    const spec = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    place.hidden = false;
    /* Set by script, not by an attribute: the content security policy allows that. */
    place.style.height = Math.round(height(spec)) + "px";
    const made = window.echarts.init(place, null, { renderer: "svg" });
    function again() { made.resize(); made.setOption(option(spec, place.clientWidth), true); }
    again();
    let waiting;
    window.addEventListener("resize", function () {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(again, 150);
    });
    window.addEventListener("beforeprint", again);
  }

  if (window.echarts) { document.querySelectorAll("[data-chart]").forEach(draw); }
})();
