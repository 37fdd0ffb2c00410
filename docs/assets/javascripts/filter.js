// The filter box of an index page: hides entries that do not contain the typed text.
(async () => {
  const box = document.querySelector("[data-archive-filter]");
  if (!box) return;
  const { fold } = await import("./fold.js");
  const input = box.querySelector("input");
  const count = box.querySelector("[role=status]");
  const items = [...document.querySelectorAll("[data-archive-item]")].map((item) => ({
    item,
    text: fold(item.dataset.archiveItem),
  }));
  const groups = [...document.querySelectorAll("[data-archive-group]")];

  const tell = async (shown) => {
    const { gettext } = await import("./messages.js");
    if (input.value) count.textContent = gettext("{shown} of {total}", { shown, total: items.length });
  };

  const apply = () => {
    const wanted = fold(input.value);
    let shown = 0;
    for (const { item, text } of items) {
      item.hidden = !text.includes(wanted);
      if (!item.hidden) shown += 1;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("[data-archive-item]:not([hidden])");
    }
    // A heading of several groups goes with the last of them.
    let part = null;
    for (const element of document.querySelectorAll("[data-archive-part], [data-archive-group]")) {
      if (element.matches("[data-archive-part]")) {
        part = element;
        part.hidden = true;
      } else if (part && !element.hidden) {
        part.hidden = false;
      }
    }
    if (wanted) tell(shown);
    else count.textContent = "";
  };

  box.hidden = false;
  input.addEventListener("input", apply);
  if (input.value) apply();
})();
