export { type BoundProject, bindProject, type CheckedProject, type CheckOptions, checkProject } from './check-project.js';
export { type Configuration, defaults } from './configuration.js';
export { below, join, lastPart, parentOf } from './file-path.js';
export { type Host, isUnreadable, type Stat, type Unreadable } from './host.js';
export { loadProject, type Project, type ProjectFile, projectFolder } from './project.js';
export { standardLibrary } from './standard-library.js';
export { testRules } from './test-project.js';
