// Which files are in this bundle, and is it written in the one lawful way? (docs/bundle.md 三; checks 1 and 4)

import { createHash } from "node:crypto";
import { lstatSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const ALWAYS = [
  "README.txt",
  "SHA256SUMS",
  "entries.jsonl",
  "manifest.json",
  "policy.txt",
  "recount.py",
  "results.json",
  "states.jsonl",
  "verify.py",
];
const KIB = 1024;
const MIB = 1024 * KIB;
export const LONGEST_NOTE = 256 * KIB;
const LIMITS = [
  [/^(?:manifest\.json|results\.json|SHA256SUMS)$/u, 16 * MIB],
  [/^(?:policy\.txt|checkpoints\/.*\.note)$/u, LONGEST_NOTE],
  [/\.tsr$/u, MIB],
];
const OTHERS = [
  /^checkpoints\/[0-9]{12}-[0-9]{10}\.(?:note|tsr)$/u,
  /^tile\/(?:0|[1-9]|[1-5][0-9]|6[0-3])\/(?:x[0-9]{3}\/)*[0-9]{3}(?:\.p\/[0-9]{1,3})?$/u,
  /^files\/[0-9a-f]{64}$/u,
];
const MOST_FILES = 65535;
const LARGEST = 0xffffffff;

export class Unreadable extends Error {}

function demand(condition, detail) {
  if (!condition) throw new Unreadable(detail);
}

/** The files of a bundle by name; throws `Unreadable` where check 1 cannot be passed. */
export function open(path) {
  let found;
  try {
    found = lstatSync(path).isDirectory() ? folder(path) : zip(readFileSync(path));
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(`cannot be opened: ${error.message}`);
  }
  named(found);
  return { files: found, sums: sums(found) };
}

function folder(path, prefix = "", found = new Map()) {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const name = prefix + entry.name;
    if (entry.isDirectory()) folder(join(path, entry.name), `${name}/`, found);
    else {
      demand(entry.isFile(), `${name} is no file`);
      found.set(name, readFileSync(join(path, entry.name)));
    }
  }
  return found;
}

function named(files) {
  demand(files.size <= MOST_FILES, "too many files");
  for (const name of ALWAYS) demand(files.has(name), `${name} is missing`);
  for (const [name, data] of files) {
    demand(ALWAYS.includes(name) || OTHERS.some((each) => each.test(name)), `${name} does not belong here`);
    for (const [pattern, limit] of LIMITS) demand(!pattern.test(name) || data.length <= limit, `${name} is too large`);
    if (name.endsWith(".tsr")) demand(files.has(name.replace(/tsr$/u, "note")), `${name} stamps nothing`);
  }
  demand([...files.keys()].some((name) => name.endsWith(".note")), "no signed root");
}

/** SHA256SUMS: the sum of each file, as it is written there. */
function sums(files) {
  const written = files.get("SHA256SUMS").toString("latin1");
  const found = [...written.matchAll(/^([0-9a-f]{64}) {2}([\x21-\x7e]+)\n/gmu)].map(([, sum, name]) => [name, sum]);
  demand(found.map(([name, sum]) => `${sum}  ${name}\n`).join("") === written, "SHA256SUMS is badly written");
  const rest = [...files.keys()].filter((name) => name !== "SHA256SUMS").sort();
  demand(rest.join("\n") === found.map(([name]) => name).join("\n"), "SHA256SUMS lists other files");
  return new Map(found);
}

/** The first file whose sum is another, or undefined (check 4). */
export function wrongSum({ files, sums: written }) {
  const sha256 = (data) => createHash("sha256").update(data).digest("hex");
  return [...written].find(([name, sum]) => sha256(files.get(name)) !== sum)?.[0];
}

/** The files of a zip: its members are read from the front, then the only directory they can have is written and compared. */
function zip(raw) {
  const files = new Map();
  const directory = [];
  let at = 0;
  let before = "";
  while (raw.length - at >= 30 && raw.readUInt32LE(at) === 0x04034b50) {
    const size = raw.readUInt32LE(at + 18);
    const length = raw.readUInt16LE(at + 26);
    const start = at + 30 + length;
    demand(start + size <= raw.length, "the zip is cut off");
    const bytes = raw.subarray(at + 30, start);
    const name = bytes.toString("latin1");
    demand(/^[\x20-\x7e]+$/u.test(name), "a name is not ASCII");
    demand(before < name, `${name} is out of order`);
    const data = raw.subarray(start, start + size);
    const common = head(data, length);
    demand(raw.subarray(at + 4, at + 30).equals(common), `${name} is stored in another way`);
    directory.push(line(common, at), bytes);
    files.set(name, data);
    before = name;
    at = start + size;
  }
  demand(files.size <= MOST_FILES && at <= LARGEST, "the zip is too large");
  const expected = Buffer.concat(directory);
  demand(raw.subarray(at).equals(Buffer.concat([expected, end(files.size, expected.length, at)])), "the zip's directory is another");
  return files;
}

/** What the local header and the directory have in common: version 20, stored, the one date, sums and sizes. */
function head(data, length) {
  const written = Buffer.alloc(26);
  written.writeUInt16LE(20, 0);
  written.writeUInt16LE(0x0021, 8);
  written.writeUInt32LE(crc32(data), 10);
  written.writeUInt32LE(data.length, 14);
  written.writeUInt32LE(data.length, 18);
  written.writeUInt16LE(length, 22);
  return written;
}

function line(common, offset) {
  const written = Buffer.alloc(46);
  written.writeUInt32LE(0x02014b50, 0);
  written.writeUInt16LE(0x0314, 4);
  common.copy(written, 6);
  written.writeUInt32LE(0x81a40000, 38);
  written.writeUInt32LE(offset, 42);
  return written;
}

function end(count, length, offset) {
  const written = Buffer.alloc(22);
  written.writeUInt32LE(0x06054b50, 0);
  written.writeUInt16LE(count, 8);
  written.writeUInt16LE(count, 10);
  written.writeUInt32LE(length, 12);
  written.writeUInt32LE(offset, 16);
  return written;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(data) {
  let value = 0xffffffff;
  for (const byte of data) value = (value >>> 8) ^ TABLE[(value ^ byte) & 0xff];
  return (value ^ 0xffffffff) >>> 0;
}
