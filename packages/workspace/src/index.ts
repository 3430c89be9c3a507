export { type BindOptions, type BoundProject, bindProject } from './bind-project.js';
export {
  type CheckedProject,
  type CheckOptions,
  checkProject,
  isIncompleteness,
  isMisconfiguration,
  profileNamed,
} from './check-project.js';
export { type Configuration, defaults } from './configuration.js';
export { type Decoded, decode } from './decode.js';
export { below, collapse, join, prefixBetween } from './file-path.js';
export { type Entry, type Host, isUnreadable, type Stat, type Unreadable } from './host.js';
export { loadProject, type Project, type ProjectFile } from './project.js';
export { projectFolder } from './project-folder.js';
export { standardLibrary } from './standard-library.js';
export { testRules } from './test-project.js';
export { isUnread } from './unread.js';
export { wholeLibrary } from './whole-library.js';
