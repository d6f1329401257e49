// A sentence as large as the screen, to show across a counter. The address says which card is open (#say.03), so that
// a link opens it and the back button closes it. The cards of this page come first, then all others of the guide.
(() => {
  const dialog = document.querySelector("dialog.bigcard");
  if (!dialog || !dialog.showModal) return;
  const words = dialog.dataset;
  const part = (name) => dialog.querySelector(".bigcard-" + name);
  const text = part("text");
  const [zh, pinyin, meaning, count, status, voiceless] = ["zh", "pinyin", "meaning", "count", "status", "voiceless"].map(part);
  const [speaker, sharer] = [part("speak"), part("share")];
  const home = new URL(words.all || location.pathname, location.href);
  const [SMALLEST, WORTH] = [16, 0.8];

  const read = (page) => [...page.querySelectorAll("figure.phrase")].map((figure) => ({
    id: figure.id,
    zh: figure.querySelector(".phrase-zh").textContent,
    pinyin: figure.querySelector(".phrase-pinyin").textContent,
    meaning: figure.querySelector(".phrase-en").textContent,
    lang: figure.querySelector(".phrase-en").lang,
  })).filter((card, index, all) => all.findIndex(({ id }) => id === card.id) === index);

  const own = read(document);
  let [cards, at, opener, fetched] = [own, 0, null, null];

  // All cards stand on the page of phrases; without a connection those of this page remain.
  const fetchAll = () => {
    fetched ??= (home.pathname === location.pathname ? Promise.resolve("") : fetch(home).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status))))
      .then((html) => {
        // Without its head: the policy of this page does not know that one's styles.
        const others = read(new DOMParser().parseFromString(html.slice(html.indexOf("<main")), "text/html"));
        cards = [...own, ...others.filter(({ id }) => !own.some((card) => card.id === id))];
      })
      .catch(() => { fetched = null; });
    return fetched;
  };

  // Broken between words where the browser knows Chinese ones; no character stands alone, as words can be torn wrongly.
  const fill = (sentence) => {
    const line = document.createElement("span");
    const text = sentence.replaceAll(" / ", "\u00a0/ ");
    const pieces = window.Intl?.Segmenter ? [...new Intl.Segmenter("zh", { granularity: "word" }).segment(text)] : [];
    let length = 0;
    pieces.forEach(({ segment, isWordLike }, index) => {
      const before = index ? pieces[index - 1] : { segment: "（" };
      const after = !before.isWordLike || segment === "（";
      if (before.segment !== "（" && (isWordLike || segment === "（") && (after || (segment.length > 1 && length > 1))) {
        line.append(document.createElement("wbr"));
        length = 0;
      }
      line.append(segment);
      length += segment.length;
    });
    if (!pieces.length) line.append(text);
    zh.replaceChildren(line);
  };

  // The largest size in pixels at which the line fits its room.
  const largest = (line) => {
    let [low, high] = [SMALLEST, Math.max(SMALLEST + 1, zh.clientHeight)];
    while (high - low > 1) {
      const size = Math.floor((low + high) / 2);
      line.style.fontSize = size + "px";
      if (line.offsetHeight <= zh.clientHeight && line.scrollWidth <= zh.clientWidth) low = size;
      else high = size;
    }
    return low;
  };

  // Whole words, unless breaking them makes the sentence much larger.
  const fit = () => {
    const line = zh.firstChild;
    if (!line || !dialog.open) return;
    line.className = "";
    const torn = largest(line);
    line.className = "whole";
    const whole = largest(line);
    if (whole < WORTH * torn) line.className = "";
    line.style.fontSize = Math.max(whole, line.className ? 0 : torn) + "px";
  };

  const number = () => {
    const here = at < own.length && own.length < cards.length;
    const blanks = { n: at + 1, m: here ? own.length : cards.length };
    count.textContent = (here ? words.here : words.every).replace(/\{(\w)\}/g, (_, name) => blanks[name]);
  };

  const show = (index) => {
    at = index;
    const card = cards[at];
    hush();
    status.textContent = "";
    fill(card.zh);
    pinyin.textContent = card.pinyin;
    [meaning.textContent, meaning.lang] = [card.meaning, card.lang];
    number();
    if (!dialog.open) {
      dialog.showModal();
      text.focus();
      stayAwake();
      findVoice();
      fetchAll().then(number);
    }
    fit();
  };

  // The address decides what is shown.
  const address = (card) => "#" + card.id.replace("-", ".");
  const wanted = () => (/^#say[.-]/.test(location.hash) ? location.hash.slice(1).replace(".", "-") : "");
  const place = (id) => cards.findIndex((card) => card.id === id);

  const follow = async () => {
    const id = wanted();
    if (id && place(id) < 0) await fetchAll();
    if (id && id === wanted() && place(id) >= 0) return show(place(id));
    if (dialog.open) dialog.close();
    return undefined;
  };

  const step = (by) => {
    const next = (at + by + cards.length) % cards.length;
    history.replaceState(history.state, "", address(cards[next]));
    show(next);
  };

  const closed = () => {
    hush();
    lock?.release().catch(() => {});
    lock = null;
    const button = document.querySelector(`#${cards[at].id} .show`);
    if (wanted() && history.state?.card) history.back();
    else if (wanted()) history.replaceState(null, "", location.pathname + location.search);
    (opener || button)?.focus();
    opener = null;
  };

  // The screen stays lit while a card is shown, where the browser can do that.
  let lock = null;
  const stayAwake = async () => {
    if (!navigator.wakeLock || !dialog.open || document.visibilityState !== "visible") return;
    try { lock = await navigator.wakeLock.request("screen"); } catch { /* saving power: the screen goes dark as usual */ }
    if (!dialog.open) lock?.release();
  };

  // The device's own voice. Voices arrive late; Cantonese is another language.
  const synth = window.speechSynthesis;
  let voice = null;

  const findVoice = () => {
    const known = synth ? synth.getVoices() : [];
    const tag = ({ lang }) => lang.replace("_", "-").toLowerCase();
    const rank = (item) => (/cn|hans/.test(tag(item)) ? 0 : 2) + (item.localService ? 0 : 1);
    [voice] = known.filter((item) => /^(zh|cmn)\b(?!.*(hk|mo|yue))/.test(tag(item))).sort((a, b) => rank(a) - rank(b));
    if (voice) { speaker.disabled = speaker.hidden = false; voiceless.hidden = true; }
  };

  const noVoice = () => { if (!voice) { speaker.hidden = true; voiceless.hidden = false; } };

  const label = (talking) => {
    speaker.lastElementChild.textContent = talking ? words.stop : words.speak;
    dialog.classList.toggle("talking", talking);
  };

  let utterance = null;
  const hush = () => {
    if (!utterance) return;
    utterance = null;
    synth.cancel();
    label(false);
  };

  const speak = () => {
    if (utterance) return hush();
    const mine = new SpeechSynthesisUtterance(cards[at].zh);
    Object.assign(mine, { voice, lang: voice.lang, rate: 0.85 });
    const over = (failed) => {
      if (utterance !== mine) return;
      utterance = null;
      label(false);
      if (failed) status.textContent = words.mute;
    };
    mine.onend = () => over(false);
    mine.onerror = () => over(true);
    utterance = mine;
    status.textContent = "";
    label(true);
    return synth.speak(mine);
  };

  const share = async () => {
    const card = cards[at];
    const url = new URL(address(card), home).href;
    try {
      if (navigator.share) return await navigator.share({ title: document.title, text: `${card.zh} ${card.meaning}`, url });
      await navigator.clipboard.writeText(url);
      status.textContent = words.copied;
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = url;
    }
    return undefined;
  };

  // A finger that goes sideways turns the card; two fingers enlarge.
  let from = null;
  const side = document.documentElement.dir === "rtl" ? -1 : 1;
  dialog.addEventListener("pointerdown", (event) => { from = event.isPrimary && event.pointerType !== "mouse" ? event : null; });
  dialog.addEventListener("pointerup", (event) => {
    if (!from || !event.isPrimary) return;
    const [x, y] = [event.clientX - from.clientX, event.clientY - from.clientY];
    from = null;
    if (Math.abs(x) > 48 && Math.abs(x) > 2 * Math.abs(y)) step(x * side < 0 ? 1 : -1);
  });

  dialog.addEventListener("keydown", (event) => {
    const turn = { ArrowRight: side, ArrowLeft: -side }[event.key];
    if (turn && !event.altKey && !event.metaKey) step(turn);
    if (event.key !== "Tab") return;
    const stops = [...dialog.querySelectorAll("button")].filter((button) => button.offsetParent && !button.disabled);
    const now = stops.indexOf(document.activeElement);
    event.preventDefault();
    stops[event.shiftKey ? (now > 0 ? now : stops.length) - 1 : (now + 1) % stops.length].focus();
  });

  dialog.addEventListener("close", closed);
  part("close").addEventListener("click", () => dialog.close());
  part("previous").addEventListener("click", () => step(-1));
  part("next").addEventListener("click", () => step(1));
  speaker.addEventListener("click", speak);
  sharer.addEventListener("click", share);
  if (navigator.share) sharer.lastElementChild.textContent = words.share;
  new ResizeObserver(fit).observe(zh);
  document.addEventListener("visibilitychange", stayAwake);
  document.addEventListener("click", ({ target }) => {
    const button = target.closest(".phrase .show");
    if (!button) return;
    opener = button;
    history.pushState({ card: true }, "", address(button.closest(".phrase")));
    follow();
  });
  addEventListener("popstate", follow);
  addEventListener("hashchange", () => {
    if (wanted() && !history.state?.card) history.replaceState({ card: true }, "");
    if (!dialog.open) follow();
  });

  // Voices that come after a while are taken; before that nobody is told that there are none. Asking for them takes
  // longer than all else here, so the page is shown first.
  synth?.addEventListener?.("voiceschanged", findVoice);
  addEventListener("load", () => setTimeout(findVoice));
  setTimeout(noVoice, 2500);

  // A link to a card: the page lies under it in the history, so that Back closes the card.
  if (wanted() && !history.state?.card) {
    const { hash } = location;
    history.replaceState(null, "", location.pathname + location.search);
    history.pushState({ card: true }, "", hash);
  }
  if (wanted()) follow();
  // Browsers go to the place that the address names when all has arrived, and take the focus along.
  addEventListener("load", () => setTimeout(() => { if (dialog.open && !dialog.contains(document.activeElement)) text.focus(); }));
})();
