// Checks a project step by step and prints what each step cost. Bundled by run.mjs and run as a process of its own.
import { daysOf } from '@weir/model';
import { check } from '@weir/rules';
import { bindProject, loadProject } from '@weir/workspace';
import { diskHost } from '../packages/cli/src/disk-host.js';

let last = process.cpuUsage();
/** CPU since the last time it was asked, in milliseconds. */
function lap(): number {
  const { user, system } = process.cpuUsage(last);
  last = process.cpuUsage();
  return (user + system) / 1000;
}

const start = lap();
const project = await loadProject(diskHost, process.argv[2] as string);
const read = lap();
const bound = await bindProject(project);
const bind = lap();
const today = daysOf('2026-11-25')?.first as number;
const openPath = bound.landscape.byType.get('rule')?.find(({ name }) => name === 'open-path-to-controller');
const others = new Set(bound.landscape.byType.get('rule')?.filter((rule) => rule !== openPath));
const budget = project.configuration.budget;
const { findings } = check({ landscape: bound.landscape, problems: bound.problems, today, budget, only: others });
const rules = lap();
if (openPath !== undefined) check({ landscape: bound.landscape, problems: [], today, budget, only: new Set([openPath]) });
const openPathRule = lap();
process.stdout.write(
  JSON.stringify({
    start,
    read,
    bind,
    rules,
    openPathRule,
    elements: bound.landscape.elements.length,
    findings: findings.length,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
);
