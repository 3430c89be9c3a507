import { bind } from '@weir/model';
import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { parse } from './parse.js';
test('try', () => {
  const text = readFileSync(process.env.F ?? '', 'utf8');
  const t0 = performance.now();
  const facts = parse('f.weir', text);
  const t1 = performance.now();
  const bound = bind({ files: [{ facts, ring: 'project', imported: false }] });
  const t2 = performance.now();
  console.log(t1 - t0, t2 - t1, bound.landscape.elements.length);
  const where = (o: number) => { const line = facts.lineStarts.findLastIndex((s) => s <= o); return `${line + 1}:${o - (facts.lineStarts[line] ?? 0) + 1}`; };
  for (const p of facts.problems) console.log('P', where(p.start), p.message, p.help);
  for (const p of bound.problems) console.log('B', where(p.at.start), p.check, p.message, p.help);
});
