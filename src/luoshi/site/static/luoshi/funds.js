"use strict";

// Numbers that move: the slider and its field say the same, a county's reckoning opens below it.

document.addEventListener("input", (event) => {
  const slider = event.target.closest("[data-dial]");
  if (slider) document.getElementById(slider.dataset.dial).value = slider.value;
  const field = event.target.closest(".dial .form-control");
  const beside = field?.parentElement.querySelector("[data-dial]");
  if (beside && field.value !== "" && !Number.isNaN(Number(field.value))) beside.value = field.value;
  sumWeights();
});

function sumWeights() {
  const told = document.querySelector("[data-weights]");
  if (!told) return;
  const fields = [...document.querySelectorAll('#dials [name^="w:"]')];
  const sum = fields.reduce((whole, field) => whole + (Number(field.value) || 0), 0);
  told.textContent = String(Math.round(sum * 100) / 100);
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open-steps]");
  if (opener) return openSteps(opener);
  if (event.target.closest("[data-reset-dials]")) resetDials();
});

function openSteps(opener) {
  const steps = document.getElementById(opener.getAttribute("aria-controls"));
  steps.hidden = !steps.hidden;
  opener.setAttribute("aria-expanded", String(!steps.hidden));
}

function resetDials() {
  const form = document.getElementById("dials");
  for (const field of form.querySelectorAll("[data-own]")) {
    field.value = field.dataset.own;
    const slider = field.parentElement.querySelector("[data-dial]");
    if (slider) slider.value = field.dataset.own;
  }
  const total = form.querySelector('[name="total"]');
  if (total) total.value = "";
  for (const box of form.querySelectorAll('[type="checkbox"]')) box.checked = box.defaultChecked;
  sumWeights();
  form.dispatchEvent(new CustomEvent("dialled", { bubbles: true }));
}

// What was open stays open when the numbers move.
let opened = [];
document.addEventListener("htmx:beforeSwap", () => {
  opened = [...document.querySelectorAll('[data-open-steps][aria-expanded="true"]')].map((one) => one.getAttribute("aria-controls"));
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of opened) {
    const opener = document.querySelector(`[data-open-steps][aria-controls="${id}"]`);
    if (opener?.getAttribute("aria-expanded") === "false") openSteps(opener);
  }
});

function drawBars(element) {
  const data = JSON.parse(document.getElementById(element.dataset.bars).textContent);
  const chart = echarts.init(element, null, { renderer: "svg" });
  new ResizeObserver(() => chart.resize()).observe(element);
  chart.setOption({
    color: ["#1b4f8f", "#e08a2b", "#2e9468", "#8e6bb0"],
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    legend: { top: 0 },
    tooltip: { trigger: "axis", confine: true },
    xAxis: { type: "category", data: data.names, axisLabel: { rotate: 45, interval: 0 } },
    yAxis: { type: "value", name: data.unit },
    series: data.series.map((one) => ({ name: one.name, type: "bar", data: one.values, animation: false })),
  });
}

for (const element of document.querySelectorAll("[data-bars]")) drawBars(element);
sumWeights();
