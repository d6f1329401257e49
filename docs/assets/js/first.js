// On the home page of the source language only. A reader whose browser has no such language is sent, once, to the
// nearest language of the guide; a language chosen by hand (guide.language) wins over that for ever. Stays on the page:
// robots, whoever came by a link of the guide or by the browser's back button, and whose browser keeps nothing.
(() => {
  const own = document.documentElement.lang;
  const homes = Object.fromEntries(document.currentScript.dataset.homes.split(" ").map((home) => home.split("=")));
  const first = (tag) => tag.toLowerCase().split("-")[0];
  const [visit] = performance.getEntriesByType("navigation");

  const wanted = () => {
    const chosen = guide.get("language");
    if (chosen) return homes[chosen];
    const tags = navigator.languages || [navigator.language];
    if (guide.get("sent") || tags.some((tag) => first(tag) === first(own))) return undefined;
    guide.set("sent", "yes");
    if (!guide.get("sent")) return undefined;
    const known = Object.keys(homes);
    const near = tags.map((tag) => known.find((home) => home === tag) || known.find((home) => first(home) === first(tag)));
    return homes[near.find(Boolean) || "en"];
  };

  if (/bot|crawl|spider|slurp|preview|lighthouse|externalhit|google-|googleother/i.test(navigator.userAgent)) return;
  if (visit && visit.type !== "navigate") return;
  if (document.referrer.startsWith(new URL(".", location.href).href)) return;
  const home = wanted();
  if (home) location.replace(home + location.search + location.hash);
})();
