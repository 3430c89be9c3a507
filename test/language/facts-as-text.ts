import type { Argument, Declaration, Expression, Path, SourceFacts, Statement } from '@weir/model';

/**
 * Facts as a reviewer reads them: a line a statement, expressions as operator first, every kind of value with a mark of its own.
 * Two files that say the same have the same text, wherever their words stand.
 */
export function factsAsText({ statements }: Pick<SourceFacts, 'statements'>): string {
  return lines(statements, '').join('\n');
}

function lines(statements: readonly Statement[], indent: string): string[] {
  return statements.flatMap((statement) => {
    if (statement.is === 'property') return `${indent}${statement.key.text}: ${statement.values.map(expression).join(', ')}`;
    const { body, description } = statement;
    return [
      ...(description === undefined ? [] : [`${indent}/** ${JSON.stringify(description)}`]),
      `${indent}${statement.sameLine ? '… ' : ''}${head(statement)}${body === undefined ? '' : ' {'}`,
      ...(body === undefined ? [] : [...lines(body, `${indent}  `), `${indent}}`]),
    ];
  });
}

function head({ keyword, name, title, source, target, mutual, labels }: Declaration): string {
  const ends = source && target ? `${path(source)} ${mutual ? '<->' : '->'} ${path(target)}` : undefined;
  return [keyword.text, name && path(name), title && expression(title), ends, ...labels.map(({ text }) => `#${text}`)]
    .filter((part) => part !== undefined)
    .join(' ');
}

function path({ type, segments }: Path): string {
  const names = segments.map(({ text }) => text).join('.');
  return type === undefined ? names : `${type.text}(${names})`;
}

function expression(node: Expression): string {
  switch (node.is) {
    case 'text':
      return JSON.stringify(node.text);
    case 'template':
      return `template(${node.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : expression(part))).join(' ')})`;
    case 'number':
      return node.text;
    case 'date':
      return `date(${node.text})`;
    case 'duration':
      return `duration(${node.amount} ${node.unit})`;
    case 'quantity':
      return `quantity(${node.amount} ${node.unit})`;
    case 'range':
      return `range(${node.from} ${node.to})`;
    case 'compound':
      return `compound(${node.head.text} ${node.tail.text})`;
    case 'constant':
      return `<${node.value}>`;
    case 'name':
      return node.text;
    case 'member':
      return `${expression(node.of)}.${node.member.text}`;
    case 'call':
      return `${node.callee.text}(${node.args.map(argument).join(', ')})`;
    case 'not':
      return `(not ${expression(node.operand)})`;
    case 'binary':
      return `(${node.operator} ${expression(node.left)} ${expression(node.right)})`;
    case 'quantifier':
      return `(${node.quantifier} ${node.variable.text} in ${expression(node.in)} satisfies ${expression(node.satisfies)})`;
    case 'selection':
      return [
        `(every ${node.type.text} ${node.variable.text}`,
        node.atAnyDate ? ' at any date' : '',
        node.in ? ` in ${expression(node.in)}` : '',
        node.where ? ` where ${expression(node.where)}` : '',
        ')',
      ].join('');
    case 'set':
      return `{${node.items.map(expression).join(', ')}}`;
    case 'tuple':
      return `[${node.items.map(expression).join(', ')}]`;
  }
}

function argument({ label, value }: Argument): string {
  return label === undefined ? expression(value) : `${label.text}: ${expression(value)}`;
}
