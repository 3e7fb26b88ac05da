// Is this line canonical JSON, and which value is it? (docs/bundle.md 三, RFC 8785)

const DEEPEST = 100;
const MOST_BRACKETS = 1_000_000;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export class NotCanonical extends Error {}

/** The text of some bytes; throws `NotCanonical` where they are not UTF-8. */
export function text(bytes) {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new NotCanonical("not UTF-8");
  }
}

/** The value that these bytes stand for; throws `NotCanonical` where other bytes would have to stand for it. */
export function parse(bytes) {
  const source = text(bytes);
  if ((source.match(/[[{]/gu) ?? []).length > MOST_BRACKETS) throw new NotCanonical("too many lists and objects");
  if (depth(source) > DEEPEST) throw new NotCanonical("nested too deeply");
  let value;
  try {
    value = JSON.parse(source);
  } catch {
    throw new NotCanonical("not JSON");
  }
  if (written(value) !== source) throw new NotCanonical("not canonical");
  return value;
}

/** How deep lists and objects stand in each other, the outermost being 1; brackets inside texts do not count. */
function depth(source) {
  let now = 0;
  let deepest = 0;
  for (const [token] of source.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/gsu)) {
    if (token === "[" || token === "{") deepest = Math.max(deepest, ++now);
    else if (token === "]" || token === "}") now -= 1;
  }
  return deepest;
}

function written(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    if (/\p{Surrogate}/u.test(value)) throw new NotCanonical("half a character");
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new NotCanonical("not an integer below 2^53");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  // Sorting texts in JavaScript is by UTF-16.
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${written(name)}:${written(value[name])}`).join(",")}}`;
}

// What a value is, for those who read contents that anybody may have written.

export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const isText = (value) => typeof value === "string";
export const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
export const isListOf = (what) => (value) => Array.isArray(value) && value.every(what);
export const isUuid = (value) => isText(value) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(value);
export const isHash = (value) => isText(value) && /^[0-9a-f]{64}$/u.test(value);

/** Whether an object has exactly these names, besides `optional` ones, and each value is what its test says. */
export function hasExactly(value, tests, optional = {}) {
  if (!isObject(value)) return false;
  const known = { ...optional, ...tests };
  const names = Object.keys(value);
  return (
    names.every((name) => Object.hasOwn(known, name) && known[name](value[name])) &&
    Object.keys(tests).every((name) => Object.hasOwn(value, name))
  );
}
