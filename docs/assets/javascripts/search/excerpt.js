// Excerpts of a page: the passage with most of what was searched for, and one for each heading.
const LENGTH = 26;
// A word that is not yet in the excerpt counts more than a repeated one.
const NEW = 4;

// Returns a page with its excerpt and its parts. `spots` are the matches in the order of the text:
// `at` and `length` in words, and `mark`, which identifies what was found.
export const withExcerpts = (page, spots) => {
  const { words } = page;
  if (!spots.length) return { ...page, excerpt: cut(words, 0, []), sub_results: [] };
  const headings = page.anchors
    .filter(({ element, text }) => /^h\d$/i.test(element) && text?.trim())
    .sort((one, two) => one.location - two.location);
  const parts = new Map();
  for (const spot of spots) {
    const at = headings.findLastIndex(({ location }) => location <= spot.at);
    if (at >= 0) parts.set(at, [...(parts.get(at) ?? []), spot]);
  }
  return {
    ...page,
    excerpt: excerptOf(words, spots, 0),
    sub_results: [...parts].map(([at, within]) => {
      const url = new URL(page.url, window.location);
      url.hash = headings[at].id;
      const [from, to] = [headings[at].location, headings[at + 1]?.location];
      return {
        title: headings[at].text,
        url: url.pathname + url.hash,
        excerpt: excerptOf(words.slice(0, to), within, from),
      };
    }),
  };
};

const excerptOf = (words, spots, least) => {
  const [first, last] = densest(spots);
  const end = spots[last].at + spots[last].length;
  const spare = Math.max(0, LENGTH - (end - spots[first].at));
  const latest = Math.max(least, words.length - LENGTH);
  const from = Math.min(latest, Math.max(least, spots[first].at - Math.floor(spare / 2)));
  return cut(words, from, spots);
};

// Returns the first and last of the spots that fit into one excerpt and are worth most.
const densest = (spots) => {
  let best = { worth: 0, first: 0, last: 0 };
  let last = 0;
  for (let first = 0; first < spots.length; first += 1) {
    const fits = ({ at, length }) => at + length <= spots[first].at + LENGTH;
    last = Math.max(last, first);
    while (last + 1 < spots.length && fits(spots[last + 1])) last += 1;
    const within = spots.slice(first, last + 1);
    const worth = within.length + (NEW - 1) * new Set(within.map(({ mark }) => mark)).size;
    if (worth > best.worth) best = { worth, first, last };
  }
  return [best.first, best.last];
};

const cut = (words, from, spots) => {
  const shown = words.slice(from, from + LENGTH);
  for (const { at, length } of spots) {
    const [start, end] = [at - from, at - from + length - 1];
    if (start < 0 || start >= shown.length) continue;
    const until = Math.min(end, shown.length - 1);
    shown[start] = `<mark>${shown[start]}`;
    shown[until] = `${shown[until]}</mark>`;
  }
  return shown.join(" ").trim();
};
