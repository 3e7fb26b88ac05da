#!/usr/bin/env node
// Is this bundle what it says it is? A second verifier, written from docs/bundle.md alone; Node 18 or later, no packages.
//
//     node verify.mjs BUNDLE [--policy FILE] [--root HEX --size N [--time TIME]] [--headers BUNDLE] [--kept NOTE|BUNDLE]... --json
//     node verify.mjs --many LIST        LIST: a line for each bundle, its arguments as a JSON list

import { readFileSync } from "node:fs";
import * as container from "./container.mjs";
import * as notes from "./notes.mjs";
import * as reading from "./reading.mjs";
import * as records from "./records.mjs";
import * as tree from "./tree.mjs";
import { NotCanonical, hasExactly, isObject, isText, parse } from "./canonical.mjs";

const CHECKS = [
  "container", "manifest", "format", "sums", "signatures", "witnesses", "timestamps", "tiles", "entries", "root", "checkpoints",
  "printed_root", "positions", "versions", "states", "withheld", "times", "completeness", "files", "rounds", "evaluations", "projects",
]; // prettier-ignore
const TOLERANCE = 60_000_000n;
const ERASED = "congress:ContentErased";
const FILED = "document:DocumentFiled";

const OK = { verdict: "ok" };
const SKIPPED = { verdict: "skipped" };
const UNCHECKED = { verdict: "unchecked" };
const wrong = (position = null) => ({ verdict: "false", position });
/** The verdict where these positions are wrong: the smallest of them. */
const unless = (positions) => (positions.length > 0 ? wrong(positions.reduce((a, b) => (b < a ? b : a))) : OK);

/** A bundle as far as it can be read, with the verdicts of checks 1 to 3. */
function read(path) {
  const found = { verdicts: {} };
  const stages = {
    container: () => Object.assign(found, container.open(path)),
    manifest: () => (found.manifest = reading.manifest(found.files)),
    format: () => Object.assign(found, reading.contents(found.files, found.manifest)),
  };
  for (const [check, stage] of Object.entries(stages)) {
    try {
      stage();
      found.verdicts[check] = OK;
    } catch (error) {
      if (!(error instanceof container.Unreadable)) throw error;
      found.verdicts[check] = { ...UNCHECKED, detail: error.message };
      return found;
    }
  }
  const H = tree.hasher(found.manifest.hash);
  return { ...found, H, rootOf: roots(H, found.levels[0]), readable: true };
}

/** The root of the first `size` leaves, computed once for each size. */
function roots(H, leaves) {
  const known = new Map();
  return (size) => {
    if (!known.has(size)) known.set(size, tree.root(H, leaves, 0, size));
    return known.get(size);
  };
}

/** The bundle with all signed roots that it is held against: its own and those kept by the auditor, by size, then by time. */
function heldAgainst(bundle, paths) {
  const found = { all: [...bundle.roots], kept: paths.length, unread: 0 };
  for (const path of paths) {
    try {
      found.all.push(...reading.kept(path, bundle.manifest));
    } catch (error) {
      if (!(error instanceof container.Unreadable)) throw error;
      found.unread += 1;
    }
  }
  found.all.sort((a, b) => a.size - b.size || Number(a.time - b.time));
  return { ...bundle, ...found };
}

/** Checks 4 to 15: what a list of headers has to pass as well. */
function proven(bundle, policy, printed) {
  return {
    sums: container.wrongSum(bundle) === undefined ? OK : wrong(),
    ...trusted(bundle, policy),
    timestamps: SKIPPED,
    tiles: tiles(bundle),
    entries: entries(bundle),
    root: unless(bundle.all.filter((root) => root.size === bundle.manifest.size && !fits(bundle, root)).map((root) => root.size)),
    checkpoints: checkpoints(bundle),
    printed_root: printedRoot(bundle, printed),
    positions: positions(bundle),
    versions: versions(bundle),
    states: states(bundle),
  };
}

const fits = (bundle, { size, root }) => bundle.rootOf(size).equals(root);

/** Checks 5 and 6, by the auditor's own policy, or for want of it by that in the bundle. */
function trusted(bundle, own) {
  let policy;
  try {
    policy = notes.policy(own ?? bundle.files.get("policy.txt"));
  } catch (error) {
    if (!(error instanceof notes.Malformed)) throw error;
    return { signatures: UNCHECKED, witnesses: UNCHECKED };
  }
  const atBest = (verdict) => (own === undefined && verdict.verdict !== "false" ? UNCHECKED : verdict);
  const signed = bundle.roots.map((root) => ({ size: root.size, by: notes.signed(root, policy.logs) }));
  const forged = signed.filter(({ by }) => by === false).map(({ size }) => size);
  const unknown = signed.some(({ by }) => by === undefined);
  const newest = bundle.roots.at(-1);
  const met = policy.none ? SKIPPED : policy.met(notes.witnessed(newest)) ? OK : wrong(newest.size);
  return { signatures: atBest(forged.length === 0 && unknown ? UNCHECKED : unless(forged)), witnesses: atBest(met) };
}

function tiles({ H, levels }) {
  if (levels.length === 1) return SKIPPED;
  const found = [];
  for (let level = 1; level < levels.length; level += 1) {
    levels[level].forEach((hash, place) => {
      const below = tree.root(H, levels[level - 1], place * tree.WIDTH, (place + 1) * tree.WIDTH);
      if (!below.equals(hash)) found.push(place * tree.WIDTH ** level + 1);
    });
  }
  return unless(found);
}

function entries({ H, rows, levels }) {
  const differs = (row) => !levels[0][row.position - 1]?.equals(tree.leaf(H, row));
  return unless(rows.filter(differs).map((row) => row.position));
}

function checkpoints(bundle) {
  const { all, manifest } = bundle;
  if (bundle.roots.length === 1 && bundle.kept === 0) return SKIPPED;
  const smaller = all.filter((root) => root.size < manifest.size && !fits(bundle, root));
  const backwards = all.filter((root, place) => place > 0 && root.time < all[place - 1].time);
  const found = [...smaller, ...backwards];
  const open = bundle.unread > 0 || all.at(-1).size > manifest.size;
  return found.length === 0 && open ? UNCHECKED : unless(found.map((root) => root.size));
}

function printedRoot(bundle, printed) {
  if (printed === undefined) return SKIPPED;
  if (printed.size > bundle.manifest.size) return UNCHECKED;
  return fits(bundle, printed) ? OK : wrong(printed.size);
}

function positions({ rows, manifest: { streams, until } }) {
  if (streams === null) {
    // The first number that is not in its place.
    const place = rows.findIndex((row, index) => row.position !== index + 1);
    if (place >= 0) return wrong(place + 1);
    return rows.length === until ? OK : wrong(Math.min(rows.length, until) + 1);
  }
  const found = rows.filter((row, index) => row.position > until || rows[index - 1]?.position >= row.position || !streams.includes(row.stream));
  const missing = streams.filter((stream) => !rows.some((row) => row.stream === stream));
  return found.length === 0 && missing.length > 0 ? wrong() : unless(found.map((row) => row.position));
}

/** The rows of each stream, in their order in the bundle. */
function byStream(rows) {
  const found = new Map();
  for (const row of rows) {
    if (!found.has(row.stream)) found.set(row.stream, []);
    found.get(row.stream).push(row);
  }
  return found;
}

function versions({ rows }) {
  const found = [...byStream(rows).values()].flatMap((each) => each.filter((row, index) => row.version !== index + 1));
  return unless(found.map((row) => row.position));
}

function states(bundle) {
  bundle.contents = new Map();
  const found = [];
  for (const { row, state } of bundle.states) {
    const content = committed(bundle.H, row, state);
    if (content) bundle.contents.set(row, content);
    else found.push(row.position);
  }
  return bundle.states.length === 0 ? SKIPPED : unless(found);
}

/** The content, if it is what the row commits to and an event in its envelope. */
function committed(H, row, state) {
  if (tree.commitment(H, Buffer.from(row.blind, "hex"), state).toString("hex") !== row.commitment) return undefined;
  try {
    const value = parse(state);
    return hasExactly(value, { envelope: isObject, event: isObject }) ? value : undefined;
  } catch (error) {
    if (error instanceof NotCanonical) return undefined;
    throw error;
  }
}

/** Checks 16 to 22: what the contents say. */
function told(bundle, policy, headers, printed) {
  const { audience, headers_only: headersOnly } = bundle.manifest;
  const streams = new Map(
    [...byStream(bundle.rows)].map(([stream, rows]) => {
      const events = rows.map((row) => ({ position: row.position, topic: row.topic, event: bundle.contents.get(row)?.event }));
      return [stream, events];
    }),
  );
  const recounted = (kind) => records.check(kind, streams, bundle.results, { audience, headersOnly, whole: bundle.manifest.streams === null });
  return {
    withheld: withheld(bundle),
    times: times(bundle, printed),
    completeness: completeness(bundle, policy, headers),
    files: files(bundle),
    rounds: recounted("rounds"),
    evaluations: recounted("evaluations"),
    projects: recounted("projects"),
  };
}

function withheld({ rows, contents, manifest }) {
  const without = rows.filter((row) => row.blind === undefined);
  if (manifest.headers_only) return unless(rows.filter((row) => row.blind !== undefined).map((row) => row.position));
  if (without.length === 0) return SKIPPED;
  if (manifest.audience === "public") return OK;
  // By position the last erasure that names it.
  const erased = new Map();
  for (const [row, { event }] of contents) {
    if (row.topic !== ERASED || !Array.isArray(event.positions)) continue;
    for (const position of event.positions) erased.set(position, Math.max(erased.get(position) ?? 0, row.position));
  }
  return unless(without.map((row) => row.position).filter((position) => !(erased.get(position) > position)));
}

function times({ contents, all }, printed) {
  const signed = printed?.time === undefined ? all : [...all, printed];
  if (contents.size === 0) return SKIPPED;
  const found = [];
  for (const [{ position }, { envelope }] of contents) {
    const at = isText(envelope.at) ? notes.unixTime(envelope.at)?.micros : undefined;
    const fits = ({ size, time }) => (position <= size ? at <= time + TOLERANCE : at >= time - TOLERANCE);
    if (at === undefined || !signed.every(fits)) found.push(position);
  }
  return unless(found);
}

function completeness(bundle, policy, path) {
  const { streams, until, origin, size } = bundle.manifest;
  if (streams === null || path === undefined) return SKIPPED;
  const list = read(path);
  if (!list.readable || list.manifest.origin !== origin || !list.manifest.headers_only || list.manifest.streams !== null) return UNCHECKED;
  const verdicts = Object.values(proven(heldAgainst(list, []), policy, undefined));
  if (verdicts.some(({ verdict }) => verdict === "false" || verdict === "unchecked")) return UNCHECKED;
  const common = Math.min(size, list.manifest.size);
  const sameBeginning = bundle.rootOf(common).equals(list.rootOf(common));
  const last = Math.min(until, list.manifest.until);
  const plain = ({ commitment, position, stream, topic, version }) => JSON.stringify([commitment, position, stream, topic, version]);
  const here = new Set(bundle.rows.map(plain));
  const asked = list.rows.filter((row) => row.position <= last && streams.includes(row.stream));
  const missing = asked.filter((row) => !here.has(plain(row))).map((row) => row.position);
  return missing.length > 0 || sameBeginning ? unless(missing) : wrong();
}

function files(bundle) {
  const names = [...bundle.files.keys()].filter((name) => name.startsWith("files/")).map((name) => name.slice(6));
  if (names.length === 0) return SKIPPED;
  const filed = new Set([...bundle.contents].filter(([row]) => row.topic === FILED).map(([, { event }]) => event.sha256));
  const sha256 = tree.hasher("sha256");
  const sound = (name) => filed.has(name) && sha256(bundle.files.get(`files/${name}`)).toString("hex") === name;
  return names.every(sound) ? OK : wrong();
}

/** The verdict of every check, in order. */
function verify({ path, policy, printed, headers, kept }) {
  const found = read(path);
  const verdicts = { ...found.verdicts };
  if (found.readable) {
    const bundle = heldAgainst(found, kept);
    Object.assign(verdicts, proven(bundle, policy, printed), told(bundle, policy, headers, printed));
  }
  return CHECKS.map((check) => ({ check, position: null, ...(verdicts[check] ?? UNCHECKED) }));
}

function exitCode(checks) {
  if (checks.some(({ verdict }) => verdict === "false")) return 1;
  return checks.some(({ verdict }) => verdict === "unchecked") ? 2 : 0;
}

class Misused extends Error {}

function options(words) {
  const found = { json: false, kept: [] };
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === "--json") found.json = true;
    else if (word === "--kept" && rest.length > 0) found.kept.push(rest.shift());
    else if (["--policy", "--root", "--size", "--time", "--headers", "--many"].includes(word) && rest.length > 0) found[word.slice(2)] = rest.shift();
    else if (!word.startsWith("--") && found.path === undefined) found.path = word;
    else throw new Misused(word);
  }
  if (found.path === undefined && found.many === undefined) throw new Misused("no bundle");
  if ((found.root === undefined) !== (found.size === undefined)) throw new Misused("--root and --size belong together");
  if (found.root !== undefined) {
    if (!/^[0-9a-f]{64}$/iu.test(found.root) || !/^[0-9]{1,15}$/u.test(found.size)) throw new Misused("--root HEX --size N");
    found.printed = { root: Buffer.from(found.root, "hex"), size: Number(found.size), time: beijing(found.time) };
  }
  if (found.policy !== undefined) found.policy = readFileSync(found.policy);
  return found;
}

/** Microseconds since 1970 of `2024-01-25 16:00:00` in Beijing, eight hours ahead; undefined where no time was typed. */
function beijing(typed) {
  if (typed === undefined) return undefined;
  const found = notes.unixTime(`${typed.replace(" ", "T")}Z`);
  if (!found?.whole) throw new Misused("--time '2024-01-25 16:00:00'");
  return found.micros - 28_800_000_000n;
}

function main(words) {
  const asked = options(words);
  if (asked.many === undefined) {
    const checks = verify(asked);
    if (asked.json) console.log(JSON.stringify(checks));
    else for (const { check, verdict, position } of checks) console.log(check, verdict, position ?? "");
    return exitCode(checks);
  }
  for (const line of readFileSync(asked.many, "utf8").split("\n").filter(Boolean)) {
    const checks = verify(options(JSON.parse(line)));
    console.log(JSON.stringify({ code: exitCode(checks), checks }));
  }
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Misused ? `verify.mjs: ${error.message}` : error);
  process.exitCode = 2;
}
