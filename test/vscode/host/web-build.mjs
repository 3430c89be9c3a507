// Makes of VS Code's server the build for a window without a server, as @vscode/test-web serves it: the extension host is a worker, files are virtual.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * @param {string} vscode The folder of the server.
 * @param {string} target Where @vscode/test-web looks for builds.
 * @returns {string} The commit that it is asked for by.
 */
export function webBuild(vscode, target) {
  const { commit } = JSON.parse(readFileSync(join(vscode, 'product.json'), 'utf8'));
  const name = `vscode-web-stable-${commit}`;
  const folder = join(target, name);
  if (existsSync(folder)) return commit;
  const unfinished = `${folder}.unfinished-${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  cpSync(join(vscode, 'out'), join(unfinished, 'out'), { recursive: true });
  cpSync(join(vscode, 'extensions'), join(unfinished, 'extensions'), { recursive: true });
  symlinkSync(join(vscode, 'node_modules'), join(unfinished, 'node_modules'));
  writeFileSync(join(unfinished, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(unfinished, 'version'), name);
  inTheBrowser(join(unfinished, 'out/vs/code/browser/workbench/workbench.js'));
  writeFileSync(join(unfinished, 'out/vs/workbench/workbench.web.main.internal.js'), start);
  renameSync(unfinished, folder);
  return commit;
}

/** code-server's workbench counts on its server: for user data, and as the authority of everything. */
function inTheBrowser(file) {
  let text = readFileSync(file, 'utf8');
  for (const [pattern, replacement] of [
    [
      /(userRoamingDataHome\(\)\{return [\w$]+\([\w$]+\.file\(this\.userDataPath\)\.with\(\{scheme:[\w$]+\.)vscodeRemote/,
      '$1vscodeUserData',
    ],
    [/,remoteAuthority:location\.host\}/, '}'],
  ]) {
    if (!pattern.test(text)) throw new Error(`${file} does not contain ${pattern}: this version of code-server is built differently.`);
    text = text.replace(pattern, replacement);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** @vscode/test-web imports a module that starts nothing by itself; code-server's bundle starts when it is loaded, and reads the same configuration. */
const start = `const style = document.createElement('link');
style.rel = 'stylesheet';
style.href = new URL('../code/browser/workbench/workbench.css', import.meta.url).href;
document.head.append(style);
const meta = document.getElementById('vscode-workbench-web-configuration');
const own = { userDataPath: '/', enableWorkspaceTrust: false, isEnabledCoderGettingStarted: false, isEnabledFileDownloads: true, isEnabledFileUploads: true, webviewEndpoint: new URL('contrib/webview/browser/pre', import.meta.url).href };
meta.setAttribute('data-settings', JSON.stringify({ ...own, ...JSON.parse(meta.getAttribute('data-settings')) }));
import('../code/browser/workbench/workbench.js');
export const create = () => ({ dispose() {} });
export const URI = { parse: (uri) => uri, revive: (uri) => uri, from: (uri) => uri };
export class Emitter {
  event = () => ({ dispose() {} });
  fire() {}
  dispose() {}
}
`;
