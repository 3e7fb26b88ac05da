/* What pages do beyond HTML; each of them works without it. ECMAScript 2017, for old browsers of offices. */
(function () {
  "use strict";

  /* A form is sent once: a second press of its button only repeats what is recorded once anyway, but looks as if it were not. */
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (event.submitter && event.submitter.formNoValidate) { return; }
    form.dataset.sent = "yes";
    window.setTimeout(function () { delete form.dataset.sent; }, 4000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  /* Print buttons stand hidden where there is no script to press them. */
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
})();
