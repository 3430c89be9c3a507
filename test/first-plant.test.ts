import { fileURLToPath } from 'node:url';
import { format } from '@weir/language';
import type { Finding } from '@weir/model';
import { bindProject, type CheckedProject, checkProject, loadProject, type Project } from '@weir/workspace';
import { expect, test } from 'vitest';
import { diskHost } from '../packages/cli/src/disk-host.js';
import { asLine } from './finding-line.js';

const folder = fileURLToPath(new URL('../examples/first-plant', import.meta.url)).replaceAll('\\', '/');
const today = Date.UTC(2026, 10, 24) / 86_400_000;

const project = await loadProject(diskHost, folder);

test('the first plant has the findings that its mill would have, and no others', async () => {
  expect((await check(project)).findings.map(asLine).join('\n')).toMatchInlineSnapshot(`
    "warning too-few-people koskenranta.lime-kiln.plc-feed: Fewer than 2 people can keep "koskenranta.lime-kiln.plc-feed" running; it takes Aurex 100 programming (able).
    error unsupported-product koskenranta.lime-kiln.plc-feed: "koskenranta.lime-kiln.plc-feed" runs on "aurex-100", without support since 2019-12-31.
    error unsupported-product koskenranta.lime-kiln.hmi: "koskenranta.lime-kiln.hmi" runs on "win7", without support since 2020-01-14. (waived by w-2026-031 until 2027-06-30)
    warning unprotected-control-across-zones koskenranta.lime-kiln.causes: "koskenranta.lime-kiln.plc" -> "koskenranta.lime-kiln.bms" carries Modbus/TCP from zone "koskenranta.kiln" to "koskenranta.kiln-safety", and it takes commands from anybody.
    warning zone-below-target koskenranta.kiln-safety: Zone "koskenranta.kiln-safety" has reached security level 2; its target is 3.
    warning unenforced-conduit koskenranta.kiln-burner: Conduit "koskenranta.kiln-burner" names no device that enforces it.
    warning unplanned-end-of-support koskenranta.border.domain-1: Support for "koskenranta.border.domain-1" ends on 2027-01-12 and nothing is planned; shutdowns declared until then: 0.
    warning untested-restore koskenranta.applications.mes: No recent restore test of "koskenranta.applications.mes" is stated; the last one: unknown.
    note fact-not-known koskenranta.laboratory.analyser-pc: Nobody has stated \`criticality\` of system "koskenranta.laboratory.analyser-pc", so "critical-system-without-backup" cannot be decided.
    note fact-not-known koskenranta.laboratory.analyser-pc: Nobody has stated \`product\` of system "koskenranta.laboratory.analyser-pc", so "unsupported-product" cannot be decided.
    warning system-without-criticality koskenranta.laboratory.analyser-pc: "koskenranta.laboratory.analyser-pc" states no criticality.
    error open-path-to-controller koskenranta/office-pc->laboratory.lims: "koskenranta.applications.office-pc" -> "koskenranta.laboratory.lims" is a link of an open path from an untrusted zone to "koskenranta.lime-kiln.plc" and "koskenranta.lime-kiln.plc-feed".
    warning opc-classic-across-zones koskenranta/mes->lime-kiln.hmi: "koskenranta.applications.mes" -> "koskenranta.lime-kiln.hmi" carries OPC Classic DA/HDA/A&E (DCOM) from zone "koskenranta.operations" to "koskenranta.kiln"."
  `);
});

test('the open path is shown link by link', async () => {
  const found = (await check(project)).findings.find(({ rule }) => rule === 'open-path-to-controller');
  expect(found?.path.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "koskenranta.applications.office-pc -> koskenranta.laboratory.lims",
      "koskenranta.laboratory.lims -> koskenranta.applications.mes",
      "koskenranta.applications.mes -> koskenranta.lime-kiln.plc.ua",
    ]
  `);
});

test('the order in which its files are read changes nothing', async () => {
  const reversed = await check({ ...project, files: project.files.toReversed() });
  expect(reversed.findings).toEqual((await check(project)).findings);
});

test('its waiver ends a month after the shutdown that makes it needless', async () => {
  const bound = await bindProject(project);
  const on = (day: number) => checkProject(bound, { today: day }).findings.filter(isWaived).length;
  expect([Date.UTC(2027, 5, 30), Date.UTC(2027, 6, 1)].map((day) => on(day / 86_400_000))).toEqual([1, 0]);
});

test.each(project.files)('$name is laid out as weir fmt does', ({ text }) => {
  expect(format(text)).toEqual({ text, problems: [] });
});

async function check(of: Project): Promise<CheckedProject> {
  const checked = checkProject(await bindProject(of), { today });
  expect(checked.problems).toEqual([]);
  expect(checked.incomplete).toBe(false);
  return checked;
}

function isWaived({ waiver }: Finding): boolean {
  return waiver !== undefined;
}
