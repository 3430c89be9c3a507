import { resolve } from 'node:path/posix';
import { main } from '@weir/cli';
import { terminalOf } from '../../packages/cli/src/terminal.js';
import type { Cache } from '../../packages/cli/src/world.js';
import { MemoryDisk, type Node } from './memory-disk.js';

/*
 * A scenario is a text: prose, then sections.
 *
 *   -- plant/kiln.weir --            a file, and below it what is in it
 *   -- plant/kiln.weir (utf-16) --   a file of another nature, see `nodeOf`
 *   -- standard input --             what the next command reads
 *   -- weir check plant --           a command, and below it all that it says; NAME=value in front sets a variable
 *   -- weir check plant | tail 5 --  the same, of which the last lines are shown
 *   -- cat plant/kiln.weir --        what a file holds by now
 *
 * What stands below a command is its own snapshot. A line that begins with `! ` was said on standard error, `␛` stands
 * for the escape character, and `[exit 1]` is the exit code.
 */

interface Section {
  readonly header: string;
  readonly body: string;
}

export interface Replay {
  /** The scenario with what the commands said now. */
  readonly text: string;
  /** Everything in JSON that was said or written. */
  readonly json: readonly unknown[];
}

const home = '/home/ada';
const today = Date.UTC(2026, 10, 24) / 86_400_000;

export interface ReplayOptions {
  readonly cache?: Cache;
  /** How often `weir check` is run each time; what the last run said counts. */
  readonly runs?: number;
}

/** Runs the commands of a scenario, one after the other, on the same disk. */
export async function replay(scenario: string, { cache, runs = 1 }: ReplayOptions = {}): Promise<Replay> {
  const { prose, sections } = sectionsOf(scenario);
  const disk = new MemoryDisk();
  disk.put(home, { is: 'folder' });
  const written: string[] = [prose];
  const json: unknown[] = [];
  let input: Uint8Array = new Uint8Array();
  for (const { header, body } of sections) {
    const command = /^((?:\w+=\S* )*)(weir|cat)(?: (.*?))??(?: \| tail (\d+))?$/.exec(header);
    if (command === null) {
      if (header === 'standard input') input = bytesOf(body);
      else disk.put(...fileOf(header, body));
      written.push(`-- ${header} --\n${body}`);
      continue;
    }
    const [, variables = '', program, rest = '', lines] = command;
    const runWeir = (into: unknown[]) => run(disk, { variables, args: argumentsIn(rest), input, json: into, ...(cache && { cache }) });
    for (let index = 1; index < runs && rest.startsWith('check'); index++) await runWeir([]);
    const said = program === 'cat' ? printable(disk.text(resolve(home, rest))) : await runWeir(json);
    written.push(`-- ${header} --\n${lines === undefined ? said : lastLines(said, Number(lines))}\n`);
  }
  return { text: `${written.join('').trimEnd()}\n`, json };
}

async function run(
  disk: MemoryDisk,
  {
    variables,
    args,
    input,
    json,
    cache,
  }: { variables: string; args: readonly string[]; input: Uint8Array; json: unknown[]; cache?: Cache },
): Promise<string> {
  const said: string[] = [];
  const say = (prefix: string) => (text: string) => {
    const isOpen = !(said.at(-1) ?? '\n').endsWith('\n');
    said.push(printable(text).replaceAll(/^(?!$)/gm, (_, offset: number) => (isOpen && offset === 0 ? '' : prefix)));
    if (text.startsWith('{')) json.push(JSON.parse(text));
  };
  const environment = Object.fromEntries(variables.split(' ').map((variable) => variable.split('=')));
  const code = await main(args, {
    cwd: home,
    host: disk.host,
    resolve: (path) => resolve(home, path),
    write: async (path, content) => {
      disk.write(path, content);
      if (typeof content === 'string' && content.startsWith('{') && !path.endsWith('weir.json')) json.push(JSON.parse(content));
    },
    ...(cache && { cache }),
    input: async () => input,
    out: say(''),
    error: say('! '),
    terminal: terminalOf(environment, {}),
    progress: () => {},
    today,
  });
  const text = said.join('');
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n[no line end]\n'}[exit ${code}]\n`;
}

function sectionsOf(scenario: string): { readonly prose: string; readonly sections: readonly Section[] } {
  const [prose = '', ...parts] = scenario.split(/^-- (.+) --\n/m);
  const sections = parts.flatMap((header, index) => (index % 2 === 0 ? [{ header, body: parts[index + 1] ?? '' }] : []));
  return { prose, sections };
}

/** `plant/kiln.weir (times 1000)`: the path, and the nature of the file where it is no ordinary one. */
function fileOf(header: string, body: string): [path: string, node: Node] {
  const [, name = '', nature = ''] = /^(.*?)(?: \((.*)\))?$/.exec(header) ?? [];
  return [resolve(home, unescaped(name)), nodeOf(nature, body)];
}

function nodeOf(nature: string, body: string): Node {
  const [, word = '', argument = ''] = /^(\S*) ?(.*)$/.exec(nature) ?? [];
  switch (word) {
    case '':
      return { is: 'file', bytes: new TextEncoder().encode(body) };
    case 'escaped': // `\x00` is that byte
      return { is: 'file', bytes: bytesOf(body) };
    case 'utf-16':
      return { is: 'file', bytes: new Uint8Array(Buffer.from(`\ufeff${body}`, 'utf16le')) };
    case 'times': // the text so often, without its last line end, with numbers for `#`
      return { is: 'file', bytes: new TextEncoder().encode(repeated(body.replace(/\n$/, ''), Number(argument))) };
    case 'size': // in MB; never to be read
      return { is: 'file', bytes: new Uint8Array(), size: Number(argument) * 1_000_000 };
    case 'unreadable':
      return { is: 'file', bytes: new Uint8Array(), denied: 'reading' };
    case 'unwritable':
      return { is: 'file', bytes: new TextEncoder().encode(body), denied: 'writing' };
    case 'locked':
      return { is: 'folder', denied: 'reading' };
    case 'folder':
      return { is: 'folder' };
    case 'link':
      return { is: 'link', to: argument };
    case 'pipe':
      return { is: 'other' };
    default:
      throw new Error(`No file is of the nature "${nature}".`);
  }
}

function repeated(text: string, times: number): string {
  return Array.from({ length: times }, (_, index) => text.replaceAll('#', String(index + 1))).join('');
}

/** UTF-8, except that `\x00` is that byte. */
function bytesOf(text: string): Uint8Array {
  return new Uint8Array(
    text.split(/(\\x[0-9a-f]{2})/).flatMap((part) => {
      const byte = /^\\x([0-9a-f]{2})$/.exec(part)?.[1];
      return byte === undefined ? [...new TextEncoder().encode(part)] : [Number.parseInt(byte, 16)];
    }),
  );
}

function unescaped(name: string): string {
  return name.replaceAll(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function printable(text: string): string {
  return text.replaceAll('\u001b', '␛');
}

function lastLines(text: string, count: number): string {
  return text
    .split('\n')
    .slice(-1 - count)
    .join('\n');
}

/** As a shell would part them: blanks separate, quotes hold together. */
function argumentsIn(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => unescaped(double ?? single ?? bare ?? ''));
}
