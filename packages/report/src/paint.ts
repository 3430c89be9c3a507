import type { Severity } from '@weir/model';

export type Style = Severity | 'strong' | 'faint' | 'help';

/** Gives a text its colour, or gives it back as it is: the words never depend on it. */
export type Paint = (style: Style, text: string) => string;

/** The 16 colours that every terminal theme chooses for itself. */
const codes: Record<Style, string> = { error: '1;31', warning: '1;33', note: '1;36', strong: '1', faint: '2', help: '36' };

export function painter({ colour }: { readonly colour: boolean }): Paint {
  if (!colour) return (_, text) => text;
  return (style, text) => (text === '' ? '' : `\u001b[${codes[style]}m${text}\u001b[0m`);
}
