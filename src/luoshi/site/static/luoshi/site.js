"use strict";

// A menu closes when the reader turns elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.usermenu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.usermenu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Where the menu is a strip to be moved, the current entry is in sight.
document.querySelector(".topnav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// A choice that stands alone needs no button.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// A part of the page that could not be fetched says so, instead of nothing.
const FAILURES = {
  403: "没有权限做这一步，或页面已过期。请刷新页面再试。",
  404: "内容已不在，或不在您的权限范围内。",
};

function tell(text) {
  const notice = document.createElement("div");
  notice.className = "alert alert-danger";
  notice.setAttribute("role", "alert");
  notice.textContent = text;
  document.getElementById("main").prepend(notice);
  notice.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:responseError", (event) => {
  tell(FAILURES[event.detail.xhr.status] ?? "没有做成，请稍后再试。");
});
document.addEventListener("htmx:sendError", () => tell("连不上服务器，请检查网络后再试。"));

// Pages a signed-in user took along are not for whoever comes after.
if (!document.body.dataset.user && "caches" in window) caches.delete("luoshi-pages");
