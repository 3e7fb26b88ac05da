/* The screen in the hall: whatever is recorded comes by itself. ECMAScript 2017. */
(function () {
  "use strict";
  const board = document.getElementById("board"), state = document.getElementById("state");
  const source = new EventSource(board.dataset.stream);
  let lost = 0;
  source.addEventListener("board", function (event) { board.innerHTML = event.data; });
  source.addEventListener("open", function () { window.clearTimeout(lost); lost = 0; state.textContent = ""; });
  source.addEventListener("error", function () {
    if (source.readyState === 2) { state.textContent = "没有连上，请重新登录后再打开。"; return; }
    if (!lost) { lost = window.setTimeout(function () { state.textContent = "连接断了，正在重新连接。屏上是断开以前的。"; }, 4000); }
  });
  window.addEventListener("pagehide", function () { source.close(); });
})();
