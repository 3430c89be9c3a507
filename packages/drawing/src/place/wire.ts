import type { Point } from '../geometry.js';
import type { SceneLink } from '../scene/scene.js';

/** Where lines pass the frame of a zone. */
export interface Port {
  readonly key: string;
  readonly side: Side;
  /** Where it should be, from the left edge of the zone; the middle of what it leads to when it does not matter. */
  readonly wish?: number;
  /** What it and its label take along the frame. */
  readonly width: number;
  /** On the left and right: the band it must be on, since another zone may be its neighbour above and below. */
  readonly band?: number;
}

export type Side = 'top' | 'bottom' | 'left' | 'right';

/** A piece of a link inside a zone. */
export interface Wire {
  readonly link: SceneLink;
  /** Wires of one net may run on top of each other. */
  readonly net: string;
  readonly from: WireEnd;
  readonly to: WireEnd;
}

export type WireEnd = { readonly card: string } | { readonly port: string };

export interface PlacedWire {
  readonly wire: Wire;
  readonly points: readonly Pending[];
}

/** A point whose y is known when the rows have theirs. */
export interface Pending {
  readonly x: number;
  readonly at:
    | { readonly row: number; readonly below: number }
    | { readonly channel: number; readonly below: number }
    | { readonly edge: 'top' | 'bottom' };
}

/** The points of a wire, once rows and channels have their y. */
export function settled(points: readonly Pending[], left: number, yOf: (at: Pending['at']) => number): readonly Point[] {
  return points.map(({ x, at }) => ({ x: left + x, y: yOf(at) }));
}
