import type { Box, Staged } from './stage.js';

const marked = '[data-id]';

/** A drawing in a shadow of its own: its style sheet styles it and nothing else. */
export class DrawingView implements Staged {
  readonly element = document.createElement('div');
  /** What is known about the element under the mouse. */
  readonly facts = document.createElement('div');
  private readonly root = this.element.attachShadow({ mode: 'open' });
  private readonly ownSheet = sheetOf(marks);
  private byId = new Map<string, SVGGraphicsElement[]>();
  size = { width: 1, height: 1 };

  constructor({ onChosen, onFocused }: { readonly onChosen: (id: string) => void; readonly onFocused: (box: Box) => void }) {
    this.element.className = 'drawing';
    this.facts.className = 'facts';
    this.facts.hidden = true;
    const choose = (target: EventTarget | null) => {
      const id = idAt(target);
      if (id !== undefined) onChosen(id);
    };
    this.root.addEventListener('click', ({ target }) => !this.wasDragged && choose(target));
    this.root.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key !== 'Enter') return;
      choose(event.target);
    });
    this.root.addEventListener('focusin', ({ target }) => {
      const box = this.boxOf(idAt(target));
      if (box !== undefined && (target as Element).matches(':focus-visible')) onFocused(box);
    });
    this.root.addEventListener('pointermove', (event) => this.hover(event as PointerEvent));
    this.element.addEventListener('pointerleave', () => (this.facts.hidden = true));
  }

  private get wasDragged(): boolean {
    return this.element.closest('.dragged') !== null;
  }

  /** Shows a drawing; false when it is none. */
  draws(text: string): boolean {
    const svg = parsed(text);
    if (svg === undefined) return false;
    const style = svg.querySelector('style');
    style?.remove();
    this.root.adoptedStyleSheets = [sheetOf(style?.textContent ?? ''), this.ownSheet];
    this.root.replaceChildren(svg);
    this.size = { width: svg.width.baseVal.value, height: svg.height.baseVal.value };
    this.byId = new Map();
    for (const part of svg.querySelectorAll<SVGGraphicsElement>(marked)) {
      const id = part.dataset['id'] ?? '';
      this.byId.set(id, [...(this.byId.get(id) ?? []), part]);
    }
    this.facts.hidden = true;
    return true;
  }

  get ids(): readonly string[] {
    return [...this.byId.keys()];
  }

  /** The frames of zones, for the small map. */
  get frames(): readonly Box[] {
    return [...this.root.querySelectorAll<SVGGraphicsElement>('.zone > .frame, .card')].map((part) => part.getBBox());
  }

  boxOf(id: string | undefined): Box | undefined {
    const [part] = (id !== undefined && this.byId.get(id)) || [];
    // A zone's own frame, without what sticks out of it.
    return (part?.querySelector<SVGGraphicsElement>(':scope > .frame, :scope > .card') ?? part)?.getBBox();
  }

  /** The zone in whose frame an element is drawn. */
  zoneOf(id: string): string | undefined {
    const box = this.boxOf(id);
    if (box === undefined || this.byId.get(id)?.[0]?.classList.contains('card-group') !== true) return undefined;
    const zones = [...this.root.querySelectorAll<SVGGraphicsElement>('.zone')];
    return zones.find((zone) => holds(this.boxOf(zone.dataset['id']), box))?.dataset['id'];
  }

  select(ids: readonly string[]): void {
    for (const part of this.root.querySelectorAll('.selected')) part.classList.remove('selected');
    for (const id of ids) for (const part of this.byId.get(id) ?? []) part.classList.add('selected');
  }

  focus(): void {
    const part = this.root.querySelector<SVGElement>('.selected[tabindex]') ?? this.root.querySelector<SVGElement>('[tabindex]');
    part?.focus();
  }

  private hover({ target, clientX, clientY, buttons }: PointerEvent): void {
    const part = target instanceof Element ? target.closest<SVGElement>(marked) : null;
    const text = part?.dataset['facts'];
    this.facts.hidden = text === undefined || buttons !== 0;
    if (text === undefined) return;
    this.facts.textContent = text;
    const { innerWidth, innerHeight } = window;
    const { offsetWidth, offsetHeight } = this.facts;
    this.facts.style.left = `${Math.max(4, Math.min(clientX + 14, innerWidth - offsetWidth - 8))}px`;
    this.facts.style.top = `${clientY + 20 + offsetHeight > innerHeight ? clientY - offsetHeight - 10 : clientY + 18}px`;
  }
}

/** On top of the drawing's own style. VS Code's colours are known inside the shadow too. */
const marks = `
svg { display: block; overflow: visible; }
[data-id] { cursor: pointer; }
[tabindex]:focus { outline: none; }
[tabindex]:focus-visible { outline: 3px solid var(--vscode-focusBorder); outline-offset: 3px; }
.selected > .card, .selected > .frame, .selected > .pill, .selected > .device { stroke: var(--weir-light); stroke-width: 3; stroke-dasharray: none; }
.selected > .line, .selected > .pipe-edge { stroke: var(--weir-light); }
.selected > .line { stroke-width: 3.2; }
.selected > .pipe-edge { stroke-width: 12; }
[data-id]:hover > .card, [data-id]:hover > .pill, [data-id]:hover > .device { stroke: var(--weir-light); }
:host-context(.vscode-high-contrast:not(.vscode-high-contrast-light)) :is(.page, .card, .frame, [class^="band-"]) { fill: #000; }
:host-context(.vscode-high-contrast:not(.vscode-high-contrast-light)) .card { stroke: #fff; stroke-width: 1.5; }
:host-context(.vscode-high-contrast:not(.vscode-high-contrast-light)) .muted { fill: #fff; }
`;

function sheetOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/**
 * Reads a drawing. Styles in attributes are set once more through the object model, since the page's policy forbids those in markup; native
 * tooltips make room for our own, which does not make one wait. Screen readers are told by `aria-label`.
 */
function parsed(text: string): SVGSVGElement | undefined {
  const read = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (!(read instanceof SVGSVGElement)) return undefined;
  const svg = document.importNode(read, true);
  for (const part of svg.querySelectorAll<SVGElement>('[style]')) {
    const style = part.getAttribute('style') ?? '';
    part.removeAttribute('style');
    part.style.cssText = style;
  }
  for (const title of svg.querySelectorAll(`${marked} > title`)) {
    const { parentElement: part } = title;
    if (part instanceof SVGElement) part.dataset['facts'] = title.textContent ?? '';
    title.remove();
  }
  return svg;
}

function holds(outer: Box | undefined, { x, y, width, height }: Box): boolean {
  if (outer === undefined) return false;
  return outer.x <= x && outer.y <= y && outer.x + outer.width >= x + width && outer.y + outer.height >= y + height;
}

function idAt(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<SVGElement>(marked)?.dataset['id'] : undefined;
}
