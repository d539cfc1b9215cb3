// The reader's choice of light or dark, made before the page is drawn so that nothing flashes.
(() => {
  "use strict";
  const root = document.documentElement;
  const key = "yalu.theme";
  try {
    const kept = localStorage.getItem(key);
    if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  } catch {
    // Without storage the system's setting holds.
  }
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.shade");
    if (!button) return;
    const say = () => (button.textContent = isDark() ? "Light" : "Dark");
    button.hidden = false;
    say();
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      say();
      try {
        localStorage.setItem(key, root.dataset.theme);
      } catch {
        // The choice then lasts for this page.
      }
    });
  });
})();
