import { parseArgs } from 'node:util';
import { suggest } from '@weir/model';
import { misused, type Refusal } from './exit-code.js';

/** An option of a command, as its help shows it. */
export interface Option {
  /** Without the dashes. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** What its value is called; absent, it is a switch. */
  readonly value?: string;
  /** What the value can be, up to a `=`. */
  readonly choices?: readonly string[];
  readonly doc: string;
}

export interface Parsed {
  readonly paths: readonly string[];
  /** Values in the order given; a switch has `yes`. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Reads the arguments of a command, or says what is wrong with them. */
export function parseArguments(given: readonly string[], options: readonly Option[]): Parsed | Refusal {
  const paths: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokensOf(given, options)) {
    if (token.kind === 'positional') paths.push(token.value);
    if (token.kind !== 'option') continue;
    const argument = given[token.index] as string;
    const option = options.find(({ name }) => name === token.name);
    if (option === undefined || isMeantAsLong(argument, options)) return unknownOption(argument, options);
    const wrong = wrongValue(option, token);
    if (wrong !== undefined) return misused(wrong);
    values.set(option.name, [...(values.get(option.name) ?? []), token.value ?? 'yes']);
  }
  return { paths, options: values };
}

/** Node splits the arguments; what it says of mistakes is replaced by messages that know the options. */
function tokensOf(args: readonly string[], options: readonly Option[]) {
  const types = options.map(({ name, short, value }) => {
    const type = value === undefined ? ('boolean' as const) : ('string' as const);
    return [name, { type, ...(short !== undefined && { short }) }] as const;
  });
  return parseArgs({ args: [...args], options: Object.fromEntries(types), strict: false, tokens: true }).tokens;
}

interface Given {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function wrongValue({ value: placeholder, choices }: Option, { rawName, value, inlineValue }: Given): string | undefined {
  if (placeholder === undefined) return value === undefined ? undefined : `${rawName} takes no value.`;
  const isNext = inlineValue !== true && value !== undefined && /^-./.test(value);
  if (value === undefined || value === '' || isNext) return `${rawName} needs a value: ${rawName} <${placeholder}>.`;
  const choice = value.split('=')[0] as string;
  if (choices === undefined || choices.includes(choice)) return undefined;
  const near = suggest(choice, choices);
  return `${rawName} cannot be "${choice}".${near ? ` Did you mean ${near}?` : ''} It is one of ${choices.join(', ')}.`;
}

/** `-format` would be read as `-f ormat`. */
function isMeantAsLong(argument: string, options: readonly Option[]): boolean {
  return /^-[^-]./.test(argument) && options.some(({ name }) => name === flagOf(argument));
}

function unknownOption(argument: string, options: readonly Option[]): Refusal {
  const names = options.map(({ name }) => name);
  const near = names.find((name) => name === flagOf(argument)) ?? suggest(flagOf(argument), names);
  return misused(`there is no option ${argument.split('=')[0]}.${near ? ` Did you mean --${near}?` : ''}`);
}

function flagOf(argument: string): string {
  return argument.replace(/^-+/, '').replace(/=.*$/s, '');
}
