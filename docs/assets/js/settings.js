// Text size and colours as the reader chose them, put on <html> before the first paint. Kept on this device as
// guide.size (large, largest) and guide.theme (light, dark); nothing kept means: as the browser has it.
(() => {
  const root = document.documentElement;
  const get = (name) => { try { return localStorage.getItem("guide." + name); } catch { return null; } };
  const set = (name, value) => {
    try { value ? localStorage.setItem("guide." + name, value) : localStorage.removeItem("guide." + name); } catch { /* holds for this page only */ }
  };
  window.guide = { get, set };
  // Controls that need a script are laid out from the start: nothing moves when the scripts arrive.
  if (window.HTMLDialogElement) root.classList.add("js");

  const put = (name, value) => { value ? root.dataset[name] = value : delete root.dataset[name]; };

  // The browser's own bars take the colour of the page: one <meta> for light, one for dark.
  const bars = () => {
    const theme = root.dataset.theme;
    document.querySelectorAll("meta[name=theme-color]").forEach((meta, index) => {
      const own = ["light", "dark"][index];
      meta.media = !theme ? `(prefers-color-scheme: ${own})` : theme === own ? "all" : "not all";
    });
  };

  const inputs = () => document.querySelectorAll(".settings input");
  const tick = () => inputs().forEach((input) => { input.checked = input.value === (root.dataset[input.name] || ""); });
  const apply = () => { put("size", get("size")); put("theme", get("theme")); bars(); tick(); };

  apply();
  document.addEventListener("DOMContentLoaded", tick);
  addEventListener("storage", apply);
  addEventListener("pageshow", (event) => { if (event.persisted) apply(); });
  document.addEventListener("change", ({ target }) => {
    if (!target.closest(".settings")) return;
    set(target.name, target.value);
    put(target.name, target.value);
    bars();
  });

  // The menu and the choice of text size close by Escape and by a tap beside them.
  const open = () => document.querySelectorAll(".tools details[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") open().forEach((box) => { box.open = false; box.firstElementChild.focus(); });
  });
  document.addEventListener("click", ({ target }) => open().forEach((box) => { if (!box.contains(target)) box.open = false; }));

  // A language chosen by hand is kept, and the reader lands in the section that was being read.
  const leave = ({ target }) => {
    const link = target.closest(".langs a");
    if (!link) return;
    set("language", link.hreflang);
    const above = [...document.querySelectorAll("main :is(h2, h3)[id]")].filter((head) => head.getBoundingClientRect().top < innerHeight / 4);
    link.search = location.search;
    // Answers of a helper stand behind the # as well: they come along.
    const section = scrollY > 0 && !location.hash.includes("=") && above.at(-1);
    link.hash = section ? section.id : location.hash;
  };
  document.addEventListener("click", leave);
  document.addEventListener("auxclick", leave);
})();
