import type { IconName } from '../generated/icons.js';

/** What is on a drawing, as plain data: no coordinates yet, everything in its canonical order, every text as it will be shown. */
export interface Scene {
  readonly title: string;
  readonly subtitle: string;
  readonly counts: readonly Count[];
  /** From the enterprise down to the process. Zones and cards name bands by their index. */
  readonly bands: readonly SceneBand[];
  /** Sites side by side, on a drawing that has them; zones name columns by their index. */
  readonly columns: readonly SceneColumn[];
  readonly zones: readonly SceneZone[];
  readonly conduits: readonly SceneConduit[];
  readonly links: readonly SceneLink[];
}

export interface Count {
  readonly number: number;
  readonly noun: string;
  readonly tone: 'plain' | 'error' | 'warning';
}

export interface SceneBand {
  /** The Purdue level; undefined for what has none stated. */
  readonly level: number | undefined;
  readonly title: string;
  readonly subtitle: string;
  readonly tone: Tone;
  /** A second row of the level above it, without a name of its own. */
  readonly goesOn?: true;
}

export interface SceneColumn {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
}

export type Tone = 'it' | 'dmz' | 'ot' | 'safety' | 'neutral';

/** What the findings on one element come to. */
export interface Badge {
  readonly errors: number;
  readonly warnings: number;
  readonly waived: number;
  /** The sentences, worst first, for whoever hovers or listens. */
  readonly messages: readonly string[];
}

export interface SceneZone {
  readonly id: string;
  /** `zone` is declared; the others are places for what has none: nobody said, it joins zones, it is another party. */
  readonly kind: 'zone' | 'not-stated' | 'between' | 'outside';
  readonly title: string;
  readonly subtitle: string;
  readonly securityLevel?: string;
  readonly tone: Tone;
  /** The site that it belongs to; undefined for what belongs to several or to none. */
  readonly site?: SceneSite;
  /** The column that it stands in, where there are columns. */
  readonly column?: number;
  readonly firstBand: number;
  readonly lastBand: number;
  readonly cards: readonly SceneCard[];
  readonly networks: readonly NetworkTag[];
  readonly badge?: Badge;
  /** Shown in place of cards where there are none, or beside them where some are left out. */
  readonly note?: string;
  readonly label: string;
}

export interface SceneSite {
  readonly id: string;
  readonly title: string;
}

export interface NetworkTag {
  readonly id: string;
  /** `N1`: what members carry on their cards. */
  readonly mark: string;
  readonly title: string;
  readonly badge?: Badge;
}

export interface SceneCard {
  readonly id: string;
  readonly type: 'system' | 'organisation' | 'network';
  readonly band: number;
  readonly icon: IconName;
  readonly title: string;
  readonly subtitle: string;
  /** Undefined where cards of the type have no owner; null where nobody is named. */
  readonly owner?: string | null;
  readonly state: LifeState;
  readonly quantity?: number;
  readonly isRedundant: boolean;
  /** Zones it stands in besides its own. */
  readonly otherZones: readonly string[];
  readonly networks: readonly CardNetwork[];
  readonly badge?: Badge;
  /** It stands outside the scope, and is there because something in the scope is connected to it. */
  readonly isNeighbour: boolean;
  /** What a screen reader says. */
  readonly label: string;
}

export interface CardNetwork {
  readonly mark: string;
  readonly isForeign: boolean;
}

export type LifeState = 'healthy' | 'not-known' | 'planned' | 'in-build' | 'phase-out' | 'end-of-support' | 'none';

export interface SceneConduit {
  readonly id: string;
  /** `C1` */
  readonly mark: string;
  readonly title: string;
  readonly protocols: readonly string[];
  readonly zones: readonly string[];
  readonly devices: readonly Device[];
  readonly badge?: Badge;
  readonly label: string;
}

/** What enforces a conduit and stands on the border, where it has no card of its own. */
export interface Device {
  readonly id: string;
  readonly icon: IconName;
  readonly title: string;
  readonly badge?: Badge;
  readonly label: string;
  /** It has a card elsewhere; the symbol only points to it. */
  readonly hasCard: boolean;
}

export interface SceneLink {
  readonly id: string;
  readonly kind: LinkKind;
  readonly source: LinkEnd;
  readonly target: LinkEnd;
  readonly isMutual: boolean;
  /** The conduits it passes, in order from source to target; none for what runs by itself. */
  readonly conduits: readonly string[];
  readonly badge?: Badge;
  /** What stands on a line that runs by itself from zone to zone. */
  readonly mark?: string;
  readonly label: string;
}

/**
 * `flow`: an interface within a zone or through a conduit. `undeclared`: it crosses zones and no conduit is there.
 * `unplaced`: it is not known whether it crosses. `remote`: a hop of a remote access.
 */
export type LinkKind = 'flow' | 'undeclared' | 'unplaced' | 'remote';

/** A card, a zone as a whole, or a device that stands on a conduit. */
export type LinkEnd = { readonly card: string } | { readonly zone: string } | { readonly device: string };
