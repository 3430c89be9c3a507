import { type Element, type ElementReference, effectiveValue, elementsIn, type Finding, type Landscape, siteOf } from '@weir/model';
import type { Analysis } from '../analysis.js';
import type { ListedElement, ListedFinding, OverviewResult } from '../protocol.js';
import { locationOf } from '../ranges.js';
import { ruleNamed } from './diagnostics.js';

/** What a tree of places shows: where things are, and what stands there. */
const shownTypes = new Set(['site', 'area', 'unit', 'system']);

/** What a project holds and what is found in it, for views. */
export function overviewOf(analysis: Analysis): OverviewResult {
  const { landscape, findings } = analysis;
  const elements = byReference(landscape);
  const own = landscape.elements.filter(({ type, ring }) => ring !== 'library' && shownTypes.has(type));
  return {
    findings: findings.filter(({ waiver }) => waiver === undefined).map((finding) => listed(finding, analysis, elements)),
    places: own.filter(({ parent }) => parent === undefined || !shownTypes.has(parent.type)).map((element) => placed(element, analysis)),
  };
}

function listed(
  { rule, severity, message, at, subject }: Finding,
  analysis: Analysis,
  elements: ReadonlyMap<string, Element>,
): ListedFinding {
  const about = subject && elements.get(keyOf(subject));
  const [owner] = about === undefined ? [] : elementsIn(effectiveValue(analysis.landscape, about, 'owner'));
  const site = about && siteOf(about);
  return {
    rule,
    title: ruleNamed(rule, analysis.landscape)?.title ?? rule,
    severity,
    message,
    location: locationOf(analysis, at),
    ...(owner && { owner: owner.title ?? owner.name }),
    ...(site && { site: site.title ?? site.name }),
  };
}

function placed(element: Element, analysis: Analysis): ListedElement {
  const { type, name, path, title, origin, children } = element;
  return {
    type,
    name,
    path,
    ...(title !== undefined && { title }),
    location: locationOf(analysis, origin),
    children: children.filter((child) => shownTypes.has(child.type)).map((child) => placed(child, analysis)),
  };
}

function byReference({ elements }: Landscape): ReadonlyMap<string, Element> {
  return new Map(elements.map((element) => [keyOf(element), element]));
}

/** Type and path are the identity of an element. */
function keyOf({ type, path }: ElementReference): string {
  return `${type} ${path}`;
}
