// Opens the search, whose scripts and index are fetched when a reader first asks for it, and closes the menu by Escape.
(() => {
  const opener = document.querySelector(".search-open");
  const dialog = document.querySelector("dialog.search");
  const menu = document.querySelector(".menu");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu?.open) { menu.open = false; menu.firstElementChild.focus(); }
  });
  if (!opener || !dialog?.showModal) return;
  const input = dialog.querySelector("input");
  let [ready, tries] = [null, 0];
  // A script that failed to arrive is asked for again under another name: browsers remember the failure.
  const get = (path) => import(new URL(path, document.baseURI) + (tries ? "#" + tries : ""));
  const load = () => Promise.all([get(opener.dataset.engine), get(opener.dataset.dialog)])
    .then(([engine, view]) => view.start(engine, opener, dialog))
    .catch(() => {
      [ready, tries] = [null, tries + 1];
      const status = dialog.querySelector("[role=status]");
      status.textContent = status.dataset.error;
    });
  const start = () => { ready ??= load(); };
  opener.hidden = false;
  // The page lies under the open search in the history, so that Back closes the search and leaves the page alone.
  let going = false;
  const push = () => { if (!history.state?.search) history.pushState({ search: true }, ""); };
  opener.addEventListener("click", () => {
    opener.focus();  // where the focus returns to; some browsers leave it elsewhere at a click
    dialog.showModal();
    if (!going) push();
    input.select();
    start();
  });
  dialog.addEventListener("close", () => {
    if (!going && history.state?.search) { going = true; history.back(); }
  });
  addEventListener("popstate", () => {
    if (going) {
      going = false;
      if (dialog.open) return push();
    } else if (!dialog.open || history.state?.search) return;
    else dialog.close();
    // Going back to the address of a section takes the focus away.
    setTimeout(() => opener.focus({ preventScroll: true }));
  });
  input.addEventListener("input", start);
  // Browsers would empty the field first, and close at the second Escape only.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) { event.preventDefault(); dialog.close(); }
  });
})();
