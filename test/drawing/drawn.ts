import { type Drawing, type DrawingInput, drawOverview, drawZones } from '@weir/drawing';
import { parse } from '@weir/language/parse';
import { bind, daysOf, type Element, type Landscape } from '@weir/model';
import { check } from '@weir/rules';
import { standardLibrary } from '@weir/workspace';

export interface Drawn extends Drawing {
  readonly landscape: Landscape;
}

/** Draws a landscape from the texts of its files, with its findings, as of 2026-11-24. */
export function drawn(texts: readonly string[], { kind = 'zones', scope, theme = 'light' }: Options = {}): Drawn {
  const input = inputOf(texts);
  const draw = kind === 'zones' ? drawZones : drawOverview;
  const element = scope === undefined ? undefined : found(input.landscape, scope);
  return { ...draw({ ...input, theme, ...(element && { scope: element }) }), landscape: input.landscape };
}

interface Options {
  readonly kind?: 'zones' | 'overview';
  readonly scope?: string;
  readonly theme?: DrawingInput['theme'];
}

function inputOf(texts: readonly string[]): Omit<DrawingInput, 'theme' | 'scope'> {
  const day = daysOf('2026-11-24')?.first ?? 0;
  const files = texts.map((text, index) => ({ facts: parse(`${index}.weir`, text), ring: 'project' as const, imported: false }));
  const { landscape, problems } = bind({ files, around: standardLibrary(), complete: [] });
  const { findings } = check({ landscape, problems, today: day, budget: 50_000_000 });
  return { landscape, day, findings, title: 'A plant', subtitle: 'Zones and conduits' };
}

function found(landscape: Landscape, path: string): Element {
  const element = landscape.elements.find((one) => one.path === path && ['site', 'area', 'zone'].includes(one.type));
  if (element === undefined) throw new Error(`The plant has no ${path}.`);
  return element;
}
