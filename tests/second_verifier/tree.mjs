// Which root do these leaves have, and which tiles? (docs/bundle.md 一, RFC 9162 section 2.1, C2SP tlog-tiles)

import { createHash } from "node:crypto";

export const WIDTH = 256;
const MARK = Buffer.from("minsheng ledger event bytes v1\n");

/** The hash of a log by its name. */
export const hasher =
  (name) =>
  (...parts) => {
    const hash = createHash(name);
    for (const part of parts) hash.update(part);
    return hash.digest();
  };

export const commitment = (H, blind, state) => H(MARK, blind, state);

/** The hash of the leaf of one line of entries.jsonl. */
export function leaf(H, row) {
  const fields = [
    number(row.position),
    Buffer.from(row.stream.replaceAll("-", ""), "hex"),
    number(row.version),
    Buffer.from(row.topic, "utf8"),
    Buffer.from(row.commitment, "hex"),
  ];
  const length = (field) => Buffer.from([field.length >> 8, field.length & 0xff]);
  return H(Buffer.from([0]), ...fields.flatMap((field) => [length(field), field]));
}

function number(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

const node = (H, left, right) => H(Buffer.from([1]), left, right);

/** The root over the hashes `begin` up to `end`: the left part is the largest power of two below their number. */
export function root(H, hashes, begin = 0, end = hashes.length) {
  const count = end - begin;
  if (count === 0) return H();
  if (count === 1) return hashes[begin];
  let half = 1;
  while (half * 2 < count) half *= 2;
  return node(H, root(H, hashes, begin, begin + half), root(H, hashes, begin + half, end));
}

/** The names of all tiles of a tree of `size` leaves with the number of hashes in each, level by level. */
export function* tiles(size) {
  for (let level = 0, width = size; width > 0; level += 1, width = Math.floor(width / WIDTH)) {
    for (let index = 0; index * WIDTH < width; index += 1) {
      const here = Math.min(WIDTH, width - index * WIDTH);
      yield { level, name: `tile/${level}/${path(index)}${here < WIDTH ? `.p/${here}` : ""}`, here };
    }
  }
}

function path(index) {
  const groups = [];
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(String(rest % 1000).padStart(3, "0"));
  }
  return groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join("/");
}

/** The hashes that stand one after the other in some bytes. */
export const split = (bytes) => Array.from({ length: bytes.length / 32 }, (_, place) => bytes.subarray(place * 32, place * 32 + 32));
