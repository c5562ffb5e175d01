// Drafts stay in this browser; what was sent without a signal waits in the outbox.
const user = document.body.dataset.user || "";
const DRAFTS = `luoshi.${user}.draft.`;
const OUTBOX = `luoshi.${user}.outbox`;
const PAGES = "luoshi-pages";

const read = (key, otherwise) => JSON.parse(localStorage.getItem(key) || "null") ?? otherwise;
const write = (key, value) => localStorage.setItem(key, JSON.stringify(value));
const outbox = () => read(OUTBOX, []);
const csrf = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/worker.js");

// --- drafts -----------------------------------------------------------------

const NOT_KEPT = new Set(["csrfmiddlewaretoken", "version"]);

function said(form) {
  return [...new FormData(form)].filter(([name]) => !NOT_KEPT.has(name));
}

function fill(form, values) {
  for (const field of form.elements) {
    if (!field.name || NOT_KEPT.has(field.name)) continue;
    const mine = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = mine.includes(field.value);
    else if (mine.length) field.value = mine[0];
  }
}

function newToken() {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function keepDraft(form) {
  const key = DRAFTS + form.dataset.draft;
  const draft = read(key, null);
  const wrong = form.querySelector(".field-error, .alert-danger");
  // A page taken along is opened many times; each filling of its form is one of its own.
  if (!wrong) form.elements.token.value = newToken();
  if (draft && !wrong) {
    fill(form, draft);
    form.querySelector("[data-draft-note]").hidden = false;
  }
  form.addEventListener("input", () => write(key, said(form)));
  form.addEventListener("change", () => write(key, said(form)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form, key);
  });
  form.querySelector("[data-draft-drop]").addEventListener("click", () => {
    localStorage.removeItem(key);
    location.reload();
  });
}

async function submit(form, key) {
  const item = {
    url: form.action || location.href,
    title: form.dataset.title,
    draft: form.dataset.draft,
    version: form.dataset.version,
    values: said(form),
    state: "waiting",
    told: "",
  };
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  const answer = await send(item);
  button.disabled = false;
  if (answer.state === "waiting") {
    write(OUTBOX, [...outbox(), item]);
    localStorage.removeItem(key);
    show();
    form.querySelector("[data-queued]").hidden = false;
    form.querySelector("[data-queued]").scrollIntoView({ block: "center" });
    button.disabled = true;
  } else if (answer.state === "done") {
    localStorage.removeItem(key);
    location.assign(answer.url);
  } else {
    write(key, item.values);
    form.submit();
  }
}

// --- outbox -----------------------------------------------------------------

async function send(item) {
  const body = new FormData();
  for (const [name, value] of item.values) body.append(name, value);
  body.append("version", item.version);
  try {
    const response = await fetch(item.url, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": csrf(), "X-Outbox": "1" },
    });
    if (!(response.headers.get("Content-Type") || "").startsWith("application/json")) {
      return { state: "kept", told: "请先登录，再送一次" };
    }
    return await response.json();
  } catch {
    return { state: "waiting", told: "" };
  }
}

let flushing = false;

async function flush() {
  if (flushing) return;
  flushing = true;
  for (const item of outbox().filter((one) => one.state !== "conflict" && one.state !== "wrong")) {
    const answer = await send(item);
    const rest = outbox();
    const at = rest.findIndex((one) => token(one) === token(item));
    if (at < 0) continue;
    if (answer.state === "done") rest.splice(at, 1);
    else rest[at] = { ...rest[at], state: answer.state, told: answer.told };
    write(OUTBOX, rest);
    if (answer.state === "waiting") break;
  }
  flushing = false;
  show();
}

const token = (item) => item.values.find(([name]) => name === "token")[1];

const STATES = { waiting: "等信号自动送出", kept: "还没送出", conflict: "没有送出：别人先办了", wrong: "没有送出：有填错的" };

function show() {
  const box = document.querySelector("[data-outbox]");
  if (!box) return;
  const items = outbox();
  box.hidden = !items.length && navigator.onLine;
  box.querySelector("[data-no-signal]").hidden = navigator.onLine;
  const list = box.querySelector("ul");
  list.replaceChildren(...items.map(line));
  box.querySelector("[data-flush]").hidden = !items.length;
}

function line(item) {
  const li = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = `${item.title}：${STATES[item.state]}${item.told ? `（${item.told}）` : ""}`;
  li.append(words);
  if (item.state === "conflict" || item.state === "wrong") {
    li.append(button("看现在的情况，用这份重填", () => again(item)), button("删掉这份", () => drop(item)));
  }
  return li;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function drop(item) {
  write(OUTBOX, outbox().filter((one) => token(one) !== token(item)));
  show();
}

function again(item) {
  write(DRAFTS + item.draft, item.values.filter(([name]) => name !== "token"));
  drop(item);
  location.assign(item.url);
}

// --- taking pages along -----------------------------------------------------

async function take(event) {
  const mark = event.target;
  mark.disabled = true;
  const cache = await caches.open(PAGES);
  const pages = [location.pathname + location.search, "/cases/", ...document.querySelector("[data-take-along]").dataset.takeAlong.split(" ")];
  let kept = 0;
  for (const page of pages.filter(Boolean)) {
    const response = await fetch(page);
    if (response.ok && !response.redirected) {
      await cache.put(page, response);
      kept += 1;
    }
  }
  mark.textContent = `已存 ${kept} 页，没信号也能打开`;
}

for (const form of document.querySelectorAll("form[data-draft]")) keepDraft(form);
for (const mark of document.querySelectorAll("[data-take]")) mark.addEventListener("click", take);
document.querySelector("[data-flush]")?.addEventListener("click", flush);
addEventListener("online", flush);
addEventListener("offline", show);
show();
if (outbox().length) flush();
