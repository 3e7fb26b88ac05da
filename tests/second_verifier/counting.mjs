// What follows from the figures of a ballot or an evaluation? (docs/bundle.md 五; all in whole numbers, BigInt throughout)

import { isCount, isListOf, isObject, isText } from "./canonical.mjs";

export class NotCounted extends Error {}
/** A rule that is needed is not there, or is none. */
export class NoRule extends Error {}
/** The figures contradict each other. */
export class Contradiction extends Error {}

const COLUMNS = ["votes_for", "votes_against", "votes_abstain", "not_pressed"];
const GRADED = ["satisfied", "basically_satisfied", "dissatisfied", "abstain", "invalid"];

function rule(rules, name, allowed) {
  if (!Object.hasOwn(rules, name) || !allowed(rules[name])) throw new NoRule(name);
  return rules[name];
}

const oneOf = (...values) => (value) => values.includes(value);
const isShare = (value) => isObject(value) && isCount(value.num) && isCount(value.den) && value.den > 0;
const isBound = (value) => isShare(value) && ["ge", "gt"].includes(value.op);
const isBase = oneOf("all_deputies", "attending", "collected", "valid");
const orNull = (test) => (value) => value === null || test(value);

/** How many are needed of `base`. */
function needed(base, { num, den, op }) {
  const whole = base * BigInt(num);
  const least = op === "ge" ? (whole + BigInt(den) - 1n) / BigInt(den) : whole / BigInt(den) + 1n;
  return least > 1n ? least : 1n;
}

const sum = (numbers) => numbers.reduce((total, each) => total + each, 0n);

/** The figures of a round's totals: `valid`, `invalid`, `reasons`, and by candidate a map of columns; null where it is no such event. */
export function totals(event) {
  const { valid, invalid, items, invalid_by_reason: reasons = {} } = event;
  if (!isCount(valid) || !isCount(invalid) || !isObject(reasons) || !Object.values(reasons).every(isCount)) return null;
  const read = rows(items, "candidate", COLUMNS);
  return read && { valid: BigInt(valid), invalid: BigInt(invalid), reasons: new Map(Object.entries(reasons).map(([name, count]) => [name, BigInt(count)])), ...read };
}

/** The rows of a sheet by the id of what they are about; null where they are not such rows. */
function rows(items, id, columns) {
  const isRow = (row) => isObject(row) && isText(row[id]) && columns.every((column) => row[column] === undefined || isCount(row[column]));
  if (!isListOf(isRow)(items)) return null;
  const list = items.map((row) => [row[id], new Map(columns.map((column) => [column, BigInt(row[column] ?? 0)]))]);
  return { list: list.map(([name]) => name), votes: new Map(list) };
}

/** The papers of a round as they were sealed, a letter for each of so many candidates; null where it is no such event. */
export const papers = (candidates) => (event) => {
  const { patterns, spoiled = {} } = event;
  const isMarks = (marks) => isText(marks) && /^[fao\-F?]*$/u.test(marks) && marks.length === candidates;
  const isPattern = (each) => isObject(each) && isMarks(each.marks) && isCount(each.count);
  if (!isListOf(isPattern)(patterns) || !isObject(spoiled) || !Object.values(spoiled).every(isCount)) return null;
  return { patterns, spoiled: sum(Object.values(spoiled).map(BigInt)) };
};

/** The place of the figure that a correction's `field` names: `get` and `set`; undefined where the reading has none. */
export function figure(reading, field) {
  const path = field.split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (path.shift() !== "" || !reading.votes) return undefined;
  const [first, second, third] = path;
  const inMap = (map, name) => ({ get: () => map.get(name) ?? 0n, set: (value) => map.set(name, value) });
  if (path.length === 1 && ["valid", "invalid"].includes(first) && reading[first] !== undefined) {
    return { get: () => reading[first], set: (value) => { reading[first] = value; } };
  }
  if (path.length === 2 && first === "invalid_by_reason" && reading.reasons?.size) return inMap(reading.reasons, second);
  if (path.length === 3 && first === "items" && reading.votes.get(second)?.has(third)) return inMap(reading.votes.get(second), third);
  return undefined;
}

/** Valid, invalid and the votes of each candidate in ballot order, as they were read; throws `Contradiction`, `NoRule`. */
export function figures(round, reading) {
  return reading.patterns ? fromPapers(round, reading) : fromTotals(round, reading);
}

function fromTotals({ candidates }, reading) {
  const same = reading.list.length === candidates.length && candidates.every((each) => reading.votes.has(each));
  if (!same) throw new Contradiction("not one row for each candidate");
  const votes = candidates.map((each) => COLUMNS.map((column) => reading.votes.get(each).get(column)));
  return { valid: reading.valid, invalid: reading.invalid, votes };
}

/** The figures with the papers that were collected, which they must agree with. */
function collectedFigures(round, reading, given) {
  const found = figures(round, reading);
  const collected = reading.patterns ? found.valid + found.invalid : (given ?? round.present);
  if (given !== undefined && given !== collected) throw new Contradiction("the papers are not those that were collected");
  if (collected - found.invalid !== found.valid) throw new Contradiction("collected is not valid and invalid");
  if (!reading.patterns && found.votes.some((row) => sum(row) !== found.valid)) throw new Contradiction("a row is not the valid papers");
  return { collected, ...found };
}

function fromPapers(round, { patterns, spoiled }) {
  const votes = round.candidates.map(() => [0n, 0n, 0n, 0n]);
  const found = { valid: 0n, invalid: spoiled, votes };
  for (const { marks, count } of patterns) {
    const letters = [...marks];
    const times = BigInt(count);
    if (isVoid(round, letters)) found.invalid += times;
    else {
      found.valid += times;
      letters.forEach((letter, place) => { votes[place][column(round, letter)] += times; });
    }
  }
  return found;
}

function isVoid({ rules, seats }, letters) {
  const chosen = BigInt(letters.filter((letter) => letter === "f" || letter === "F").length);
  const selection = rule(rules, "selection_rule", oneOf("at_most", "exactly", "unlimited"));
  return (
    (rule(rules, "illegible", oneOf("item_void", "ballot_void")) === "ballot_void" && letters.includes("?")) ||
    (rule(rules, "blank_ballot", oneOf("valid", "invalid")) === "invalid" && letters.every((letter) => letter === "-")) ||
    (selection !== "unlimited" && chosen > seats) ||
    (selection === "exactly" && chosen < seats) ||
    (rule(rules, "duplicate_mark", oneOf("count_once", "invalid")) === "invalid" && letters.includes("F")) ||
    (unmarked(rules) === "invalid" && letters.includes("-"))
  );
}

const unmarked = (rules) => rule(rules, "unmarked_means", oneOf("abstain", "invalid", "approve"));

function column({ rules }, letter) {
  if (letter === "-") return unmarked(rules) === "approve" ? 0 : 2;
  return { f: 0, F: 0, a: 1, o: 2, "?": 2 }[letter];
}

/** Throws `NotCounted` where the way of filling in the paper is not counted by anybody yet. */
export function demandCounted(rules) {
  const style = rule(rules, "style", isText);
  const gates = rule(rules, "extra_gates", Array.isArray);
  if (!["approve_each", "select_k"].includes(style) || gates.length > 0) throw new NotCounted("style");
}

/** The result of a round: outcome, selected, tied, tied_seats, open_seats. */
export function count(round, reading, issued, given) {
  const { collected, valid, votes } = collectedFigures(round, reading, given);
  const { rules, seats, due, present, candidates } = round;
  const nobody = { selected: [], tied: [], tied_seats: 0n, open_seats: seats };
  if (issued !== undefined && collected > issued) return { outcome: "void", ...nobody };
  const quorum = rule(rules, "quorum", orNull(isBound));
  if (quorum && present < needed(due, quorum)) return { outcome: "no_quorum", ...nobody };
  const bound = threshold(round);
  const bases = { all_deputies: due, attending: present, collected, valid };
  const least = bound && needed(bases[bound.base], bound);
  const approvals = new Map(candidates.map((each, place) => [each, votes[place][0]]));
  const passed = candidates.filter((each) => !bound || approvals.get(each) >= least);
  const { outcome, selected, tied } = choose(round, passed, approvals);
  const tiedSeats = tied.length ? seats - BigInt(selected.length) : 0n;
  const open = seats - BigInt(selected.length) - tiedSeats;
  return { outcome, selected, tied, tied_seats: tiedSeats, open_seats: open > 0n ? open : 0n };
}

function threshold({ rules, kind }) {
  const usual = rule(rules, "threshold", orNull((value) => isBound(value) && isBase(value.base)));
  if (kind === "tie_break") return null;
  const least = kind === "shortfall" ? rule(rules, "shortfall_min_share", orNull(isShare)) : null;
  return least ? { base: usual?.base ?? "valid", op: "ge", num: least.num, den: least.den } : usual;
}

function choose({ rules, seats }, passed, approvals) {
  if (rule(rules, "mode", oneOf("top_k", "itemwise")) === "itemwise") return { outcome: "decided", selected: passed, tied: [] };
  if (BigInt(passed.length) < seats) {
    const accepted = rule(rules, "shortfall", isText) === "accept_fewer";
    return { outcome: accepted ? "decided" : "shortfall", selected: passed, tied: [] };
  }
  const descending = passed.map((each) => approvals.get(each)).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const line = descending[Number(seats) - 1];
  const above = passed.filter((each) => approvals.get(each) > line);
  const upTo = passed.filter((each) => approvals.get(each) >= line);
  if (BigInt(upTo.length) <= seats || rule(rules, "tie_break", isText) === "expand") return { outcome: "decided", selected: upTo, tied: [] };
  return { outcome: "tied", selected: above, tied: upTo.filter((each) => !above.includes(each)) };
}

/** The figures of an evaluation; null where it is no such event. */
export const sheet = (event) => rows(event.items, "item", GRADED);

/** The grade of each item, in the order of the items. */
export function grades({ rules, items, members, present }, reading) {
  if (reading.list.length !== items.length || !items.every((each) => reading.votes.has(each))) throw new Contradiction("not one row for each item");
  const quorum = rule(rules, "quorum", orNull(isBound));
  const enough = !quorum || present >= needed(members, quorum);
  const base = rule(rules, "base", oneOf("all_members", "attending", "valid"));
  const bound = bounds(rules);
  return items.map((item) => {
    const [satisfied, basically, dissatisfied, abstain] = GRADED.map((name) => reading.votes.get(item).get(name));
    const whole = { all_members: members, attending: present, valid: satisfied + basically + dissatisfied + abstain }[base];
    return { item, grade: enough && whole > 0n ? graded(whole, satisfied, basically, bound) : null };
  });
}

function graded(whole, satisfied, basically, bound) {
  if (satisfied >= needed(whole, bound.satisfied)) return "satisfied";
  return satisfied + basically >= needed(whole, bound.acceptable) ? "basically_satisfied" : "dissatisfied";
}

function bounds(rules) {
  const half = { num: 1, den: 2, op: rule(rules, "half_is", oneOf("pass", "fail")) === "pass" ? "ge" : "gt" };
  const given = rule(rules, "thresholds", orNull(isObject)) ?? {};
  const one = (name) => (given[name] === undefined ? half : rule(given, name, isBound));
  return { satisfied: one("satisfied"), acceptable: one("acceptable") };
}

export const published = { COLUMNS, GRADED };
