// The only part of the search that every other page loads: it loads the rest when a reader needs it.
import { onSlash } from "./slash.js";

const header = document.querySelector('[data-archive-search="header"]');
const link = header?.querySelector("a");

let opened;
const open = async () => {
  // Text typed while the rest is loading is kept.
  let typed = "";
  let wanted = true;
  const keep = (event) => {
    if (event.key === "Escape") wanted = false;
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    typed += event.key;
  };
  document.addEventListener("keydown", keep, true);
  try {
    opened ??= import("../search.js").then(({ openDialog }) => openDialog(header));
    const dialog = await opened;
    if (wanted) dialog.open(typed);
  } catch {
    window.location.assign(link.href);
  } finally {
    document.removeEventListener("keydown", keep, true);
  }
};

if (link) {
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
}

onSlash(() => link && open());
