// npm run bench: what checking costs, as CPU and as multiples of a reference lexer on the same text in the same run.
//
// The machine may be shared and noisy, so figures are CPU and the verdicts are ratios. Generated companies of 1 000 to
// 50 000 systems stand in a temporary folder; with --keep they stay, for other tools to be run on them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from '../scripts/bundle.mjs';
import { librarySnapshot } from '../scripts/library-snapshot.mjs';
import { measureEditor } from './editor.mjs';
import { emitLikeC4 } from './emit-likec4.mjs';
import { emitWeir } from './emit-weir.mjs';
import { makeLandscape } from './landscape.mjs';
import { measured, medianOf } from './measured-process.mjs';

const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } } });
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'));
const sizes = values.quick ? [1_000] : [1_000, 10_000, 50_000];
const failures = [];
const weir = here('../packages/cli/dist/weir.js');
const asOf = '2026-11-25';

try {
  const phases = join(folder, 'phases.js');
  await bundle(here('phases.ts'), folder, 'phases', [await librarySnapshot()]);
  say(`Node ${process.versions.node}. CPU in ms; the reference lexer is plain Chevrotain on the same text.\n`);
  const rows = sizes.map((size) => measureSize(size, phases));
  table(rows);
  const [tenThousand, fiftyThousand] = [10_000, 50_000].map((size) => rows.find((row) => row.systems === size));
  if (tenThousand !== undefined) {
    expect('10 000 systems read, parsed and bound, in reference lexers', tenThousand.loading / tenThousand.lexer, 4);
    expect('the rules without the open-path rule, in reference lexers', tenThousand.rules / tenThousand.lexer, 4);
    expect('peak memory at 10 000 systems, in MB', tenThousand.peakMb, 400);
  }
  if (tenThousand !== undefined && fiftyThousand !== undefined)
    expect('all of it at 50 000 systems against 10 000', total(fiftyThousand) / total(tenThousand), 5.5);
  measureStart();
  const firstChecks = new Map(sizes.map((size) => [size, measureSecondCheck(size)]));
  const inEditor = values.quick ? 1_000 : 10_000;
  await measureEditor({
    weir,
    folder: join(folder, `weir-${inEditor}`),
    asOf,
    checkMs: firstChecks.get(inEditor),
    report: say,
    expect,
  });
} finally {
  if (values.keep) say(`The landscapes are in ${folder}.`);
  else rmSync(folder, { recursive: true, force: true });
}
if (failures.length > 0) {
  say(`\nToo slow or too large: ${failures.join('; ')}.`);
  process.exitCode = 1;
}

function measureSize(systems, phases) {
  const landscape = makeLandscape({ systems });
  const text = write(emitWeir(landscape), join(folder, `weir-${systems}`));
  if (values.keep) write(emitLikeC4(landscape), join(folder, `likec4-${systems}`));
  const runs = systems > 10_000 ? 1 : 3;
  const lexer = medianOf(3, () => JSON.parse(measured(here('tokenise.mjs'), [text]).stdout));
  const check = medianOf(runs, () => {
    const found = JSON.parse(measured(phases, [text]).stdout);
    return { ...found, cpuMs: found.start + found.read + found.bind + found.rules };
  });
  return {
    systems,
    characters: lexer.characters,
    lexer: lexer.cpuMs,
    loading: check.read + check.bind,
    rules: check.rules,
    openPathRule: check.openPathRule,
    findings: check.findings,
    peakMb: check.peakMb,
  };
}

/** A landscape of three lines: what starting costs. And the same landscape a second time, when nothing has changed. */
function measureStart() {
  const tiny = write(
    new Map([['plant.weir', 'role a\nsystem plc { kind: plc   level: 1   owner: a   criticality: low }\n']]),
    join(folder, 'tiny'),
  );
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, '');
  const bare = medianOf(5, () => measured(empty));
  const check = medianOf(5, () => measured(weir, ['check', tiny, '--as-of', asOf, '--no-cache']));
  say(`\nStarting: bare Node ${round(bare.cpuMs)} ms, weir check on two lines ${round(check.cpuMs)} ms.`);
  expect('weir check on two lines above bare Node, in ms', check.cpuMs - bare.cpuMs, 90);
}

/** What a check costs, and the same once more when nothing has changed. */
function measureSecondCheck(systems) {
  const args = ['check', join(folder, `weir-${systems}`), '--as-of', asOf, '--fail-on', 'never'];
  const check = () => measured(weir, args, { WEIR_CACHE_DIR: join(folder, 'cache') });
  const first = check();
  const second = medianOf(3, check);
  say(`weir check on ${systems} systems: ${round(first.cpuMs)} ms at first, ${round(second.cpuMs)} ms again.`);
  return first.cpuMs;
}

function total({ loading, rules, openPathRule }) {
  return loading + rules + openPathRule;
}

function expect(what, figure, most) {
  const holds = figure <= most;
  say(`${holds ? 'ok  ' : 'MISS'}  ${what}: ${round(figure)} (at most ${most})`);
  if (!holds) failures.push(what);
}

function table(rows) {
  say('systems  MB text   lexer  loading  (x)    rules  (x)  open path  findings  peak MB');
  for (const row of rows)
    say(
      [
        String(row.systems).padStart(7),
        (row.characters / 1e6).toFixed(1).padStart(8),
        round(row.lexer).padStart(7),
        round(row.loading).padStart(8),
        (row.loading / row.lexer).toFixed(1).padStart(5),
        round(row.rules).padStart(7),
        (row.rules / row.lexer).toFixed(1).padStart(5),
        round(row.openPathRule).padStart(9),
        String(row.findings).padStart(9),
        round(row.peakMb).padStart(8),
      ].join(' '),
    );
  say('');
}

function round(figure) {
  return figure >= 20 ? figure.toFixed(0) : figure.toFixed(1);
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

function write(files, to) {
  for (const [name, text] of files) {
    const path = join(to, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return to;
}
