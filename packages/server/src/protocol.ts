import type { Location, Position } from 'vscode-languageserver';

/**
 * What Weir's server and its clients say to each other beyond the Language Server Protocol. Plain data, and no code that
 * only one side has: the extension and the webview import this file too.
 */

/** Raised when an answer changes its shape; a client that knows another one asks for nothing. */
export const protocolVersion = 1;

export const methods = {
  /** Client to server: draws the view, site, area or zone that stands at a place. */
  drawing: 'weir/drawing',
  /** Client to server: where an element of a drawing is declared. */
  elementSource: 'weir/elementSource',
  /** Client to server: what a project holds and what is found in it, for views. */
  overview: 'weir/overview',
  /** Client to server: the examples of a project's own rules, and with `run` whether they hold. */
  examples: 'weir/examples',
  /** Client to server: a small, complete plant to begin with. */
  starter: 'weir/starter',
  /** Server to client: a project was checked. */
  analysed: 'weir/analysed',
  /** Server to client: what is behind a path that the server cannot reach itself, as in a browser. */
  fileStat: 'weir/fileStat',
  fileList: 'weir/fileList',
  fileRead: 'weir/fileRead',
} as const;

export interface DrawingParams {
  readonly uri: string;
  /** Absent, what the file is mainly about. */
  readonly position?: Position;
  readonly theme: 'light' | 'dark' | 'high-contrast';
  /** How wide the drawing will be shown, in pixels. Reserved: drawings do not depend on it yet. */
  readonly width?: number;
}

export interface DrawingResult {
  /** Of this protocol. */
  readonly version: number;
  /** Tells drawings of one text apart from those of another: equal when nothing on it changed. */
  readonly stamp: string;
  /** Empty when nothing can be drawn; `problems` says why. */
  readonly svg: string;
  readonly title: string;
  readonly kind: 'zones' | 'overview';
  readonly elements: readonly DrawnElement[];
  /** A sentence for everything that is not on it. */
  readonly problems: readonly string[];
}

export interface DrawnElement {
  /** As `weir/elementSource` takes it, and as `data-id` in the drawing. */
  readonly id: string;
  readonly type: string;
  readonly path: string;
  readonly title?: string;
  /** What stands at the place that was asked about. */
  readonly isAtPosition?: true;
}

export interface ElementSourceParams {
  /** Any file of the project. */
  readonly uri: string;
  readonly id: string;
  /** Where a zone and a system, say, have the same path. */
  readonly type?: string;
}

export type ElementSourceResult = Location | null;

export interface ProjectParams {
  /** The address of the project's folder, as `weir/analysed` says it. */
  readonly project: string;
}

export interface OverviewResult {
  readonly findings: readonly ListedFinding[];
  /** Sites, or what stands at the top where there are none. */
  readonly places: readonly ListedElement[];
}

/** A finding that counts: what is waived is left out. */
export interface ListedFinding {
  readonly rule: string;
  /** What the rule is called. */
  readonly title: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly location: Location;
  /** Who answers for what it is about; absent when nobody does, or nobody knows. */
  readonly owner?: string;
  readonly site?: string;
}

export interface ListedElement {
  readonly type: string;
  readonly name: string;
  readonly path: string;
  readonly title?: string;
  readonly location: Location;
  readonly children: readonly ListedElement[];
}

export interface ExamplesParams extends ProjectParams {
  /** The rules whose examples are run; absent, none is. */
  readonly run?: readonly string[];
}

export interface ExamplesResult {
  readonly examples: readonly RuleExample[];
}

export interface RuleExample {
  readonly rule: string;
  readonly is: 'bad' | 'good';
  readonly title: string;
  readonly location: Location;
  readonly ruleLocation: Location;
  /** Of an example that was run: empty when it holds, else what was expected. */
  readonly outcome?: string;
}

export interface StarterResult {
  /** Texts by file name. */
  readonly files: Readonly<Record<string, string>>;
}

export interface AnalysedParams {
  readonly version: number;
  /** The address of the project's folder. */
  readonly project: string;
  readonly name: string;
  readonly findings: { readonly error: number; readonly warning: number; readonly note: number; readonly waived: number };
  /** What stands in the landscape: how many elements of each type, by plural. */
  readonly elements: Readonly<Record<string, number>>;
  readonly files: number;
}

/** Settings, under `weir`. */
export interface Settings {
  /** The reference date, such as `2027-06-30`; absent, today. */
  readonly asOf?: string | null;
}

export interface FileParams {
  readonly uri: string;
}

/** As the server's `Host`: what is there, or why it cannot be said. */
export type FileStatResult =
  | { readonly is: 'file' | 'folder' | 'nothing' | 'other'; readonly isLink: boolean; readonly size: number }
  | FileUnreadable;
export type FileListResult =
  | { readonly entries: readonly { readonly name: string; readonly is: 'file' | 'folder' | 'link' | 'other' }[] }
  | FileUnreadable;
/** In base64. */
export type FileReadResult = { readonly content: string } | FileUnreadable;

export interface FileUnreadable {
  /** Why, in words: `permission denied`. */
  readonly unreadable: string;
}
