// What a reader sees of the search: words of the glossary first, then sections with the text that was found.
const [LIMIT, BEFORE, LENGTH, PAUSE] = [20, 24, 110, 120];
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
const excerpt = (engine, text, wanted, lang) => {
  const found = places(engine, text, wanted);
  const kinds = (first) => new Set(found.filter(([, start]) => start >= first && start < first + LENGTH - BEFORE).map(([token]) => token)).size;
  const best = found.reduce((top, [, start]) => (kinds(start) > top[1] ? [start, kinds(start)] : top), [0, 0])[0];
  let start = Math.max(0, Math.min(best - BEFORE, text.length - LENGTH));
  const sentence = Math.max(...[..."。！？；.?!;"].map((stop) => text.lastIndexOf(stop, best - 1))) + 1;
  const gap = start ? text.indexOf(" ", start) + 1 : 0;
  if (sentence > start || !start) start = sentence > start ? sentence : 0;
  else if (gap && gap <= best) start = gap;
  let end = Math.min(text.length, start + LENGTH);
  const word = text.lastIndexOf(" ", end);
  if (end < text.length && word > end - 16) end = word;
  return [start ? "…" : "", ...marked(engine, text.slice(start, end).trim(), wanted, lang), end < text.length ? "…" : ""];
};

const row = (engine, hit, home, lang) => {
  const { entry, tokens, other } = hit;
  const title = entry.heading && entry.heading !== entry.page ? entry.page + " · " + entry.heading : entry.page;
  const link = element("a", { href: home + entry.key }, element("b", {}, ...marked(engine, title, tokens, lang)),
    element("small", {}, ...excerpt(engine, entry.text || entry.about, tokens, lang)));
  if (other) link.append(element("small", { lang: other.lang }, ...excerpt(engine, other.entry.text, other.tokens, other.lang)));
  return element("li", {}, link);
};

// A word of the glossary: what it is called in Chinese and beside it, how it is said, what it means.
const word = (term, home) => element("a", { href: home + term.url },
  element("b", { lang: "zh-CN" }, term.zh), " ", element("i", { lang: "zh-Latn" }, term.pinyin), " ", element("b", {}, term.other),
  element("small", {}, term.note));

const reader = (engine) => {
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

// Makes the dialog work, and answers what was typed while the scripts were on their way.
export const start = (engine, opener, dialog) => {
  const [input, status, words, list] = ["input", "[role=status]", ".search-words", "ol"].map((name) => dialog.querySelector(name));
  const { index, home } = opener.dataset;
  const others = opener.dataset.others.split(" ").filter(Boolean).map((pair) => pair.split("="));
  const lang = document.documentElement.lang;
  const read = reader(engine);
  const say = (key, number) => { status.textContent = status.dataset[key].replace("{n}", number); };
  const show = (terms, results) => {
    words.replaceChildren(...terms.map((term) => word(term, home)));
    list.replaceChildren(...results.map((hit) => row(engine, hit, home, lang)));
  };
  const run = async () => {
    const query = input.value;
    try {
      const { results, terms } = query.trim() ? await answer(engine, read, query, { index, others, lang }) : { results: [], terms: [] };
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
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const stops = [input, ...dialog.querySelectorAll(".search-words a, ol a")];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] || (event.key === "Enter" && at === 0 ? 1 : 0);
    if (!step) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + step))].focus();
  });
  dialog.addEventListener("click", (event) => { if (event.target.closest("a")) dialog.close(); });
  read(index).catch(() => say("error"));
  if (input.value) run();
};
