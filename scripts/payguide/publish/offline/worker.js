// Keeps the whole guide on the reader's device. COPY is written above by the build: {packs: {name: address}}, where every
// address ends with the digest of what it holds. A new version is a new COPY: the browser installs it beside the old one,
// which goes on answering until the new one is whole and a reader, or the last closed page, lets it take over.
const SCOPE = new URL(registration.scope);
const OURS = "guide " + SCOPE.pathname + " ";
const SHEETS = OURS + "sheets";
const PACKS = Object.values(COPY.packs);
const WHOLE = new URL("?whole", SCOPE).href;
const TYPES = { html: "text/html", js: "text/javascript", css: "text/css", json: "application/json", svg: "image/svg+xml", webmanifest: "application/manifest+json", xml: "text/xml", txt: "text/plain" };

const typeOf = (path) => (TYPES[path.match(/\w*$/)[0]] || "application/octet-stream") + ";charset=utf-8";
const addressOf = (path) => new URL(path.replace(/(^|\/)index\.html$/, "$1"), SCOPE).href;

const digest = async (bytes) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
  .map((byte) => byte.toString(16).padStart(2, "0")).join("");

// One pack into a cache of its own, which counts only once it is marked as whole. What a broken connection, a server's
// error page or the sign-in page of a hotel's network sent instead is refused by its digest.
const take = async (pack) => {
  const store = OURS + pack;
  if (await (await caches.open(store)).match(WHOLE)) return;
  await caches.delete(store);
  const answer = await fetch(new URL(pack, SCOPE), { cache: "no-cache" });
  const bytes = await answer.arrayBuffer();
  if (!answer.ok || !pack.includes((await digest(bytes)).slice(0, 20))) throw new Error("not what was published: " + pack);
  const { pieces, files } = JSON.parse(new TextDecoder().decode(bytes));
  const cache = await caches.open(store);
  await Promise.all(Object.entries(files).map(([path, parts]) => cache.put(addressOf(path), new Response(
    parts.map((part) => pieces[part]).join(""), { headers: { "Content-Type": typeOf(path) } }))));
  await cache.put(WHOLE, new Response(String(Date.now())));
};

// One after the other: a phone with little signal finishes some, and need not begin again with those.
addEventListener("install", (event) => event.waitUntil(PACKS.reduce((before, pack) => before.then(() => take(pack)), Promise.resolve())));

addEventListener("activate", (event) => event.waitUntil((async () => {
  const kept = [SHEETS, ...PACKS.map((pack) => OURS + pack)];
  const others = (await caches.keys()).filter((name) => name.startsWith(OURS) && !kept.includes(name));
  await Promise.all(others.map((name) => caches.delete(name)));
  await clients.claim();
})()));

const kept = async (address) => {
  for (const pack of PACKS) {
    const found = await caches.match(address, { cacheName: OURS + pack });
    if (found) return found;
  }
};

// Printed sheets and their pictures: the newest when there is a connection, else as they were when last opened.
const sheet = async (request) => {
  try {
    const answer = await fetch(request);
    if (answer.status === 200) await (await caches.open(SHEETS)).put(request.url, answer.clone());
    return answer;
  } catch (error) {
    const found = await caches.match(request.url, { cacheName: SHEETS });
    if (found) return found;
    throw error;
  }
};

const answer = async (request, url) => {
  const address = addressOf(url.pathname.slice(SCOPE.pathname.length));
  const found = await kept(address);
  if (found) return found;
  try {
    const isSheet = url.pathname.startsWith(SCOPE.pathname + "leaflets/") && !request.headers.has("range");
    return await (isSheet ? sheet(request) : fetch(request));
  } catch (error) {
    if (request.mode !== "navigate") throw error;
    if (await kept(address + "/")) return Response.redirect(address + "/" + url.search);
    const lost = await kept(addressOf("offline.html"));
    if (!lost) throw error;
    return new Response(lost.body, { status: 503, headers: lost.headers });
  }
};

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && url.origin === SCOPE.origin && url.pathname.startsWith(SCOPE.pathname)) {
    event.respondWith(answer(event.request, url));
  }
});

// The page asks when its copy was taken, or lets a new version take over.
addEventListener("message", (event) => {
  if (event.data === "replace") skipWaiting();
  if (event.data === "date") event.waitUntil((async () => {
    const marks = await Promise.all(PACKS.map(async (pack) => (await caches.match(WHOLE, { cacheName: OURS + pack }))?.text()));
    event.ports[0].postMessage(Math.max(...marks.filter(Boolean)));
  })());
});
