// Search within one language. The index is fetched when the reader first asks for it:
// [{t: page title, u: address below the language's root, s: [[section title, anchor, text], …]}, …]
(() => {
  const opener = document.querySelector(".search-open");
  const dialog = document.querySelector("dialog.search");
  if (!opener || !dialog || !dialog.showModal) return;
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const list = dialog.querySelector("ol");
  const [LIMIT, BEFORE, LENGTH] = [30, 24, 96];
  let index;

  const element = (name, ...children) => {
    const node = document.createElement(name);
    node.append(...children);
    return node;
  };

  // Case and accents do not count, so that pinyin is found with and without tone marks.
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");

  const load = () => {
    index ??= fetch(opener.dataset.index)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((pages) => pages.flatMap((page) => page.s.map(([title, anchor, text]) => {
        const heading = title === page.t ? "" : title;
        return {
          page: page.t, heading, text, url: page.u + (anchor ? "#" + anchor : ""),
          top: fold(page.t + " " + heading), all: fold(page.t + " " + heading + " " + text),
        };
      })))
      .catch((error) => { index = undefined; throw error; });
    return index;
  };

  // Terms in titles come first; otherwise the guide's own order stands.
  const find = (entries, terms) => entries
    .filter((entry) => terms.every((term) => entry.all.includes(term)))
    .map((entry) => ({ entry, rank: terms.filter((term) => entry.top.includes(term)).length }))
    .sort((a, b) => b.rank - a.rank)
    .map((hit) => hit.entry);

  const marked = (text, terms) => {
    const part = document.createDocumentFragment();
    const plain = fold(text);
    let at = 0;
    // The few letters that change length when folded leave a text without marks.
    while (plain.length === text.length) {
      const hits = terms.map((term) => [plain.indexOf(term, at), term.length]).filter(([start]) => start >= 0);
      if (!hits.length) break;
      const [start, size] = hits.sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
      part.append(text.slice(at, start), element("mark", text.slice(start, start + size)));
      at = start + size;
    }
    part.append(text.slice(at));
    return part;
  };

  // The text around the first hit, from the start of a word where the script has spaces.
  const excerpt = (text, terms) => {
    const plain = fold(text);
    const hits = terms.map((term) => plain.indexOf(term)).filter((start) => start >= 0);
    const first = hits.length ? Math.min(...hits) : 0;
    let start = Math.max(0, first - BEFORE);
    const gap = start ? text.indexOf(" ", start) + 1 : 0;
    if (gap && gap <= first) start = gap;
    const end = Math.min(text.length, start + LENGTH);
    return [start ? "…" : "", marked(text.slice(start, end), terms), end < text.length ? "…" : ""];
  };

  const row = (entry, terms) => {
    const title = entry.heading ? entry.page + " · " + entry.heading : entry.page;
    const link = element("a", element("b", marked(title, terms)), element("small", ...excerpt(entry.text, terms)));
    link.href = opener.dataset.home + entry.url;
    return element("li", link);
  };

  const say = (key, n) => { status.textContent = status.dataset[key].replace("{n}", n); };

  const run = async () => {
    const query = input.value;
    const terms = fold(query).split(/\s+/).filter(Boolean);
    try {
      const found = terms.length ? find(await load(), terms) : [];
      if (query !== input.value) return;
      list.replaceChildren(...found.slice(0, LIMIT).map((entry) => row(entry, terms)));
      say(!terms.length ? "hint" : ["none", "one"][found.length] || "many", found.length);
    } catch {
      list.replaceChildren();
      say("error");
    }
  };

  const open = () => { dialog.showModal(); input.select(); load().catch(() => say("error")); };
  opener.hidden = false;
  opener.addEventListener("click", open);
  input.addEventListener("input", run);
  // Enter goes to the first result instead of closing the dialog.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    list.querySelector("a")?.focus();
  });
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing) return;
    const stops = [input, ...list.querySelectorAll("a")];
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + step))].focus();
  });
  list.addEventListener("click", (event) => { if (event.target.closest("a")) dialog.close(); });
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector(".menu[open]");
    if (event.key === "Escape" && menu) { menu.open = false; menu.firstElementChild.focus(); }
  });
})();
