// Reads how wide the letters of Inter are, so that a drawing is laid out without a browser.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fontTables } from './woff.mjs';

const weights = [400, 600];
const subsets = ['latin', 'latin-ext', 'greek', 'cyrillic'];

/** The text of `packages/drawing/src/generated/inter-widths.ts`. */
export function widthsModule() {
  const rows = weights.map((weight) => `  ${weight}: ${JSON.stringify(encode(widthsOf(weight)))},`);
  return `// Generated from @fontsource/inter by \`npm run generate\`. Do not edit.
// The advance widths of Inter, (c) The Inter Project Authors (https://github.com/rsms/inter), SIL Open Font License 1.1.

/**
 * Widths of characters in thousandths of the font size, by weight. Each entry is a run: its first code point and the widths
 * of that one and those that follow.
 */
export const interWidths: Readonly<Record<${weights.join(' | ')}, readonly (readonly [first: number, widths: readonly number[]])[]>> = {
${rows.join('\n')}
};
`;
}

/** Advance widths by code point, in thousandths of an em. */
function widthsOf(weight) {
  const widths = new Map();
  for (const subset of subsets) {
    const tables = fontTables(readFileSync(`node_modules/@fontsource/inter/files/inter-${subset}-${weight}-normal.woff`));
    const unitsPerEm = tables.get('head').readUInt16BE(18);
    const advance = advancesOf(tables);
    for (const [code, glyph] of glyphsOf(tables.get('cmap'))) {
      if (!widths.has(code)) widths.set(code, Math.round((advance(glyph) * 1000) / unitsPerEm));
    }
  }
  return widths;
}

function advancesOf(tables) {
  const measured = tables.get('hhea').readUInt16BE(34);
  const metrics = tables.get('hmtx');
  return (glyph) => metrics.readUInt16BE(Math.min(glyph, measured - 1) * 4);
}

/** The glyph of each code point, from a cmap subtable of format 4 or 12. */
function glyphsOf(cmap) {
  const glyphs = new Map();
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    const format = table.readUInt16BE(0);
    if (format === 12) readGroups(table, glyphs);
    if (format === 4) readSegments(table, glyphs);
  }
  return glyphs;
}

function readGroups(table, glyphs) {
  for (let group = 0; group < table.readUInt32BE(12); group++) {
    const at = 16 + group * 12;
    const first = table.readUInt32BE(at);
    for (let code = first; code <= table.readUInt32BE(at + 4); code++) glyphs.set(code, table.readUInt32BE(at + 8) + code - first);
  }
}

function readSegments(table, glyphs) {
  const doubled = table.readUInt16BE(6);
  for (let offset = 0; offset < doubled; offset += 2) {
    const end = table.readUInt16BE(14 + offset);
    const start = table.readUInt16BE(16 + doubled + offset);
    const delta = table.readUInt16BE(16 + 2 * doubled + offset);
    const rangeAt = 16 + 3 * doubled + offset;
    const range = table.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const glyph = range === 0 ? code : table.readUInt16BE(rangeAt + range + (code - start) * 2);
      if (glyph !== 0) glyphs.set(code, (glyph + delta) & 0xffff);
    }
  }
}

function encode(widths) {
  const runs = [];
  for (const code of [...widths.keys()].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && code === last[0] + last[1].length) last[1].push(widths.get(code));
    else runs.push([code, [widths.get(code)]]);
  }
  return runs;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync('packages/drawing/src/generated/inter-widths.ts', widthsModule());
