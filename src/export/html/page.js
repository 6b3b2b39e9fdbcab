"use strict";
// Makes every table sortable by its headers, and long ones searchable. What takes time
// waits until somebody sorts or searches.
for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0];
  if (!body || body.rows.length <= 2) continue;
  const head = [...table.tHead.rows[0].cells];
  let rows, texts;
  const all = () => (rows ??= [...body.rows]);
  const key = (row, column) => {
    const cell = row.cells[column];
    const number = cell.dataset.sort ?? cell.textContent;
    return number !== "" && !Number.isNaN(Number(number)) ? Number(number) : cell.textContent;
  };
  const sort = (header, column) => {
    const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b)));
    const down = header.getAttribute("aria-sort") === "ascending";
    for (const other of head) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const sorted = all().map((row) => [key(row, column), row]).sort((a, b) => order(a[0], b[0]));
    if (down) sorted.reverse();
    body.append(...sorted.map((pair) => pair[1]));
  };
  head.forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => sort(header, column));
  });
  if (body.rows.length <= 15) continue;
  const tools = document.createElement("div");
  tools.className = "tools";
  const label = document.createElement("label");
  label.textContent = table.dataset.search + " ";
  const field = document.createElement("input");
  field.type = "search";
  label.append(field);
  const found = document.createElement("span");
  found.setAttribute("role", "status");
  const count = (shown) => { found.textContent = table.dataset.found.replace("#", String(shown)); };
  field.addEventListener("input", () => {
    texts ??= all().map((row) => row.textContent.toLowerCase());
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    all().forEach((row, index) => {
      row.hidden = !words.every((word) => texts[index].includes(word));
      if (!row.hidden) shown += 1;
    });
    count(shown);
  });
  tools.append(label, found);
  table.parentElement.before(tools);
  count(body.rows.length);
}
