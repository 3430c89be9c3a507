import { suggest } from '@weir/model';

/** An option of a command, as its help shows it. */
export interface Option {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** What its value is called; absent, it is a switch. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly doc: string;
}

export interface Parsed {
  readonly paths: readonly string[];
  /** Values in the order given; a switch has `yes`. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Reads the arguments of a command, or says what is wrong with them. */
export function parseArguments(given: readonly string[], options: readonly Option[]): Parsed | { readonly wrong: string } {
  const paths: string[] = [];
  const values = new Map<string, string[]>();
  for (let index = 0; index < given.length; index++) {
    const argument = given[index] as string;
    if (argument === '--') {
      paths.push(...given.slice(index + 1));
      break;
    }
    if (!argument.startsWith('-') || argument === '-') {
      paths.push(argument);
      continue;
    }
    const [flag = '', inline] = splitAtEquals(argument);
    const option = options.find(({ name, short }) => flag === `--${name}` || flag === `-${short}`);
    if (option === undefined) {
      const near = suggest(
        flag.replace(/^-+/, ''),
        options.map(({ name }) => name),
      );
      return { wrong: `There is no option ${flag}.${near ? ` Did you mean --${near}?` : ''}` };
    }
    if (option.value === undefined && inline !== undefined) return { wrong: `${flag} takes no value.` };
    const value = option.value === undefined ? 'yes' : (inline ?? given[++index]);
    if (value === undefined) return { wrong: `${flag} needs a value: ${flag} <${option.value}>.` };
    const choice = value.split('=')[0] as string;
    if (option.choices && !option.choices.includes(choice)) {
      const near = suggest(choice, option.choices);
      return { wrong: `${flag} cannot be "${choice}".${near ? ` Did you mean ${near}?` : ''} It is one of ${option.choices.join(', ')}.` };
    }
    values.set(option.name, [...(values.get(option.name) ?? []), value]);
  }
  return { paths, options: values };
}

function splitAtEquals(argument: string): [string, string?] {
  const equals = argument.indexOf('=');
  return equals < 0 || !argument.startsWith('--') ? [argument] : [argument.slice(0, equals), argument.slice(equals + 1)];
}
