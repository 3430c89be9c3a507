import type { RuleExample } from '@weir/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Projects } from './projects.js';

/** The examples of a project's own rules in the test explorer: each rule a suite, each `bad` and `good` a test. */
export function showExamples(client: BaseLanguageClient, projects: Projects): vscode.Disposable {
  const controller = vscode.tests.createTestController('weir.examples', vscode.l10n.t('Rule Examples'));
  const projectOf = new WeakMap<vscode.TestItem, string>();

  async function list(project: string): Promise<void> {
    const result = await projects.examples({ project });
    const rules = new Map<string, RuleExample[]>();
    for (const example of result?.examples ?? []) rules.set(example.rule, [...(rules.get(example.rule) ?? []), example]);
    for (const [id, item] of controller.items) if (projectOf.get(item) === project && !rules.has(ruleIn(id))) controller.items.delete(id);
    for (const [rule, examples] of rules) {
      const id = `${project}#${rule}`;
      const item = controller.items.get(id) ?? itemOf(id, rule, examples[0]?.ruleLocation);
      controller.items.add(item);
      projectOf.set(item, project);
      item.children.replace(
        examples.map((example) => itemOf(`${id}/${example.is} ${example.title}`, `${example.is} "${example.title}"`, example.location)),
      );
    }
  }

  function itemOf(id: string, label: string, location: RuleExample['location'] | undefined): vscode.TestItem {
    const place = location && client.protocol2CodeConverter.asLocation(location);
    const item = controller.createTestItem(id, label, place?.uri);
    item.range = place?.range;
    return item;
  }

  async function run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const testRun = controller.createTestRun(request);
    const wanted = testsIn(request, controller).filter((test) => !request.exclude?.includes(test));
    for (const test of wanted) testRun.started(test);
    const suites = new Set(wanted.flatMap(({ parent }) => parent ?? []));
    for (const project of new Set([...suites].map((suite) => projectOf.get(suite)))) {
      if (project === undefined || token.isCancellationRequested) continue;
      const names = [...suites].filter((suite) => projectOf.get(suite) === project).map(({ label }) => label);
      const result = await projects.examples({ project, run: names });
      for (const { rule, is, title, outcome } of result?.examples ?? []) {
        const test = wanted.find(({ id }) => id === `${project}#${rule}/${is} ${title}`);
        if (test !== undefined) report(testRun, test, outcome);
      }
    }
    testRun.end();
  }

  controller.createRunProfile(vscode.l10n.t('Run'), vscode.TestRunProfileKind.Run, run, true);
  return vscode.Disposable.from(
    controller,
    projects.onAnalysed(({ project }) => void list(project)),
  );
}

function report(run: vscode.TestRun, test: vscode.TestItem, outcome: string | undefined): void {
  if (outcome === undefined) run.skipped(test);
  else if (outcome === '') run.passed(test);
  else {
    const message = new vscode.TestMessage(outcome);
    if (test.uri !== undefined && test.range !== undefined) message.location = new vscode.Location(test.uri, test.range);
    run.failed(test, message);
  }
}

function testsIn({ include }: vscode.TestRunRequest, { items }: vscode.TestController): readonly vscode.TestItem[] {
  const asked = include ?? [...items].map(([, item]) => item);
  return asked.flatMap((item) => (item.children.size === 0 ? [item] : [...item.children].map(([, child]) => child)));
}

function ruleIn(id: string): string {
  return id.slice(id.lastIndexOf('#') + 1);
}
