// Reads the words of a query as the archive folds them; `letters.py` adds the same to documents.
import { fold } from "./fold.js";

// A longer query is cut to this length: nobody needs the results of a whole page of text.
export const MOST = 300;

// Very frequent words, which are ignored outside quotes.
const STOP_WORDS = new Set(
  (
    "a also an and any are as at be been being but by for from had has have in into is it its not" +
    " of on or such than that the their these they this to was were what when where which who will" +
    " with would"
  ).split(" "),
);

export const isStopWord = (word) => STOP_WORDS.has(word.toLowerCase());

// Thai, Lao, Burmese, Khmer, Japanese and Chinese letters: scripts without spaces.
const RUN = /([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+)/u;

export const hasRun = (text) => RUN.test(text);

// Splits a text into runs of such scripts, at odd positions, and what is between them.
export const splitRuns = (text) => text.split(RUN);

// Returns the pairs of neighbouring letters in a run, without vowel signs.
export const pairs = (run) => {
  const plain = [...run.normalize("NFD").replace(/\p{M}/gu, "")];
  return plain.length < 2 ? plain : plain.slice(1).map((letter, at) => plain[at] + letter);
};

// Returns words by the archive's own folding. Pagefind drops punctuation; its index has no symbols.
export const spell = (text) =>
  text.replace(/\p{S}/gu, "").replace(/[\p{L}\p{M}\p{N}]+/gu, (letters) => fold(letters));

export const isForeign = (text) => /[^\P{L}\p{Lm}\p{Script=Latin}]/u.test(fold(text));

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
