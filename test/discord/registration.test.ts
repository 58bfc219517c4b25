import { expect, test } from 'vitest';
import { canonical } from '../../src/discord/registration.ts';

const ours = {
  type: 1,
  name: 'who',
  description: 'Who someone is',
  options: [
    { type: 3, name: 'name', description: 'A name', autocomplete: true, max_length: 100 },
    { type: 7, name: 'channel', description: 'Where', channel_types: [0, 5], required: true },
  ],
  contexts: [0, 1],
  integration_types: [0],
};

// What Discord gives back has ids, versions and defaults, and keeps sets in an order of its own.
const theirs = {
  id: '1',
  application_id: '2',
  version: '3',
  default_member_permissions: null,
  type: 1,
  name: 'who',
  name_localizations: null,
  description: 'Who someone is',
  description_localizations: null,
  dm_permission: true,
  contexts: [1, 0],
  integration_types: [0],
  nsfw: false,
  options: [
    {
      type: 3,
      name: 'name',
      name_localizations: null,
      description: 'A name',
      description_localizations: null,
      autocomplete: true,
      max_length: 100,
    },
    { type: 7, name: 'channel', description: 'Where', required: true, channel_types: [5, 0] },
  ],
};

test('a command that Discord has as it is wanted counts as the same', () => {
  expect(canonical(theirs)).toBe(canonical(ours));
});

test.each([
  ['a description', { ...ours, description: 'Other' }],
  ['a permission', { ...ours, default_member_permissions: '32' }],
  ['where it can be used', { ...ours, contexts: [0] }],
  ['the order of options', { ...ours, options: ours.options.toReversed() }],
  ['one field of an option', { ...ours, options: [{ ...ours.options[0], max_length: 80 }, ours.options[1]] }],
  ['a name in another language', { ...ours, name_localizations: { de: 'wer' } }],
])('a command that differs in %s does not', (_, other) => {
  expect(canonical(other)).not.toBe(canonical(ours));
});
