// Fees and limits: the figures are facts in the page's data attributes; the rate is the reader's own.
(() => {
  const form = document.querySelector("form[data-helper=fees]");
  if (!form) return;
  const answer = form.querySelector("[role=status]");
  const open = [...answer.childNodes];
  const { amount, rate } = form.elements;
  const words = form.dataset;
  const language = document.documentElement.lang;
  const MOST = 1e9;

  const fill = (text, blanks) => text.replace(/\{(\w+)\}/g, (_, name) => blanks[name]);

  // "1,500", "１５００ 元", "¥49,5" are amounts; "1.500" could be read in two ways, and "3e2" or "-5" are none.
  const number = (text, digits) => {
    let plain = text.normalize("NFKC").replace(/^(¥|CNY|RMB|人民币)|(元|块|CNY|RMB)$/gi, "").replace(/[\s']/g, "");
    if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replaceAll(",", "");
    const value = new RegExp(`^\\d+([.,]\\d{1,${digits}})?$`).test(plain) ? Number(plain.replace(",", ".")) : NaN;
    return value > 0 && value <= MOST ? value : NaN;
  };

  // Money as the page writes it: the words of a fact with another number in it.
  const money = (value, like) => {
    const digits = Number.isInteger(value) ? 0 : 2;
    const written = value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: !language.startsWith("zh") });
    return like.replace(/\d[\d.,]*(\s*万)?/, written);
  };

  const fee = (card, value) => (value <= Number(card.free) ? 0 : Math.floor(value * Number(card.rate) + 0.5 + 1e-9) / 100);

  const feeLines = (card, value) => {
    const blanks = { free: card.freeText, rate: card.rateText };
    if (!card.rate) return [];
    const charged = fee(card, value);
    if (!charged) return [fill(words.none, blanks)];
    blanks.fee = money(charged, card.freeText);
    blanks.total = money(Math.round((value + charged) * 100) / 100, card.freeText);
    return [fill(words.some, blanks), fill(words.base, blanks)];
  };

  const limitLine = (app, value, perUnit) => {
    const blanks = { limit: app.singleText };
    if (!perUnit) return fill(words.compare, blanks);
    const converted = value / perUnit;
    blanks.amount = money(Math.round(converted * 100) / 100, app.singleText);
    return fill(converted > Number(app.single) ? words.over : words.within, blanks);
  };

  const element = (name, textContent, className = "") => Object.assign(document.createElement(name), { textContent, className });

  // A line is a text, or a label and a text; the first is the answer, large.
  const line = (said, index) => {
    if (typeof said === "string") return element("p", said, index ? "" : "first");
    const block = element("div", "");
    block.append(element("b", said[0]), said[1]);
    return block;
  };

  const say = (lines, className) => {
    answer.className = "helper-answer " + className;
    answer.replaceChildren(...lines.filter(Boolean).map(line));
  };

  // The number in a field: undefined when it is empty, NaN when it cannot be read.
  const read = (field, digits) => {
    const value = field.value.trim() ? number(field.value, digits) : undefined;
    if (Number.isNaN(value)) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    return value;
  };

  const show = () => {
    const [value, perUnit] = [read(amount, 2), read(rate, 6)];
    const app = form.querySelector("[name=app]:checked")?.dataset;
    const card = form.querySelector("[name=card]:checked")?.dataset;
    if (Number.isNaN(value)) return say([words.invalid], "");
    if (value === undefined || !app || !card) {
      answer.className = "helper-answer";
      return answer.replaceChildren(...open);
    }
    const limit = Number.isNaN(perUnit) ? words.invalidRate : limitLine(app, value, perUnit);
    const limits = [[words.verified, app.verified], [words.unverified, app.unverified]];
    say([...feeLines(card, value), card.remark, limit, ...limits, words.bank, words.checked], "answered");
  };

  const NAMES = ["amount", "app", "card", "rate"];

  // Behind the # of the address, which no server sees.
  const remember = () => {
    const said = NAMES.map((name) => [name, form.elements[name].value.trim()]).filter(([, value]) => value);
    const address = new URL(location.href);
    address.hash = new URLSearchParams(said).toString();
    history.replaceState(history.state, "", address);
  };

  const changed = () => { show(); remember(); };
  // A voice that reads every figure while it is typed would be a nuisance: it waits until the reader does.
  let pause;
  form.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(changed, 300); });
  form.addEventListener("change", () => { clearTimeout(pause); changed(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); changed(); });
  form.addEventListener("reset", () => setTimeout(() => { changed(); amount.focus(); }));

  const restore = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const field of [amount, rate]) field.value = given.get(field.name) ?? "";
    for (const input of form.querySelectorAll("[type=radio]")) input.checked = given.get(input.name) === input.value;
    show();
  };
  addEventListener("hashchange", restore);
  restore();
})();
