// What of a page can be worked with the keyboard, and is it seen where one is? Evaluated in the page by `View.keyboard`.
() => {
  const WORKED = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, " +
    "audio[controls], video[controls], [contenteditable=true], [tabindex]";
  const LOOKS = ["outline", "boxShadow", "borderTop", "borderBottom", "backgroundColor", "color", "textDecoration"];

  const looks = each => LOOKS.map(name => getComputedStyle(each)[name]).join(" | ");
  const words = each => {
    const said = each.getAttribute("aria-label") || each.labels?.[0]?.textContent || each.textContent || each.name || each.id || "";
    return `${each.localName} ${said.trim().replace(/\s+/g, " ").slice(0, 60)}`;
  };
  const firstOfItsGroup = each => {
    if (each.type !== "radio" || !each.name) return true;
    const group = [...document.querySelectorAll("input[type=radio]")].filter(
      one => one.name === each.name && one.form === each.form && !one.disabled
    );
    return each === (group.find(one => one.checked) || group[0]);
  };
  const isWorked = each =>
    each.tabIndex >= 0 && !each.matches(":disabled") && !each.closest("[inert]") && firstOfItsGroup(each) &&
    each.checkVisibility({ visibilityProperty: true }) &&
    (each.localName !== "summary" || each.parentElement.querySelector("summary") === each);

  const everything = [...document.querySelectorAll(WORKED)].filter(isWorked);
  document.activeElement?.blur?.();
  const seen = each => [each, ...(each.labels || [])].map(looks).join(" || ");
  const before = everything.map(seen);

  // Some point of it is where the reader sees it, with nothing else on top.
  const isUncovered = each => {
    const own = each.labels?.length ? [each, ...each.labels] : [each];
    return own.some(one => [...one.getClientRects()].some(box => {
      const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]];
      return points.some(([x, y]) => {
        const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return top && own.some(mine => mine.contains(top));
      });
    }));
  };
  const trouble = (each, number) => {
    const style = getComputedStyle(each);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    if (!outlined && seen(each) === before[number]) return "looks the same as without the focus";
    if (!isUncovered(each)) return "has the focus where nobody sees it";
    return "";
  };

  window.walked = {
    here: () => {
      const each = document.activeElement;
      const number = everything.indexOf(each);
      return number < 0 ? null : [number, trouble(each, number)];
    },
  };
  return everything.map(words);
}
