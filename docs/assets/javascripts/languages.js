// On a page with briefs in several languages: lists show the version in the reader's language, if the
// browser names one, in place of that in the language of the site. The build writes the links.
const tagOf = (element) => (element.closest("[lang]") ?? document.documentElement).lang;

const primary = (tag) => tag.toLowerCase().split("-")[0];

// Returns the link to the version that a reader prefers, or null for the one that is shown.
const preferred = (shown, links) => {
  for (const wanted of navigator.languages.map(primary)) {
    if (wanted === primary(shown)) return null;
    const link = links.find(({ hreflang }) => primary(hreflang) === wanted);
    if (link) return link;
  }
  return null;
};

const swap = (heading, link) => {
  const title = heading.querySelector("a");
  const shown = { href: title.href, lang: tagOf(heading), title: title.textContent };
  Object.assign(heading, { lang: link.lang, dir: link.dir });
  Object.assign(title, { href: link.href, textContent: link.title });
  const name = new Intl.DisplayNames(shown.lang, { type: "language" }).of(shown.lang);
  Object.assign(link, { ...shown, hreflang: shown.lang, dir: "auto", textContent: name });
};

for (const card of document.querySelectorAll(".card:has(.versions)")) {
  const heading = card.querySelector(".card__title");
  const link = preferred(tagOf(heading), [...card.querySelectorAll(".versions a")]);
  if (link) swap(heading, link);
}

// Material's script takes each alternate for a site of its own, and asks it for a site map.
for (const link of document.querySelectorAll("link[rel=alternate][hreflang]")) link.rel = "alternate ";
