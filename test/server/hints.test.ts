import { expect, test } from 'vitest';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../packages/server/src/features/call-hierarchy.js';
import { codeLenses, resolveLens } from '../../packages/server/src/features/code-lens.js';
import { drawingAt, elementSource } from '../../packages/server/src/features/drawing.js';
import { inlayHints } from '../../packages/server/src/features/inlay-hints.js';
import { newestFacts } from '../../packages/server/src/source.js';
import { fixture, modern } from './fixture.js';

const plant = `role boss
product old { support { end-of-support: 2027-02-01 } }
site mill {
  zone kiln { level: 1 }
  area line {
    zone: kiln
    owner: boss
    system p$0lc "PLC" { level: 1   product: old }
    system hmi { level: 2   owner: boss }
    system scada { level: 2   endpoint ua { protocol: opc-ua } }
    interface hmi -> plc { protocol: s7comm   commands: setpoint }
    interface plc <-> scada.ua
    interface scada -> hmi
  }
}
waiver w { rule: unowned-system   for: plc   expires: 2026-12-24 }
rule own "Own" {
  severity: note
  for: every system s
  require: known(s.owner)
  message: "{s}"
  because: "It is."
  bad "No" { system a }
  good "Yes" { role r   system a { owner: r } }
}
view v { kind: zones   scope: mill }
`;

test('what holds without standing there is hinted at, and how far away an end is', async () => {
  const { source } = await fixture(plant);
  const whole = { start: { line: 0, character: 0 }, end: source.document.positionAt(source.document.getText().length) };
  const hints = inlayHints(source, await newestFacts(source), whole, modern);
  const lines = plant.replace('$0', '').split('\n');
  expect(
    hints
      .map(
        ({ position: { line, character }, label }) =>
          `${lines[line]?.trim().slice(0, 24)} @${character} ${typeof label === 'string' ? label : ''}`,
      )
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "product old { support {  @50 in 69 days
    system plc "PLC" { level @20 owner: boss
    system plc "PLC" { level @20 zone: kiln
    system plc "PLC" { level @20 support ends in 69 days
    system hmi { level: 2    @14 zone: kiln
    system scada { level: 2  @16 owner: boss
    system scada { level: 2  @16 zone: kiln
    waiver w { rule: unowned @64 in 30 days"
  `);
});

test('what reaches a system, and what it reaches', async () => {
  const { source, position, analysis } = await fixture(plant);
  const [item] = (await prepareCallHierarchy(source, position)) ?? [];
  if (item === undefined) throw new Error('There is no item.');
  expect(incomingCalls(item, analysis).map(({ from }) => `${from.name} (${from.detail})`)).toMatchInlineSnapshot(`
    [
      "hmi (mill.line.hmi · s7comm, commands)",
      "scada (mill.line.scada)",
    ]
  `);
  expect(
    outgoingCalls(item, analysis).map(
      ({ to, fromRanges }) => `${to.name} (${to.detail}) ${fromRanges.map((range) => source.document.getText(range)).join()}`,
    ),
  ).toMatchInlineSnapshot(`
    [
      "scada (mill.line.scada) plc",
    ]
  `);
  const [next] = incomingCalls(item, analysis).map(({ from }) => incomingCalls(from, analysis).map(({ from: further }) => further.name));
  expect(next).toMatchInlineSnapshot(`
    [
      "scada",
    ]
  `);
});

test('lenses stand where there is something to see, for those who have the command', async () => {
  const { source, analysis } = await fixture(plant);
  const facts = await newestFacts(source);
  const shown = codeLenses(source, facts, modern).map(
    (lens) => `${lens.range.start.line + 1}: ${resolveLens(lens, analysis).command?.title}`,
  );
  expect(shown).toMatchInlineSnapshot(`
    [
      "1: 1 finding",
      "3: 14 findings",
      "3: Open diagram",
      "4: 3 findings",
      "4: Open diagram",
      "5: Open diagram",
      "8: 2 findings",
      "8: 1 in, 1 out",
      "9: 1 finding",
      "9: 1 in, 1 out",
      "10: 1 finding",
      "10: 1 in, 1 out",
      "16: 2 findings",
      "17: Run 2 examples",
      "26: Open diagram",
    ]
  `);
  expect(codeLenses(source, facts, { ...modern, commands: new Set() }).map((lens) => resolveLens(lens, analysis).command?.command)).toEqual(
    ['weir.runExamples'],
  );
});

test('the drawing is of what the cursor is in, and says what is on it', async () => {
  const { source, position, analysis } = await fixture(plant);
  const drawing = drawingAt(source, { position, theme: 'light' });
  expect({ ...drawing, svg: drawing.svg.slice(0, 4), stamp: '' }).toMatchInlineSnapshot(`
    {
      "elements": [
        {
          "id": "mill.kiln",
          "path": "mill.kiln",
          "type": "zone",
        },
        {
          "id": "mill.line/hmi->plc",
          "path": "mill.line/hmi->plc",
          "type": "interface",
        },
        {
          "id": "mill.line/plc<->scada.ua",
          "path": "mill.line/plc<->scada.ua",
          "type": "interface",
        },
        {
          "id": "mill.line/scada->hmi",
          "path": "mill.line/scada->hmi",
          "type": "interface",
        },
        {
          "id": "mill.line.hmi",
          "path": "mill.line.hmi",
          "type": "system",
        },
        {
          "id": "mill.line.plc",
          "isAtPosition": true,
          "path": "mill.line.plc",
          "title": "PLC",
          "type": "system",
        },
        {
          "id": "mill.line.scada",
          "path": "mill.line.scada",
          "type": "system",
        },
      ],
      "kind": "zones",
      "problems": [],
      "stamp": "",
      "svg": "<svg",
      "title": "line",
      "version": 1,
    }
  `);
  expect(drawingAt(source, { position, theme: 'light' }).stamp).toBe(drawing.stamp);
  expect(elementSource('mill.line.plc', 'system', analysis)?.range.start.line).toBe(7);
  expect(elementSource('nobody', undefined, analysis)).toBeNull();
});
