import { expect, test } from 'vitest';
import { completionAt } from '../../packages/server/src/features/completion.js';
import { applied, fixture, modern, plainest, whileTyping } from './fixture.js';

const plant = `
role automation-manager { per: site }
role ot-security
site mill "Mill" {
  zone office { level: 4 }
  zone kiln   { level: 2 }
  area lime-kiln "Lime kiln" {
    zone: kiln
    system plc "Kiln PLC" { kind: plc   level: 1 }
    system hmi { kind: hmi   owner: automation-manager }
    interface hmi -> plc { protocol: s7comm }
  }
}
`;

/** The first labels that are offered. */
async function offered(text: string, most = 12): Promise<string> {
  const { source, position } = await fixture(text);
  return labels(completionAt(source, position, modern).items, most);
}

/** The same in a text that is newer than what is known of the project. */
async function offeredWhileTyping(text: string, most = 12): Promise<string> {
  const { source, position } = await whileTyping(plant, text);
  return labels(completionAt(source, position, modern).items, most);
}

function labels(items: readonly { label: string }[], most: number): string {
  return items
    .slice(0, most)
    .map(({ label }) => label)
    .join(', ');
}

test('in a block the keys come first that it needs, and those it has are gone', async () => {
  expect(await offered('rule r {\n  severity: error\n  $0\n}')).toMatchInlineSnapshot(
    `"because, for, message, require, group, alias, at, false-positives, formerly, help, mapping-confidence, maps"`,
  );
  expect(await offered(plant.replace('level: 1 }', 'level: 1   $0 }'), 8)).toMatchInlineSnapshot(
    `"backup, criticality, owner, product, zone, address, designation, environment"`,
  );
});

test('at the top of a file stand declarations', async () => {
  expect(await offered('$0', 200)).toMatchInlineSnapshot(
    `"extend, activity, agreement, assessment, capability, change, check, conduit, data, forum, framework, interface, kind, measure, network, organisation, person, plan, product, profile, protocol, remote-access, responsibility, risk, role, rule, site, skill, system, team, view, waiver, window, zone, vocabulary"`,
  );
});

test('behind a key stand its values, with what they mean', async () => {
  expect(await offered('zone a { kind: $0 }')).toMatchInlineSnapshot(
    `"control, operations, dmz, safety, enterprise, external, internet, wireless, management, none, unknown"`,
  );
  expect(await offered('system a { level: $0 }')).toMatchInlineSnapshot(`"0, 1, 2, 3, 3.5, 4, 5, none, unknown"`);
  expect(await offered('conduit a { default: $0 }')).toMatchInlineSnapshot(`"deny, allow, none, unknown"`);
  expect(await offered('system a { safety: si$0 }')).toMatchInlineSnapshot(`"basic, sil-1, sil-2, sil-3, sil-4"`);
  expect(await offered('system a { lifecycle { active: $0 } }')).toMatchInlineSnapshot(
    `"2026-11-24, 2026-11, 2026-Q4, 2026, 2027, none, unknown"`,
  );
  expect(await offered('site a { complete: $0 }', 4)).toMatchInlineSnapshot(`"everything, activities, agreements, areas"`);
});

test('a reference is offered by the shortest path that means it, what is near first', async () => {
  expect(await offeredWhileTyping(plant.replace('zone: kiln', 'zone: $0'))).toMatchInlineSnapshot(
    `"kiln, office, internet, none, unknown"`,
  );
  expect(await offeredWhileTyping(plant.replace('interface hmi -> plc', 'interface hmi -> $0'), 5)).toMatchInlineSnapshot(
    `"hmi, plc, kiln, office, internet"`,
  );
  expect(await offered('site a { system x }\nsite b { system x }\nsystem c { depends-on $0 }', 5)).toMatchInlineSnapshot(`"a.x, b.x"`);
});

test('behind a dot stands what is in the block of the element in front', async () => {
  expect(await offeredWhileTyping(`${plant}\nmeasure m\nchange c { for: lime-kiln.$0 }`)).toMatchInlineSnapshot(`"hmi, plc"`);
  expect(await offeredWhileTyping(`${plant}\nextend mill.$0`)).toMatchInlineSnapshot(`"kiln, lime-kiln, office"`);
});

test('behind a comma the members that are there are gone', async () => {
  expect(await offeredWhileTyping(`${plant}\nconduit c { between: office, $0 }`)).toMatchInlineSnapshot(`"kiln, internet"`);
});

test('an expression knows its variables, members and the words compared with', async () => {
  const rule = (require: string) =>
    `rule r {\n  severity: error\n  for: every interface f\n  parameter longest { type: duration   default: 1y }\n  require: ${require}\n  message: "{f}"\n}`;
  expect(await offered(rule('$0'), 10)).toMatchInlineSnapshot(`"f, longest, today, every, count, cut, cycles, holders, interfaces, known"`);
  expect(await offered(rule('f.source.$0'), 10)).toMatchInlineSnapshot(
    `"address, agreements, assessments, at-the-process, backup, backup-complete, behind-dmz, boundary-devices, built-in, business-side"`,
  );
  expect(await offered(rule('f.source.criticality = $0'), 4)).toMatchInlineSnapshot(`"low, medium, high, critical"`);
  expect(await offered(rule('f $0'), 6)).toMatchInlineSnapshot(`"and, or, =, !=, <, <="`);
  expect(await offered(rule('exists s in f.source.interfaces satisfies s.$0'), 6)).toMatchInlineSnapshot(
    `"built-in, changes, comes-from-partner, commands, conduits, crosses-domains"`,
  );
  expect(await offered(rule('every $0'), 3)).toMatchInlineSnapshot(`"activity, agreement, area"`);
  expect(await offered(rule('yes').replace('"{f}"', '"{f.sou$0} is wrong"'), 6)).toMatchInlineSnapshot(
    `"flows-around-dmz, only-sends-out, source, source-endpoint, source-zone"`,
  );
});

test('in comments and texts nothing is offered', async () => {
  expect(await offered('// $0')).toBe('');
  expect(await offered('system a { designation: "$0" }')).toBe('');
});

test('what is offered is typed as a whole element, or as far as an editor without snippets can', async () => {
  const { source, position, files } = await fixture('site a {\n  win$0\n}');
  const result = (client: typeof modern) => {
    const [item] = completionAt(source, position, client).items;
    return item?.textEdit && 'range' in item.textEdit ? applied(files.get('plant.weir') ?? '', [item.textEdit]) : '';
  };
  expect(result(modern)).toMatchInlineSnapshot(`
    "site a {
      window \${1:name} "\${2:Title}" {
    	from: \${3:2027-W21}
    	to: \${4:2027-W22}
    	$0
    }
    }"
  `);
  expect(result(plainest)).toMatchInlineSnapshot(`
    "site a {
      window 
    }"
  `);
});

test('a blank belongs behind the colon', async () => {
  const { source, position, files } = await fixture('zone a { kind:$0 }');
  const [item] = completionAt(source, position, modern).items;
  expect(item?.textEdit && 'range' in item.textEdit ? applied(files.get('plant.weir') ?? '', [item.textEdit]) : '').toMatchInlineSnapshot(
    `"zone a { kind: control }"`,
  );
});

test('nowhere in a text does it fail', async () => {
  const { source } = await fixture(plant);
  const { document } = source;
  for (let offset = 0; offset <= document.getText().length; offset++) {
    const cut = { ...source, document: Object.assign(Object.create(document), { getText: () => document.getText().slice(0, offset) }) };
    expect(() => completionAt(cut, document.positionAt(offset), modern)).not.toThrow();
  }
});
