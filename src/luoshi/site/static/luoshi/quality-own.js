"use strict";

// Help while a condition is typed: columns, words, parameters and values that may come next.
const OFFERED = JSON.parse(document.getElementById("offers-data").textContent);
const TOLD = JSON.parse(document.getElementById("told-data").textContent);
const MOST = 12;

const box = document.querySelector("[data-condition]");
const list = document.getElementById("offers");
const table = document.querySelector("#draft [name=table]");
const about = document.querySelector("#draft [name=about]");
let shown = [];
let current = -1;

function entry(text, told, kind) {
  return { text, told, kind };
}

// The word before the caret: after a quote the start of a value, after : of a parameter.
function typed() {
  const before = box.value.slice(0, box.selectionStart);
  const value = before.match(/([\p{L}\p{N}_".（）()/]+?)"?\s*(?:=|<>|,)?\s*(?:in\s*\([^)]*)?'([^']*)$/u);
  if ((before.match(/'/g) ?? []).length % 2) return { start: before.lastIndexOf("'") + 1, text: before.slice(before.lastIndexOf("'") + 1), of: value?.[1] ?? "" };
  const word = before.match(/(:?[\p{L}\p{N}_.（）/]+)$/u);
  return word ? { start: before.length - word[1].length, text: word[1] } : null;
}

function valuesOf(name) {
  const plain = name.replaceAll('"', "").split(".").at(-1);
  const known = Object.values(OFFERED.tables).flatMap((one) => one.columns);
  return known.find((column) => column.text.replaceAll('"', "") === plain)?.values ?? [];
}

function candidates(now) {
  if (now.of !== undefined) return valuesOf(now.of).map((text) => entry(text, "", "值"));
  if (now.text.startsWith(":")) return OFFERED.parameters.map(({ text, told }) => entry(text, told, "参数"));
  const [id, rest] = now.text.includes(".") ? now.text.split(".") : [null, now.text];
  if (id && OFFERED.tables[id]) return OFFERED.tables[id].columns.map(({ text, told }) => entry(`${id}.${text}`, told, "列"));
  const own = OFFERED.tables[table.value].columns.map(({ text, told }) => entry(text, told, "列"));
  const others = Object.entries(OFFERED.tables).filter(([key]) => key !== table.value).map(([key, one]) => entry(`${key}.`, one.title, "表"));
  const words = OFFERED.words.map(({ text, told }) => entry(text, told, "函数"));
  return rest ? [...own, ...words, ...others] : [];
}

function fits(one, text) {
  const wanted = text.toLowerCase();
  return one.text.toLowerCase().includes(wanted) || one.told.toLowerCase().includes(wanted);
}

function near(one, text) {
  const place = one.text.toLowerCase().indexOf(text.toLowerCase());
  return place < 0 ? 99 : place;
}

function close() {
  list.hidden = true;
  shown = [];
  current = -1;
  box.removeAttribute("aria-activedescendant");
}

function mark(place) {
  current = place;
  [...list.children].forEach((line, i) => line.setAttribute("aria-selected", String(i === place)));
  list.children[place]?.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", `offer-${place}`);
}

function line(one, place) {
  const item = document.createElement("li");
  item.id = `offer-${place}`;
  item.setAttribute("role", "option");
  const text = document.createElement("b");
  text.textContent = one.text;
  const told = document.createElement("span");
  told.textContent = `${one.kind}${one.told ? `　${one.told}` : ""}`;
  item.append(text, told);
  item.addEventListener("mousedown", (event) => {
    event.preventDefault();
    put(one);
  });
  return item;
}

function offer() {
  const now = typed();
  if (!now || (now.of === undefined && now.text.length < 1)) return close();
  shown = candidates(now).filter((one) => fits(one, now.text)).sort((a, b) => near(a, now.text) - near(b, now.text)).slice(0, MOST);
  if (!shown.length || (shown.length === 1 && shown[0].text === now.text)) return close();
  list.replaceChildren(...shown.map(line));
  list.hidden = false;
  mark(0);
}

function put(one) {
  const now = typed();
  const text = one.kind === "函数" ? one.text.replace(/\(.*$/s, "(") : one.text;
  box.setRangeText(text, now.start, box.selectionStart, "end");
  close();
  box.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

box.setAttribute("role", "combobox");
box.setAttribute("aria-controls", "offers");
box.setAttribute("aria-autocomplete", "list");
box.addEventListener("input", offer);
box.addEventListener("blur", close);
box.addEventListener("keydown", (event) => {
  if (list.hidden) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    mark((current + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % shown.length);
  } else if (event.key === "Enter" || event.key === "Tab") {
    event.preventDefault();
    put(shown[current]);
  } else if (event.key === "Escape") {
    close();
  }
});

// A table lets a finding be told of some things only.
function fitAbout() {
  const may = TOLD[table.value] ?? [];
  for (const option of about.options) {
    option.hidden = option.disabled = !may.includes(option.value);
  }
  if (!may.includes(about.value)) about.value = may[0];
}
table.addEventListener("change", fitAbout);
fitAbout();

// Everything there is to write, to look through and to tap.
function part(title, entries) {
  const head = document.createElement("h3");
  head.textContent = title;
  const lines = document.createElement("dl");
  for (const { text, told } of entries) {
    const pair = document.createElement("div");
    const name = document.createElement("dt");
    const words = document.createElement("dd");
    name.textContent = text;
    words.textContent = told;
    pair.append(name, words);
    lines.append(pair);
  }
  return [head, lines];
}

function tellHelp() {
  document.querySelector("[data-help]").replaceChildren(
    ...part(`${OFFERED.tables[table.value].title}的列`, OFFERED.tables[table.value].columns),
    ...part("函数", OFFERED.words),
    ...part("参数", OFFERED.parameters),
    ...part("别的表", Object.entries(OFFERED.tables).map(([text, { title: told }]) => ({ text, told }))),
  );
}
table.addEventListener("change", tellHelp);
tellHelp();
