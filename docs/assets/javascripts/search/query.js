// Reads a query as sets: all of its groups, any of the units of a group, none of the excluded ones.
// A unit is an actor by any name, a phrase in quotes, or a word. See `docs/search.md`.
import { MOST, hasRun, isStopWord, pairs, spell, splitRuns } from "../letters.js";

const isText = (text) => /[\p{L}\p{N}]/u.test(text);
const QUOTES = /[“”„«»]/g;
const TOKEN = /(-?)"([^"]+)"|(\S+)/gu;
const SEPARATORS = /[\s,;:!?()[\]{}<>|"]+/u;

// Returns phrases and words in their order. `not` is whether it is excluded; OR is a word.
const readTokens = (query) => {
  const tokens = [];
  for (const [, minus, phrase, rest] of query.matchAll(TOKEN)) {
    if (phrase !== undefined) {
      if (isText(phrase)) tokens.push({ phrase: phrase.trim(), not: Boolean(minus) });
      continue;
    }
    for (const [at, part] of rest.split(SEPARATORS).entries()) {
      const not = !at && /^[-−][\p{L}\p{N}]/u.test(part);
      const word = part.replace(/^[-−'’]+|['’]+$/gu, "");
      if (isText(word)) tokens.push({ word, not });
    }
  }
  return tokens;
};

// Returns the units of words that follow each other.
const readWords = (words, names, isLast) => {
  const units = [];
  const add = (text, open) => {
    for (const [at, part] of splitRuns(text).entries()) {
      const letters = at % 2 ? pairs(part) : [];
      if (letters.length > 1) units.push({ phrase: letters.join(" "), word: part });
      else if (letters.length) units.push({ word: part, text: letters[0], open: true });
      else if (at % 2 === 0 && isText(part) && isSaying(part)) {
        units.push({ word: part, text: spell(part), open });
      }
    }
  };
  let from = 0;
  for (const { actor, at, length } of names.find(words)) {
    for (const word of words.slice(from, at)) add(word, false);
    units.push({ actor, word: words.slice(at, at + length).join(" ") });
    from = at + length;
  }
  const rest = words.slice(from);
  for (const [at, word] of rest.entries()) add(word, isLast && at === rest.length - 1);
  return units;
};

// "AI" and "5G", but not "a" or "be": two letters are still being typed.
const isSaying = (word) => !isStopWord(word) && (!/^[a-z]{1,2}$/i.test(word) || /^[A-Z]{2}$/.test(word));

const phraseUnit = (phrase) => {
  const text = hasRun(phrase)
    ? splitRuns(phrase).map((part, at) => (at % 2 ? pairs(part).join(" ") : spell(part))).join(" ")
    : spell(phrase);
  return { phrase: text, typed: phrase, word: `"${phrase}"`, quoted: true };
};

export const readQuery = (typed, names) => {
  const query = typed.slice(0, MOST).replace(QUOTES, '"').replaceAll("\0", "");
  const tokens = readTokens(query);
  const groups = [];
  const excluded = [];
  let row = [];
  let joins = false;
  const put = (units) => {
    for (const unit of units) {
      if (joins && groups.length) groups.at(-1).push(unit);
      else groups.push([unit]);
      joins = false;
    }
  };
  const flush = (isLast) => {
    put(readWords(row, names, isLast));
    row = [];
  };
  for (const { phrase, word, not } of tokens) {
    if (word === "OR") {
      flush(false);
      joins = true;
    } else if (phrase) {
      flush(false);
      if (not) excluded.push(phraseUnit(phrase));
      else put([phraseUnit(phrase)]);
    } else if (not) {
      flush(false);
      const actor = names.get(word);
      excluded.push(actor ? { actor, word } : { word, text: spell(word) });
    } else row.push(word);
  }
  flush(!/\s$/.test(typed));
  const words = tokens.filter((token) => !token.not && token.word !== "OR");
  const text = words.map(({ phrase, word }) => phrase ?? word).join(" ");
  const isPlain = words.length === tokens.length && words.every(({ word }) => word);
  const isOne = isPlain || (words.length === 1 && tokens.length === 1);
  return {
    groups,
    excluded,
    isEmpty: !tokens.length,
    isShort: Boolean(tokens.length) && !groups.length && !excluded.length,
    own: isOne && text ? names.own(text) : null,
    words: isPlain ? words.map(({ word }) => word) : [],
  };
};

// Returns a query without one of its units.
export const without = (plan, dropped) =>
  plan.groups
    .map((group) => group.filter((unit) => unit !== dropped).map(({ word }) => word).join(" OR "))
    .filter(Boolean)
    .concat(plan.excluded.map(({ word }) => `-${word}`))
    .join(" ");
