"use strict";
// Makes every table sortable by its headers, and long ones searchable.
for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0];
  if (!body || body.rows.length <= 2) continue;
  const rows = [...body.rows];
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort !== undefined ? Number(cell.dataset.sort) : cell.textContent;
  };
  const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b)));
  [...table.tHead.rows[0].cells].forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const down = header.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sorted = rows.map((row) => [key(row, column), row]).sort((a, b) => order(a[0], b[0]));
      if (down) sorted.reverse();
      body.append(...sorted.map((pair) => pair[1]));
    });
  });
  if (rows.length <= 15) continue;
  const tools = document.createElement("div");
  tools.className = "tools";
  const label = document.createElement("label");
  label.textContent = table.dataset.search + " ";
  const field = document.createElement("input");
  field.type = "search";
  label.append(field);
  const found = document.createElement("span");
  found.setAttribute("role", "status");
  const count = () => {
    const shown = rows.filter((row) => !row.hidden).length;
    found.textContent = table.dataset.found.replace("#", String(shown));
  };
  const texts = rows.map((row) => row.textContent.toLowerCase());
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    rows.forEach((row, index) => { row.hidden = !words.every((word) => texts[index].includes(word)); });
    count();
  });
  tools.append(label, found);
  table.parentElement.before(tools);
  count();
}
