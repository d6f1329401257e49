// What a reader sees of the search: words of the glossary first, then sections with the text that was found.
const [LIMIT, BEFORE, LENGTH, SHORT, PAUSE] = [20, 24, 110, 48, 120];
const HAN = /\p{Script=Han}[\p{Script=Han}，、。：；！？（）“”]*/gu;

const element = (name, properties, ...children) => {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
};

// `text` with Chinese said to be Chinese where the page is in another language, and pinyin where it is asked for.
const spoken = (text, lang) => {
  if (lang.startsWith("zh")) return [text];
  const parts = [];
  let at = 0;
  for (const { 0: words, index } of text.matchAll(HAN)) {
    parts.push(text.slice(at, index), element("span", { lang: "zh-CN" }, words));
    at = index + words.length;
  }
  return [...parts, text.slice(at)];
};

// The places of the wanted tokens in a text; none in the few texts whose letters change in number when they are folded.
const places = (engine, text, wanted) => {
  const folded = engine.fold(text);
  return folded.length === text.length ? engine.tokens(folded).filter(([token]) => wanted.has(token)) : [];
};

const marked = (engine, text, wanted, lang) => {
  const parts = [];
  let at = 0;
  let open = null;
  const close = () => {
    if (!open) return;
    parts.push(...spoken(text.slice(at, open[0]), lang), element("mark", {}, ...spoken(text.slice(...open), lang)));
    [at, open] = [open[1], null];
  };
  for (const [, start, end] of places(engine, text, wanted)) {
    if (open && start <= open[1]) open[1] = Math.max(open[1], end);
    else { close(); open = [start, end]; }
  }
  close();
  return [...parts, ...spoken(text.slice(at), lang)];
};

// The stretch of a text that holds most of the wanted tokens, from the start of a word where the script has spaces.
const excerpt = (engine, text, wanted, lang, length = LENGTH) => {
  const found = places(engine, text, wanted);
  const kinds = (first) => new Set(found.filter(([, start]) => start >= first && start < first + length - BEFORE).map(([token]) => token)).size;
  const best = found.reduce((top, [, start]) => (kinds(start) > top[1] ? [start, kinds(start)] : top), [0, 0])[0];
  let start = Math.max(0, Math.min(best - BEFORE, text.length - length));
  const sentence = Math.max(...[..."。！？；.?!;"].map((stop) => text.lastIndexOf(stop, best - 1))) + 1;
  const gap = start ? text.indexOf(" ", start) + 1 : 0;
  if (sentence > start || !start) start = sentence > start ? sentence : 0;
  else if (gap && gap <= best) start = gap;
  let end = Math.min(text.length, start + length);
  const word = text.lastIndexOf(" ", end);
  if (end < text.length && word > end - 16) end = word;
  return [start ? "…" : "", ...marked(engine, text.slice(start, end).replace(/^[\s·]+|[\s·]+$/g, ""), wanted, lang), end < text.length ? "…" : ""];
};

const row = (engine, hit, home, lang) => {
  const { entry, tokens, other } = hit;
  const title = entry.heading && entry.heading !== entry.page ? entry.page + " · " + entry.heading : entry.page;
  const link = element("a", { href: home + entry.key }, element("b", {}, ...marked(engine, title, tokens, lang)),
    element("small", {}, ...excerpt(engine, entry.text || entry.about, tokens, lang)));
  const there = other ? excerpt(engine, other.entry.text, other.tokens, other.lang, SHORT) : [];
  if (there.some((part) => part.tagName === "MARK")) link.append(element("small", { lang: other.lang }, ...there));
  return element("li", {}, link);
};

// A word of the glossary: what it is called in Chinese and beside it, how it is said, what it means.
const word = (term, home) => element("a", { href: home + term.url },
  element("b", { lang: "zh-CN" }, term.zh), " ", element("i", { lang: "zh-Latn" }, term.pinyin), " ", element("b", {}, term.other),
  element("small", {}, term.note));

// Fetches and opens an index once; one that did not arrive is asked for again the next time.
export const reader = (engine) => {
  const known = new Map();
  return (path) => {
    if (!known.has(path)) {
      known.set(path, fetch(path).then((reply) => (reply.ok ? reply.json() : Promise.reject(reply.status))).then(engine.open)
        .catch((error) => { known.delete(path); throw error; }));
    }
    return known.get(path);
  };
};

// What the reader's own language answers. What is asked in another script is looked up in the languages of that script too.
export const answer = async (engine, read, query, places) => {
  const own = await read(places.index);
  const first = engine.ask(own, query);
  const chinese = /\p{Script=Han}/u.test(query);
  const others = places.others.filter(([lang]) => lang.startsWith("zh") === chinese);
  for (const [lang, path] of chinese === places.lang.startsWith("zh") ? [] : others) {
    const index = await read(path).catch(() => null);
    const said = index && engine.ask(index, query);
    if (said) first.hits = engine.merge(first, { hits: said.hits.map((hit) => ({ ...hit, lang, score: hit.score * 0.9 })) }, own);
    if (said && !said.missing) break;
  }
  return { results: engine.order(first.hits, LIMIT), terms: first.answer.filter((term) => term.url) };
};

// What the opener knows of the site: where the indexes are, and which language the page is in.
export const settings = (opener) => ({
  index: opener.dataset.index,
  others: opener.dataset.others.split(" ").filter(Boolean).map((pair) => pair.split("=")),
  lang: document.documentElement.lang,
});

// Makes the dialog work, and answers what was typed while the scripts were on their way.
export const start = (engine, opener, dialog) => {
  const [input, status, words, list] = ["input", "[role=status]", ".search-words", "ol"].map((name) => dialog.querySelector(name));
  const site = settings(opener);
  const { home } = opener.dataset;
  const read = reader(engine);
  const say = (key, number) => { status.textContent = status.dataset[key].replace("{n}", number); };
  const show = (terms, results) => {
    words.replaceChildren(...terms.map((term) => word(term, home)));
    list.replaceChildren(...results.map((hit) => row(engine, hit, home, site.lang)));
  };
  const run = async () => {
    const query = input.value;
    try {
      const { results, terms } = query.trim() ? await answer(engine, read, query, site) : { results: [], terms: [] };
      if (query !== input.value) return;
      show(terms, results);
      say(!query.trim() ? "hint" : ["none", "one"][results.length] || "many", results.length);
    } catch {
      show([], []);
      say("error");
    }
  };
  let timer;
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(run, PAUSE); });
  // Arrows go through the results; Enter goes from the words to the first one, when it is there.
  dialog.addEventListener("keydown", async (event) => {
    const enters = event.key === "Enter" && event.target === input;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] || (enters ? 1 : 0);
    if (event.isComposing || !step) return;
    event.preventDefault();
    clearTimeout(timer);
    if (event.target === input) await run();
    const stops = [input, ...dialog.querySelectorAll(".search-words a, ol a")];
    const at = stops.indexOf(document.activeElement);
    stops[Math.max(0, Math.min(stops.length - 1, at + step))].focus();
  });
  // What was found takes the place of the open search in the history: from there, Back leads to this page.
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.replaceState(null, "");
    dialog.close();
    location.replace(link.href);
  });
  read(site.index).catch(() => say("error"));
  if (input.value) run();
};
