import type { Label } from './place/label.js';
import type { Device, SceneBand, SceneCard, SceneColumn, SceneConduit, SceneLink, SceneZone } from './scene/scene.js';

/** In pixels, from the top left corner of the drawing. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A scene with a place for everything on it. */
export interface PlacedScene {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly PlacedBand[];
  readonly columns: readonly PlacedColumn[];
  readonly zones: readonly PlacedZone[];
  readonly cards: readonly PlacedCard[];
  readonly lines: readonly PlacedLine[];
  readonly pipes: readonly PlacedPipe[];
  readonly devices: readonly PlacedDevice[];
  readonly labels: readonly PlacedLabel[];
  readonly marks: readonly PlacedMark[];
  readonly legendTop: number;
}

export interface PlacedBand {
  readonly band: SceneBand;
  readonly box: Box;
}

export interface PlacedColumn {
  readonly column: SceneColumn;
  /** Its heading included. */
  readonly box: Box;
}

export interface PlacedZone {
  readonly zone: SceneZone;
  readonly box: Box;
}

export interface PlacedCard {
  readonly card: SceneCard;
  readonly zone: SceneZone;
  readonly box: Box;
}

/** One interface or hop, corner by corner from its source to its target. */
export interface PlacedLine {
  readonly link: SceneLink;
  readonly points: readonly Point[];
  readonly startsAt: 'card' | 'port';
  readonly endsAt: 'card' | 'port';
}

/** One leg of a conduit, between the frames of two zones. */
export interface PlacedPipe {
  readonly conduit: SceneConduit;
  readonly points: readonly Point[];
  readonly from: string;
  readonly to: string;
}

export interface PlacedDevice {
  readonly device: Device | undefined;
  readonly conduit: SceneConduit;
  readonly box: Box;
  /** The name of what stands there, beside it. */
  readonly caption?: { readonly words: string; readonly box: Box };
}

/** Where the findings on an interface are shown: the middle of a badge on its line. */
export interface PlacedMark {
  readonly link: SceneLink;
  readonly at: Point;
}

/** A pill on a conduit or on a line that runs by itself. */
export interface PlacedLabel {
  readonly label: Label;
  readonly box: Box;
}
