// What does a signed root say, whose signatures stand under it, and are they enough for a policy?
// (docs/bundle.md 二; C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-policy; checks 5 and 6)

import { createHash, createPublicKey, verify } from "node:crypto";
import { NotCanonical, text } from "./canonical.mjs";
import { LONGEST_NOTE } from "./container.mjs";

const LOG = 1;
const WITNESS = 4;
const MOST_LINES = 100;
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
const NAME = /^[^\p{White_Space}\p{Cc}+]+$/u;

export class Malformed extends Error {}

function demand(condition, detail) {
  if (!condition) throw new Malformed(detail);
}

/** The bytes of strict Base64; throws `Malformed`. */
function base64(written) {
  const bytes = Buffer.from(written, "base64");
  demand(bytes.toString("base64") === written, "not Base64");
  return bytes;
}

/** A signed root in a bundle, under its file name; throws `Malformed`. */
export function checkpoint(name, bytes) {
  const root = signedRoot(bytes);
  const unix = String(root.time / 1_000_000n).padStart(10, "0");
  demand(name === `checkpoints/${String(root.size).padStart(12, "0")}-${unix}.note`, "the file has another name");
  return { name, ...root };
}

/** A signed root in a file of any name; throws `Malformed`. */
export function signedRoot(bytes) {
  let note;
  try {
    note = text(bytes);
  } catch (error) {
    throw error instanceof NotCanonical ? new Malformed("not UTF-8") : error;
  }
  const blank = note.indexOf("\n\n");
  demand(blank > 0, "no empty line");
  const body = note.slice(0, blank + 1);
  const [origin, size, root, time, ...more] = body.slice(0, -1).split("\n");
  demand(origin && NAME.test(origin), "no name of a log");
  demand(/^(?:0|[1-9][0-9]{0,11})$/u.test(size ?? ""), "no size");
  demand(base64(root ?? "").length === 32, "no root");
  const seconds = unixTime(/^time (?<at>.*)$/u.exec(time ?? "")?.groups.at ?? "");
  demand(seconds?.whole, "no time");
  demand(more.length === 0 || (more.length === 1 && more[0] === "hash sm3"), "more lines than there may be");
  return {
    origin,
    size: Number(size),
    root: base64(root),
    time: seconds.micros,
    hash: more.length ? "sm3" : "sha256",
    body: Buffer.from(body),
    signatures: signatures(note.slice(blank + 2)),
  };
}

function signatures(written) {
  const lines = written.split("\n");
  demand(lines.pop() === "", "the last line has no end");
  demand(lines.length >= 1 && lines.length <= MOST_LINES, "no signature, or too many");
  return lines.map((line) => {
    const { name, signed } = /^— (?<name>[^ ]+) (?<signed>[^ ]+)$/u.exec(line)?.groups ?? {};
    demand(name && NAME.test(name), "not a signature");
    const bytes = base64(signed);
    demand(bytes.length > 4, "a signature without a signature");
    return { name, id: bytes.subarray(0, 4), signature: bytes.subarray(4) };
  });
}

/** Microseconds since 1970 of `2024-01-18T07:42:13.508112Z`, and whether it is written without a fraction; undefined for anything else. */
export function unixTime(written) {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?Z$/u.exec(written);
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const whole = date.toISOString().slice(0, 19);
  if (year === 0 || whole !== written.slice(0, 19)) return undefined;
  const fraction = BigInt((found[7] ?? "").padEnd(6, "0"));
  return { micros: BigInt(date.getTime()) * 1000n + fraction, whole: found[7] === undefined };
}

// Keys and policies.

function key(written, kind) {
  const parts = written.split("+");
  const [name, id] = parts;
  const bytes = base64(parts.slice(2).join("+"));
  demand(parts.length >= 3 && NAME.test(name), "not a key");
  demand(bytes.length === 33 && bytes[0] === kind, "a key of another kind");
  demand(keyId(name, bytes) === id, "the key has another number");
  return { name, id, raw: bytes.subarray(1), public: createPublicKey({ key: Buffer.concat([SPKI, bytes.subarray(1)]), format: "der", type: "spki" }) };
}

function keyId(name, kindAndKey) {
  return createHash("sha256").update(name).update("\n").update(kindAndKey).digest("hex").slice(0, 8);
}

/** A policy: the keys of logs, and `met(witnessed)`, where `witnessed` answers for a witness's key. Throws `Malformed`. */
export function policy(bytes) {
  demand(bytes.length <= LONGEST_NOTE, "too large");
  const written = bytes.toString("latin1");
  demand(!/[^\t\n\x20-\x7e\x80-\xff]/u.test(written), "a control character");
  demand(written === "" || written.endsWith("\n"), "the last line has no end");
  const reading = { logs: [], names: new Map(), members: new Set(), keys: new Set(), quorum: undefined };
  for (const line of written.split("\n").slice(0, -1)) {
    const words = line.split(/[\t ]+/u).filter((word) => word !== "");
    if (words.length > 0 && !words[0].startsWith("#")) {
      demand(Object.hasOwn(LINES, words[0]), `not a line of a policy: ${words[0]}`);
      LINES[words[0]](reading, words.slice(1));
    }
  }
  demand(reading.quorum !== undefined, "no quorum");
  return { logs: reading.logs, none: reading.quorum === "none", met: reading.names.get(reading.quorum) };
}

/** Names are octets to a policy, but a key's name goes into hashes: back from the octets to text. */
const octets = (word) => Buffer.from(word, "latin1").toString("utf8");

const LINES = {
  log(reading, words) {
    demand(words.length === 1 || words.length === 2, "log");
    reading.logs.push(once(reading, "log", key(octets(words[0]), LOG)));
  },
  witness(reading, words) {
    demand(words.length === 2 || words.length === 3, "witness");
    const known = once(reading, "witness", key(octets(words[1]), WITNESS));
    define(reading, words[0], (witnessed) => witnessed(known));
  },
  group(reading, [name, least, ...members]) {
    demand(name !== undefined && members.length > 0, "group");
    const given = { any: "1", all: String(members.length) }[least] ?? least;
    demand(/^[1-9][0-9]{0,4}$/u.test(given) && Number(given) <= members.length, "group without a number");
    const each = members.map((member) => {
      demand(reading.names.has(member) && !reading.members.has(member), "not a member");
      reading.members.add(member);
      return reading.names.get(member);
    });
    define(reading, name, (witnessed) => each.filter((met) => met(witnessed)).length >= Number(given));
  },
  quorum(reading, words) {
    demand(words.length === 1 && reading.quorum === undefined, "quorum");
    demand(words[0] === "none" || reading.names.has(words[0]), "nobody's quorum");
    [reading.quorum] = words;
  },
};

function once(reading, kind, known) {
  const seen = kind + known.raw.toString("hex");
  demand(!reading.keys.has(seen), "a key twice");
  reading.keys.add(seen);
  return known;
}

function define(reading, name, met) {
  demand(name !== "none" && !reading.names.has(name), "a name twice");
  reading.names.set(name, met);
}

// Signatures under a root.

const claimed = (root, known) => root.signatures.filter(({ name, id }) => name === known.name && id.toString("hex") === known.id);

/** Whether a key of the log has signed: true, false where it only seems so, undefined where none of its keys is named. */
export function signed(root, logs) {
  const lines = logs
    .filter((known) => known.name === root.origin)
    .flatMap((known) => claimed(root, known).map((line) => line.signature.length === 64 && verify(null, root.body, known.public, line.signature)));
  return lines.length === 0 ? undefined : lines.includes(true);
}

/** Whether a witness has signed. */
export const witnessed = (root) => (known) =>
  claimed(root, known).some(({ signature }) => {
    if (signature.length !== 72) return false;
    const stamp = Buffer.from(`cosignature/v1\ntime ${signature.readBigUInt64BE(0)}\n`);
    return verify(null, Buffer.concat([stamp, root.body]), known.public, signature.subarray(8));
  });
