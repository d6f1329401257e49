// Published by `scripts/guide build --withdraw`: takes the guide's copy off every device that looks at the site again.
const OURS = "guide " + new URL(registration.scope).pathname + " ";
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
})()));
