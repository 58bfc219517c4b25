import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, letterBits, mayBeWithin } from '../../src/briefing/search/edit-distance.ts';

test.each([
  ['harbin', 'harbin', 0],
  ['tunel', 'tunnel', 1],
  ['reactro', 'reactor', 2],
  ['', 'ab', 2],
  ['bridge', 'ferry', 3],
])('%s and %s are %i apart, where 3 stands for more than 2', (a, b, apart) => {
  expect(editDistance(a, b, 2)).toBe(apart);
  expect(editDistance(b, a, 2)).toBe(apart);
});

test('no word that so many changes make is left out by its letters', () => {
  const change = fc.record({ at: fc.nat(20), letter: fc.string({ maxLength: 1 }), removed: fc.nat(1) });
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.array(change, { maxLength: 2 }), (word, changes) => {
      let changed = word;
      for (const { at, letter, removed } of changes)
        changed = changed.slice(0, at) + letter + changed.slice(at + removed);
      expect(mayBeWithin(letterBits(word), letterBits(changed), changes.length)).toBe(true);
      expect(editDistance(word, changed, changes.length)).toBeLessThanOrEqual(changes.length);
    }),
  );
});
