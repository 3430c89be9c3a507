/** Strokes in a square of 16. */
const paths = {
  search: 'M7 3a4 4 0 1 0 0 8a4 4 0 1 0 0-8M10 10l3.5 3.5',
  list: 'M3 4h1M6 4h7M3 8h1M6 8h7M3 12h1M6 12h7',
  'zoom-in': 'M8 3.5v9M3.5 8h9',
  'zoom-out': 'M3.5 8h9',
  actual: 'M4 5l1.5-1v8M12 5l-1.5-1v8M8 6v.2M8 10v.2',
  fit: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  svg: 'M4 2.5h5.5L12 5v8.5H4zM6 9.5c1-2 3-2 4 0',
  png: 'M2.5 3.5h11v9h-11zM2.5 10.5l3-3 2.5 2.5 2-2 3.5 3',
} as const;

export type IconName = keyof typeof paths;

export function iconOf(name: IconName): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
