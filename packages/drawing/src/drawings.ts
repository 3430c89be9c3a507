import { type Element, formatDay, isElement, type Landscape } from '@weir/model';
import { type Drawing, type DrawingInput, drawOverview, drawZones } from './draw.js';

/** A drawing that can be made of a landscape. */
export interface PlannedDrawing {
  readonly kind: 'zones' | 'overview';
  /** Tells it apart from the others. */
  readonly name: string;
  readonly title: string;
  readonly scope?: Element;
}

/** Each `view` that is declared; without one each site, and an overview when there are several. */
export function drawingsOf(landscape: Landscape): readonly PlannedDrawing[] {
  const views = viewsIn(landscape);
  if (views.length > 0) return views.flatMap(drawingsOfView);
  const sites = (landscape.byType.get('site') ?? []).filter(({ ring }) => ring !== 'library');
  const whole = { name: 'landscape', title: 'The whole landscape' };
  if (sites.length === 0) return [{ kind: 'zones', ...whole }];
  return [...(sites.length > 1 ? [{ kind: 'overview' as const, ...whole, name: 'overview' }] : []), ...sites.map(drawingOf)];
}

export function viewsIn({ byType }: Landscape): readonly Element[] {
  return (byType.get('view') ?? []).filter(({ ring }) => ring !== 'library');
}

/** A view of several scopes is a drawing of each; an overview is one drawing. */
export function drawingsOfView(view: Element): readonly PlannedDrawing[] {
  const value = view.facts.get('scope')?.value;
  const scopes = Array.isArray(value) ? value.filter(isElement) : [];
  const title = view.title ?? view.name;
  const kind = view.facts.get('kind')?.value === 'overview' ? 'overview' : 'zones';
  if (scopes.length <= 1) return [{ kind, name: view.path, title, ...(scopes[0] && { scope: scopes[0] }) }];
  return scopes.map((scope) => ({ kind, name: `${view.path}-${scope.name}`, title: `${title}: ${scope.title ?? scope.name}`, scope }));
}

/** The zones and conduits of a site, area or zone. */
export function drawingOf(scope: Element): PlannedDrawing {
  return { kind: 'zones', name: scope.path, title: scope.title ?? scope.name, scope };
}

/** Makes a drawing that was planned. */
export function draw(
  { kind, title, scope }: PlannedDrawing,
  about: Pick<DrawingInput, 'landscape' | 'findings' | 'day' | 'theme'>,
): Drawing {
  const subtitle = `${kind === 'overview' ? 'All zones' : 'Zones and conduits'} on ${formatDay(about.day)}`;
  return (kind === 'overview' ? drawOverview : drawZones)({ ...about, title, subtitle, ...(scope && { scope }) });
}
