import { parseMarkdown } from 'discord-playground/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeMarkdown } from '../../src/view/markdown.ts';

test('what the bot escapes is shown as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const plain = text.trim().replace(/\s+/g, ' ');
      // Bare addresses and @everyone have no marks that could be escaped.
      fc.pre(plain !== '' && !/https?:|@(everyone|here)/.test(plain));
      const [block, ...others] = parseMarkdown(escapeMarkdown(text));
      if (block?.kind !== 'paragraph') throw new Error(`a ${block?.kind}`);
      expect(others).toEqual([]);
      expect(block.children.map((piece) => (piece.kind === 'text' ? piece.text : `(${piece.kind})`)).join('')).toBe(
        plain,
      );
    }),
  );
});
