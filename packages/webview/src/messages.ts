/**
 * What the page of the live diagram and the extension say to each other. Plain data; a page that was restored from an older version of the
 * extension hears nothing that it would misunderstand.
 */
export const messagesVersion = 1;

export type Theme = 'light' | 'dark' | 'high-contrast';

export interface ShownElement {
  readonly id: string;
  readonly type: string;
  readonly path: string;
  readonly title?: string;
}

/** A drawing as the page shows it. */
export interface ShownDrawing {
  /** Equal when nothing on it changed. */
  readonly stamp: string;
  readonly svg: string;
  readonly title: string;
  readonly elements: readonly ShownElement[];
  /** A sentence for everything that is not on it. */
  readonly problems: readonly string[];
}

export type ToPage = { readonly version: number } & (
  | { readonly is: 'drawing'; readonly drawing: ShownDrawing; readonly selected: readonly string[]; readonly source: DrawingSource }
  /** The cursor stands on other elements of the drawing that is shown. */
  | { readonly is: 'selection'; readonly selected: readonly string[] }
  /** Nothing new can be shown, and why; what is on screen stays. */
  | { readonly is: 'failure'; readonly reason: string }
  | { readonly is: 'export'; readonly format: ExportFormat }
);

export type ExportFormat = 'svg' | 'png';

/** What a drawing was made of, for drawing it again after a reload. */
export interface DrawingSource {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

export type FromPage = { readonly version: number } /** The page listens; `source` is what it showed before it was reloaded. */ & (
  | { readonly is: 'ready'; readonly theme: Theme; readonly source?: DrawingSource }
  | { readonly is: 'theme'; readonly theme: Theme }
  | { readonly is: 'reveal'; readonly id: string; readonly type?: string }
  /** SVG as text, PNG in base64. */
  | { readonly is: 'exported'; readonly format: ExportFormat; readonly content: string }
);

/** What the page says, in the language of the display, by the English sentence. */
export type Words = Readonly<Record<string, string>>;
