import { functions } from '@weir/expression';
import { isSymbol, type Token } from '@weir/language/tokens';
import { MarkupKind, type Position, type SignatureHelp } from 'vscode-languageserver';
import type { Client } from '../client.js';
import { paragraphs, weirBlock, withoutMarkup } from '../markdown.js';
import { placeAt } from '../place.js';
import type { Source } from '../source.js';

/** The function whose arguments are being typed, and which of them it is. */
export function signatureAt(source: Source, position: Position, client: Client): SignatureHelp | null {
  const { cursor } = placeAt(source, source.document.offsetAt(position));
  if (cursor.isInComment) return null;
  const call = callAround(cursor.before);
  const row = call && functions.find(({ name }) => name === call.callee.image);
  if (call === undefined || row === undefined) return null;
  const parameters = parametersOf(row.signature);
  const labelled = parameters.findIndex((parameter) => parameter.startsWith(`${call.label}:`));
  const active = call.label !== undefined && labelled >= 0 ? labelled : Math.min(call.index, Math.max(0, parameters.length - 1));
  const documentation = paragraphs(row.doc, weirBlock(row.example));
  return {
    signatures: [
      {
        label: row.signature,
        documentation: client.markdown ? { kind: MarkupKind.Markdown, value: documentation } : withoutMarkup(documentation),
        parameters: parameters.map((label) => ({ label })),
      },
    ],
    activeSignature: 0,
    activeParameter: active,
  };
}

function parametersOf(signature: string): readonly string[] {
  const inner = /\(([^)]*)\)/.exec(signature)?.[1] ?? '';
  // `sum(set of numbers, durations or amounts)` takes one thing of several sorts.
  const isOne = !/->/.test(signature) && !inner.includes(':');
  return isOne ? [inner] : inner.split(', ').filter((parameter) => parameter !== '');
}

interface OpenCall {
  readonly callee: Token;
  readonly index: number;
  readonly label: string | undefined;
}

/** The innermost call that is still open where the tokens end. */
function callAround(tokens: readonly Token[]): OpenCall | undefined {
  let depth = 0;
  let index = 0;
  let label: string | undefined;
  for (let at = tokens.length - 1; at > 0; at--) {
    const token = tokens[at] as Token;
    if (isSymbol(token, ')') || isSymbol(token, ']')) depth++;
    else if (isSymbol(token, '(') || isSymbol(token, '[')) {
      if (depth > 0) depth--;
      else {
        const callee = tokens[at - 1];
        return callee?.kind === 'id' && isSymbol(token, '(') ? { callee, index, label } : undefined;
      }
    } else if (depth === 0 && isSymbol(token, ',')) index++;
    else if (depth === 0 && index === 0 && token.kind === 'key') label ??= token.image;
  }
  return undefined;
}
