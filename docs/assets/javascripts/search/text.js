// Reads queries: phrases, stop words, and letters that are not Latin.
import { fold } from "../fold.js";

// Very frequent words that say little, the same as in `words.py`; files of the index refer to them
// by their index.
export const STOP_WORDS = (
  "a also an and any are as at be been being but by for from had has have in into is it its not" +
  " of on or such than that the their these they this to was were what when where which who will" +
  " with would"
).split(" ");

// A longer query is cut to this length: nobody needs the results of a whole page of text.
export const MOST = 300;

// Returns whether a string has letters that are not Latin (modifier letters may be of any script).
// `is_latin` in `names.py` decides the same for names.
export const isForeign = (text) => /[^\P{L}\p{Lm}\p{Script=Latin}]/u.test(fold(text));

// Returns the phrases in quotes, and the rest of the query as words.
export const readQuery = (query) => {
  const phrases = [];
  const rest = query
    .slice(0, MOST)
    .replace(/[“”„«»]/g, '"')
    .replace(/"([^"]+)"/g, (_, phrase) => {
      if (/[\p{L}\p{N}]/u.test(phrase)) phrases.push(phrase.trim());
      return " ";
    })
    .replaceAll('"', " ");
  const words = rest.split(/[\s,;:!?()[\]{}<>|]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return { phrases, words };
};

// Drops stop words, whose lists of pages are long and say nothing, and words of one or two letters,
// which are still being typed, unless they are a name. "the" alone, with which many queries begin,
// would cost half a megabyte in a large archive.
export const contentWords = (words, isName) => {
  const long = words.filter((word) => !/^[a-z]{1,2}$/i.test(word) || isWhole(word) || isName(word));
  const kept = long.filter(isContentWord);
  return kept.length ? kept : long.filter((word) => isWhole(word) || isName(word));
};

export const isContentWord = (word) => !STOP_WORDS.includes(word.toLowerCase());

// "AI", but not "a" or "be".
const isWhole = (word) => /^[A-Z]{2}$/.test(word);

// Optimal string alignment: insertions, deletions, replacements, swapped neighbours.
export const distance = (one, two, most) => {
  if (Math.abs(one.length - two.length) > most) return most + 1;
  let older = [];
  let old = Array.from({ length: two.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    let least = row;
    for (let at = 1; at <= two.length; at += 1) {
      const cost = one[row - 1] === two[at - 1] ? 0 : 1;
      let best = Math.min(old[at] + 1, now[at - 1] + 1, old[at - 1] + cost);
      if (row > 1 && at > 1 && one[row - 1] === two[at - 2] && one[row - 2] === two[at - 1]) {
        best = Math.min(best, older[at - 2] + 1);
      }
      now[at] = best;
      least = Math.min(least, best);
    }
    if (least > most) return most + 1;
    [older, old] = [old, now];
  }
  return old[two.length];
};
