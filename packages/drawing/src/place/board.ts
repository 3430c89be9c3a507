import { type Stretch, tracksFor } from './channel.js';
import type { Run } from './run.js';

/** A line over a board: along runs, and from one run to the next along a channel. */
export interface Path {
  readonly net: string;
  readonly room: number;
  readonly runs: readonly string[];
  /** One fewer than runs. */
  readonly channels: readonly number[];
}

export interface Laid {
  /** The height that the tracks of each channel take. */
  readonly heights: readonly number[];
  /** For each path and each of its channels, how far below the top of the channel's tracks it runs; undefined where it goes straight. */
  readonly offsets: readonly (readonly (number | undefined)[])[];
}

const straight = 0.05;

/** Lays the horizontal pieces of all paths onto tracks, once every run has its x. Pieces of one net share a track where they touch. */
export function layTracks(paths: readonly Path[], runs: ReadonlyMap<string, Run>, channels: number): Laid {
  const heights: number[] = [];
  const offsets = paths.map((path) => path.channels.map((): number | undefined => undefined));
  for (let channel = 0; channel < channels; channel++) {
    const pieces = piecesIn(channel, paths, runs);
    const stretches = united(pieces);
    const tracks = tracksFor(stretches.map(({ stretch }) => stretch));
    heights.push(tracks.height);
    for (const [index, { members }] of stretches.entries())
      for (const { path, step } of members) (offsets[path] as (number | undefined)[])[step] = tracks.offsets[index];
  }
  return { heights, offsets };
}

interface Piece extends Stretch {
  readonly path: number;
  readonly step: number;
}

function piecesIn(channel: number, paths: readonly Path[], runs: ReadonlyMap<string, Run>): readonly Piece[] {
  return paths.flatMap((path, index) =>
    path.channels.flatMap((of, step): Piece[] => {
      if (of !== channel) return [];
      const ends = [runs.get(path.runs[step] as string), runs.get(path.runs[step + 1] as string)].filter((run) => run !== undefined);
      const xs = ends.map(({ x }) => x);
      const [from, to] = [Math.min(...xs), Math.max(...xs)];
      if (to - from < straight) return [];
      return [
        {
          path: index,
          step,
          net: path.net,
          room: path.room,
          from,
          to,
          up: ends.filter((run) => goesUp(run, channel)).map(({ x }) => x),
          down: ends.filter((run) => goesDown(run, channel)).map(({ x }) => x),
        },
      ];
    }),
  );
}

function goesUp(run: Run, channel: number): boolean {
  return run.held === undefined ? run.first < 2 * channel : run.held === 'above';
}

function goesDown(run: Run, channel: number): boolean {
  return run.held === undefined ? run.last > 2 * channel : run.held === 'below';
}

interface United {
  readonly stretch: Stretch;
  readonly members: readonly Piece[];
}

/** Pieces of one net that touch become one stretch. */
function united(pieces: readonly Piece[]): readonly United[] {
  const byNet = new Map<string, Piece[]>();
  for (const piece of pieces) byNet.set(piece.net, [...(byNet.get(piece.net) ?? []), piece]);
  const all: United[] = [];
  for (const ofNet of byNet.values()) {
    let members: Piece[] = [];
    let reach = Number.NEGATIVE_INFINITY;
    for (const piece of ofNet.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
      if (members.length > 0 && piece.from > reach + straight) {
        all.push(uniting(members));
        members = [];
      }
      members.push(piece);
      reach = Math.max(reach, piece.to);
    }
    all.push(uniting(members));
  }
  return all;
}

function uniting(members: readonly Piece[]): United {
  const first = members[0] as Piece;
  return {
    members,
    stretch: {
      net: first.net,
      room: first.room,
      from: Math.min(...members.map(({ from }) => from)),
      to: Math.max(...members.map(({ to }) => to)),
      up: [...new Set(members.flatMap(({ up }) => up))],
      down: [...new Set(members.flatMap(({ down }) => down))],
    },
  };
}
