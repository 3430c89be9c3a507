import {
  asSet,
  type Environment,
  emptySet,
  isPath,
  isSet,
  type Missing,
  type Runtime,
  type SetValue,
  type Single,
  takeSince,
} from './runtime.js';

/** A set while it is put together from several answers. */
interface Union {
  readonly items: Single[];
  readonly maybe: Single[];
  readonly doubts: Missing[];
  open: boolean;
}

/** An empty one; where what it is made from is in doubt, so is the union. */
export function startUnion(from: SetValue = emptySet): Union {
  return { items: [], maybe: [], doubts: [...(from.doubts ?? [])], open: from.open === true };
}

/** Adds an answer to those that surely belong, or to those that may. */
export function addAnswer(union: Union, answer: Runtime, to: Single[]): void {
  if (answer === undefined) union.open = true;
  else if (isSet(answer) || isPath(answer)) addMembers(union, asSet(answer) as SetValue, to);
  else if (answer !== null) to.push(answer);
}

/** Takes what was noted for an answer since the mark. */
export function addDoubts({ doubts }: Union, environment: Environment, mark: number): void {
  if (environment.missing.length > mark) doubts.push(...takeSince(environment, mark));
}

function addMembers(union: Union, { items, maybe, open, doubts }: SetValue, to: Single[]): void {
  for (const item of items) to.push(item);
  for (const item of maybe) union.maybe.push(item);
  if (open) union.open = true;
  if (doubts !== undefined && doubts.length > 0) union.doubts.push(doubts);
}

/** Equal members are one, unless they are quantities, which add up; what surely belongs is not doubted too. */
export function unionOf({ items, maybe, open, doubts }: Union, keepsEqual = false): SetValue {
  const surely = keepsEqual ? items : distinct(items);
  const perhaps = keepsEqual || maybe.length === 0 ? maybe : others(maybe, items);
  if (!open && doubts.length === 0) return { items: surely, maybe: perhaps };
  return { items: surely, maybe: perhaps, ...(open && { open }), ...(doubts.length > 0 && { doubts }) };
}

/** Below this many members, comparing each with each is quicker than an index. */
const few = 8;

/** Each once. */
export function distinct(members: readonly Single[]): readonly Single[] {
  if (members.length <= few && members.every((member, index) => members.indexOf(member) === index)) return members;
  return [...new Set(members)];
}

function others(members: readonly Single[], known: readonly Single[]): readonly Single[] {
  const taken = new Set(known);
  return [...new Set(members)].filter((member) => !taken.has(member));
}
