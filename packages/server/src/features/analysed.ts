import type { Severity } from '@weir/model';
import { uriOf } from '../address.js';
import type { Analysis } from '../analysis.js';
import { type AnalysedParams, protocolVersion } from '../protocol.js';

/** What a status line shows of a project. */
export function analysedParams(
  { origin, folder }: { readonly origin: string; readonly folder: string },
  analysis: Analysis,
): AnalysedParams {
  const { project, landscape, findings } = analysis;
  const counted = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity && finding.waiver === undefined).length;
  const elements = [...landscape.byType].flatMap(([type, all]) => {
    const own = all.filter(({ ring }) => ring !== 'library').length;
    return own === 0 ? [] : [[landscape.vocabulary.types.get(type)?.plural ?? type, own] as const];
  });
  return {
    version: protocolVersion,
    project: uriOf({ origin, path: folder }),
    name: project.configuration.name ?? (folder.split('/').at(-1) || folder),
    findings: {
      error: counted('error'),
      warning: counted('warning'),
      note: counted('note'),
      waived: findings.filter(({ waiver }) => waiver !== undefined).length,
    },
    elements: Object.fromEntries(elements),
    files: project.files.length,
  };
}
