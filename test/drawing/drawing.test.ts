import { readdirSync, readFileSync } from 'node:fs';
import { drawPng } from '@weir/drawing';
import { describe, expect, test } from 'vitest';
import { fontFiles, wasmFile } from '../../scripts/paint-box.mjs';
import { drawn } from './drawn.js';

const small = readFileSync('test/drawing/small-plant.weir', 'utf8');
const plants = readdirSync('test/plants')
  .filter((name) => name.endsWith('.weir'))
  .map((name) => [name, [readFileSync(`test/plants/${name}`, 'utf8')]] as const);
const examples = readdirSync('examples').map((name) => [name, filesBelow(`examples/${name}`)] as const);

test('a small plant, to look at: test/drawing/small-plant.svg', async () => {
  const { svg, problems } = drawn([small], { scope: 'mill' });
  expect(problems).toEqual([]);
  await expect(svg).toMatchFileSnapshot('small-plant.svg');
});

describe.each([...plants, ...examples])('%s', (_, texts) => {
  test('is drawn whole, with nothing on top of anything else', () => {
    expect(drawn(texts).problems).toEqual([]);
    expect(drawn(texts, { kind: 'overview' }).problems).toEqual([]);
  });

  test('has every system on it, and the same in every theme', () => {
    const { svg, landscape } = drawn(texts);
    const systems = (landscape.byType.get('system') ?? []).filter(({ facts }) => !facts.has('lifecycle'));
    expect(systems.filter(({ path }) => !svg.includes(`data-id="${path}"`)).map(({ path }) => path)).toEqual([]);
    const withoutStyle = (text: string) => text.replace(/<style>.*<\/style>/s, '');
    expect(withoutStyle(drawn(texts, { theme: 'dark' }).svg)).toBe(withoutStyle(svg));
  });
});

test('every small plant is drawn whole', () => {
  const plants = readFileSync('test/plants/small-plants.txt', 'utf8').split(/^=== /m).slice(1);
  for (const plant of plants) {
    const [, title, text] = /^(.*)\n(.*?)^--- /ms.exec(plant) ?? [];
    expect(drawn([text ?? '']).problems, title).toEqual([]);
  }
});

test('each site and zone of a plant is drawn with what it is connected to', () => {
  for (const scope of ['mill.office', 'mill.idmz', 'mill.kiln']) expect(drawn([small], { scope }).problems, scope).toEqual([]);
});

test('the order of declarations changes not a byte', () => {
  const statements = small.split(/\n {2}(?=\w)/).slice(2, -1);
  const [before, after] = [small.slice(0, small.indexOf('  complete:')), '\n}\n'];
  const declared = [before, ...statements.map((statement) => `  ${statement}`), after].join('\n');
  const reversed = [before, ...statements.toReversed().map((statement) => `  ${statement}`), after].join('\n');
  expect(drawn([reversed]).svg).toBe(drawn([declared]).svg);
  const [roles, site] = [small.slice(0, small.indexOf('site mill')), small.slice(small.indexOf('site mill'))];
  expect(drawn([site, roles]).svg).toBe(drawn([roles, site]).svg);
});

describe('what is known is drawn where it belongs', () => {
  const { svg } = drawn([small], { scope: 'mill' });
  const shown = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, words]) => words);

  test('bands, zones with owner and security level, systems with product, networks, conduits, life cycle, legend', () => {
    expect(shown.join('\n')).toMatchSnapshot();
  });

  test('a screen reader hears owner, life cycle and findings of each system', () => {
    expect(/data-id="mill.hmi" aria-label="([^"]*)"/.exec(svg)?.[1]).toMatchInlineSnapshot(
      `"Kiln HMI, HMI panel or station, owner not known, without support. error: &quot;mill.hmi&quot; has no owner. error: &quot;mill.hmi&quot; runs on &quot;old&quot;, without support since 2020-01-14. warning: &quot;mill.hmi&quot; states no criticality"`,
    );
  });
});

describe('what a stranger may write', () => {
  const hostile = [
    '<script>alert(1)</script>',
    'a&b"c',
    '漢字系統'.repeat(50),
    'نظام التحكم في المصنع '.repeat(10),
    'Sellutehtaan '.repeat(16),
    '\\u{202e}evil\\u{2066}',
  ];
  const declared = hostile.map((title, index) => `  system s${index} "${title.replace('"', '\\"')}" { zone: z   owner: r   version: "1" }`);
  const text = `role r "${hostile[2]}"\nsite m "${hostile[3]}" {\n  zone z "${hostile[2]}" { level: 2   owner: r }\n${declared.join('\n')}\n}\n`;

  test('stays text, and within its card', () => {
    const { svg, problems } = drawn([text]);
    expect(problems).toEqual([]);
    expect(svg).not.toMatch(/<script|\u202e|\u2066/);
    expect(svg.match(/<text/g)?.length).toBe(svg.match(/<\/text>/g)?.length);
  });

  test.each([
    ['nothing at all', ''],
    ['a site without zones', 'site m { system a { level: 1 } system b interface a -> b { protocol: https } }'],
    ['an empty zone', 'site m { zone z { level: 3 } }'],
    [
      'a zone that spans all levels',
      'site m { zone z { levels: 0..5 } system a { zone: z level: 5 } system b { zone: z level: 0 } interface a -> b { protocol: https } }',
    ],
    ['a zone without a level', 'site m { zone z {} system a { zone: z } }'],
    ['a system that talks to itself', 'site m { zone z { level: 1 } system a { zone: z } interface a -> a { protocol: https } }'],
    [
      'a firewall that joins zones without a conduit',
      'site m { zone a { level: 4 } zone b { level: 3 } system fw { kind: firewall joins: a, b level: 3 } }',
    ],
    [
      'a firewall that talks to others',
      'site m { zone a { level: 4 } zone b { level: 3 } system fw { kind: firewall joins: a, b level: 3 } conduit c { between: a, b enforced-by: fw } system s { zone: b } system t { level: 2 } interface fw -> s { protocol: https } interface t -> fw { protocol: ssh } }',
    ],
    [
      'an interface over two conduits',
      'site m { zone a { level: 4 } zone b { level: 3.5 } zone c { level: 3 } conduit x { between: a, b } conduit y { between: b, c } system s { zone: a } system t { zone: c } interface s -> t { protocol: https via: x, y } }',
    ],
    [
      'a network and a zone as ends',
      'site m { zone a { level: 4 } zone b { level: 3 } network lan { zone: b } system s { zone: a } interface s -> lan { protocol: https } interface s -> zone(b) { protocol: ssh } }',
    ],
    ['five hundred interfaces of one system', many(500)],
  ])('%s is drawn', (_, plant) => {
    const { svg, problems } = drawn([plant]);
    expect(problems).toEqual([]);
    expect(svg).toMatch(/<\/svg>\n$/);
  });

  test('a zone of two thousand systems is refused, with what to draw in its place', () => {
    const systems = Array.from({ length: 2000 }, (_, index) => `  system s${index} { level: 1   zone: z }`).join('\n');
    const { svg, problems } = drawn([`site m {\n  zone z { level: 1 }\n  zone y { level: 2 }\n  system t { zone: y }\n${systems}\n}\n`], {
      scope: 'm',
    });
    expect(svg).toBe('');
    expect(problems).toMatchInlineSnapshot(`
      [
        "2001 systems are too many for one drawing, which holds 1500; draw a part of it: --scope m.y.",
      ]
    `);
  });
});

describe('PNG', () => {
  const box = { wasm: readFileSync(wasmFile), fonts: fontFiles().map(({ bytes }) => bytes) };

  test('is the same twice', async () => {
    const { svg } = drawn([small], { scope: 'mill' });
    const [first, second] = [await drawPng(svg, box), await drawPng(svg, box)];
    expect(Buffer.from(first.png).subarray(1, 4).toString()).toBe('PNG');
    expect(Buffer.compare(first.png, second.png)).toBe(0);
    expect(first.problems).toEqual([]);
  });

  test('shows titles in heavier letters than the rest', async () => {
    const painted = (weight: number) =>
      drawPng(
        `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20" viewBox="0 0 80 20"><text y="15" font-weight="${weight}">Kiln</text></svg>`,
        box,
      );
    const [regular, semibold] = [await painted(400), await painted(600)];
    expect(Buffer.compare(regular.png, semibold.png)).not.toBe(0);
  });

  test('says which letters it cannot show', async () => {
    const { problems } = await drawPng(drawn(['zone z "漢字" { level: 1 }']).svg, box);
    expect(problems).toMatchInlineSnapshot(`
      [
        "A PNG shows Latin, Greek and Cyrillic letters only, so 漢 字 are missing; the SVG has them.",
      ]
    `);
  });
});

function many(count: number): string {
  const lines = Array.from(
    { length: count },
    (_, index) =>
      `  system s${index} { kind: plc   ${index % 5 === 0 ? 'zone: y' : 'zone: z   level: 1'} }\n  interface hub -> s${index} { protocol: modbus-tcp }`,
  );
  return `site m {\n  zone z { levels: 1..2 }\n  zone y { level: 3 }\n  system hub { kind: scada-server   zone: z   level: 2 }\n${lines.join('\n')}\n}\n`;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.weir'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
}
