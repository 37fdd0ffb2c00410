// The least that a reader needs to search with Pagefind: its own module, loaded on the first query.
const input = document.querySelector("input[type=search]");
const results = document.querySelector("#results");
input.addEventListener("input", async () => {
  const pagefind = await import("/pagefind/pagefind.js");
  const search = await pagefind.debouncedSearch(input.value);
  if (!search) return;
  const found = await Promise.all(search.results.slice(0, 5).map((result) => result.data()));
  results.replaceChildren(
    ...found.map((one) => {
      const link = Object.assign(document.createElement("a"), { href: one.url, textContent: one.meta.title });
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
});
