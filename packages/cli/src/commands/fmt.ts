import { format } from '@weir/language';
import { join } from '@weir/workspace';
import type { Command } from '../command.js';
import { openProjects } from '../open-project.js';
import { exit } from '../world.js';

export const fmt: Command = {
  name: 'fmt',
  usage: '[path ...]',
  summary: 'Lay out the text of a landscape. Only white space changes.',
  options: [{ name: 'check', doc: 'Change nothing; say which files would change, and exit with 1 if any would.' }],
  examples: [
    { line: 'weir fmt', does: 'Lay out every file of the project' },
    { line: 'weir fmt --check', does: 'Make sure in CI that everybody did' },
  ],
  run: async ({ paths, options }, world) => {
    const opened = await openProjects(paths, world);
    if ('wrong' in opened) {
      world.error(`weir fmt: ${opened.wrong}\n`);
      return exit.misused;
    }
    const onlyCheck = options.has('check');
    let changed = 0;
    let broken = 0;
    let unread = 0;
    for (const { project, only, prefix } of opened) {
      for (const { message } of project.readProblems) {
        world.error(`${message}\n`);
        unread++;
      }
      for (const { name, text, pack } of project.files) {
        if (pack !== undefined || (only.length > 0 && !only.some((part) => name === part || name.startsWith(`${part}/`)))) continue;
        const formatted = format(text);
        const [problem] = formatted.problems;
        if (problem !== undefined) {
          broken++;
          world.error(`${prefix}${name}: kept as typed where it cannot be read: ${problem.message}\n`);
        }
        if (formatted.text === text) continue;
        changed++;
        world.out(`${prefix}${name}\n`);
        if (!onlyCheck) await world.write(join(project.folder, name), formatted.text);
      }
    }
    const files = changed === 1 ? '1 file' : `${changed} files`;
    world.error(changed === 0 ? 'Every file is laid out.\n' : `${files} ${onlyCheck ? 'would change; run weir fmt' : 'changed'}.\n`);
    if (unread > 0) return exit.failed;
    return broken > 0 || (onlyCheck && changed > 0) ? exit.found : exit.clean;
  },
};
