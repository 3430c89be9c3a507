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
    if (!this.element.hidden) (this.tree.querySelector<HTMLElement>('[tabindex="0"]') ?? this.items[0])?.focus();
  }

  show(elements: readonly ShownElement[]): void {
    const paths = new Set(elements.map(({ path }) => path));
    const depthOf = (path: string) =>
      path.split('.').filter((_, index, parts) => index > 0 && paths.has(parts.slice(0, index).join('.'))).length;
    const sorted = elements.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    this.items = sorted.map(({ id, type, path, title }, index) => {
      const item = document.createElement('li');
      const depth = depthOf(path);
      item.setAttribute('role', 'treeitem');
      item.setAttribute('aria-level', String(depth + 1));
      item.tabIndex = index === 0 ? 0 : -1;
      item.dataset['id'] = id;
      item.style.paddingInlineStart = `${8 + depth * 14}px`;
      const kind = document.createElement('span');
      kind.className = 'kind';
      kind.textContent = type;
      item.append(title ?? path, ' ', kind);
      item.title = path;
      return item;
    });
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

function choose(item: HTMLElement | undefined, onChosen: (id: string) => void): void {
  const { id } = item?.dataset ?? {};
  if (id !== undefined) onChosen(id);
}

function itemAt(target: EventTarget | null): HTMLElement | undefined {
  return (target instanceof Element && target.closest<HTMLElement>('[role=treeitem]')) || undefined;
}
