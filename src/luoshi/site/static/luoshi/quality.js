"use strict";

// 全选本页的疑点。
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-pick-all]")) return;
  for (const box of event.target.form.querySelectorAll("[name=finding]")) box.checked = event.target.checked;
});

// 另选派到哪里时，派给哪一级跟着走。
document.addEventListener("change", (event) => {
  const level = event.target.matches("#target") && event.target.selectedOptions[0].dataset.level;
  if (level) event.target.form.querySelector("[name=level]").value = level;
});

// The day in a file's name, as …_20231218.xlsx; the latest of several.
function dayIn(names) {
  const days = names.flatMap((name) => [...name.matchAll(/(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)/g)]);
  return days.map((found) => found.slice(1).join("-")).sort().at(-1);
}

function megabytes(size) {
  return size >= 1 << 20 ? `${(size / (1 << 20)).toFixed(1)} MB` : `${Math.max(Math.floor(size / 1024), 1)} KB`;
}

function tellChosen(input) {
  const form = input.form;
  const files = [...input.files];
  form.querySelector("[data-chosen]").replaceChildren(
    ...files.map((file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name}　${megabytes(file.size)}`;
      return line;
    }),
  );
  const field = form.querySelector("[name=as_of], [name=reach]");
  const day = dayIn(files.map((file) => file.name));
  if (day && !field.value) field.value = day;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("#files")) tellChosen(event.target);
});

for (const drop of document.querySelectorAll("[data-drop]")) {
  const input = drop.querySelector("input");
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("drop-over");
    });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("drop-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("drop-over");
    input.files = event.dataTransfer.files;
    tellChosen(input);
  });
}

// 大文件要传一会儿：按过就不能再按。
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-upload]")) return;
  const button = event.target.querySelector("[type=submit]");
  button.disabled = true;
  button.textContent = "正在上传……";
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted && document.querySelector("[data-upload]")) location.reload();
});
