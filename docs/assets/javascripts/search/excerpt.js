// Excerpts of a page: the passage with most of what was searched for, and the headings above it.
const LENGTH = 26;

// Returns the excerpt of a page as pieces, [text, isMarked], and the headings with a match below.
// `spots` are the positions of the words that were found, each with what it was found for.
export const excerptsOf = (url, words, anchors, spots) => {
  const within = [...spots.keys()].filter((at) => at < words.length).sort((one, two) => one - two);
  const headings = anchors
    .filter(({ element, text, id }) => /^h\d$/i.test(element) && id && text?.trim())
    .sort((one, two) => one.location - two.location);
  const parts = new Map();
  for (const at of within) {
    const heading = headings.findLast(({ location }) => location <= at);
    if (heading) parts.set(heading, (parts.get(heading) ?? 0) + 1);
  }
  return {
    excerpt: cut(words, within, spots),
    parts: [...parts.entries()]
      .sort(([, few], [, many]) => many - few)
      .map(([{ text, id }]) => ({ title: text, url: `${url}#${id}` })),
  };
};

const cut = (words, spots, reasons) => {
  const [first, last] = densest(spots, reasons);
  const spare = Math.max(0, LENGTH - (last - first + 1));
  const from = Math.max(0, Math.min(words.length - LENGTH, first - Math.floor(spare / 2)));
  const pieces = from ? [["… ", false]] : [];
  for (let at = from; at < Math.min(words.length, from + LENGTH); at += 1) {
    const isMarked = reasons.has(at);
    // A phrase is one mark.
    if (isMarked && pieces.at(-1)?.[1]) pieces.at(-1)[0] += ` ${words[at]}`;
    else pieces.push([pieces.length && !pieces.at(-1)[0].endsWith(" ") ? " " : "", false], [words[at], isMarked]);
  }
  if (from + LENGTH < words.length) pieces.push([" …", false]);
  return pieces.filter(([text]) => text);
};

// Returns the first and last of the spots that fit into one excerpt: with as much of the query as
// possible, then with as many spots.
const densest = (spots, reasons) => {
  let best = [0, -1];
  let most = 0;
  for (const [at, first] of spots.entries()) {
    const fitting = spots.slice(at, at + LENGTH).filter((spot) => spot < first + LENGTH);
    const worth = LENGTH * new Set(fitting.map((spot) => reasons.get(spot))).size + fitting.length;
    if (worth > most) {
      most = worth;
      best = [first, fitting.at(-1)];
    }
  }
  return best;
};
