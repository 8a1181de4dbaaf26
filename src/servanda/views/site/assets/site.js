"use strict";
// The script of the pages: words on tap, and the filter of the ledger. Every page can be read without it.

// Words of a row: a tap holds them open, Escape shuts them.
document.addEventListener("click", (event) => {
  const words = event.target.closest(".words");
  for (const other of document.querySelectorAll(".words.held")) {
    if (other !== words) hold(other, false);
  }
  if (words && event.target.closest("button")) hold(words, !words.classList.contains("held"));
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const words of document.querySelectorAll(".words.held, .words:hover, .words:focus-within")) {
    hold(words, false);
    words.classList.add("shut");
    words.addEventListener("mouseleave", () => words.classList.remove("shut"), { once: true });
    words.addEventListener("focusout", () => words.classList.remove("shut"), { once: true });
  }
});
function hold(words, open) {
  words.classList.toggle("held", open);
  words.classList.remove("shut");
  words.querySelector("button").setAttribute("aria-expanded", String(open));
}

// The filter. Rows of further pages come as scripts, when they are first asked for.
const form = document.getElementById("filter");
if (form) filterLedger(form);

function filterLedger(form) {
  const body = document.querySelector("table.ledger tbody");
  const own = [...body.rows];
  const pages = Number(form.dataset.pages);
  const here = Number(form.dataset.page);
  const pager = document.querySelector(".pager");
  const asOf = document.querySelector("[data-as-of]").dataset.asOf;
  const parts = new Map([[here, own]]);
  let loading = null;

  window.servandaRows = (number, rows) => {
    const holder = document.createElement("template");
    holder.innerHTML = "<table><tbody>" + rows.join("") + "</tbody></table>";
    parts.set(number, [...holder.content.querySelectorAll("tbody > tr")]);
  };
  const load = () => {
    loading ??= Promise.all(Array.from({ length: pages }, (_, at) => at + 1).filter((number) => number !== here).map((number) => new Promise((done) => {
      const script = document.createElement("script");
      script.src = `ledger-rows-${number}.js`;
      script.onload = script.onerror = done;
      document.head.append(script);
    })));
    return loading;
  };
  const wanted = () => Object.fromEntries([...new FormData(form)].filter(([name, value]) => value && !(name === "role" && value === "either")));
  const fits = (row, want) => {
    const data = row.dataset;
    const parties = { debtor: data.debtor, beneficiary: data.beneficiary }[want.role] ?? `${data.debtor} ${data.beneficiary}`;
    if (want.party && !parties.split(" ").includes(want.party)) return false;
    if (want.status && want.status !== data.group && want.status !== `is-${data.status}`) return false;
    if (want.deadline === "none" && data.due) return false;
    if (want.deadline && want.deadline !== "none" && !data.due) return false;
    if (want.deadline === "passed" && data.due >= asOf) return false;
    if (want.deadline === "ahead" && data.due < asOf) return false;
    if (want.before && (!data.due || data.due > want.before)) return false;
    return !want.words || row.textContent.toLowerCase().includes(want.words.toLowerCase());
  };
  const apply = async () => {
    const want = wanted();
    const active = Object.keys(want).some((name) => name !== "role");
    if (active && pages > 1) await load();
    const rows = active ? [...parts.keys()].sort((a, b) => a - b).flatMap((number) => parts.get(number)) : own;
    const chosen = active ? rows.filter((row) => fits(row, want)) : rows;
    body.replaceChildren(...chosen);
    if (pager) pager.hidden = active;
    form.querySelector("output").textContent = active ? `${chosen.length} of ${rows.length}` : "";
    history.replaceState(null, "", active ? "#" + new URLSearchParams(want) : location.pathname + location.search);
  };
  form.hidden = false;
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  if (location.hash.includes("=")) apply();
}

// A document: which marks are shown; a claim and its note point at each other.
const marks = document.getElementById("marks");
if (marks) readDocument(marks);

function readDocument(marks) {
  for (const word of marks.querySelectorAll("span")) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    const kind = word.className;
    box.type = "checkbox";
    box.checked = true;
    box.addEventListener("change", () => document.body.classList.toggle(`hide-${kind}`, !box.checked));
    word.replaceWith(label);
    label.append(box, " ", word);
  }
  const pieces = (name) => document.querySelectorAll(`[data-claims~="${CSS.escape(name)}"]`);
  const aim = () => {
    for (const piece of document.querySelectorAll(".aimed")) piece.classList.remove("aimed");
    const name = location.hash.replace(/^#(claim|note)-/, "");
    if (name && name !== location.hash) for (const piece of pieces(name)) piece.classList.add("aimed");
  };
  const near = (name, on) => {
    for (const piece of pieces(name)) piece.classList.toggle("near", on);
    document.getElementById(`note-${name}`)?.classList.toggle("near", on);
  };
  const nameOf = (element) => element.closest?.("[data-claims]")?.dataset.claims.split(" ")[0] ?? element.closest?.(".note")?.id.slice(5);
  const reader = document.querySelector(".reader");
  for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    reader.addEventListener(event, ({ target }) => { const name = nameOf(target); if (name) near(name, on); });
  }
  reader.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-claims]");
    if (piece && !event.target.closest("a") && !String(getSelection())) location.hash = `note-${piece.dataset.claims.split(" ")[0]}`;
  });
  addEventListener("hashchange", aim);
  aim();
}
