import { siteOf, zoneOf } from '@weir/model';
import { quotedIfNeeded, shortName } from '../short-name.js';
import type { Fix, FixContext } from './fix.js';
import { atEndOfBlock, atEndOfFile } from './insertion.js';
import { subjectOf } from './statement.js';

/** Declares the conduit that a connection between two zones lacks, with the permit for it. */
export function missingConduit({ finding, analysis, document }: FixContext): readonly Fix[] {
  const connection = finding.rule === 'undeclared-crossing' ? subjectOf(finding, analysis) : undefined;
  const { landscape } = analysis;
  if (connection?.ends === undefined) return [];
  const [from, to] = [zoneOf(landscape, connection.ends.source), zoneOf(landscape, connection.ends.target)];
  if (!from || !to || from === to) return [];
  // Between two sites it belongs to neither, so it stands at the top of the file.
  const site = siteOf(from) === siteOf(to) ? siteOf(from) : undefined;
  const view = { landscape, element: site, ring: connection.ring };
  const [source, target] = [shortName(from, ['zone'], view), shortName(to, ['zone'], view)];
  const protocol = connection.facts.get('protocol')?.written[0];
  const over = protocol === undefined ? '' : ` { protocol: ${document.getText().slice(protocol.start, protocol.end)} }`;
  const isHere = connection.origin.file === finding.at.file;
  const lines = [
    `conduit ${quotedIfNeeded(`${from.name}-${to.name}`)} "${title(from)} to ${title(to)}" {`,
    `  between: ${source}, ${target}   default: deny`,
    `  permit ${source} ${connection.ends.mutual ? '<->' : '->'} ${target}${isHere ? over : ''}`,
    '}',
  ];
  const inSite = site && analysis.documentOf(site.extent.file);
  return [
    {
      title: `Declare a conduit between "${from.name}" and "${to.name}"`,
      file: inSite && site ? site.extent.file : finding.at.file,
      edits: [inSite && site ? atEndOfBlock(inSite.getText(), site.extent, lines) : atEndOfFile(document.getText(), lines)],
    },
  ];
}

function title({ title: said, name }: { readonly title?: string; readonly name: string }): string {
  return (said ?? name).replaceAll('"', "'");
}
