// Search in a copy of the site without a server: asks Pagefind's index, which lies beside the pages.
(() => {
  "use strict";
  const root = new URL("..", document.currentScript.src);
  const results = document.getElementById("results");
  const facets = document.getElementById("facets");
  const told = document.getElementById("told");
  const given = new URLSearchParams(location.search);
  const words = given.get("q") ?? "";
  const NAMES = ["category", "author", "year"];
  const SIZE = 20;

  const make = (tag, text = "", kind = "") => {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    if (kind) node.className = kind;
    return node;
  };

  const linked = (text, params) => {
    const link = make("a", text);
    const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value));
    link.href = "?" + query;
    return link;
  };

  // Pagefind gives HTML; only its text and its marks are taken.
  const snippet = (markup) => {
    const line = make("p", "", "excerpt");
    for (const node of new DOMParser().parseFromString(markup, "text/html").body.childNodes) {
      line.append(node.nodeName === "MARK" ? make("mark", node.textContent, "hit") : node.textContent);
    }
    return line;
  };

  const show = (found) => {
    const hit = make("article", "", "hit");
    const heading = make("h2");
    const link = make("a", found.meta.title);
    link.href = new URL(found.raw_url.replace(/^\//, ""), root);
    heading.append(link);
    hit.append(heading, make("p", [found.meta.authors, found.meta.published].filter(Boolean).join(" · "), "byline"));
    hit.append(snippet(found.excerpt));
    return hit;
  };

  const narrow = (counts, chosen) => {
    for (const name of NAMES) {
      const rows = Object.entries(counts[name] ?? {}).filter(([, count]) => count);
      if (!rows.length) continue;
      rows.sort((one, other) => (name === "year" ? one[0].localeCompare(other[0]) : other[1] - one[1]));
      const section = make("section");
      const list = make("ul", "", "plain");
      for (const [value, count] of rows.slice(0, 12)) {
        const row = make("li");
        const link = linked(value, { q: words, ...chosen, [name]: chosen[name] === value ? "" : value });
        if (chosen[name] === value) link.setAttribute("aria-current", "true");
        row.append(link, " ", make("span", String(count), "count"));
        list.append(row);
      }
      section.append(make("h2", name), list);
      facets.append(section);
    }
  };

  const search = async () => {
    const pagefind = await import(new URL("pagefind/pagefind.js", root));
    // Counts of facets come only once the filters themselves were loaded.
    await pagefind.filters();
    const chosen = Object.fromEntries(NAMES.filter((name) => given.get(name)).map((name) => [name, given.get(name)]));
    const found = await pagefind.search(words || null, { filters: chosen });
    const count = found.results.length;
    told.textContent = `${count} ${count === 1 ? "article" : "articles"}${words ? ` for “${words}”` : ""}.`;
    if (!count) results.append(make("p", "No article fits. Try fewer words, or leave out what narrows.", "nothing"));
    narrow(found.filters, chosen);
    let shown = 0;
    const more = make("button", "Show more");
    const next = async () => {
      const wanted = found.results.slice(shown, shown + SIZE);
      shown += wanted.length;
      const drawn = (await Promise.all(wanted.map((one) => one.data()))).map(show);
      more.remove();
      results.append(...drawn);
      if (shown < count) results.append(more);
    };
    more.addEventListener("click", next);
    await next();
  };

  const box = document.getElementById("find");
  if (box) box.value = words;
  search().catch(() => {
    told.textContent = "The search could not be loaded: it needs a web server (any will do) that allows WebAssembly.";
  });
})();
