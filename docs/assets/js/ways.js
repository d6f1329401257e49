// Which way to pay? The reader's answers choose the first row of the table that fits; it is shown below the questions.
(() => {
  const form = document.querySelector("form[data-helper=ways]");
  const rows = [...document.querySelectorAll("table.ways tbody tr")];
  if (!form || !rows.length) return;
  const answer = form.querySelector("[role=status]");
  const open = [...answer.childNodes];
  const questions = [...form.querySelectorAll("fieldset")].map((field) => field.name);

  const chosen = (name) => [...form.querySelectorAll(`input[name="${name}"]:checked`)].map((input) => input.value);

  const fits = (row, answers) => questions.every((name) => {
    const wanted = row.getAttribute("data-" + name);
    return !wanted || wanted.split(" ").some((value) => answers[name].includes(value));
  });

  // A cell of the table with the head of its column above it.
  const part = (cell) => {
    const block = document.createElement("div");
    block.append(Object.assign(document.createElement("b"), { textContent: cell.dataset.label }));
    block.append(...[...cell.children].filter((child) => child.tagName !== "A").map((child) => child.cloneNode(true)));
    return block;
  };

  const show = () => {
    const answers = Object.fromEntries(questions.map((name) => [name, chosen(name)]));
    const row = questions.every((name) => answers[name].length) && rows.find((one) => fits(one, answers));
    answer.className = row ? "helper-answer answered " + row.className : "helper-answer";
    if (!row) return answer.replaceChildren(...open);
    answer.replaceChildren(...[...row.querySelectorAll("td")].map(part), row.querySelector("td a").cloneNode(true));
  };

  // What was chosen stands in the address, so that the answer can be sent to someone: behind its #, which no server sees.
  const remember = () => {
    const said = questions.map((name) => [name, chosen(name).join(".")]).filter(([, values]) => values);
    const address = new URL(location.href);
    address.hash = new URLSearchParams(said).toString();
    history.replaceState(history.state, "", address);
  };

  // "None of these" and the other answers exclude each other.
  const exclude = (input) => {
    for (const other of form.querySelectorAll(`input[type=checkbox][name="${input.name}"]:checked`)) {
      const either = input.hasAttribute("data-alone") || other.hasAttribute("data-alone");
      if (other !== input && input.checked && either) other.checked = false;
    }
  };

  form.addEventListener("change", (event) => { exclude(event.target); show(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { show(); remember(); form.querySelector("input").focus(); }));
  form.addEventListener("submit", (event) => event.preventDefault());

  const table = document.querySelector(".helper-table");
  const restore = () => {
    table.open = location.hash === "#table";
    const given = new URLSearchParams(location.hash.slice(1));
    for (const input of form.querySelectorAll("input")) {
      input.checked = (given.get(input.name) ?? "").split(".").includes(input.value);
      if (input.checked) exclude(input);
    }
    show();
  };
  addEventListener("hashchange", restore);
  restore();
})();
