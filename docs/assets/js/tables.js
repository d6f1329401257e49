// Some browsers forget what the parts of a table are once a style sheet lays rows out as cards, and then screen readers
// no longer tell whose cell is read. HTML forbids writing the natural roles out, so they are said again here.
(() => {
  const roles = { TABLE: "table", CAPTION: "caption", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  for (const node of document.querySelectorAll("main table, main table *")) {
    const role = node.tagName === "TH" ? `${node.scope === "col" ? "column" : "row"}header` : roles[node.tagName];
    if (role) node.setAttribute("role", role);
  }
})();
