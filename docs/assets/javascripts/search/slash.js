// Calls a function for a slash typed anywhere but in a field.
export const onSlash = (act) =>
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.isContentEditable || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    act();
  });
