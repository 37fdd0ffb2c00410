// Reads the words between spaces, in phrases and in texts, in the same way as `words.py`.
import { SPACES } from "./files.js";
import { markOf, unescaped, withParts } from "./marks.js";
import { stem } from "./stem.js";
import { STOP_WORDS } from "./text.js";

const NUMBERS = new Map(STOP_WORDS.map((word, at) => [word, at]));

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const formOf = (word) => markOf(/^[\0-\x7f]*$/.test(word) ? stem(word) : word);

// Reads a word: a stop word has a `number`; a content word has a `form`, the mark that all its forms
// share; punctuation has neither.
export const readToken = (text) => {
  const plain = folded(text);
  const whole = plain.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  if (NUMBERS.has(whole)) return { text, number: NUMBERS.get(whole) };
  const word = plain.replace(/[^\p{L}\p{N}]/gu, "");
  return word ? { text, form: formOf(word) } : { text };
};

export const isContentWord = ({ form }) => form !== undefined;

export const isSign = ({ form, number }) => form === undefined && number === undefined;

// Returns the words of a phrase and the punctuation between them.
export const readTokens = (phrase) => {
  const tokens = phrase.split(SPACES).map(readToken);
  const isWord = (token) => !isSign(token);
  return tokens
    .slice(tokens.findIndex(isWord), tokens.findLastIndex(isWord) + 1)
    .map((token, at) => ({ at, ...token }));
};

export class Words {
  constructor() {
    this.known = new Map();
  }

  // Returns where a phrase starts in a text whose words are safe as HTML text.
  startsIn(words, tokens) {
    const starts = [];
    for (let at = 0; at + tokens.length <= words.length; at += 1) {
      if (tokens.every((token, next) => this.isIt(token, words[at + next]))) starts.push(at);
    }
    return starts;
  }

  isIt({ form, number }, word) {
    if (!this.known.has(word)) this.known.set(word, read(word));
    const there = this.known.get(word);
    return form === undefined ? there.number === number && !there.forms.length : there.forms.includes(form);
  }
}

// Reads a word of a text: a compound ("EU-funded") is a form of each part and of the whole.
const read = (word) => {
  const text = unescaped(word);
  const { number, form } = readToken(text);
  return { number, forms: form === undefined ? [] : withParts(folded(text)).map(formOf) };
};
