import { type Edge, type Element, formatDay, foundationalRequirements, isElement } from '@weir/model';
import { type CountRange, isPath, isSet, type Runtime } from './runtime.js';
import type { Type } from './type.js';

const mostShown = 5;

/** A value as a sentence shows it. */
export function show(value: Runtime, type: Type): string {
  if (value === undefined) return 'unknown';
  if (value === null) return 'none';
  if (isSet(value)) {
    const of = type.is === 'set' ? type.of : type;
    const shown = value.items.slice(0, mostShown).map((item) => show(item, of));
    const rest = value.items.length - shown.length;
    if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
    if (shown.length <= 1) return shown[0] ?? 'none';
    return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
  }
  if (isPath(value)) return showPath(value.edges);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return type.is === 'date' ? formatDay(value) : String(Math.round(value * 1000) / 1000);
  if (isElement(value)) return showElement(value);
  if ('amount' in value) return `${Math.round(value.amount * 10) / 10}${value.unit}`;
  if ('from' in value) return `${value.from}..${value.to}`;
  if ('first' in value) return formatDay(value.first);
  if ('levels' in value) return showLevels(value.levels);
  if ('skill' in value) return `${value.skill.title ?? value.skill.name} (${value.ability})`;
  if ('register' in value) return `${value.register}/${value.id}`;
  if ('atLeast' in value) return showRange(value);
  return 'its block';
}

/** One security level where the seven requirements have the same; else those that differ by their names: `2, rdf 3`. */
function showLevels(levels: readonly (number | undefined)[]): string {
  const shown = levels.map((level) => (level === undefined ? 'unknown' : String(level)));
  const times = (level: string) => shown.filter((other) => other === level).length;
  const [usual = ''] = shown.toSorted((a, b) => times(b) - times(a));
  const others = shown.flatMap((level, index) => (level === usual ? [] : [`${foundationalRequirements[index]} ${level}`]));
  return [usual, ...others].join(', ');
}

function showRange({ atLeast, atMost }: CountRange): string {
  if (atMost === Number.POSITIVE_INFINITY) return `at least ${atLeast}`;
  return atLeast === Number.NEGATIVE_INFINITY ? `at most ${atMost}` : `${atLeast} to ${atMost}`;
}

/** An element by its qualified name; a connection by its two ends. */
export function showElement(element: Element): string {
  if (element.ends !== undefined)
    return `"${element.ends.source.path}" ${element.ends.mutual ? '<->' : '->'} "${element.ends.target.path}"`;
  return `"${element.path}"`;
}

function showPath(edges: readonly Edge[]): string {
  const steps = edges.flatMap((edge, index) => {
    const to = nodeName(edge.to);
    return index === 0 ? [nodeName(edge.from), to] : [to];
  });
  return steps.filter((step, index) => step !== steps[index - 1]).join(' -> ');
}

function nodeName(node: Edge['to']): string {
  return 'group' in node ? node.group.path : node.path;
}
