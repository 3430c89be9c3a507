import type { DrawingView } from './drawing-view.js';
import type { Stage } from './stage.js';

const longest = 150;

/** The whole drawing, small, with a frame around what is to be seen. It is there only when that is not all. */
export class Minimap {
  readonly element = document.createElement('canvas');
  private readonly stage: Stage;
  private view: DrawingView | undefined;
  private scale = 1;
  private isPlanned = false;

  constructor(stage: Stage) {
    this.stage = stage;
    this.element.className = 'minimap';
    this.element.hidden = true;
    // The list of elements says the same to those who do not see it.
    this.element.setAttribute('aria-hidden', 'true');
    const go = (event: PointerEvent) => event.buttons === 1 && this.stage.centre(event.offsetX / this.scale, event.offsetY / this.scale);
    this.element.addEventListener('pointerdown', go);
    this.element.addEventListener('pointermove', go);
  }

  show(view: DrawingView): void {
    this.view = view;
    const { width, height } = view.size;
    this.scale = longest / Math.max(width, height);
    this.element.style.width = `${width * this.scale}px`;
    this.element.style.height = `${height * this.scale}px`;
    this.element.width = width * this.scale * devicePixelRatio;
    this.element.height = height * this.scale * devicePixelRatio;
    this.move();
  }

  /** What is to be seen changed. */
  move(): void {
    if (this.isPlanned || this.view === undefined) return;
    this.isPlanned = true;
    requestAnimationFrame(() => {
      this.isPlanned = false;
      this.paint();
    });
  }

  private paint(): void {
    const { view, stage } = this;
    const ink = this.element.getContext('2d');
    if (view === undefined || ink === null) return;
    const { seen } = stage;
    const { width, height } = view.size;
    this.element.hidden = seen.x <= 0 && seen.y <= 0 && seen.x + seen.width >= width && seen.y + seen.height >= height;
    if (this.element.hidden) return;
    const colours = getComputedStyle(this.element);
    const scale = this.scale * devicePixelRatio;
    ink.setTransform(scale, 0, 0, scale, 0, 0);
    ink.clearRect(0, 0, width, height);
    ink.lineWidth = 1 / scale;
    ink.strokeStyle = colours.color;
    for (const box of view.frames) ink.strokeRect(box.x, box.y, box.width, box.height);
    ink.lineWidth = 2.5 / scale;
    ink.strokeStyle = colours.outlineColor;
    ink.strokeRect(seen.x, seen.y, seen.width, seen.height);
  }
}
