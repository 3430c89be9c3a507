import fc from 'fast-check';
import { expect, test } from 'vitest';
import { below, collapse, join, parentOf, prefixBetween } from './file-path.js';

test.each([
  ['/home/ada', 'plant', '/home/ada/plant'],
  ['/home/ada', './plant//kiln/', '/home/ada/plant/kiln'],
  ['/home/ada', '../../../etc', '/etc'],
  ['/home/ada', '/plant', '/plant'],
  ['C:/plants', '../kiln', 'C:/kiln'],
  ['C:/plants', 'D:/kiln', 'D:/kiln'],
])('%s and %s make %s', (folder, relative, joined) => {
  expect(join(folder, relative)).toBe(joined);
});

test.each([
  ['/a', '/a', ''],
  ['/a', '/a/b', 'b'],
  ['/', '/a', 'a'],
  ['/a', '/ab', undefined],
  ['/a/b', '/a', undefined],
])('below %s, %s is %s', (folder, path, rest) => {
  expect(below(folder, path)).toBe(rest);
});

test.each([
  ['/home/ada', '/home/ada', ''],
  ['/home/ada', '/home/ada/plant', 'plant/'],
  ['/home/ada/plant', '/home/ada/group', '../group/'],
  ['/home/ada', '/', '../../'],
  ['C:/a', 'D:/b', 'D:/b/'],
])('from %s to %s it goes by %s', (from, to, prefix) => {
  expect(prefixBetween(from, to)).toBe(prefix);
});

const absolute = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }).map((parts) => `/${parts.join('/')}`);

test('the way between two folders leads from one to the other', () => {
  fc.assert(
    fc.property(absolute, absolute, (from, to) => {
      expect(join(from, prefixBetween(from, to))).toBe(to);
    }),
  );
});

test('a path without detours leads to the same place', () => {
  const relative = fc.array(fc.constantFrom('a', 'b', '..'), { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(relative, (path) => {
      const deep = '/1/2/3/4/5/6';
      expect(join(deep, collapse(path))).toBe(join(deep, path));
      expect(collapse(path)).not.toMatch(/[ab]\/\.\./);
    }),
  );
});

test('the parent of the root is the root', () => {
  expect(['/a/b', '/a', '/'].map(parentOf)).toEqual(['/a', '/', '/']);
});
