// Keys of every page; each does what a link or button does too.
(() => {
  "use strict";
  const GO = { h: "/", t: "/timeline", a: "/actors", d: "/dyads", m: "/map" };
  let going = false;
  const help = document.querySelector("dialog.help");
  const follow = (path) => [...document.querySelectorAll(".masthead a")].find((one) => new URL(one.href).pathname.replace(/(.)\/(index\.html)?$/, "$1").endsWith(path));
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select, textarea") || event.metaKey || event.ctrlKey || event.altKey) return;
    if (going && GO[event.key]) follow(GO[event.key])?.click();
    going = event.key === "g";
    if (event.key === "?") help?.showModal();
    if (event.key === "/" && document.getElementById("find")) {
      event.preventDefault();
      document.getElementById("find").focus();
    }
    const results = [...document.querySelectorAll("article.hit h2 a, .stream > .rows .says a")];
    const step = { j: 1, k: -1 }[event.key];
    if (step && results.length && !document.querySelector(".essay")) {
      const at = results.indexOf(document.activeElement);
      results[Math.max(0, Math.min(results.length - 1, at + step))].focus();
    }
  });
  for (const button of document.querySelectorAll("button.copy")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy.startsWith("/") ? location.href : button.dataset.copy);
      button.textContent = "copied";
    });
  }
  // A link to a card opens what holds it.
  const reveal = () => {
    const card = location.hash.startsWith("#c-") && document.getElementById(location.hash.slice(1));
    if (!card) return;
    card.closest("details")?.setAttribute("open", "");
    card.scrollIntoView({ block: "center" });
  };
  for (const map of document.querySelectorAll(".map .scroll")) map.scrollLeft = (map.scrollWidth - map.clientWidth) / 2;
  addEventListener("hashchange", reveal);
  reveal();
})();

// Adds to pages that stand without it: cards beside marks, keys to walk through them.
(() => {
  "use strict";
  const body = document.querySelector(".essay .body");
  if (!body) return;
  let pop = null;
  let from = null;

  const close = () => {
    if (!pop) return;
    pop.remove();
    pop = null;
    from?.classList.remove("here");
    from?.querySelector("a")?.focus({ preventScroll: true });
  };

  const cardOf = (mark) => {
    const address = mark.querySelector("a")?.getAttribute("href") ?? "";
    const found = address.match(/\/statements\/([^/?#]+)/);
    return found && document.getElementById("c-" + found[1]);
  };

  const open = (mark) => {
    const card = cardOf(mark);
    if (!card) return false;
    close();
    from = mark;
    mark.classList.add("here");
    pop = document.createElement("div");
    pop.className = "pop";
    pop.setAttribute("role", "dialog");
    pop.setAttribute("aria-label", "Statement");
    const list = document.createElement("ol");
    list.className = "rows";
    const copy = card.cloneNode(true);
    copy.removeAttribute("id");
    list.append(copy);
    const button = document.createElement("button");
    button.textContent = "✕";
    button.setAttribute("aria-label", "Close");
    button.addEventListener("click", close);
    pop.append(list, button);
    document.body.append(pop);
    const box = mark.getBoundingClientRect();
    const left = Math.min(box.left + scrollX, innerWidth - pop.offsetWidth - 16);
    pop.style.setProperty("left", `${Math.max(16, left)}px`);
    pop.style.setProperty("top", `${box.bottom + scrollY + 6}px`);
    pop.querySelector("a")?.focus({ preventScroll: true });
    return true;
  };

  body.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    const mark = event.target.closest("mark");
    if (mark && open(mark)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (pop && !pop.contains(event.target) && !event.target.closest("mark")) close();
  });

  const step = (by) => {
    const marks = [...body.querySelectorAll("mark")].filter(
      (mark) => cardOf(mark) && (mark.matches(".k-claim") || getComputedStyle(mark).borderBottomColor !== "rgba(0, 0, 0, 0)"),
    );
    if (!marks.length) return;
    const at = marks.indexOf(from);
    const next = marks[(at + by + marks.length) % marks.length] ?? marks[0];
    next.scrollIntoView({ block: "center" });
    open(next);
  };
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select, textarea") || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "Escape") close();
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });

  // The choice of marks is kept on the reader's machine, nowhere else.
  for (const box of document.querySelectorAll(".switches input")) {
    const key = "yalu." + box.id;
    try {
      if (localStorage.getItem(key) === "off") box.checked = false;
      box.addEventListener("change", () => localStorage.setItem(key, box.checked ? "on" : "off"));
    } catch {
      break;
    }
  }
})();

// Sliders say their number while they move and ask when they rest.
for (const form of document.querySelectorAll("form.sliders")) {
  for (const slider of form.querySelectorAll('input[type="range"]')) {
    const shown = slider.parentElement.querySelector("output");
    slider.addEventListener("input", () => (shown.textContent = `${slider.value} ${slider.dataset.unit}`));
    slider.addEventListener("change", () => form.requestSubmit());
  }
}
