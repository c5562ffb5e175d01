// 全选：勾上或去掉同一张表里的每一件。
document.addEventListener("change", (event) => {
  const name = event.target.dataset.bulkAll;
  if (!name) return;
  for (const box of event.target.form.elements) if (box.name === name) box.checked = event.target.checked;
});
