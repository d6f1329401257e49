// The search itself, without a page: `open` reads an index (see scripts/payguide/publish/search.py), `find` answers.
// A text is cut into word stems where it is Latin, and into pairs of neighbouring characters where it is Chinese.
const [TITLE, HEADING, CONTEXT, SATURATION, LENGTH] = [6, 6, 1.6, 1.2, 0.5];
const PARTS = /[a-z0-9]+|\p{Script=Han}+/gu;
const HAN = /\p{Script=Han}/u;
// Words that carry none of a question's meaning in a guide to paying.
const SMALL = new Set(("a an and any are at be but by can could d did didn do does doesn don for from get got had has have how i if in is isn it its "
  + "just ll m me my no not of off on one only or our please re s should so some t that the their them then there they this "
  + "to too ve was we were what when where which who why will with won would you your").split(" "));
const FLUFF = /怎么付钱|怎么付款|怎么付|怎么办|怎么样|怎么|怎样|如何|什么|是不是|能不能|可不可以|可以|哪里|哪儿|哪个|为什么|多少|请问|吗|呢|我的|我|您|你|是|的|了|在/y;

// Case and accents do not count, so that pinyin is found with and without tone marks.
export const fold = (text) => {
  const low = text.toLowerCase();
  return /[\u00c0-\u036f\u1e00-\u1eff]/.test(low) ? low.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC") : low;
};

// "refused", "refuses" and "refusing" are one word.
export const stem = (word) => {
  if (word.length < 4 || /\d/.test(word)) return word;
  let cut = word.replace(/ies$/, "y").replace(/(ss|sh|ch|x)es$/, "$1").replace(/([^su])s$/, "$1");
  const bare = cut.replace(/(ing|ed|ly|al|ment)$/, "");
  if (bare.length > 2 && /[aeiouy]/.test(bare)) cut = bare.replace(/([^aeiouls])\1$/, "$1");
  return cut.length > 3 ? cut.replace(/e$/, "") : cut;
};

const pairs = (run) => (run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)));

// The tokens of a folded text with their places: [token, start, end], several over one place never.
export const tokens = (folded) => [...folded.matchAll(PARTS)].flatMap(({ 0: part, index }) => (HAN.test(part)
  ? pairs(part).map((pair, at) => [pair, index + at, index + at + pair.length])
  : [[stem(part), index, index + part.length]]));
// The same without the places, much faster: a whole guide is cut in this way.
const stems = new Map();
const bare = (text) => {
  const found = [];
  for (const part of fold(text).match(PARTS) || []) {
    if (part.charCodeAt(0) > 127) {
      if (part.length < 2) found.push(part);
      for (let at = 0; at + 1 < part.length; at++) found.push(part.slice(at, at + 2));
    }
    else {
      if (!stems.has(part)) stems.set(part, stem(part));
      found.push(stems.get(part));
    }
  }
  return found;
};
const joined = (text) => fold(text).replace(/[^a-z0-9\p{Script=Han}]/gu, "");
const joinedStems = (text) => bare(text).join("");

// How many letters must change, at most `limit`; two that changed places count once.
export const distance = (a, b, limit) => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
};
const tolerance = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

// {p: [[title, second title, description, address, weight, [[heading, anchor, text], …]], …],
//  g: [[name, Chinese, pinyin, name beside Chinese, [further names], note, address], …], s: [[[words that mean], [words said]], …]}
export const open = (data) => {
  const entries = data.p.flatMap(([page, second, about, url, weight, sections], number) => sections.map(([heading, anchor, text]) => ({
    page, number, heading, text, about: anchor ? "" : about, weight, key: url + (anchor ? "#" + anchor : ""),
    top: page + " " + second, isPage: !anchor, head: null,
  })));
  const index = { entries, postings: new Map(), names: new Map(), latin: [], terms: [] };
  entries.forEach((entry, at) => count(index.postings, entry, at));
  index.latin = [...index.postings.keys()].filter((token) => !HAN.test(token));
  index.terms = data.g.map(([name, zh, pinyin, other, more, note, url]) => ({ name, zh, pinyin, other, more, note, url }));
  for (const term of index.terms) {
    for (const name of [term.name, term.zh, term.pinyin, term.other, ...term.more]) call(index.names, name, { words: bare(term.name), term });
  }
  for (const [meant, said] of data.s) {
    for (const name of said) for (const words of meant) call(index.names, name, { words: bare(words) });
  }
  return index;
};

const call = (names, name, meaning) => {
  for (const key of new Set([joined(name), joinedStems(name)])) {
    if (key) names.set(key, [...(names.get(key) || []), meaning]);
  }
};

// How much a section says of each of its tokens.
const count = (postings, entry, at) => {
  const fields = [bare(entry.top), bare(entry.heading), bare(entry.text + " " + entry.about)];
  const [top, heading, text] = fields;
  const room = SATURATION * (1 - LENGTH + LENGTH * text.length / 90);
  const seen = new Map();
  for (const token of text) seen.set(token, (seen.get(token) || 0) + 1);
  const worth = new Map([...seen].map(([token, times]) => [token, times * (SATURATION + 1) / (times + room)]));
  const add = (list, weight) => {
    const telling = new Set(list.filter((token) => !SMALL.has(token)));
    for (const token of telling) worth.set(token, (worth.get(token) || 0) + weight / (1 + telling.size / 8));
  };
  add(top, entry.isPage ? TITLE : CONTEXT);
  add(heading, HEADING);
  for (const [token, value] of worth) {
    const list = postings.get(token);
    if (list) list.push(at, value);
    else postings.set(token, [at, value]);
  }
};

const rarity = (index, token) => {
  const held = (index.postings.get(token)?.length || 0) / 2;
  return Math.log(1 + (index.entries.length - held + 0.5) / (held + 0.5));
};

// What a word may stand for in this index: itself, longer words that begin with it, words with a slip of the finger.
const readings = (index, word, typing) => {
  const own = stem(word);
  const known = index.postings.has(own);
  const found = known ? [[[own], 1]] : [];
  const begins = (token) => token !== own && own.length > 2 && (token.startsWith(own) || (token.length > 4 && own.startsWith(token)));
  if (!known || typing) found.push(...index.latin.filter(begins).slice(0, 12).map((token) => [[token], known ? 0.4 : 0.8]));
  if (!found.length) {
    for (const limit of [1, 2].slice(0, tolerance(word))) {
      if (!found.length) found.push(...index.latin.filter((token) => token.length > 2 && distance(own, token, limit) <= limit).map((token) => [[token], 0.8 / limit]));
    }
  }
  return found.length ? found : [[[own], 1]];
};

const namesLike = (index, key) => {
  if (index.names.has(key)) return index.names.get(key);
  if (HAN.test(key) || key.length < 5) return undefined;
  const all = [...index.names.keys()].filter((name) => !HAN.test(name));
  const begun = all.filter((name) => name.startsWith(key));
  const limit = key.length < 9 ? 1 : 2;
  const close = begun.length ? begun : all.filter((name) => distance(key, name, limit) <= limit);
  return close.length && close.length < 6 ? close.flatMap((name) => index.names.get(name)) : undefined;
};

// A question in parts, each with what it may stand for: {own: [tokens], options: [[tokens, weight], …], terms}.
const clauses = (index, query) => {
  const units = fold(query).match(PARTS) || [];
  const telling = units.filter((unit) => !SMALL.has(unit));
  const words = telling.length ? telling : units;
  const found = [];
  for (let at = 0; at < words.length;) {
    if (!HAN.test(words[at])) at += latin(index, words, at, found);
    else chinese(index, words[at++], words.length === 1, found);
  }
  return found.length ? found : words.flatMap(pairs).map((pair) => ({ own: [pair], options: [[[pair], 1]], terms: [] }));
};

const latin = (index, words, at, found) => {
  const end = words.findIndex((word, place) => place >= at && HAN.test(word));
  const run = words.slice(at, Math.min(at + 7, end < 0 ? words.length : end));
  const whole = at === 0 && run.length === words.length;
  // A name in both scripts, as "POS机".
  const after = HAN.test(words[at + 1] || "") ? words[at + 1] : "";
  for (let size = Math.min(4, after.length); size > 0; size--) {
    const spoken = index.names.get(run[0] + after.slice(0, size));
    if (!spoken) continue;
    found.push(named([run[0], after.slice(0, size)], spoken, readings(index, run[0], false)));
    words[at + 1] = after.slice(size);
    return words[at + 1] ? 1 : 2;
  }
  for (let size = run.length; size > 0; size--) {
    const part = run.slice(0, size);
    const spoken = index.names.get(part.join("")) || index.names.get(part.map(stem).join(""))
      || (whole && size === run.length && !part.every((word) => index.postings.has(stem(word))) ? namesLike(index, part.join("")) : undefined);
    if (!spoken) continue;
    const own = part.map(stem);
    found.push(named(own, spoken, size === 1 ? readings(index, part[0], false) : [[own, 1]]));
    return size;
  }
  found.push({ own: [stem(run[0])], options: readings(index, run[0], at === words.length - 1), terms: [] });
  return 1;
};

// A run of Chinese: names that the index knows, the longest at each place; pairs of what is left between small words.
const chinese = (index, run, alone, found) => {
  const plain = (own) => found.push({ own, options: own.map((token) => [[token], 1]), terms: [] });
  let from = 0;
  const leave = (end) => { if (end - from > 1) pairs(run.slice(from, end)).forEach((pair) => plain([pair])); };
  for (let at = 0; at < run.length;) {
    let size = Math.min(12, run.length - at);
    while (size > 1 && !index.names.has(run.slice(at, at + size))) size--;
    FLUFF.lastIndex = at;
    const small = size > 1 ? "" : (FLUFF.exec(run) || [""])[0];
    if (size === 1 && !small) { at++; continue; }
    // The pair across the beginning of a name may be a word too.
    leave(small ? at : Math.min(at + 1, run.length));
    if (!small) {
      const own = pairs(run.slice(at, at + size));
      found.push(named(own, index.names.get(run.slice(at, at + size)), [[own, 1]]));
    }
    at += small ? small.length : size;
    from = small ? at : at - 1;
  }
  leave(run.length);
  if (alone && run.length === 1) plain([...index.postings.keys()].filter((token) => token.includes(run)));
};

const named = (own, spoken, options) => ({
  own, options: [...options, ...spoken.map(({ words, term }) => [words, term ? 1 : 0.9])], terms: spoken.map(({ term }) => term).filter(Boolean),
});

// The sections of one index that answer, as [{entry, score, tokens}], unordered. Chinese keyboards also type wide letters.
export const ask = (index, typed) => {
  const query = typed.normalize("NFKC");
  const asked = clauses(index, query);
  const scores = new Map();
  let whole = 0;
  const used = new Set();
  const titled = [];
  for (const { own, options } of asked) {
    const best = new Map();
    let weightiest = 0;
    for (const [all, weight] of options) {
      // Of what was typed, words that this guide never says do not hinder the others; another name is to be said in full.
      const words = all.filter((word) => index.postings.has(word));
      const sums = new Map();
      const rare = words.map((word) => rarity(index, word));
      words.forEach((word, place) => {
        const list = index.postings.get(word);
        for (let n = 0; n < list.length; n += 2) {
          const [sum, hits] = sums.get(list[n]) || [0, 0];
          sums.set(list[n], [sum + list[n + 1] * rare[place], hits + 1]);
        }
        used.add(word);
      });
      for (const [at, [sum, hits]] of sums) {
        const share = hits / (all === own ? words : all).length;
        if (all !== own && all.length > 1 && share <= 0.5) continue;
        const score = weight * sum * share * share / Math.sqrt(words.length);
        if (score > (best.get(at)?.[0] || 0)) best.set(at, [score, share * weight]);
      }
      if (sums.size) weightiest = Math.max(weightiest, ...rare);
    }
    const importance = weightiest || Math.max(...own.map((word) => rarity(index, word)));
    whole += importance;
    titled.push([options, importance]);
    for (const [at, [score, share]] of best) {
      const [sum, covered] = scores.get(at) || [0, 0];
      scores.set(at, [sum + score, covered + share * importance]);
    }
  }
  const runs = query.match(/\p{Script=Han}{3,}/gu) || [];
  const terms = [...new Set(asked.flatMap((clause) => clause.terms))];
  const hits = [...scores].map(([at, [score, covered]]) => {
    const entry = index.entries[at];
    const said = runs.filter((run) => (entry.top + entry.heading + entry.text).includes(run)).length;
    entry.head ??= new Set(bare(entry.top + " " + entry.heading));
    const inHead = titled.filter(([options]) => options.some(([words]) => words.every((word) => entry.head.has(word))));
    const told = inHead.reduce((sum, [, importance]) => sum + importance, 0) / whole;
    // A page that is about all that was asked stands before sections of others that are.
    const about = entry.heading ? 1 : 1 + 0.5 * told ** 8;
    const fit = (0.2 + 0.8 * (covered / whole) ** 1.5) * (1 + told) * (1 + 0.3 * said) * about;
    return { entry, score: score * fit * entry.weight, tokens: used };
  });
  return { hits, answer: asked.length === 1 ? terms.slice(0, 3) : [], missing: asked.some(({ options }) => !options.some(([words]) => words.some((word) => index.postings.has(word)))) };
};

// Results in order: at most `limit`, further sections of a page below other pages, weak ones left out.
export const order = (hits, limit) => {
  const pages = new Map();
  const sorted = hits.sort((a, b) => b.score - a.score).map((hit) => {
    const before = pages.get(hit.entry.number) || 0;
    pages.set(hit.entry.number, before + 1);
    return { ...hit, score: hit.score * 0.7 ** before };
  });
  const kept = sorted.filter((hit) => hit.score > 0.1 * sorted[0].score);
  return kept.sort((a, b) => b.score - a.score).slice(0, limit);
};

// One answer out of the reader's index and that of the other language: sections have the same addresses in both.
export const merge = (own, other, index) => {
  const places = new Map(index.entries.map((entry) => [entry.key, entry]));
  const best = new Map(own.hits.map((hit) => [hit.entry.key, hit]));
  for (const hit of other.hits) {
    const entry = places.get(hit.entry.key);
    const mine = best.get(hit.entry.key);
    if (!entry || mine?.score >= hit.score) continue;
    best.set(hit.entry.key, { entry, score: hit.score, tokens: mine?.tokens || new Set(), other: hit });
  }
  return [...best.values()];
};
