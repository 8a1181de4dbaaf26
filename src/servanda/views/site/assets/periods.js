"use strict";
// The slider of the network: shows one period of the picture and of its table. Without this script the whole time is drawn, and the table has every period.
(() => {
  const slider = document.querySelector("form.period");
  const bodies = [...document.querySelectorAll("tbody[data-period]")];
  if (!slider || bodies.length < 2) return;
  const groups = [...document.querySelectorAll("g[data-period]")];
  const range = slider.querySelector("input");
  const show = () => {
    for (const group of groups) group.classList.toggle("now", group.dataset.period === range.value);
    for (const body of bodies) body.hidden = body.dataset.period !== range.value;
    const label = bodies[Number(range.value)].dataset.label;
    slider.querySelector("output").textContent = label;
    range.setAttribute("aria-valuetext", label);
  };
  range.addEventListener("input", show);
  slider.addEventListener("submit", (event) => event.preventDefault());
  slider.hidden = false;
  show();
})();
