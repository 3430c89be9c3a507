import type { ShownElement } from './messages.js';
import { word } from './words.js';

/** The elements of the drawing as a tree that a screen reader reads and that keys walk through: what the picture says, without the picture. */
export class ElementTree {
  readonly element = document.createElement('aside');
  private readonly tree = document.createElement('ul');
  private readonly onVisited: (id: string) => void;
  private items: readonly HTMLElement[] = [];

  constructor({ onChosen, onVisited }: { readonly onChosen: (id: string) => void; readonly onVisited: (id: string) => void }) {
    this.onVisited = onVisited;
    this.element.className = 'elements';
    this.element.hidden = true;
    this.element.setAttribute('aria-label', word('Elements of the drawing'));
    this.tree.setAttribute('role', 'tree');
    this.element.append(this.tree);
    this.tree.addEventListener('click', ({ target }) => this.visit(itemAt(target)));
    this.tree.addEventListener('dblclick', ({ target }) => choose(itemAt(target), onChosen));
    this.tree.addEventListener('keydown', (event) => {
      const item = itemAt(event.target);
      if (event.key === 'Enter') choose(item, onChosen);
      else if (!this.walk(item, event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  toggle(): void {
    this.element.hidden = !this.element.hidden;
    // The drawing makes room.
    document.body.classList.toggle('listed', !this.element.hidden);
    if (!this.element.hidden) (this.tree.querySelector<HTMLElement>('[tabindex="0"]') ?? this.items[0])?.focus();
  }

  /** Zones with what stands in them, then what stands in none, such as conduits. */
  show(elements: readonly ShownElement[], zoneOf: (id: string) => string | undefined): void {
    const zones = new Set(elements.filter(({ type }) => type === 'zone').map(({ id }) => id));
    const inZone = (element: ShownElement) => {
      const zone = zoneOf(element.id);
      return zone !== undefined && zones.has(zone) && element.type !== 'zone' ? zone : undefined;
    };
    const free = elements.filter((element) => inZone(element) === undefined);
    const rows = [
      ...free
        .filter(({ type }) => type === 'zone')
        .flatMap((zone) => [
          [zone, 1] as const,
          ...elements.filter((element) => inZone(element) === zone.id).map((element) => [element, 2] as const),
        ]),
      ...free.filter(({ type }) => type !== 'zone').map((element) => [element, 1] as const),
    ];
    this.items = rows.map(([element, level], index) => itemOf(element, level, index === 0 ? 0 : -1));
    this.tree.replaceChildren(...this.items);
  }

  select(ids: readonly string[]): void {
    for (const item of this.items) item.setAttribute('aria-selected', String(ids.includes(item.dataset['id'] ?? '')));
    const first = this.items.find((item) => ids.includes(item.dataset['id'] ?? ''));
    if (first === undefined) return;
    this.rove(first);
    if (!this.element.hidden) first.scrollIntoView({ block: 'nearest' });
  }

  private walk(item: HTMLElement | undefined, key: string): boolean {
    const at = item === undefined ? -1 : this.items.indexOf(item);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.items.length - 1 }[key];
    if (next === undefined) return false;
    const target = this.items[Math.max(0, Math.min(this.items.length - 1, next))];
    target?.focus();
    this.visit(target);
    return true;
  }

  private visit(item: HTMLElement | undefined): void {
    if (item === undefined) return;
    this.rove(item);
    const { id } = item.dataset;
    if (id !== undefined) this.onVisited(id);
  }

  /** Of all items one is reached with Tab. */
  private rove(item: HTMLElement): void {
    for (const other of this.items) other.tabIndex = other === item ? 0 : -1;
  }
}

function itemOf({ id, type, path, title }: ShownElement, level: number, tabIndex: number): HTMLElement {
  const item = document.createElement('li');
  item.setAttribute('role', 'treeitem');
  item.setAttribute('aria-level', String(level));
  item.tabIndex = tabIndex;
  item.dataset['id'] = id;
  item.style.paddingInlineStart = `${8 + (level - 1) * 16}px`;
  const kind = document.createElement('span');
  kind.className = 'kind';
  kind.textContent = type;
  item.append(title ?? path.split(/[./]/).at(-1) ?? path, ' ', kind);
  item.title = path;
  return item;
}

function choose(item: HTMLElement | undefined, onChosen: (id: string) => void): void {
  const { id } = item?.dataset ?? {};
  if (id !== undefined) onChosen(id);
}

function itemAt(target: EventTarget | null): HTMLElement | undefined {
  return (target instanceof Element && target.closest<HTMLElement>('[role=treeitem]')) || undefined;
}
