import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';

/** Every description in a command's definition, with what it is of: `digest add time`. */
function descriptionsIn(
  path: string,
  part: { description?: string; options?: readonly object[] | undefined },
): [string, string][] {
  const inner = (part.options ?? []) as readonly { name: string; description?: string }[];
  return [
    [path, part.description ?? ''],
    ...inner.flatMap((option) => descriptionsIn(`${path} ${option.name}`, option)),
  ];
}

test('every command and option has a description, and not the key of one', () => {
  const all = commands.flatMap(({ definition }) => descriptionsIn(definition.name, definition));
  expect(all.length).toBeGreaterThan(40);
  expect(all.filter(([, description]) => description === '' || description.endsWith('.description'))).toEqual([]);
});
