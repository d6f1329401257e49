// Keeps the guide on the device (see sw.js), and says calmly when a newer version is ready or the connection is gone.
// The build writes into data-worker where the worker is; the preview has none.
(() => {
  const workers = navigator.serviceWorker;
  const [{ worker: address }, line] = [document.currentScript.dataset, document.querySelector(".copy")];
  if (!workers || !address || !line) return;
  const words = line.dataset;
  let first = !workers.controller, registration, wanted;

  // One thing at a time: a newer version counts more than the state of the connection.
  const tell = (text, button, action) => {
    line.classList.toggle("ask", text === words.ask);
    const parts = [Object.assign(document.createElement("span"), { textContent: text })];
    if (button) parts.push(Object.assign(document.createElement("button"), { textContent: button, className: "button", onclick: action }));
    line.replaceChildren(...parts);
  };

  const replace = () => {
    wanted = true;
    if (registration?.waiting) registration.waiting.postMessage("replace");
    else location.reload();
  };
  const newer = () => tell(words.newer, words.reload, replace);

  const day = (moment) => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(moment);

  const away = () => {
    if (!workers.controller || line.querySelector("button")) return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => tell(words.offline.replace("{date}", day(data)));
    workers.controller.postMessage("date", [port2]);
  };
  const back = () => { if (!line.querySelector("button")) line.replaceChildren(); registration?.update().catch(() => {}); };

  const watch = (fresh) => fresh?.addEventListener("statechange", () => {
    if (fresh.state === "installed" && workers.controller) newer();
    if (fresh.state === "activated" && wanted) tell(words.kept);
    if (fresh.state === "redundant" && wanted && first) tell(words.failed, words.keep, keep);
  });

  const keep = async () => {
    registration = await workers.register(address).catch(() => {});
    if (!registration) { // no connection, or a browser that does not want to
      if (wanted) tell(words.failed, words.keep, keep);
      return;
    }
    if (registration.waiting && workers.controller) newer();
    watch(registration.installing);
    registration.addEventListener("updatefound", () => watch(registration.installing));
    if (!first) registration.update().catch(() => fetch(address, { method: "HEAD", cache: "no-store" }).catch(away));
  };

  workers.addEventListener("controllerchange", () => {
    if (wanted && !first) location.reload();
    else if (!first) newer();
    first = false;
  });
  addEventListener("offline", away);
  addEventListener("online", back);
  addEventListener("load", async () => {
    if (!navigator.onLine) away();
    const saves = navigator.connection?.saveData;
    if (saves && !(await workers.getRegistration(address))) {
      tell(words.ask, words.keep, () => { wanted = true; tell(words.busy); keep(); });
    } else keep();
  });
})();
