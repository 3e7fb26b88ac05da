/* Asks why as soon as a cumulative figure is below the last report; without a script the form asks once it was sent. */
(function () {
  "use strict";

  function figure(text) {
    const plain = text.replace(/[，,\s]/g, "");
    return plain === "" || isNaN(Number(plain)) ? null : Number(plain);
  }

  document.querySelectorAll("input[data-before]").forEach(function (input) {
    const reason = document.getElementById(input.dataset.fall);
    const before = figure(input.dataset.before);
    function look() {
      const now = figure(input.value);
      const fell = now !== null && before !== null && now < before;
      reason.hidden = !fell;
      reason.querySelector("input").disabled = !fell;
    }
    input.addEventListener("input", look);
    look();
  });
})();
