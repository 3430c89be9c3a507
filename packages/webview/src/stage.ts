/** A rectangle in the units of the drawing. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the drawing lies: a point of the drawing is shown at `x + point.x * scale`. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** What stands on the stage. */
export interface Staged {
  readonly size: { readonly width: number; readonly height: number };
  /** Where an element is; nothing when it is not on the drawing. */
  boxOf(id: string | undefined): Box | undefined;
  /** The elements of the drawing, from its middle outwards or in any other order. */
  readonly ids: readonly string[];
}

const least = 0.05;
const most = 4;
const margin = 16;
/** Under the toolbar. */
const top = 46;
const step = 60;

/** Shows a part of a drawing that may be larger than the screen: moved by mouse, wheel, touch and keys. */
export class Stage {
  readonly element = document.createElement('main');
  private readonly onMoved: (place: Place) => void;
  private held: HTMLElement | undefined;
  private staged: Staged | undefined;
  private boxes: ReadonlyMap<string, Box> = new Map();
  private isFresh = true;
  /** Until somebody moves it, the drawing keeps fitting the window. */
  private fits = true;
  place: Place = { x: 0, y: 0, scale: 1 };

  constructor(onMoved: (place: Place) => void) {
    this.onMoved = onMoved;
    this.element.className = 'stage';
    this.element.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    this.element.addEventListener('pointerdown', (event) => this.drag(event));
    new ResizeObserver(() => this.fits && this.fit()).observe(this.element);
  }

  hold(element: HTMLElement): void {
    this.held = element;
    this.element.append(element);
  }

  get size(): { readonly width: number; readonly height: number } {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  get drawing(): Staged['size'] {
    return this.staged?.size ?? { width: 1, height: 1 };
  }

  /** Takes a new drawing in such a way that an element stays where it was: the one named, else one near the middle of the screen. */
  holdsStill(staged: Staged, id: string | undefined): void {
    const anchor = this.anchor(staged, id);
    this.staged = staged;
    this.boxes = new Map(
      staged.ids.flatMap((name) => {
        const box = staged.boxOf(name);
        return box ? [[name, box] as const] : [];
      }),
    );
    if (this.isFresh || anchor === undefined || this.fits) {
      this.isFresh = false;
      this.fit();
      return;
    }
    const { scale, x, y } = this.place;
    this.put({ scale, x: x + (anchor.before.x - anchor.after.x) * scale, y: y + (anchor.before.y - anchor.after.y) * scale });
  }

  private anchor(staged: Staged, id: string | undefined): { readonly before: Box; readonly after: Box } | undefined {
    const pair = (name: string) => {
      const before = this.boxes.get(name);
      const after = staged.boxOf(name);
      return before && after && { before, after };
    };
    const named = id === undefined ? undefined : pair(id);
    if (named !== undefined) return named;
    const { width, height } = this.size;
    const middle = this.toDrawing(width / 2, height / 2);
    const near = [...this.boxes].toSorted(([, a], [, b]) => distance(a, middle) - distance(b, middle));
    for (const [name] of near) {
      const found = pair(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Shows all of it, at most in its own size. */
  fit(): void {
    const { width, height } = this.size;
    const drawing = this.drawing;
    const scale = Math.min(1, (width - 2 * margin) / drawing.width, (height - top - margin) / drawing.height);
    this.fits = true;
    this.put({
      scale: clamp(scale),
      x: (width - drawing.width * scale) / 2,
      y: top + Math.max(0, height - top - margin - drawing.height * scale) / 2,
    });
  }

  actualSize(): void {
    this.zoom(1 / this.place.scale);
  }

  /** Zooms around a point of the screen, or around its middle. */
  zoom(factor: number, at = { x: this.size.width / 2, y: this.size.height / 2 }): void {
    const { x, y } = this.toDrawing(at.x, at.y);
    const scale = clamp(this.place.scale * factor);
    this.fits = false;
    this.put({ scale, x: at.x - x * scale, y: at.y - y * scale });
  }

  /** Moves as little as needed so that a part of the drawing is to be seen. */
  show({ x, y, width, height }: Box): void {
    const { scale } = this.place;
    const size = this.size;
    const along = (start: number, length: number, offset: number, room: number) => {
      const [from, to] = [offset + start * scale, offset + (start + length) * scale];
      if (from >= margin && to <= room - margin) return offset;
      return to - from > room - 2 * margin ? margin - start * scale : room / 2 - (start + length / 2) * scale;
    };
    const next = { scale, x: along(x, width, this.place.x, size.width), y: along(y, height, this.place.y, size.height) };
    if (next.x !== this.place.x || next.y !== this.place.y) this.moveTo(next);
  }

  moveTo(place: Place): void {
    this.fits = false;
    this.put(place);
  }

  /** Centres a point of the drawing. */
  centre(x: number, y: number): void {
    const { scale } = this.place;
    this.moveTo({ scale, x: this.size.width / 2 - x * scale, y: this.size.height / 2 - y * scale });
  }

  /** The part that is to be seen. */
  get seen(): Box {
    const { x, y } = this.toDrawing(0, 0);
    return { x, y, width: this.size.width / this.place.scale, height: this.size.height / this.place.scale };
  }

  /** Whether a key moved it. */
  press({ key, target }: KeyboardEvent): boolean {
    // In the list of elements the arrow keys walk from one to the next.
    if (target instanceof Element && target.closest('[role=tree]') !== null) return false;
    const ways: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [step, 0],
      ArrowRight: [-step, 0],
      ArrowUp: [0, step],
      ArrowDown: [0, -step],
    };
    const way = ways[key];
    if (way === undefined) return false;
    this.moveTo({ ...this.place, x: this.place.x + way[0], y: this.place.y + way[1] });
    return true;
  }

  private toDrawing(x: number, y: number): { readonly x: number; readonly y: number } {
    return { x: (x - this.place.x) / this.place.scale, y: (y - this.place.y) / this.place.scale };
  }

  private put(place: Place): void {
    this.place = place;
    if (this.held !== undefined) this.held.style.transform = `translate(${place.x}px, ${place.y}px) scale(${place.scale})`;
    this.onMoved(place);
  }

  /** The wheel moves, and with Ctrl, as pinching on a touch pad is told, it zooms. */
  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const { left, top } = this.element.getBoundingClientRect();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey)
      this.zoom(Math.exp((-event.deltaY * unit) / 300), { x: event.clientX - left, y: event.clientY - top });
    else {
      const [x, y] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      this.moveTo({ ...this.place, x: this.place.x - x * unit, y: this.place.y - y * unit });
    }
  }

  private drag(start: PointerEvent): void {
    if (start.button !== 0 && start.button !== 1) return;
    const from = this.place;
    const moved = (event: PointerEvent) => {
      const [x, y] = [event.clientX - start.clientX, event.clientY - start.clientY];
      // A hand that clicks trembles a little.
      if (Math.hypot(x, y) < 4 && !this.element.classList.contains('dragged')) return;
      this.element.classList.add('dragged');
      this.moveTo({ ...from, x: from.x + x, y: from.y + y });
    };
    const ended = () => {
      removeEventListener('pointermove', moved);
      // The click that ends a drag comes right after, and means nothing.
      setTimeout(() => this.element.classList.remove('dragged'));
    };
    addEventListener('pointermove', moved);
    addEventListener('pointerup', ended, { once: true });
    addEventListener('pointercancel', ended, { once: true });
  }

  get wasDragged(): boolean {
    return this.element.classList.contains('dragged');
  }
}

function distance({ x, y, width, height }: Box, point: { readonly x: number; readonly y: number }): number {
  return Math.hypot(x + width / 2 - point.x, y + height / 2 - point.y);
}

function clamp(scale: number): number {
  return Math.min(most, Math.max(least, scale));
}
