import type { ShownElement } from './messages.js';
import { word } from './words.js';

/** Finds elements by name or title; Enter goes to the next, Shift+Enter back. */
export class Search {
  readonly element = document.createElement('search');
  private readonly input = document.createElement('input');
  private readonly count = document.createElement('output');
  private readonly onFound: (id: string) => void;
  private elements: readonly ShownElement[] = [];
  private found: readonly ShownElement[] = [];
  private at = 0;

  constructor({ onFound, onLeft }: { readonly onFound: (id: string) => void; readonly onLeft: () => void }) {
    this.onFound = onFound;
    this.element.className = 'search';
    this.element.hidden = true;
    this.input.type = 'search';
    this.input.placeholder = word('Search in the drawing');
    this.input.setAttribute('aria-label', word('Search in the drawing'));
    this.input.addEventListener('input', () => this.find());
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.go(this.at + (event.shiftKey ? -1 : 1));
      if (event.key !== 'Escape') return;
      this.element.hidden = true;
      onLeft();
    });
    this.element.append(this.input, this.count);
  }

  open(): void {
    this.element.hidden = false;
    this.input.select();
    this.input.focus();
  }

  among(elements: readonly ShownElement[]): void {
    this.elements = elements;
  }

  private find(): void {
    const wanted = this.input.value.trim().toLowerCase();
    const ranked = wanted === '' ? [] : this.elements.map((element) => ({ element, rank: rankOf(element, wanted) }));
    const found = ranked.filter(({ rank }) => rank < notFound).toSorted((a, b) => a.rank - b.rank);
    this.found = found.map(({ element }) => element);
    this.count.value = wanted !== '' && this.found.length === 0 ? word('Nothing is called so') : '';
    this.go(0);
  }

  private go(at: number): void {
    if (this.found.length === 0) return;
    this.at = (at + this.found.length) % this.found.length;
    this.count.value = `${this.at + 1}/${this.found.length}`;
    const next = this.found[this.at];
    if (next !== undefined) this.onFound(next.id);
  }
}

const notFound = 4;

/** What is called so comes before what only leads there, such as an interface. */
function rankOf({ path, title = '' }: ShownElement, wanted: string): number {
  const name = path.split('.').at(-1) ?? '';
  const called = [title.toLowerCase(), name.toLowerCase()];
  if (name.includes('->')) return path.toLowerCase().includes(wanted) ? 3 : notFound;
  if (called.some((text) => text.startsWith(wanted))) return 0;
  if (called.some((text) => text.includes(wanted))) return 1;
  return path.toLowerCase().includes(wanted) ? 2 : notFound;
}
