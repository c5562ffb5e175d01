// 全选本页；点了一批就提交那一步。
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-bulk-all]")) return;
  for (const box of event.target.form.querySelectorAll("[name=case]")) box.checked = event.target.checked;
});
