/** Finding and reading a project. It stands in an entry of its own, so that a program that only reads loads no parser and no rules. */
export { isIncompleteness, isMisconfiguration } from './completeness.js';
export { type Configuration, defaults } from './configuration.js';
export { type Decoded, decode } from './decode.js';
export { below, collapse, join, prefixBetween } from './file-path.js';
export { type Entry, type Host, isUnreadable, type Stat, type Unreadable } from './host.js';
export { loadProject, type Project, type ProjectFile } from './project.js';
export { projectFolder } from './project-folder.js';
export { isUnread } from './unread.js';
