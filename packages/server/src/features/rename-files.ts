import { below, join } from '@weir/workspace';
import type { FileRename, TextEdit } from 'vscode-languageserver';
import { addressOf } from '../address.js';
import type { Analysis } from '../analysis.js';
import { rangeOf } from '../ranges.js';

/** What weir.json says of files that are about to be called otherwise. */
export function renamedFileEdits(renames: readonly FileRename[], origin: string, analysis: Analysis): readonly TextEdit[] {
  const { project } = analysis;
  const document = analysis.documentOf('weir.json');
  if (document === undefined) return [];
  const moves = renames
    .map(({ oldUri, newUri }) => ({ from: addressOf(oldUri), to: addressOf(newUri) }))
    .filter(({ from }) => from.origin === origin);
  const text = document.getText();
  return (['imports', 'exclude', 'packs'] as const).flatMap((setting) => {
    const place = project.placeOf(setting);
    return project.configuration[setting].flatMap((written): TextEdit[] => {
      const path = join(project.folder, written.replaceAll('\\', '/'));
      const move = moves.find(({ from }) => below(from.path, path) !== undefined);
      if (move === undefined) return [];
      const rest = below(move.from.path, path) ?? '';
      const moved = rest === '' ? move.to.path : `${move.to.path}/${rest}`;
      const start = text.slice(place.start, place.end).indexOf(JSON.stringify(written));
      if (start < 0) return [];
      const at = { start: place.start + start, end: place.start + start + JSON.stringify(written).length };
      return [{ range: rangeOf(document, at), newText: JSON.stringify(relative(project.folder, moved)) }];
    });
  });
}

function relative(folder: string, path: string): string {
  const inside = below(folder, path);
  if (inside !== undefined) return inside;
  const parent = folder.slice(0, folder.lastIndexOf('/')) || '/';
  return `../${relative(parent, path)}`;
}
