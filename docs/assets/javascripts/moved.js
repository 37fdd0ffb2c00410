// A page at an earlier address: goes to the current one, with the query and the anchor of this one.
(() => {
  const target = new URL(document.currentScript.dataset.to, location.href);
  if (location.search) target.search = location.search;
  if (location.hash) target.hash = location.hash;
  location.replace(target);
})();
