// Reads WOFF 1.0: an OpenType font whose tables are compressed one by one (https://www.w3.org/TR/WOFF/).
import { inflateSync } from 'node:zlib';

/** The tables of the font by their tag, unpacked. */
export function fontTables(woff) {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('This is not a WOFF file.');
  const tables = new Map();
  for (let index = 0; index < woff.readUInt16BE(12); index++) {
    const at = 44 + index * 20;
    const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field));
    const bytes = woff.subarray(offset, offset + packed);
    tables.set(woff.toString('latin1', at, at + 4), packed < length ? inflateSync(bytes) : bytes);
  }
  return tables;
}

/** The same font as a TrueType file, named as a member of its family, so that a weight is found by its number. */
export function unpacked(woff, family) {
  const tables = [...fontTables(woff).set('name', namesOf(family))].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(tables.length));
  const header = Buffer.alloc(12 + tables.length * 16);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(tables.length, 4);
  header.writeUInt16BE(power * 16, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE((tables.length - power) * 16, 10);
  const parts = [header];
  let offset = header.length;
  for (const [index, [tag, bytes]] of tables.entries()) {
    const at = 12 + index * 16;
    header.write(tag, at, 'latin1');
    header.writeUInt32BE(checksumOf(bytes), at + 4);
    header.writeUInt32BE(offset, at + 8);
    header.writeUInt32BE(bytes.length, at + 12);
    const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
    bytes.copy(padded);
    parts.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(parts);
}

/** A name table that says what readers of fonts ask for: the family and the PostScript name. */
function namesOf(family) {
  const text = Buffer.from(family, 'utf16le').swap16();
  const record = (name) => [3, 1, 0x409, name, text.length, 0];
  const numbers = [0, 2, 30, ...record(1), ...record(6)];
  const header = Buffer.alloc(30);
  for (const [index, number] of numbers.entries()) header.writeUInt16BE(number, index * 2);
  return Buffer.concat([header, text]);
}

function checksumOf(bytes) {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    const word = Buffer.alloc(4);
    bytes.copy(word, 0, at, at + 4);
    sum = (sum + word.readUInt32BE(0)) >>> 0;
  }
  return sum;
}
