// Finds actors by any of their names, in a table that the build writes.
import { fold } from "../fold.js";
import { distance } from "./text.js";

const MOST_WORDS = 8;

export const readNames = (rows) => {
  const actors = rows.map(([name, url, type, count, acronym, aliases]) => ({
    name,
    url,
    type,
    count,
    acronym,
    aliases,
  }));
  const byName = new Map();
  for (const actor of actors) {
    for (const name of [actor.name, actor.acronym, ...actor.aliases]) {
      const key = fold(name);
      if (key && !byName.has(key)) byName.set(key, actor);
    }
  }
  return { actors, byName };
};

// Returns the actors in a query, from left to right; a longer name is preferred.
export const findActors = (words, { byName }) => {
  const found = [];
  for (let at = 0; at < words.length; ) {
    let length = Math.min(MOST_WORDS, words.length - at);
    for (; length > 0; length -= 1) {
      const text = words.slice(at, at + length).join(" ");
      const actor = byName.get(fold(text));
      // "who" and "us" are words; the organization and the country are written "WHO" and "US".
      const written = text.length > 4 || text.includes(" ") || text !== text.toLowerCase();
      if (actor && (written || words.length === 1)) {
        found.push({ actor, at, length });
        break;
      }
    }
    at += Math.max(1, length);
  }
  return found;
};

// Returns the actor of which the whole query is a name, or the beginning of a name.
export const ownPage = (words, { byName }) => {
  const typed = fold(words.join(" "));
  if (byName.has(typed)) return byName.get(typed);
  if (typed.length < 3) return null;
  let best = null;
  for (const [name, actor] of byName) {
    if (name.startsWith(typed) && (!best || actor.count > best.count)) best = actor;
  }
  return best;
};

// Returns the correction of a mistyped name as [typed, correct], or null.
export const suggest = (words, { byName }) => {
  let best = null;
  for (let at = 0; at < words.length; at += 1) {
    for (let length = Math.min(4, words.length - at); length > 0; length -= 1) {
      const typed = fold(words.slice(at, at + length).join(" "));
      if (typed.length < 5 || byName.has(typed)) continue;
      const most = typed.length < 9 ? 1 : 2;
      for (const [name, actor] of byName) {
        if (name.length < 5 || name.startsWith(typed) || typed.startsWith(name)) continue;
        const far = distance(typed, name, most);
        if (far > most) continue;
        const score = far / typed.length;
        if (!best || score < best.score || (score === best.score && actor.count > best.count)) {
          const right = name === fold(actor.name) ? actor.name : nameOf(actor, name);
          best = { score, count: actor.count, at, length, right };
        }
      }
    }
  }
  if (!best) return null;
  const { at, length, right } = best;
  return [...words.slice(0, at), right, ...words.slice(at + length)].join(" ");
};

const nameOf = (actor, key) =>
  [actor.acronym, ...actor.aliases].find((name) => fold(name) === key) ?? actor.name;
