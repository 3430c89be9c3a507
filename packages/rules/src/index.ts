export { type Checked, type CheckInput, check } from './check.js';
export { describeRule, type RuleDescription } from './describe-rule.js';
export { type ExampleInput, type ExampleResult, runExample } from './examples.js';
export { gapRule } from './gaps.js';
export { severityOf, typeOfParameter } from './rule.js';
