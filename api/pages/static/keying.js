/* Papers keyed by the keyboard alone: a key a mark, and each paper is kept as soon as its last mark is there. ECMAScript 2017. */
(function () {
  "use strict";
  const form = document.getElementById("keying");
  if (!form) { return; }
  const rows = Array.from(form.querySelectorAll("tbody tr"));
  const first = Number(form.dataset.first), last = Number(form.dataset.last);
  const keyed = new Map(JSON.parse(document.getElementById("own").textContent).map(function (paper) { return [paper.number, paper]; }));
  const keys = { "1": "f", "2": "a", "3": "o", "0": "-", " ": "-", "4": "F", "5": "?" };
  const spoiled = document.getElementById("spoiled"), doubtful = document.getElementById("doubtful");
  const saved = document.getElementById("saved"), left = document.getElementById("left");
  let number = Number(form.dataset.number), at = 0, waiting = 0, line = Promise.resolve();

  function say(words, broken) { saved.textContent = words; saved.classList.toggle("broken", Boolean(broken)); }
  function radio(row, letter) { return row.querySelector("input[value='" + letter + "']"); }
  function marks() {
    return rows.map(function (row) { const on = row.querySelector("input:checked"); return on ? on.value : ""; });
  }
  function point(place) {
    at = place;
    rows.forEach(function (row, index) { row.classList.toggle("now", index === at); });
    if (rows[at]) { (rows[at].querySelector("input:checked") || rows[at].querySelector("input")).focus(); }
  }
  function count() {
    let missing = 0;
    for (let each = first; each <= last; each += 1) { if (!keyed.has(each)) { missing += 1; } }
    left.textContent = missing ? "还有" + missing + "张没有录" : "这一捆都录了，核对后点“这一捆录完了”";
    return missing;
  }
  function show(which, place) {
    number = which;
    const paper = keyed.get(number);
    document.getElementById("number").textContent = String(number);
    form.action = form.action.replace(/\d+$/, String(number));
    rows.forEach(function (row, index) {
      row.querySelectorAll("input").forEach(function (input) {
        input.checked = Boolean(paper && paper.marks && paper.marks[index] === input.value);
      });
    });
    spoiled.value = paper ? paper.spoiled : "";
    doubtful.checked = Boolean(paper && paper.doubtful);
    point(place || 0);
  }
  function following() {
    for (let each = number + 1; each <= last; each += 1) { if (!keyed.has(each)) { return each; } }
    for (let each = first; each <= last; each += 1) { if (!keyed.has(each)) { return each; } }
    return null;
  }
  /* In order, one after the other; what does not arrive stands there as not kept, and is shown again. */
  function waits(more) {
    waiting += more;
    form.dataset.waiting = String(waiting);
  }
  function keep(which, paper) {
    waits(1);
    line = line.then(function () {
      const body = paper.spoiled ? { spoiled: paper.spoiled } : { marks: paper.marks };
      if (paper.doubtful) { body.doubtful = true; }
      return fetch(form.dataset.api + which, {
        method: "PUT", credentials: "same-origin", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body)
      });
    }).then(function (answer) {
      if (answer.ok) { say(which + "号已存"); return null; }
      return answer.json().then(function (told) { throw new Error((told.errors || []).map(function (each) { return each.detail; }).join("") || "没有存上"); });
    }).catch(function (why) {
      keyed.delete(which);
      count();
      say(which + "号没有存上：" + (why instanceof TypeError ? "连不上服务" : why.message) + "，请再录一遍。", true);
      show(which);
    }).then(function () { waits(-1); });
  }
  function finished() {
    const found = marks();
    if (!spoiled.value && found.some(function (mark) { return !mark; })) { return false; }
    const paper = { number: number, marks: spoiled.value ? "" : found.join(""), spoiled: spoiled.value, doubtful: doubtful.checked };
    const own = number;
    keyed.set(own, paper);
    count();
    const next = following();
    if (next !== null) { show(next); } else { point(rows.length); document.querySelector("#finish button").focus(); }
    keep(own, paper);
    return true;
  }
  function back() {
    if (at > 0 && at <= rows.length) {
      point(at - 1);
      rows[at].querySelectorAll("input").forEach(function (input) { input.checked = false; });
    } else if (number > first) { show(number - 1, rows.length - 1); }
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.target === spoiled) { return; }
    const inside = form.contains(event.target) || event.target === document.body || event.target.id === "main";
    if (event.key === "Backspace") { event.preventDefault(); back(); return; }
    if (!inside || event.target.tagName === "BUTTON" || event.target === doubtful) { return; }
    const letter = keys[event.key];
    if (letter && rows[at]) {
      event.preventDefault();
      spoiled.value = "";
      radio(rows[at], letter).checked = true;
      if (at + 1 < rows.length) { point(at + 1); } else if (!finished()) { point(marks().indexOf("")); }
    } else if (event.key === "d" || event.key === "D") { event.preventDefault(); doubtful.checked = !doubtful.checked; }
    else if (event.key === "x" || event.key === "X") { event.preventDefault(); spoiled.focus(); }
  });
  rows.forEach(function (row, index) {
    row.addEventListener("focusin", function () { at = index; rows.forEach(function (each, place) { each.classList.toggle("now", place === at); }); });
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    event.stopPropagation();
    if (!finished()) { say(number + "号还有没录的项目。", true); point(marks().indexOf("")); }
  });
  window.addEventListener("beforeunload", function (event) { if (waiting) { event.preventDefault(); event.returnValue = ""; } });
  document.getElementById("finish").addEventListener("submit", function (event) {
    if (waiting) { event.preventDefault(); say("正在存，请稍等再点。"); }
  });
  count();
  show(number, 0);
})();
