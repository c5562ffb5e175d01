"use strict";

// The slider and the field of the day say the same thing.
const DAY = 24 * 3600 * 1000;

function dayAt(slider) {
  const first = Date.parse(slider.dataset.first);
  return new Date(first + Number(slider.value) * DAY).toISOString().slice(0, 10);
}

function placeOf(slider, day) {
  return Math.round((Date.parse(day) - Date.parse(slider.dataset.first)) / DAY);
}

function tellDay(slider, day) {
  const [year, month, date] = day.split("-").map(Number);
  slider.setAttribute("aria-valuetext", `${year} 年 ${month} 月 ${date} 日`);
}

document.addEventListener("input", (event) => {
  const slider = event.target.closest("[data-day]");
  if (!slider) return;
  const day = dayAt(slider);
  document.getElementById(slider.dataset.day).value = day;
  tellDay(slider, day);
});

document.addEventListener("change", (event) => {
  const slider = document.querySelector(`[data-day="${event.target.id}"]`);
  if (!slider || !event.target.value) return;
  slider.value = placeOf(slider, event.target.value);
  tellDay(slider, event.target.value);
});

function tellDays() {
  for (const slider of document.querySelectorAll("[data-day]")) tellDay(slider, dayAt(slider));
}

tellDays();
document.addEventListener("htmx:historyRestore", tellDays);

// An address names only what is asked.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.id !== "ask") return;
  for (const [name, value] of [...event.detail.parameters.entries()]) {
    if (value === "") event.detail.parameters.delete(name);
  }
});

// An answer to what was asked before the newest change would undo it: the next one is on its way.
let unasked = false;
document.addEventListener("change", (event) => {
  if (event.target.form?.id === "ask") unasked = true;
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.id === "ask") unasked = false;
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (unasked && event.detail.requestConfig?.elt.id === "ask") event.detail.shouldSwap = false;
});

// What is closed on the screen still belongs on paper.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.obligation-outside:not([open])")];
  for (const part of opened) part.open = true;
});
window.addEventListener("afterprint", () => {
  for (const part of opened) part.open = false;
});
