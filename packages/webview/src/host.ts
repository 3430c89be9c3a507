import { type FromPage, messagesVersion } from './messages.js';

/** What VS Code gives a page. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

type Omitted<Union> = Union extends unknown ? Omit<Union, 'version'> : never;

const vscode = acquireVsCodeApi();

/** The extension on the other side, and what VS Code keeps of a page over reloads. */
export const host = {
  tell: (message: Omitted<FromPage>): void => vscode.postMessage({ version: messagesVersion, ...message }),
  kept: (): unknown => vscode.getState(),
  keep: (state: unknown): void => vscode.setState(state),
};
