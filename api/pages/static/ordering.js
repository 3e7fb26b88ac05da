/* A list put in order with buttons instead of numbers, and whether it is long enough said at once. The page does both without it. */
(function () {
  "use strict";
  const form = document.querySelector("form[data-ordering]");
  if (!form) { return; }
  const body = form.querySelector("tbody"), seats = form.querySelector("[name=seats]"), verdict = form.querySelector("[data-verdict]");

  function place(row) { return row.querySelector("input.place"); }
  function listed() { return Array.from(body.rows).filter(function (row) { return place(row).value.trim(); }); }

  function number() { listed().forEach(function (row, at) { place(row).value = at + 1; }); }

  function say() {
    const wanted = parseInt(seats.value, 10), there = listed().length, num = parseInt(verdict.dataset.num, 10), den = parseInt(verdict.dataset.den, 10);
    if (!wanted || !den) { return; }
    const needed = wanted + Math.ceil(wanted * num / den);
    let said = "应选" + wanted + "项，现列" + there + "项";
    if (wanted > there) { said += "：候选少于应选。"; }
    else if (there === wanted && verdict.dataset.equal) { said += "，实行等额，规则允许：符合。"; }
    else if (there < needed) { said += "，候选至少须" + needed + "项：还差" + (needed - there) + "项。"; }
    else { said += there === wanted ? "，实行等额，规则允许：符合。" : "，差额" + (there - wanted) + "项：符合。"; }
    verdict.textContent = said;
    verdict.className = said.indexOf("符合") < 0 ? "next" : "done";
    verdict.hidden = false;
  }

  function move(row, up) {
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other || !place(other).value.trim() || !place(row).value.trim()) { return; }
    body.insertBefore(up ? row : other, up ? other : row);
    number();
  }

  Array.from(body.rows).forEach(function (row) {
    const name = row.querySelector("a").textContent, holder = document.createElement("span");
    holder.className = "moves";
    [["↑", "上移", true], ["↓", "下移", false]].forEach(function (each) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = each[0];
      button.setAttribute("aria-label", each[1] + name);
      button.addEventListener("click", function () { move(row, each[2]); button.focus(); });
      holder.appendChild(button);
    });
    place(row).insertAdjacentElement("afterend", holder);
  });
  form.addEventListener("input", say);
  form.addEventListener("click", say);
  say();
})();
