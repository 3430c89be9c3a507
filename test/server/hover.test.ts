import { expect, test } from 'vitest';
import { hoverAt } from '../../packages/server/src/features/hover.js';
import { fixture, marked, modern, plainest } from './fixture.js';

async function hover(text: string): Promise<string> {
  const { source, position, files } = await fixture(text);
  const found = await hoverAt(source, position, modern);
  if (found === null) return 'nothing';
  const shown = marked(files.get(source.file) ?? '', found.range ? [found.range] : []);
  const line = shown.split('\n').find((candidate) => candidate.includes('«'));
  const { contents } = found;
  return `${line}\n${typeof contents === 'object' && 'value' in contents ? contents.value : ''}`;
}

test('a keyword, a key and a word say what they mean and who says so', async () => {
  expect(await hover('zo$0ne kiln')).toMatchInlineSnapshot(`
    "«zone» kiln
    **zone** Systems that share security requirements. A zone is not a place: it may reach over areas and levels. The zone \`internet\` is always there.

    Stands in: the top of a file, \`site\`, \`area\`, \`zone\`.

    \`\`\`weir
    zone kiln "Lime kiln cell" { levels: 0..2   kind: control   sl-target: 2   owner: automation-manager }
    \`\`\`

    _IEC 62443-3-2 ZCR 3.1_"
  `);
  expect(await hover('system a { rt$0o: 8h }')).toMatchInlineSnapshot(`
    "system a { «rto»: 8h }
    **rto** Within what time it must run again after a loss (recovery time objective).

    It is a duration such as \`8h\` or \`12mo\`.

    \`\`\`weir
    rto: 8h
    \`\`\`"
  `);
  expect(await hover('zone a { kind: dm$0z }')).toMatchInlineSnapshot(`
    "zone a { kind: «dmz» }
    **dmz** Stands between enterprise and operations; traffic ends here and begins anew.

    A word of \`kind\`."
  `);
  expect(await hover('site a { owner: no$0ne }')).toMatchInlineSnapshot(`
    "site a { owner: «none» }
    **none** There is none, and we know it."
  `);
});

test('an element shows its facts, from where it has them, and what is found', async () => {
  const text = `
role boss
site mill {
  zone kiln { level: 1 }
  area line {
    zone: kiln
    owner: boss
    /** Feeds the kiln. */
    system p$0lc "Feed PLC" #old { level: 1   product: old-one   backup { every: 1mo }
      waiver w { rule: unsupported-product   reason: "Soon gone."   approved: 2026-01-01   expires: 2026-12-06 }
    }
  }
}
product old-one { support { end-of-support: 2020 } }
`;
  expect(await hover(text)).toMatchInlineSnapshot(`
    "    system «plc» "Feed PLC" #old { level: 1   product: old-one   backup { every: 1mo }
    **system** \`mill.line.plc\` Feed PLC \`#old\`

    Feeds the kiln.

    - \`level\`: 1
    - \`zone\`: \`mill.kiln\`, from the area [line](file:///work/plant/plant.weir#L6)
    - \`owner\`: \`boss\`, from the area [line](file:///work/plant/plant.weir#L7)
    - \`product\`: \`old-one\`
    - \`backup\`: every 1mo

    **Findings**

    - note: Nobody has stated \`backup.offline\` of system "mill.line.plc", so "reachable-backup" cannot be decided. \`fact-not-known\`
    - note: Nobody has stated \`criticality\` of system "mill.line.plc", so "critical-system-without-backup", "reachable-backup" and "untested-restore" cannot be decided. \`fact-not-known\`
    - note: Nobody has stated \`kind\` of system "mill.line.plc", so "safety-in-mixed-zone" cannot be decided. \`fact-not-known\`
    - warning: "mill.line.plc" states no criticality. \`system-without-criticality\`
    - waived: \`unsupported-product\` by \`mill.line.plc.w\`, expires in 12 days"
  `);
});

test('what the library declares is explained', async () => {
  expect(await hover('system a { kind: pl$0c }')).toMatchInlineSnapshot(`
    "system a { kind: «plc» }
    **kind** \`plc\` PLC

    - \`aliases\`: programmable-logic-controller
    - \`is\`: \`controller\` Controller
    - \`level\`: 1
    - \`attack-asset\`: A0003

    _From the standard library._"
  `);
  expect(await hover('waiver w { rule: unowned-sys$0tem }')).toMatchInlineSnapshot(`
    "waiver w { rule: «unowned-system» }
    **rule** \`unowned-system\` A system that nobody answers for

    error, ownership, \`OWN-001\`

    Why: When a system must be patched, paid for or shut down, somebody must be able to decide. Without an owner nobody does.

    What to do: Write \`owner:\` with a role in it, or in the area around it.

    Asked for by IEC 62443-2-1: security programme of asset owners ORG-1.3, NIST Cybersecurity Framework GV.RR-02, CISA Cybersecurity Performance Goals 1.A, NIS 2 Directive 21.2.i (confidence high)

    _From the standard library._"
  `);
});

test('expressions are explained', async () => {
  const rule = (require: string) =>
    `rule r {\n  severity: error\n  for: every interface f\n  require: ${require}\n  message: "{f.so$1urce}"\n}`;
  expect(await hover(rule('kn$0own(f.source)').replace('$1', ''))).toMatchInlineSnapshot(`
    "  require: «known»(f.source)
    \`known(value) -> yes or no\`

    Whether a value is stated or follows; \`none\` is known. Yes or no also where the value is unknown, so a rule can demand that a fact be stated.

    \`\`\`weir
    known(s.owner)
    \`\`\`"
  `);
  expect(await hover(rule('f.source.lev$0el = 1').replace('$1', ''))).toMatchInlineSnapshot(`
    "  require: f.source.«level» = 1
    **level** Its own Purdue level, else that of its zone. Where the zone spans several, only the bounds are known: in \`levels: 0..2\`, \`<= 2\` is yes and \`= 1\` not known.

    It is a Purdue level."
  `);
  expect(await hover(rule('f$0.source.level = 1').replace('$1', ''))).toMatchInlineSnapshot(`
    "  require: «f».source.level = 1
    **f** an interface"
  `);
  expect(await hover(rule('yes').replace('$1', '$0'))).toMatchInlineSnapshot(`
    "  message: "{f.«source»}"
    **source** Who opens the session: the system, not its endpoint.

    It is a system, a network, a zone or an organisation."
  `);
});

test('a model cannot put links or markup into a hover', async () => {
  const text =
    '/** [click](command:evil) <img src=x> ![](https://evil) */\nsystem a$0 "[x](http://evil) <b>" { designation: "`code` **bold**" }';
  expect(await hover(text)).toMatchInlineSnapshot(`
    "system «a» "[x](http://evil) <b>" { designation: "\`code\` **bold**" }
    **system** \`a\` \\[x\\]\\(http://evil\\) &lt;b\\>

    click &lt;img src=x> 

    - \`designation\`: \\\`code\\\` \\*\\*bold\\*\\*

    **Findings**

    - note: Nobody has stated \`criticality\` of system "a", so "critical-system-without-backup" cannot be decided. \`fact-not-known\`
    - note: Nobody has stated \`level\` of system "a", so "system-without-zone" and "unassigned-activity-off-site" cannot be decided. \`fact-not-known\`
    - note: Nobody has stated \`product\` of system "a", so "unsupported-product" cannot be decided. \`fact-not-known\`
    - warning: "a" states no criticality. \`system-without-criticality\`
    - error: "a" has no owner. \`unowned-system\`"
  `);
});

test('an editor that shows no Markdown gets none', async () => {
  const { source, position } = await fixture('system a { kind: p$0lc }');
  expect((await hoverAt(source, position, plainest))?.contents).toMatchInlineSnapshot(`
    {
      "kind": "plaintext",
      "value": "kind plc PLC

    - aliases: programmable-logic-controller
    - is: controller Controller
    - level: 1
    - attack-asset: A0003

    From the standard library.",
    }
  `);
});
