export { concise } from './concise.js';
export { json } from './json.js';
export { pretty, type PrettyOptions } from './pretty.js';
export type { Report, RuleCard, Source, Summary } from './report.js';
