import fc from 'fast-check';

/** Random texts of the grammar, with the words and shapes that a reader could take for others. */

const words = [
  'system',
  'plc-feed',
  'interface',
  'inside',
  'notary',
  'android',
  'orchard',
  'everyday',
  'bypass',
  'at',
  'any',
  'date',
  'no-name',
  'x',
  '_a',
  'ünknown',
  '制御盤',
  'e\u0301tat',
  'constructor',
  '__proto__',
  'Q2',
  '`411-FIC-101`',
  '`in`',
  '`a b`',
];
const reserved = 'all and by every exists false in matches no none not or satisfies true unknown where yes'.split(' ');
const literals = [
  '"text"',
  '""',
  '"a \\" {b} // c"',
  '"\\u{1F3ED}\\n\\\\"',
  '"🏭"',
  '"""one *line*"""',
  '"""\n    two "lines"\n      { }\n  """',
  '12',
  '-3',
  '3.5',
  '2027',
  '2.10',
  '0..2',
  '3..3.5',
  '2027-Q2',
  '2027-W21',
  '2027-06',
  '2027-06-30',
  '2027-05-24T06:00',
  '15min',
  '18mo',
  '250ms',
  '95%',
  '1.2MEUR',
  'iec-62443-3-3/SR-5.2',
  'sap-pm/10020331',
  'yes',
  'no',
  'none',
  'unknown',
  'true',
  'false',
];

const word = fc.constantFrom(...words);
const key = fc.oneof({ weight: 4, arbitrary: word }, fc.constantFrom(...reserved));
const memberName = key;
const blank = fc.constantFrom(' ', ' ', ' ', '  ', ' /* c */ ', '\t');
/** Behind an operator, a comma or an open bracket, where a line may end. */
const blankOrBreak = fc.oneof({ weight: 5, arbitrary: blank }, fc.constantFrom('\n', '\n    ', ' // why\n  ', '\n\n', '\r\n'));
const noBlank = fc.constantFrom('', '', ' ', '\n');
const title = fc.constantFrom('"Feed PLC"', '""', '"a {b} \\"c\\""', '"""Long"""');

/** One expression inside the other, eight rules each time, twice at most. */
const shallow = { depthIdentifier: fc.createDepthIdentifier(), maxDepth: 16 };
const nested = { depthIdentifier: fc.createDepthIdentifier(), maxDepth: 6 };

const { expression } = fc.letrec<
  Record<'expression' | 'and' | 'negation' | 'comparison' | 'sum' | 'product' | 'postfix' | 'operand' | 'argument', string>
>((tie) => ({
  expression: fc.oneof(shallow, tie('and'), joined(tie('and'), 'or'), clause(tie)),
  and: fc.oneof(shallow, tie('negation'), joined(tie('negation'), 'and')),
  negation: fc.oneof(shallow, { weight: 3, arbitrary: tie('comparison') }, sequence('not', blankOrBreak, tie('comparison'))),
  comparison: fc.oneof(
    shallow,
    { weight: 2, arbitrary: tie('sum') },
    joined(tie('sum'), '=', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'matches', 'by'),
  ),
  sum: fc.oneof(shallow, { weight: 3, arbitrary: tie('product') }, joined(tie('product'), '+', '-')),
  product: fc.oneof(shallow, { weight: 3, arbitrary: tie('postfix') }, joined(tie('postfix'), '*', '/')),
  postfix: fc.oneof(
    shallow,
    { weight: 2, arbitrary: tie('operand') },
    sequence(word, noBlank, '.', noBlank, memberName),
    sequence('count(', word, ').', memberName, ' .', memberName),
  ),
  argument: fc.oneof(shallow, tie('expression'), sequence(key, ':', blank, tie('expression'))),
  operand: fc.oneof(
    shallow,
    { weight: 4, arbitrary: word },
    { weight: 4, arbitrary: fc.constantFrom(...literals) },
    bracketed('(', tie('expression'), ')', 1),
    bracketed('[', tie('expression'), ']', 0),
    sequence(word, bracketed('(', tie('argument'), ')', 0)),
  ),
}));

/** What takes all that follows, so that it stands last. */
function clause(tie: (name: 'expression' | 'sum') => fc.Arbitrary<string>): fc.Arbitrary<string> {
  const scope = fc.oneof(fc.constant(''), sequence(blank, 'in', blankOrBreak, tie('sum')));
  const condition = fc.oneof(fc.constant(''), sequence(blankOrBreak, 'where', blankOrBreak, tie('expression')));
  return fc.oneof(
    shallow,
    sequence('every', blank, key, blank, word, fc.constantFrom('', '', ' at any date'), scope, condition),
    sequence(
      fc.constantFrom('exists', 'all'),
      blank,
      word,
      blank,
      'in',
      blankOrBreak,
      tie('expression'),
      blankOrBreak,
      'satisfies',
      blankOrBreak,
      tie('expression'),
    ),
  );
}

const template = fc
  .array(
    fc.oneof(
      fc.constantFrom('is ', '{{', '}}', '\\"', '\\u{41}', 'ä'),
      expression.filter((text) => !/["\n\r{}\\]|\/\//.test(text)).map((text) => `{${text}}`),
    ),
    { maxLength: 5 },
  )
  .map((pieces) => `"${pieces.join('')}"`);

const property = fc.oneof(
  {
    weight: 5,
    arbitrary: sequence(
      key,
      fc.constantFrom(': ', ':', ' :  '),
      fc.array(expression, { minLength: 1, maxLength: 3 }).map((values) => values.join(', ')),
    ),
  },
  sequence(fc.constantFrom('message', 'help'), ': ', template),
);
const segments = fc.array(memberName, { maxLength: 2 }).map((names) => names.map((name) => `.${name}`).join(''));
const path = fc.oneof({ weight: 3, arbitrary: sequence(word, segments) }, sequence(word, '(', word, segments, ')'));
const ends = sequence(path, blank, fc.constantFrom('->', '<->'), blankOrBreak, path);
const head = fc.oneof(
  sequence(word, ' ', path),
  sequence(word, ' ', title),
  sequence(word, ' ', path, ' ', title),
  sequence(word, ' ', ends),
  sequence(word, ' ', ends, ' ', title),
  sequence(word, ' ', path, ' ', ends),
  sequence(word, ' ', title, ' ', ends),
  sequence(word, ' ', path, ' ', title, ' ', ends),
);
const labels = fc.constantFrom('', '', '', ' #hot', ' #1 #a-b');
const description = fc.constantFrom('', '', '', '/** Kraft *pulp*. */\n', '/**\n * Two\n *   lines\n */ ');
const statementEnd = fc.constantFrom('\n', '\n', '\n', '\n\n', ' // remark\n', ' /* remark */\n', '\r\n');

const { body } = fc.letrec<Record<'body' | 'block' | 'declaration', string>>((tie) => ({
  body: fc
    .array(
      fc.oneof(
        nested,
        sequence(property, statementEnd),
        sequence(property, '   ', property, statementEnd),
        sequence(tie('declaration'), statementEnd),
      ),
      { maxLength: 4 },
    )
    .map((statements) => statements.join('')),
  block: fc.oneof(
    nested,
    sequence('{ ', fc.oneof(fc.constant(''), property), fc.constantFrom(' }', '\n}')),
    sequence(fc.constantFrom('{\n', '\n{\n', '{ // remark\n'), tie('body'), '}'),
  ),
  declaration: fc.oneof(
    nested,
    sequence(description, head, labels),
    sequence(description, head, labels, ' ', tie('block')),
    sequence(word, ' ', tie('block')),
  ),
}));

export const validText: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('', '', '\ufeff', '\n', '// remark\n'), body)
  .map((pieces) => pieces.join(''));

function sequence(...pieces: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  return fc.tuple(...pieces.map((piece) => (typeof piece === 'string' ? fc.constant(piece) : piece))).map((parts) => parts.join(''));
}

/** `a op b`, on one line or with a break behind the operator or in front of it. */
function joined(side: fc.Arbitrary<string>, ...operators: readonly string[]): fc.Arbitrary<string> {
  return sequence(side, blankOrBreak, fc.constantFrom(...operators), blankOrBreak, side);
}

function bracketed(open: string, item: fc.Arbitrary<string>, close: string, least: number): fc.Arbitrary<string> {
  return sequence(
    open,
    noBlank,
    fc.array(item, { minLength: least, maxLength: 3 }).map((items) => items.join(', ')),
    noBlank,
    close,
  );
}
