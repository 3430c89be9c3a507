import type { Workbench } from './commands.js';

export function saveDiagramAsSvg({ diagram }: Workbench): void {
  diagram.export('svg');
}

export function saveDiagramAsPng({ diagram }: Workbench): void {
  diagram.export('png');
}
