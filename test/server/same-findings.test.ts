import { bindProject, checkProject, loadProject } from '@weir/workspace';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { diskHost } from '../../packages/cli/src/disk-host.js';
import { Editor, pushed, until } from './editor.js';
import { today } from './fixture.js';

// There is one engine: what an editor shows is what `weir check` says.

describe.each(['first-plant', 'kuusala-group'])('%s', (example) => {
  const folder = new URL(`../../examples/${example}`, import.meta.url).pathname;

  test('the editor shows what weir check finds: the same rules, at the same places, in the same words', async () => {
    const project = await loadProject(diskHost, folder);
    const { findings } = checkProject(await bindProject(project), { today });
    const texts = new Map([...project.configurationTexts, ...project.files.map(({ name, text }) => [name, text] as const)]);
    const expected = findings.map(({ rule, at, message }) => {
      const { line, character } = TextDocument.create('', '', 0, texts.get(at.file) ?? '').positionAt(at.start);
      return `${at.file}:${line}:${character} ${rule} ${message}`;
    });
    const editor = await Editor.open({ host: diskHost, roots: [folder], capabilities: pushed });
    const shown = () =>
      [...editor.diagnostics.values()].flatMap(({ uri, diagnostics }) =>
        diagnostics.map(
          ({ code, range: { start }, message }) =>
            `${decodeURIComponent(uri).slice(`file://${folder}/`.length)}:${start.line}:${start.character} ${code} ${typeof message === 'string' ? message.split('\n')[0] : ''}`,
        ),
      );
    await until(() => shown().length >= expected.length, 'all findings');
    expect(shown().toSorted()).toEqual(expected.toSorted());
    await editor.shutDown();
  });
});
