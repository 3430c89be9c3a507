import { describeRule, type RuleDescription } from '@weir/rules';
import { library } from '@weir/rules/library';
import { wholeLibrary } from '@weir/workspace';
import { libraryScheme } from '../address.js';
import { weirBlock } from '../markdown.js';
import { ruleNamed } from './diagnostics.js';

/** The page of a built-in rule or check, by the name of its document; nothing for another document. */
export function libraryPage(name: string): string | undefined {
  const rule = new RegExp(`^${libraryScheme}:/pages/([\\w-]+)\\.md$`).exec(name)?.[1];
  const element = rule === undefined ? undefined : ruleNamed(rule, wholeLibrary());
  return element && pageOf(describeRule(element, library));
}

function pageOf(about: RuleDescription): string {
  const { name, title, severity, group, aliases, because, help, description, falsePositives, parameters, clauses, examples } = about;
  const sections = [
    `# ${name}`,
    `${title}.`,
    [`\`${severity}\``, group, ...aliases].filter(Boolean).join(', '),
    `## Why\n\n${because}`,
    help && `## What to do\n\n${help}`,
    description,
    falsePositives && `## When it is not one\n\n${falsePositives}`,
    about.looksAt && about.requires && `## What it asks\n\n${weirBlock(`for: ${about.looksAt}\nrequire: ${about.requires}`)}`,
    parameters.length > 0 &&
      `## Parameters\n\n${parameters.map(({ name: parameter, type, default: value, doc }) => `- \`${parameter}\`: ${type}, \`${value}\` by default${doc ? `. ${doc}` : ''}`).join('\n')}`,
    clauses.length > 0 &&
      `## Asked for by\n\n${clauses.map(({ framework, clause }) => `- ${framework.title ?? framework.name}${clause ? `, ${clause.name}: ${clause.title ?? ''}` : ''}`).join('\n')}`,
    examples.length > 0 &&
      `## Examples\n\n${examples.map(({ text, shown, is, title: example }) => weirBlock(shown === undefined ? text : `// ${is}: ${example}\n${shown}`)).join('\n\n')}`,
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}
