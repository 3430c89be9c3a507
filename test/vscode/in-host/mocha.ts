// Mocha's browser build, which also runs in Node: one bundle of tests for both extension hosts.
import 'mocha/mocha.js';

interface Test {
  fullTitle(): string;
}

interface Runner {
  on(event: 'pass', heard: (test: Test) => void): void;
  on(event: 'fail', heard: (test: Test, error: Error) => void): void;
}

declare const mocha: {
  setup(options: { readonly ui: string; readonly timeout: number; readonly reporter: new (runner: Runner) => object }): void;
  run(done: (failures: number) => void): void;
};

declare global {
  var location: { readonly search: string } | undefined;
  var suite: (title: string, tests: () => void) => void;
  var test: (title: string, body: () => Promise<void> | void) => void;
  var setup: (body: () => Promise<void> | void) => void;
}

/** One line for each test, with a mark by which it is told from what VS Code writes. */
class Lines {
  constructor(runner: Runner) {
    runner.on('pass', (test) => say(`passed ${test.fullTitle()}`));
    runner.on('fail', (test, error) => say(`failed ${test.fullTitle()}\n${error.stack ?? error.message}`));
  }
}

function say(text: string): void {
  console.log(`weir-test: ${text}`);
}

// It asks the address of its page which tests to leave out, and Node has none.
if (globalThis.location === undefined) globalThis.location = { search: '' };
mocha.setup({ ui: 'tdd', timeout: 90_000, reporter: Lines });

/** What VS Code calls: runs every suite, and fails when one test does. */
export function run(): Promise<void> {
  return new Promise((done, fail) => mocha.run((failures) => (failures === 0 ? done() : fail(new Error(`${failures} tests failed.`)))));
}
