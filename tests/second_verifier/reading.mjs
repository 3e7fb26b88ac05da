// What do the files of a bundle say? (docs/bundle.md 三; checks 2 and 3)

import { readFileSync } from "node:fs";
import * as tree from "./tree.mjs";
import * as notes from "./notes.mjs";
import { NotCanonical, hasExactly, isCount, isHash, isListOf, isObject, isText, isUuid, parse } from "./canonical.mjs";
import { LONGEST_NOTE, Unreadable, open } from "./container.mjs";

const LONGEST_ROW = 4096;
const LONGEST_STATE = 16 * 1024 * 1024;
const NEWLINE = 10;

function demand(condition, detail) {
  if (!condition) throw new Unreadable(detail);
}

function understood(read, what) {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotCanonical || error instanceof notes.Malformed) throw new Unreadable(`${what}: ${error.message}`);
    throw error;
  }
}

/** One value and a newline. */
function document(files, name) {
  const data = files.get(name);
  demand(data.at(-1) === NEWLINE, `${name} does not end with a newline`);
  return understood(() => parse(data.subarray(0, -1)), name);
}

const STANDINGS = ["drafted", "chosen", "not_chosen", "running", "completed", "accepted", "suspended", "terminated"];
const isNumber = (value) => isText(value) && /^[0-9]{4}-[0-9]{2,}$/u.test(value);
const ascending = (list) => list.every((each, place) => place === 0 || list[place - 1] < each);
const isPositive = (value) => isCount(value) && value > 0;

/** manifest.json; throws `Unreadable` where check 2 cannot be passed. */
export function manifest(files) {
  const value = document(files, "manifest.json");
  const named = hasExactly(value, {
    format: (each) => each === "minsheng-bundle-v1",
    origin: (each) => isText(each) && each !== "",
    hash: (each) => each === "sha256" || each === "sm3",
    audience: (each) => ["public", "auditor", "scrutineer"].includes(each),
    size: isPositive,
    until: isPositive,
    streams: (each) => each === null || (isListOf(isUuid)(each) && each.length > 0 && ascending(each)),
    headers_only: (each) => typeof each === "boolean",
  });
  demand(named, "manifest.json has other names or values");
  demand(value.until <= value.size, "until lies beyond the tree");
  return value;
}

/** Everything else; throws `Unreadable` where check 3 cannot be passed. */
export function contents(files, { origin, hash, size }) {
  const rows = entries(files.get("entries.jsonl"));
  return {
    rows,
    states: states(files.get("states.jsonl"), rows),
    results: results(document(files, "results.json")),
    roots: roots(files, { origin, hash, size }),
    levels: levels(files, size),
  };
}

function lines(data, name, longest) {
  const found = [];
  let begin = 0;
  while (begin < data.length) {
    const end = data.indexOf(NEWLINE, begin);
    demand(end >= 0, `${name} does not end with a newline`);
    demand(end + 1 - begin <= longest, `${name} has too long a line`);
    found.push(data.subarray(begin, end));
    begin = end + 1;
  }
  return found;
}

function entries(data) {
  const topic = (value) => isText(value) && /^[^"\\\p{Cc}]+$/u.test(value);
  const tests = { commitment: isHash, position: isPositive, stream: isUuid, topic, version: isPositive };
  const found = lines(data, "entries.jsonl", LONGEST_ROW).map((line, place) => {
    const row = understood(() => parse(line), "entries.jsonl");
    demand(hasExactly(row, tests, { blind: isHash }), `entries.jsonl: line ${place + 1}`);
    return row;
  });
  demand(found.length > 0, "entries.jsonl is empty");
  return found;
}

/** The contents, beside the rows that have a blind. */
function states(data, rows) {
  const found = lines(data, "states.jsonl", LONGEST_STATE);
  const blinded = rows.filter((row) => row.blind !== undefined);
  demand(found.length === blinded.length, "states.jsonl has another number of lines");
  return blinded.map((row, place) => ({ row, state: found[place] }));
}

function results(value) {
  const item = { candidate: isText, for: isCount, against: isCount, abstain: isCount, not_pressed: isCount };
  const counts = { valid: isCount, invalid: isCount, items: isListOf((each) => hasExactly(each, item)) };
  const graded = { item: isText, grade: (each) => [null, "satisfied", "basically_satisfied", "dissatisfied"].includes(each) };
  const columns = ["satisfied", "basically_satisfied", "dissatisfied", "abstain", "invalid"];
  const votes = Object.fromEntries(columns.map((name) => [name, isCount]));
  const round = { stream: isUuid, selected: isListOf(isText) };
  const grade = (each) => hasExactly(each, graded) || hasExactly(each, { ...graded, ...votes });
  const tests = {
    rounds: (each) => hasExactly(each, round) || hasExactly(each, { ...round, ...counts }),
    evaluations: (each) => hasExactly(each, { stream: isUuid, grades: isListOf(grade) }),
    projects: (each) => hasExactly(each, { stream: isUuid, number: isNumber, standing: (value) => STANDINGS.includes(value) }),
  };
  const kinds = Object.keys(tests);
  demand(isObject(value) && hasExactly(value, Object.fromEntries(kinds.map((kind) => [kind, isListOf(tests[kind])]))), "results.json");
  for (const kind of kinds) demand(ascending(value[kind].map((row) => row.stream)), `results.json: ${kind} is out of order`);
  return value;
}

function roots(files, { origin, hash, size }) {
  const names = [...files.keys()].filter((name) => name.endsWith(".note")).sort();
  const found = names.map((name) => understood(() => notes.checkpoint(name, files.get(name)), name));
  sameLog(found, { origin, hash });
  demand(found.at(-1).size === size, "the largest signed root is of another size");
  return found;
}

function sameLog(found, { origin, hash }) {
  for (const root of found) {
    demand(root.origin === origin, "a signed root is of another log");
    demand(root.hash === hash, "a signed root is of another hash");
  }
}

/** The signed roots in a file or an earlier bundle that the auditor kept; throws `Unreadable` where none can be had from it. */
export function kept(path, log) {
  const found = (path.endsWith(".note") ? [alone(path)] : earlier(path)).map((bytes) => understood(() => notes.signedRoot(bytes), path));
  sameLog(found, log);
  return found;
}

function alone(path) {
  let bytes;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new Unreadable(`cannot be opened: ${error.message}`);
  }
  demand(bytes.length <= LONGEST_NOTE, "a kept root is too large");
  return bytes;
}

function earlier(path) {
  const { files } = open(path);
  manifest(files);
  return [...files.keys()].filter((name) => name.endsWith(".note")).map((name) => files.get(name));
}

/** The hashes of each level of the tree. */
function levels(files, size) {
  const given = [...files.keys()].filter((name) => name.startsWith("tile/"));
  demand(given.length * tree.WIDTH * 2 >= size, "too few tiles");
  const found = [];
  let count = 0;
  for (const { level, name, here } of tree.tiles(size)) {
    demand(files.has(name), `${name} is missing`);
    demand(files.get(name).length === here * 32, `${name} has another length`);
    (found[level] ??= []).push(...tree.split(files.get(name)));
    count += 1;
  }
  demand(count === given.length, "more tiles than the tree has");
  return found;
}
