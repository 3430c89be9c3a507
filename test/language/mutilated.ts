import fc from 'fast-check';
import { scan } from '../../packages/language/src/scanner.js';

/** What people leave behind while they type, and what comes along from elsewhere. */
const litter = [
  ...Array.from('{}()[],.:=<>+-*/"`#;\'\\|&!?@%$~^ \n\r\t'),
  '"""',
  '/*',
  '*/',
  '//',
  '->',
  '<->',
  '==',
  '&&',
  '{\n',
  '\n}',
  ' and ',
  ' not ',
  ' every ',
  ' where ',
  ' in ',
  ' a ',
  ' key: ',
  '"text"',
  ' 12 ',
  '2027-13-45',
  '411-FIC',
  '„ä“',
  '’',
  '–',
  '→',
  '🏭',
  '\u0000',
  '\ud83d',
  '\u202e',
  '\u200b',
  '\u00ad',
  '\u00a0',
  '\ufeff',
  'http://a.b/c',
  'C:\\x',
  'x@y.z',
];

type Mutilation = (text: string) => string;

/** A text with some of its characters or tokens deleted, doubled, moved, replaced or split. */
export function mutilated(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(text, fc.array(mutilation, { minLength: 1, maxLength: 4 }))
    .map(([whole, changes]) => changes.reduce((changed, change) => change(changed), whole));
}

const position = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

const mutilation: fc.Arbitrary<Mutilation> = fc.oneof(
  fc.tuple(position, fc.constantFrom(...litter)).map(
    ([at, piece]): Mutilation =>
      (text) =>
        inserted(text, Math.floor(at * (text.length + 1)), piece),
  ),
  fc.tuple(position, fc.nat(3)).map(
    ([at, length]): Mutilation =>
      (text) =>
        without(text, Math.floor(at * text.length), length + 1),
  ),
  fc.tuple(position, fc.constantFrom(...litter)).map(
    ([at, piece]): Mutilation =>
      (text) =>
        atToken(text, at, (start) => inserted(text, start, piece)),
  ),
  position.map(
    (at): Mutilation =>
      (text) =>
        atToken(text, at, (start, end) => without(text, start, end - start)),
  ),
  position.map(
    (at): Mutilation =>
      (text) =>
        atToken(text, at, (start, end) => inserted(text, end, text.slice(start, end))),
  ),
  position.map(
    (at): Mutilation =>
      (text) =>
        atToken(text, at, (start, end) => inserted(text, end, ` ${text.slice(start, end)}`)),
  ),
  fc.tuple(position, position).map(
    ([from, to]): Mutilation =>
      (text) =>
        atToken(text, from, (start, end) => atToken(text, to, (target) => inserted(text, target, text.slice(start, end)))),
  ),
  fc.tuple(position, fc.constantFrom(...litter)).map(
    ([at, piece]): Mutilation =>
      (text) =>
        atToken(text, at, (start, end) => text.slice(0, start) + piece + text.slice(end)),
  ),
);

function atToken(text: string, at: number, change: (start: number, end: number) => string): string {
  const tokens = scan(text).tokens.filter(({ kind }) => kind !== 'eos');
  const token = tokens[Math.floor(at * tokens.length)];
  return token === undefined ? text : change(token.start, token.end);
}

function inserted(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}

function without(text: string, at: number, length: number): string {
  return text.slice(0, at) + text.slice(at + length);
}
