import type { Tone } from './scene/scene.js';

export type Theme = 'light' | 'dark' | 'high-contrast';

/** Literal colours: the programs that turn SVG into pictures know no CSS variables. */
export interface Palette {
  readonly page: string;
  readonly surface: string;
  readonly cardEdge: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly pipe: string;
  readonly pipeEdge: string;
  readonly error: string;
  readonly warning: string;
  readonly healthy: string;
  readonly remote: string;
  /** On top of error, warning and tone colours. */
  readonly onStrong: string;
  readonly tones: Readonly<Record<Tone, { readonly band: string; readonly strong: string }>>;
}

export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    page: '#ffffff',
    surface: '#ffffff',
    cardEdge: '#c3ccd6',
    text: '#15263a',
    muted: '#56657a',
    line: '#5f6f82',
    pipe: '#dde4ec',
    pipeEdge: '#64748a',
    error: '#b3261e',
    warning: '#9a5b00',
    healthy: '#1f7a4d',
    remote: '#7a3ea8',
    onStrong: '#ffffff',
    tones: {
      it: { band: '#edf2fc', strong: '#3767b1' },
      dmz: { band: '#fdf3df', strong: '#a05f08' },
      ot: { band: '#e8f4f1', strong: '#1f766c' },
      safety: { band: '#fbe9e7', strong: '#a8322a' },
      neutral: { band: '#f2f4f7', strong: '#5a6879' },
    },
  },
  dark: {
    page: '#0f1720',
    surface: '#18222e',
    cardEdge: '#3b4a5c',
    text: '#e8eef5',
    muted: '#a3b1c2',
    line: '#93a3b6',
    pipe: '#33465c',
    pipeEdge: '#8296ad',
    error: '#ff8a80',
    warning: '#f5b74f',
    healthy: '#5ec48f',
    remote: '#c99bf0',
    onStrong: '#0f1720',
    tones: {
      it: { band: '#131f33', strong: '#8ab4f8' },
      dmz: { band: '#2a2213', strong: '#f0b45a' },
      ot: { band: '#10231f', strong: '#5fc4b4' },
      safety: { band: '#2b1817', strong: '#ff9d94' },
      neutral: { band: '#17202b', strong: '#a9b6c6' },
    },
  },
  'high-contrast': {
    page: '#ffffff',
    surface: '#ffffff',
    cardEdge: '#000000',
    text: '#000000',
    muted: '#1c1c1c',
    line: '#000000',
    pipe: '#ffffff',
    pipeEdge: '#000000',
    error: '#8b0000',
    warning: '#5c3600',
    healthy: '#00471f',
    remote: '#4b0082',
    onStrong: '#ffffff',
    tones: {
      it: { band: '#ffffff', strong: '#00308f' },
      dmz: { band: '#f4ead2', strong: '#5c3600' },
      ot: { band: '#ffffff', strong: '#004d40' },
      safety: { band: '#ffffff', strong: '#8b0000' },
      neutral: { band: '#ffffff', strong: '#333333' },
    },
  },
};

const undeclared = [
  ['undeclared-error', 'error'],
  ['undeclared-warning', 'warning'],
  ['undeclared-waived', 'muted'],
] as const;

/** The one `<style>` block of a drawing. Whoever shows it in another theme swaps the block. */
export function styleSheet(palette: Palette): string {
  const { tones } = palette;
  const rules = [
    `text{font-family:Inter,"Segoe UI","Helvetica Neue",Arial,sans-serif;fill:${palette.text};font-size:11px}`,
    `.page{fill:${palette.page}}`,
    '.semibold{font-weight:600}',
    `.muted{fill:${palette.muted}}`,
    `.error-text{fill:${palette.error}}`,
    `.warning-text{fill:${palette.warning}}`,
    `.rule{stroke:${palette.cardEdge};stroke-width:1}`,
    '.column{stroke-dasharray:2 4}',
    `.card{fill:${palette.surface};stroke:${palette.cardEdge};stroke-width:1}`,
    `.neighbour .card{stroke-dasharray:3 3}`,
    `.frame{fill:${palette.surface};stroke-width:1.5;stroke-dasharray:6 4}`,
    `.place{fill:none;stroke-width:1;stroke-dasharray:2 4}`,
    `.line{fill:none;stroke:${palette.line};stroke-width:1.3}`,
    `.flow-arrow,.unplaced-arrow{fill:${palette.line}}`,
    `.pipe-edge{fill:none;stroke:${palette.pipeEdge};stroke-width:9}`,
    `.pipe{fill:none;stroke:${palette.pipe};stroke-width:6.6}`,
    `.port{fill:${palette.surface};stroke:${palette.pipeEdge};stroke-width:1.4}`,
    `.device{fill:${palette.surface};stroke-width:1.6}`,
    `.pill{fill:${palette.surface};stroke:${palette.pipeEdge};stroke-width:1}`,
    `.mark{fill:${palette.pipeEdge}}`,
    `.on-strong{fill:${palette.onStrong}}`,
    `.healthy{fill:${palette.healthy}}`,
    `.unknown{fill:none;stroke:${palette.muted};stroke-width:1.4}`,
    ...undeclared.flatMap(([style, colour]) => [
      `.${style}{stroke:${palette[colour]};stroke-width:1.8;stroke-dasharray:6 3}`,
      `.pill-${style}{stroke:${palette[colour]}}`,
      `.${style}-arrow,.${style}-text,.mark-${style}{fill:${palette[colour]}}`,
    ]),
    '.unplaced{stroke-dasharray:2 3}',
    `.remote{stroke:${palette.remote};stroke-width:1.8;stroke-dasharray:8 3 2 3}`,
    `.remote-arrow{fill:${palette.remote}}`,
    `.error{fill:${palette.error}}`,
    `.warning{fill:${palette.warning}}`,
    `.waived{fill:${palette.surface};stroke:${palette.muted};stroke-width:1.4}`,
    `.halo{fill:none;stroke:${palette.page};stroke-width:5}`,
    ...Object.entries(tones).flatMap(([tone, { band, strong }]) => [
      `.band-${tone}{fill:${band}}`,
      `.${tone}{fill:${strong}}`,
      `.edge-${tone}{stroke:${strong}}`,
    ]),
    ...Object.keys(tones).map((tone) => `.${tone}-icon{fill:${tones[tone as Tone].strong}}`),
    `.muted-icon{fill:${palette.muted}}`,
    `.error-icon{fill:${palette.error}}`,
    `.it-text{fill:${tones.it.strong}}`,
    `.remote-text{fill:${palette.remote}}`,
    `.chip-error{stroke:${palette.error}}`,
    `.chip-warning{stroke:${palette.warning}}`,
    `.chip-it{stroke:${tones.it.strong}}`,
    `.pill-remote{stroke:${palette.remote}}`,
    `.mark-remote{fill:${palette.remote}}`,
    '[tabindex]:focus{outline:2px solid}',
  ];
  return rules.join('\n');
}
