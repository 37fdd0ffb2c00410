// Phrases in quotes. The places of words like "the" weigh half a megabyte in a large archive, so a
// phrase is first looked for without them; where that leaves few pages, their texts tell the rest.
import { fold, isTelling } from "./text.js";

// Up to so many texts are looked at: some thirty kilobytes.
const MOST = 25;

// Finds a phrase; `search` asks Pagefind, which searches for what stands in quotes as it stands.
export const findPhrase = async (phrase, search) => {
  const parts = runs(phrase);
  if (parts.length && parts.join(" ") !== phrase) {
    let left = null;
    for (const part of parts) {
      const { results } = await search(`"${part}"`);
      const there = new Set(results.map(({ id }) => id));
      left = left ? left.filter(({ id }) => there.has(id)) : results;
    }
    if (left.length <= MOST) {
      const texts = await Promise.all(left.map((result) => result.data()));
      return left.filter((_, at) => holds(texts[at].content, phrase));
    }
  }
  return (await search(`"${phrase}"`)).results;
};

// What stands between words like "the".
const runs = (phrase) => {
  const found = [[]];
  for (const word of phrase.split(/\s+/)) {
    if (isTelling(word)) found.at(-1).push(word);
    else found.push([]);
  }
  return found.filter((run) => run.length).map((run) => run.join(" "));
};

// Whether a text has the words one after the other. Pagefind has found those that say something,
// whatever their endings; the others must stand where they should.
export const holds = (text, phrase) => {
  const wanted = words(phrase);
  const has = words(text);
  return has.some((_, from) =>
    wanted.every((word, at) => isAlike(has[from + at] ?? "", word)));
};

const words = (text) =>
  text
    .split(/\s+/)
    .map((word) => fold(word).replace(/[^\p{L}\p{N}]+/gu, ""))
    .filter(Boolean);

const isAlike = (has, wanted) => {
  if (has === wanted) return true;
  const same = Math.max(3, wanted.length - 4);
  return isTelling(wanted) && has.slice(0, same) === wanted.slice(0, same);
};
