// The menus of the header close by a click elsewhere, by Escape, and when the focus leaves them.
const close = (menu) => {
  menu.open = false;
};

for (const menu of document.querySelectorAll(".archive-header details")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) close(menu);
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close(menu);
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu);
  });
}
