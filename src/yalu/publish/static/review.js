// Keys of the review: each presses the button or link that bears it.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select, textarea") || event.metaKey || event.ctrlKey || event.altKey) return;
    const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!found) return;
    event.preventDefault();
    found.click();
    if (event.key === "e") document.querySelector('.decide select[name="field"]')?.focus();
  });
})();
