"use strict";
// The slider of the network: shows one period of the picture and of its table. Without this script the whole time is drawn, and the table has every period.
const form = document.querySelector("form.period");
if (form) {
  const range = form.querySelector("input");
  const output = form.querySelector("output");
  const bodies = [...document.querySelectorAll("tbody[data-period]")];
  const groups = [...document.querySelectorAll("g[data-period]")];
  const show = () => {
    const chosen = range.value;
    for (const group of groups) group.classList.toggle("now", group.dataset.period === chosen);
    for (const body of bodies) body.hidden = body.dataset.period !== chosen;
    const label = bodies[Number(chosen)].dataset.label;
    output.textContent = label;
    range.setAttribute("aria-valuetext", label);
  };
  range.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = bodies.length < 2;
  if (!form.hidden) show();
}
