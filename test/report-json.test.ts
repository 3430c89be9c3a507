import { readFileSync } from 'node:fs';
import type { Finding } from '@weir/model';
import { json, type Report } from '@weir/report';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';

const schema = JSON.parse(readFileSync(new URL('../packages/report/schema/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

test('the format, in full', () => {
  const report = reportWith(
    {
      rule: 'flow-around-dmz',
      severity: 'error',
      verdict: 'fail',
      message: '"erp -> plc" joins level 4 and level 1 directly',
      help: 'Route it through a system in the DMZ.',
      at: { file: 'plant.weir', start: 46, end: 56 },
      related: [{ message: 'The level is stated here.', at: { file: 'plant.weir', start: 13, end: 21 } }],
      path: [{ message: '"erp" opens sessions to "plc".', at: { file: 'weir-library:zones.weir', start: 3, end: 9 } }],
      notes: [{ rule: 'undeclared-conduit', message: 'No conduit lies between.' }],
      subject: { type: 'interface', path: 'erp->plc' },
      counterparts: [{ type: 'system', path: 'plc' }],
      fingerprint: '8f3a',
      waiver: { name: 'w-1', reason: 'Replaced in 2027.', expires: '2027-06-30' },
    },
    {
      rule: 'missing-fact',
      severity: 'note',
      verdict: 'not-known',
      message: 'The owner is not known.',
      at: { file: 'plant.weir', start: 7, end: 10 },
      related: [],
      path: [],
      notes: [],
      counterparts: [],
      fingerprint: '77aa',
    },
  );
  expect(json(report)).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "tool": {
        "name": "weir",
        "version": "0.1.0"
      },
      "asOf": "2026-11-24",
      "summary": {
        "files": 1,
        "elements": 3,
        "rules": 84,
        "planned": 0,
        "elsewhere": 0,
        "waived": 1,
        "bySeverity": {
          "error": 0,
          "warning": 0,
          "note": 1
        },
        "byVerdict": {
          "fail": 0,
          "not-known": 1,
          "not-evaluated": 0
        }
      },
      "rules": [
        {
          "id": "flow-around-dmz",
          "title": "An interface goes around the DMZ",
          "aliases": [
            "ZON-003"
          ],
          "because": "Nothing can stop it.",
          "group": "segmentation"
        },
        {
          "id": "undeclared-conduit",
          "title": "A crossing without a conduit",
          "aliases": [],
          "because": "Nobody approved it."
        }
      ],
      "findings": [
        {
          "rule": "flow-around-dmz",
          "aliases": [
            "ZON-003"
          ],
          "severity": "error",
          "verdict": "fail",
          "message": "\\"erp -> plc\\" joins level 4 and level 1 directly",
          "help": "Route it through a system in the DMZ.",
          "at": {
            "file": "plant.weir",
            "start": {
              "line": 3,
              "column": 11,
              "offset": 46
            },
            "end": {
              "line": 3,
              "column": 21,
              "offset": 56
            }
          },
          "related": [
            {
              "message": "The level is stated here.",
              "at": {
                "file": "plant.weir",
                "start": {
                  "line": 1,
                  "column": 14,
                  "offset": 13
                },
                "end": {
                  "line": 1,
                  "column": 22,
                  "offset": 21
                }
              }
            }
          ],
          "path": [
            {
              "message": "\\"erp\\" opens sessions to \\"plc\\".",
              "at": {
                "file": "weir-library:zones.weir",
                "start": {
                  "offset": 3
                },
                "end": {
                  "offset": 9
                }
              }
            }
          ],
          "notes": [
            {
              "rule": "undeclared-conduit",
              "message": "No conduit lies between."
            }
          ],
          "subject": {
            "type": "interface",
            "path": "erp->plc"
          },
          "counterparts": [
            {
              "type": "system",
              "path": "plc"
            }
          ],
          "fingerprint": "8f3a",
          "waiver": {
            "name": "w-1",
            "reason": "Replaced in 2027.",
            "expires": "2027-06-30"
          }
        },
        {
          "rule": "missing-fact",
          "aliases": [],
          "severity": "note",
          "verdict": "not-known",
          "message": "The owner is not known.",
          "at": {
            "file": "plant.weir",
            "start": {
              "line": 1,
              "column": 8,
              "offset": 7
            },
            "end": {
              "line": 1,
              "column": 11,
              "offset": 10
            }
          },
          "related": [],
          "path": [],
          "notes": [],
          "counterparts": [],
          "fingerprint": "77aa"
        }
      ]
    }
    "
  `);
  expect(problemsOf(json(report))).toEqual([]);
});

test('a report without findings is one too', () => {
  expect(problemsOf(json(reportWith()))).toEqual([]);
});

test('the schema refuses what it does not describe', () => {
  const report = JSON.parse(json(reportWith()));
  expect(problemsOf(JSON.stringify({ ...report, extra: 1 }))).toEqual([' must NOT have additional properties']);
  expect(problemsOf(JSON.stringify({ ...report, version: 2 }))).toEqual(['/version must be equal to constant']);
});

test('the schema describes every property and closes every object', () => {
  const open: string[] = [];
  const visit = (node: unknown, path: string, isProperty: boolean) => {
    if (typeof node !== 'object' || node === null) return;
    const {
      description,
      $ref,
      type,
      additionalProperties,
      properties = {},
      $defs = {},
      items,
    } = node as Record<string, unknown> & { properties?: object; $defs?: object };
    if (isProperty && description === undefined && $ref === undefined) open.push(`${path} has no description`);
    if (type === 'object' && additionalProperties !== false) open.push(`${path} is open`);
    for (const [key, child] of Object.entries({ ...properties, ...$defs })) visit(child, `${path}/${key}`, true);
    visit(items, `${path}/items`, false);
  };
  visit(schema, '', true);
  expect(open).toEqual([]);
});

function problemsOf(text: string): readonly string[] {
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function reportWith(...findings: readonly Finding[]): Report {
  const text = 'system erp { level: 4 }\r\nsystem plc\ninterface erp -> plc\n';
  return {
    findings,
    sources: new Map([['plant.weir', { text, lineStarts: [0, 25, 36, 57] }]]),
    rules: new Map([
      ['undeclared-conduit', { title: 'A crossing without a conduit', aliases: [], because: 'Nobody approved it.' }],
      [
        'flow-around-dmz',
        { title: 'An interface goes around the DMZ', aliases: ['ZON-003'], because: 'Nothing can stop it.', group: 'segmentation' },
      ],
      ['unowned-system', { title: 'A system without an owner', aliases: [], because: 'Nobody decides.' }],
    ]),
    summary: { files: 1, elements: 3, rules: 84, asOf: '2026-11-24', planned: 0, elsewhere: 0 },
    version: '0.1.0',
  };
}
