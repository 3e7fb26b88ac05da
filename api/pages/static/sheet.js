/* A signed sheet as it is typed: down its columns, digits alone, and what it comes to said at once. ECMAScript 2017. */
(function () {
  "use strict";
  const form = document.querySelector("form[data-sheet]");
  if (!form) { return; }
  const rows = Array.from(form.querySelectorAll("table.sheet tbody tr"));
  const grid = rows.map(function (row) { return Array.from(row.querySelectorAll("input")); });
  const columns = grid.length ? grid[0].length : 0;
  const whole = ["valid", "invalid"].map(function (name) { return form.elements.namedItem(name); }).filter(Boolean);
  const path = whole.slice();
  for (let column = 0; column < columns; column += 1) {
    grid.forEach(function (row) { path.push(row[column]); });
  }
  const collected = form.elements.namedItem("collected");
  const law = { whole: form.querySelector("[data-law=whole]"), rows: form.querySelector("[data-law=rows]") };

  function number(input) { return input && input.value !== "" ? Number(input.value) : null; }
  function say(place, words, broken) {
    if (!place) { return; }
    if (place.textContent !== words) { place.textContent = words; }
    place.classList.toggle("broken", broken);
  }
  function differs(left, right) { return left > right ? "多" + (left - right) : "差" + (right - left); }

  function look() {
    const valid = number(whole[0]), invalid = number(whole[1]);
    const told = collected ? collected.value : form.dataset.handedIn;
    const handedIn = /^\d+$/.test(told) ? Number(told) : null;
    if (whole.length && valid !== null && handedIn !== null) {
      const both = valid + (invalid || 0);
      const kept = both === handedIn;
      say(law.whole, "有效" + valid + "张加无效" + (invalid || 0) + "张，合计" + both + "张，" +
        (kept ? "等于收回" + handedIn + "张。" : "不等于收回" + handedIn + "张，" + differs(both, handedIn) + "张。"), !kept);
    }
    const base = whole.length ? valid : handedIn;
    const broken = [];
    let full = 0;
    grid.forEach(function (row, index) {
      const place = form.querySelector("[data-sum='" + index + "']");
      const typed = row.filter(function (input) { return input.value !== ""; });
      const sum = typed.reduce(function (so, input) { return so + Number(input.value); }, 0);
      place.textContent = typed.length ? String(sum) : "";
      const wrong = typed.length > 0 && base !== null && sum !== base;
      full += typed.length && !wrong ? 1 : 0;
      /* While a row is still being typed it is short, and that is no fault yet. */
      const loud = wrong && (sum > base || typed.length === columns);
      place.parentElement.classList.toggle("short", wrong && !loud);
      place.parentElement.classList.toggle("broken", loud);
      if (loud) { broken.push("第" + (index + 1) + "项合计" + sum + "，应为" + base + "，" + differs(sum, base)); }
    });
    say(law.rows, broken.length ? broken.join("；") + "。" : full === grid.length && base !== null ? "各项合计都等于" + base + "。" : "", broken.length > 0);
  }

  form.addEventListener("input", function (event) {
    const input = event.target;
    if (input === collected) { look(); }
    if (!input.classList.contains("digits")) { return; }
    const plain = input.value.replace(/[０-９]/g, function (wide) { return String.fromCharCode(wide.charCodeAt(0) - 0xfee0); }).replace(/\D/g, "");
    if (plain !== input.value) { input.value = plain; }
    look();
  });
  form.addEventListener("keydown", function (event) {
    const at = path.indexOf(event.target);
    if (at < 0 || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) { return; }
    const back = event.shiftKey && (event.key === "Tab" || event.key === "Enter");
    let to = null;
    if (event.key === "Enter" || event.key === "Tab") { to = path[at + (back ? -1 : 1)]; }
    const inTable = at - whole.length;
    /* Between the whole and the table there is more to reach with Tab; within the table it goes down the columns. */
    if (event.key === "Tab" && (inTable < 0 || (back && inTable === 0))) { return; }
    if (event.key === "ArrowDown") { to = path[at + 1]; }
    if (event.key === "ArrowUp") { to = path[at - 1]; }
    if (to) { event.preventDefault(); to.focus(); to.select(); }
    else if (event.key === "Enter") { event.preventDefault(); form.querySelector("button.main").focus(); }
  });
  form.addEventListener("focusin", function (event) {
    if (event.target.classList.contains("digits")) { event.target.select(); }
  });
  look();
})();
