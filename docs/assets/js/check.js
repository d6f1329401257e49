// Is the paper current? Its code and version come from the QR code (?sheet=visitor-en.1) or are typed in ("visitor-en v1").
(() => {
  const form = document.querySelector("form.check");
  if (!form) return;
  const [input, status, words] = [form.elements.sheet, form.querySelector("[role=status]"), form.dataset];
  let versions;

  const fill = (text, blanks) => text.replace(/\{(\w+)\}/g, (_, name) => blanks[name]);

  const add = (tag, text, parent = status) => parent.appendChild(Object.assign(document.createElement(tag), { textContent: text }));

  // A date as the page's language writes it, without a break in it.
  const day = (date) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date(date)).replaceAll(" ", "\u00a0");

  const link = (text, address) => { add("a", text, add("p", "")).href = words.site + address; };

  const load = () => {
    versions ??= fetch(words.versions)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .catch((error) => { versions = undefined; throw error; });
    return versions;
  };

  const answer = (known, code, held) => {
    const sheet = known[code];
    if (!sheet) return void add("p", fill(words.unknown, { code }));
    const former = sheet.former[held];
    const blanks = { ...sheet, date: day(sheet.date), held, held_date: former && day(former.date) };
    const current = Number(held) === sheet.version;
    const text = current ? words.isCurrent : former ? words.isOld : words.unknownVersion;
    add("p", fill(text, blanks)).className = current ? "current" : "old";
    if (former) {
      if (former.changed.length) {
        add("p", words.changed);
        const list = add("ul", "");
        former.changed.forEach((part) => add("li", part, list));
      }
      if (former.gone) add("p", fill(words.gone, { n: former.gone }));
      if (!former.changed.length && !former.gone) add("p", words.same);
    }
    if (!current) link(words.get, "leaflets/" + sheet.file);
    link(words.read, sheet.page);
  };

  const check = async () => {
    const [, code, held] = input.value.trim().toLowerCase().match(/^(.*?)[\s.]*v?\.?(\d+)?$/);
    if (!code) return;
    let known;
    try { known = await load(); } catch { /* said below */ }
    status.replaceChildren();
    if (known) answer(known, code, held ?? "?");
    else add("p", words.offline);
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); check(); });
  form.hidden = false;
  const sheet = new URLSearchParams(location.search).get("sheet");
  if (sheet) {
    input.value = sheet.replace(/\.(\d+)$/, " v$1");
    check();
  }
})();
