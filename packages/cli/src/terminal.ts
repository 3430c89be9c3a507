/** What the output is read on. */
export interface Terminal {
  readonly colour: boolean;
  readonly width: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Columns where nobody says how many: in a pipe, or in a log. */
const usualWidth = 100;

export function terminalOf(env: Environment, stream: { readonly isTTY?: boolean; readonly columns?: number }): Terminal {
  const asked = Number(env['COLUMNS']);
  return { colour: wantsColour(env, stream.isTTY), width: stream.columns || (asked > 0 ? Math.floor(asked) : usualWidth) };
}

/** https://force-color.org and https://no-color.org: forcing wins, then refusing, then whether somebody looks. */
function wantsColour(env: Environment, isTerminal: boolean | undefined): boolean {
  const force = env['FORCE_COLOR'];
  if (force) return force !== '0';
  if (env['NO_COLOR']) return false;
  return isTerminal === true && env['TERM'] !== 'dumb';
}
