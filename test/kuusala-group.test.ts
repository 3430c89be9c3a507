import { bindProject, checkProject, loadProject } from '@weir/workspace';
import { expect, test } from 'vitest';
import { diskHost } from '../packages/cli/src/disk-host.js';
import { asLine } from './finding-line.js';

// A whole company: every finding that its mills would have is known and listed, and so is what must stay silent.

const today = Date.UTC(2026, 10, 24) / 86_400_000;
const project = await loadProject(diskHost, new URL('../examples/kuusala-group', import.meta.url).pathname);
const { findings, problems, incomplete, landscape } = checkProject(await bindProject(project), { today });

test('its text is without mistakes', () => {
  expect(problems).toEqual([]);
  expect(incomplete).toBe(false);
});

test('it is as large as such a company is', () => {
  const own = (type: string) => (landscape.byType.get(type) ?? []).filter(({ ring }) => ring !== 'library').length;
  expect({ sites: own('site'), systems: own('system') >= 120, interfaces: own('interface') >= 200 }).toEqual({
    sites: 4,
    systems: true,
    interfaces: true,
  });
});

test('it has these findings and no others', async () => {
  const lines = findings.filter(({ verdict }) => verdict === 'fail').map(asLine);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('kuusala-group.findings.txt');
});

/** What somebody who has worked in a mill would look for first, and the element it must be found on. */
const expected: readonly (readonly [what: string, rule: string, subject: string])[] = [
  [
    'the chain from the office over LIMS and MES to the recovery boiler',
    'open-path-to-controller',
    'harjuvesi/applications.office-pcs->laboratory.lims',
  ],
  ['the vibration box with a modem of its own', 'internet-exposure', 'lohivirta.kiln.vibration-box'],
  ["the partner's remote tool on the kiln HMI: its cloud", 'cloud-remote-tool', 'lohivirta.etahuolto-kiln'],
  ['no broker', 'remote-access-past-broker', 'lohivirta.etahuolto-kiln'],
  ['no second factor', 'remote-access-without-mfa', 'lohivirta.etahuolto-kiln'],
  ['no owner and no review date', 'forgotten-remote-access', 'lohivirta.etahuolto-kiln'],
  ['the waiver that lapses three weeks before the shutdown', 'waiver-ends-too-early', 'hj-2026-004'],
  ['the DCS with one shutdown left and nothing booked', 'unplanned-end-of-support', 'lohivirta.recovery.dcs'],
  ['OPC Classic across two zones', 'opc-classic-across-zones', 'harjuvesi/border.historian->fibre.scada'],
  ['the engineering station that programs the boiler safety', 'programming-into-safety', 'harjuvesi.recovery/ews->bms'],
  ['the historian where only IT is named', 'one-sided-border-system', 'lohivirta.border.historian'],
  ['the jump host where only IT is named', 'one-sided-border-system', 'lohivirta.border.jump'],
  ['the partner that answers for its own patching', 'self-approval', 'patching-kiln-lv'],
  ["one expert for two mills' recovery, here", 'too-few-people', 'harjuvesi.recovery.dcs'],
  ['and there', 'too-few-people', 'lohivirta.recovery.dcs'],
  ['who leaves by 2028', 'knowledge-that-leaves', 'hj-07'],
  ['programs in no backup', 'critical-system-without-backup', 'harjuvesi.wood-yard.chipper-plc'],
  ['one hypervisor under MES and the office file server', 'shared-foundation', 'lohivirta.applications.virtual-hosts'],
  ['one domain under both', 'shared-foundation', 'lohivirta.applications.domain-1'],
  ['72 hours alone, with log-in from the office', 'overstated-island', 'tervasalmi.recovery'],
  ['a permit that nothing uses', 'unused-permit', 'lohivirta.operations-board'],
  ['a permit past its date', 'expired-permit', 'harjuvesi.office-dmz'],
  ['four historians', 'too-many-products', 'process-archive'],
  ['two masters of laboratory results', 'competing-masters', 'quality-result'],
];

test.each(expected)('found: %s', (_, rule, subject) => {
  expect(findings.filter((finding) => finding.rule === rule).map((finding) => finding.subject?.path)).toContain(subject);
});

test('the open path is shown link by link, and one link is its cheapest cut', () => {
  const open = findings.filter(({ rule }) => rule === 'open-path-to-controller');
  expect(open.map(({ path }) => path.map(({ message }) => message))).toMatchInlineSnapshot(`
    [
      [
        "harjuvesi.applications.office-pcs -> harjuvesi.laboratory.lims",
        "harjuvesi.laboratory.lims -> harjuvesi.applications.mes",
        "harjuvesi.applications.mes -> harjuvesi.recovery.link",
        "harjuvesi.recovery.link -> harjuvesi.recovery.dcs",
      ],
    ]
  `);
});

test('the Windows 7 station itself is waived until then', () => {
  const waived = findings
    .filter(({ waiver }) => waiver !== undefined)
    .map(({ rule, subject, waiver }) => `${rule} ${subject?.path} ${waiver?.expires}`);
  expect(waived).toMatchInlineSnapshot(`
    [
      "unsupported-product harjuvesi.wood-yard.debarking-plc 2027-10-31",
      "unsupported-product harjuvesi.wood-yard.hmi 2027-08-30",
    ]
  `);
});

/** What looks like a finding and is none. */
const silent: readonly (readonly [what: string, element: string])[] = [
  ['a hardwired operator reset', 'tervasalmi.recovery/reset->sis'],
  ['an integrated safety controller in a declared safety zone', 'tervasalmi.recovery.sis'],
  ['its converter in the same zone', 'tervasalmi.recovery.sis-converter'],
  ['an oxygen plant that its supplier runs', 'tervasalmi.oxygen-plant.control'],
  ['what that plant sends over the fence', 'tervasalmi.oxygen-plant/control->fibre.oxygen-plc'],
  ['a DMZ with IT and OT systems', 'tervasalmi.idmz'],
  ['a redundant pair of controllers', 'tervasalmi.recovery.dcs-a'],
  ['the other one of the pair', 'tervasalmi.recovery.dcs-b'],
  ['what the pair says to each other', 'tervasalmi.recovery/dcs-a<->dcs-b'],
  ['a diode that only lets out', 'tervasalmi.border.diode'],
  ['what goes through it', 'tervasalmi/power.gateway->applications.historian'],
];

test.each(silent)('silent on %s', (_, element) => {
  expect(landscape.elements.some(({ path }) => path === element)).toBe(true);
  expect(findings.filter(({ subject, verdict }) => subject?.path === element && verdict === 'fail').map(asLine)).toEqual([]);
});
