import { type Drawing, draw, drawingOf, drawingsOf, drawingsOfView, type PlannedDrawing } from '@weir/drawing';
import { contentHash, type Element } from '@weir/model';
import type { Location, Position } from 'vscode-languageserver';
import type { Analysis } from '../analysis.js';
import { meaningAt } from '../meaning.js';
import { placeAt } from '../place.js';
import { type DrawingParams, type DrawingResult, type DrawnElement, protocolVersion } from '../protocol.js';
import { locationOf } from '../ranges.js';
import type { Source } from '../source.js';

/** Draws what the cursor is in: a view, else the site, area or zone around; else what `weir render` would draw first. */
export function drawingAt(source: Source, { position, theme }: Pick<DrawingParams, 'position' | 'theme'>): DrawingResult {
  const { analysis } = source;
  const focus = position && focusAt(source, position);
  const planned = plannedFor(focus, source);
  const { svg, problems } = drawn(planned, analysis, theme);
  return {
    version: protocolVersion,
    stamp: contentHash(svg),
    svg,
    title: planned.title,
    kind: planned.kind,
    elements: drawnIn(svg, analysis, focus),
    problems: [...problems],
  };
}

const drawnBefore = new WeakMap<Analysis, Map<string, Drawing>>();

/** A cursor that moves asks again and again for the drawing of what has not changed. */
function drawn(planned: PlannedDrawing, analysis: Analysis, theme: DrawingParams['theme']): Drawing {
  const { landscape, findings, today } = analysis;
  const known = drawnBefore.get(analysis) ?? new Map<string, Drawing>();
  drawnBefore.set(analysis, known);
  const key = `${planned.kind} ${planned.scope?.type} ${planned.name} ${theme}`;
  const drawing = known.get(key) ?? draw(planned, { landscape, findings, day: today, theme });
  known.set(key, drawing);
  return drawing;
}

function focusAt(source: Source, position: Position): Element | undefined {
  const offset = source.document.offsetAt(position);
  const meaning = meaningAt(source, offset);
  if (meaning?.is === 'element' && meaning.isDeclaration) return meaning.element;
  return placeAt(source, offset).element;
}

function plannedFor(focus: Element | undefined, { analysis, file }: Source): PlannedDrawing {
  const { landscape } = analysis;
  const view = enclosing(focus, ['view']);
  const ofView = view === undefined ? [] : drawingsOfView(view);
  if (ofView[0] !== undefined) return ofView[0];
  const scope = enclosing(focus, ['zone', 'area', 'site']) ?? scopeOfFile(file, analysis);
  if (scope !== undefined) return drawingOf(scope);
  return drawingsOf(landscape)[0] ?? { kind: 'zones', name: 'landscape', title: 'The whole landscape' };
}

function enclosing(element: Element | undefined, types: readonly string[]): Element | undefined {
  for (let block = element; block !== undefined; block = block.parent) if (types.includes(block.type)) return block;
  return undefined;
}

/** What a file is mainly about: the view in it, else its one site or area. */
function scopeOfFile(file: string, { landscape }: Analysis): Element | undefined {
  const here = landscape.elements.filter(({ origin, type }) => origin.file === file && (type === 'site' || type === 'area'));
  const outermost = here.filter(({ parent }) => parent === undefined || !here.includes(parent));
  return outermost.length === 1 ? outermost[0] : undefined;
}

const typesByClass: Readonly<Record<string, readonly string[]>> = {
  'card-group': ['system', 'organisation', 'team', 'role', 'network'],
  'device-group': ['system'],
  zone: ['zone'],
  conduit: ['conduit'],
  link: ['interface', 'remote-access'],
};

/** What can be pointed at in the drawing. */
function drawnIn(svg: string, { landscape }: Analysis, focus: Element | undefined): readonly DrawnElement[] {
  const byPath = new Map<string, Element[]>();
  for (const element of landscape.elements) byPath.set(element.path, [...(byPath.get(element.path) ?? []), element]);
  const seen = new Set<string>();
  return [...svg.matchAll(/<g class="([\w-]+)[^"]*"[^>]*? data-id="([^"]*)"/g)].flatMap(([, drawnAs = '', id = '']) => {
    const path = unescaped(id);
    const types = typesByClass[drawnAs] ?? [];
    const element = byPath.get(path)?.find(({ type }) => types.includes(type));
    if (element === undefined || seen.size === seen.add(`${element.type} ${path}`).size) return [];
    const { type, title } = element;
    return [{ id: path, type, path, ...(title !== undefined && { title }), ...(element === focus && { isAtPosition: true as const }) }];
  });
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => entities[name] ?? '');
}

/** Where an element of a drawing is declared. */
export function elementSource(id: string, type: string | undefined, analysis: Analysis): Location | null {
  const element = analysis.landscape.elements.find((candidate) => candidate.path === id && (type === undefined || candidate.type === type));
  return element === undefined ? null : locationOf(analysis, element.origin);
}
