// Whoever came from the QR code of a printed sheet is shown the way to its check.
(() => {
  const sheet = new URLSearchParams(location.search).get("sheet");
  const link = document.querySelector(".sheet-link");
  if (!sheet || !link || document.querySelector("form.check")) return;
  link.href += "?sheet=" + encodeURIComponent(sheet);
  link.hidden = false;
})();
