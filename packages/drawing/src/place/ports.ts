import type { SceneConduit } from '../scene/scene.js';
import type { Route } from './exterior.js';
import { captionFor, captionText, labelFor } from './label.js';
import type { Plan, PlannedCrossing } from './plan.js';
import type { Port, Side } from './wire.js';

/** Which way every crossing goes, and which of its ends bears the label. */
export interface Sides {
  readonly routes: readonly Route[];
  readonly labelled: ReadonlyMap<string, End>;
}

export type End = 'from' | 'to';
export const ends: readonly End[] = ['from', 'to'];

export function sideOf({ fromSide, toSide }: Route, end: End): Side {
  return end === 'from' ? fromSide : toSide;
}

/** The key of a port begins with its side, so that a wire's end says where it leads. */
export function portKey(side: Side, crossing: string): string {
  return `${side} ${crossing}`;
}

/** Where the ports of a zone should be: from its left edge, by crossing; undefined where they may be over their cards. */
export type Wishes = (route: Route, zone: number, side: Side) => number | undefined;

const leastPipePort = 28;
const leastLinePort = 18;
export const devicePitch = 30;

/** The ports of a zone, each with what it and its label take along the frame. */
export function portsOf(zone: number, plan: Plan, { routes, labelled }: Sides, wishes: Wishes): readonly Port[] {
  return routes.flatMap((route): Port[] => {
    const { crossing } = route;
    if (crossing.from !== zone && crossing.to !== zone) return [];
    const planned = plan.byKey.get(crossing.key) as PlannedCrossing;
    const end = crossing.from === zone ? 'from' : 'to';
    const side = sideOf(route, end);
    const { conduit } = planned;
    const least = conduit === undefined ? leastLinePort : deviceEnd(route) === end ? deviceRoom(conduit) : leastPipePort;
    const hasLabel = labelled.get(crossing.key) === end && route.way.is === 'around';
    const wish = wishes(route, zone, side);
    return [
      {
        key: portKey(side, crossing.key),
        side,
        width: hasLabel ? Math.max(least, labelRoom(planned)) : least,
        ...(wish !== undefined && { wish }),
        ...(route.way.is === 'beside' && { band: route.way.band }),
      },
    ];
  });
}

/** What the label takes along a frame, with some air. */
export function labelRoom(planned: PlannedCrossing): number {
  const label = labelFor(planned);
  return label === undefined ? 0 : label.width + 12 + (label.of.badge === undefined ? 0 : 10);
}

/** What the devices of a conduit take along a frame: their symbols, and their names to the right. */
function deviceRoom(conduit: SceneConduit): number {
  const symbols = conduit.devices.length * devicePitch;
  const caption = captionFor(conduit);
  return Math.max(
    leastPipePort,
    symbols + 14,
    caption === undefined ? 0 : 2 * (symbols / 2 + captionText.offset - devicePitch / 2 + caption.width + 6),
  );
}

/** Devices stand where the conduit leaves the upper zone. */
export function deviceEnd({ crossing: { from, to }, fromSide, toSide }: Route): End {
  if (fromSide === 'bottom' && toSide === 'top') return 'from';
  if (toSide === 'bottom' && fromSide === 'top') return 'to';
  return from <= to ? 'from' : 'to';
}

/** Labels stand where a line comes down to its zone, unless others stand there already and there is room where it leaves the other. */
export function labelledEnds({ byKey }: Plan, routes: readonly Route[]): ReadonlyMap<string, End> {
  const labelled = new Map<string, End>();
  const crowd = new Map<string, number>();
  const crowdAt = (route: Route, end: End) => crowd.get(`${route.crossing[end]} ${sideOf(route, end)}`) ?? 0;
  const isConduit = ({ crossing }: Route) => byKey.get(crossing.key)?.conduit !== undefined;
  for (const route of [...routes.filter(isConduit), ...routes.filter((one) => !isConduit(one))]) {
    const lower = route.fromSide === 'top' && route.toSide !== 'top' ? 'from' : 'to';
    const upper = lower === 'to' ? 'from' : 'to';
    const end = !isConduit(route) && crowdAt(route, upper) < crowdAt(route, lower) ? upper : lower;
    labelled.set(route.crossing.key, end);
    crowd.set(`${route.crossing[end]} ${sideOf(route, end)}`, crowdAt(route, end) + 1);
  }
  return labelled;
}
