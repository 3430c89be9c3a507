// What the language server costs on a large landscape, over standard streams as an editor has it.
//
// Figures are CPU of the server's process. They are given as multiples of a calibration loop too, which is timed in the same
// run, so that machines can be compared.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEditor } from './language-client.mjs';

const edits = 12;
const questions = 30;

/** Measures the server on a landscape that bench/generate.mjs made; `checkMs` is what `weir check` takes for it. */
export async function measureEditor({ weir, folder, asOf, checkMs, report, expect }) {
  if (!existsSync('/proc/self/schedstat'))
    return report('The language server is measured on Linux only: elsewhere nothing tells the CPU of another process.');
  const calibration = calibrate();
  const times = (ms) => `${ms.toFixed(1)} ms, ${(ms / calibration).toFixed(2)} calibration loops`;
  report(`\nThe language server (calibration loop: ${calibration.toFixed(1)} ms):`);
  const editor = await openEditor(weir, folder, asOf);
  try {
    const ready = editor.analysed();
    await editor.begin();
    await ready;
    const atStart = editor.usage();
    report(`ready after ${times(atStart.cpuMs)}, ${atStart.residentMb.toFixed(0)} MB`);
    expect('ready, in checks of the same landscape', atStart.cpuMs / checkMs, 2);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.weir'));
    const leaf = files
      .filter((name) => name.includes('/'))
      .toSorted()
      .at(-1);
    for (const [what, file, most] of [
      ['an edit in a file that nobody else uses', leaf, 20],
      ['an edit in the file that all others use', 'group.weir', 60],
    ]) {
      const cost = await measureEdits(editor, join(folder, file), editor.uri(file));
      report(`${what}: ${times(cost)}`);
      expect(`${what}, in ms`, cost, most);
    }
    for (const method of ['completion', 'hover']) {
      const cost = await measureQuestion(editor, `textDocument/${method}`, join(folder, leaf), editor.uri(leaf));
      report(`${method}: ${times(cost)}`);
      expect(`${method}, in ms`, cost, 10);
    }
    const { residentMb, peakMb } = editor.usage();
    report(`memory: ${residentMb.toFixed(0)} MB after the edits, ${peakMb.toFixed(0)} MB at its peak`);
    expect('memory of the language server, in MB', peakMb, 350);
  } finally {
    await editor.close();
  }
}

/** A name is broken and mended in turn; an edit is over when every finding of the project is told. */
async function measureEdits(editor, path, uri) {
  const text = readFileSync(path, 'utf8');
  const at = /\b(?:owner|vendor): ([a-z0-9-]+)/.exec(text);
  const line = text.slice(0, at.index).split('\n').length - 1;
  const character = at.index + at[0].length - (text.lastIndexOf('\n', at.index) + 1);
  let version = 1;
  const opened = editor.analysed();
  await editor.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'weir', version, text } });
  const change = async (range, inserted) => {
    const done = editor.analysed();
    version++;
    await editor.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text: inserted }] });
    await done;
  };
  const here = { line, character };
  const insert = () => change({ start: here, end: here }, 'q');
  const remove = () => change({ start: here, end: { line, character: character + 1 } }, '');
  await Promise.race([opened, insert()]);
  if (!editor.diagnostics(uri).some(({ code }) => code === 'unresolved-name')) throw new Error('The broken name was not found.');
  await remove();
  const costs = [];
  for (let edit = 0; edit < edits; edit++) {
    const before = editor.usage().cpuMs;
    await (edit % 2 === 0 ? insert() : remove());
    costs.push(editor.usage().cpuMs - before);
  }
  return median(costs);
}

async function measureQuestion(editor, method, path, uri) {
  const lines = readFileSync(path, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes('owner: '));
  const position = { line, character: lines[line].indexOf('owner: ') + 'owner: '.length + 1 };
  const costs = [];
  for (let question = 0; question < questions; question++) {
    const before = editor.usage().cpuMs;
    await editor.request(method, { textDocument: { uri }, position });
    costs.push(editor.usage().cpuMs - before);
  }
  return median(costs);
}

/** CPU of a loop that does what a language server does: it makes small objects and looks names up. */
function calibrate() {
  const costs = Array.from({ length: 9 }, () => {
    const before = process.cpuUsage();
    const names = new Map();
    for (let index = 0; index < 200_000; index++) names.set(`name-${index % 5000}`, { index });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return median(costs);
}

function median(figures) {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];
}
