// Excerpts of a page: the passage with most of what was searched for, and the headings above it.
const LENGTH = 26;

// Returns the excerpt of a page as pieces, [text, isMarked], and the headings with a match below.
// `spots` are the positions of the words that were found.
export const excerptsOf = (url, words, anchors, spots) => {
  const within = spots.filter((at) => at < words.length);
  const headings = anchors
    .filter(({ element, text, id }) => /^h\d$/i.test(element) && id && text?.trim())
    .sort((one, two) => one.location - two.location);
  const parts = new Map();
  for (const at of within) {
    const heading = headings.findLast(({ location }) => location <= at);
    if (heading) parts.set(heading, (parts.get(heading) ?? 0) + 1);
  }
  return {
    excerpt: cut(words, within),
    parts: [...parts.entries()]
      .sort(([, few], [, many]) => many - few)
      .map(([{ text, id }]) => ({ title: text, url: `${url}#${id}` })),
  };
};

const cut = (words, spots) => {
  const [first, last] = densest(spots);
  const spare = Math.max(0, LENGTH - (last - first + 1));
  const from = Math.max(0, Math.min(words.length - LENGTH, first - Math.floor(spare / 2)));
  const marked = new Set(spots);
  const pieces = from ? [["… ", false]] : [];
  for (let at = from; at < Math.min(words.length, from + LENGTH); at += 1) {
    const isMarked = marked.has(at);
    // A phrase is one mark.
    if (isMarked && pieces.at(-1)?.[1]) pieces.at(-1)[0] += ` ${words[at]}`;
    else pieces.push([pieces.length && !pieces.at(-1)[0].endsWith(" ") ? " " : "", false], [words[at], isMarked]);
  }
  if (from + LENGTH < words.length) pieces.push([" …", false]);
  return pieces.filter(([text]) => text);
};

// Returns the first and last of the spots that fit into one excerpt and are most.
const densest = (spots) => {
  let best = [0, -1];
  let [most, last] = [0, 0];
  for (let first = 0; first < spots.length; first += 1) {
    last = Math.max(last, first);
    while (last + 1 < spots.length && spots[last + 1] < spots[first] + LENGTH) last += 1;
    if (last - first + 1 > most) {
      most = last - first + 1;
      best = [spots[first], spots[last]];
    }
  }
  return best;
};
