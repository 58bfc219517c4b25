import { parseMarkdown } from 'discord-playground/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeMarkdown, link } from '../../src/view/markdown.ts';

const address = fc.webUrl({ withFragments: true, withQueryParameters: true });
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.tuple(fc.string(), address, fc.string()).map((parts) => parts.join('')),
);

test('what the bot escapes is shown as it was', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const plain = text.trim().replace(/\s+/g, ' ');
      // @everyone has no mark that could be escaped.
      fc.pre(plain !== '' && !/@(everyone|here)/.test(plain));
      const [block, ...others] = parseMarkdown(escapeMarkdown(text));
      if (block?.kind !== 'paragraph') throw new Error(`a ${block?.kind}`);
      expect(others).toEqual([]);
      expect(block.children.map((piece) => (piece.kind === 'text' ? piece.text : `(${piece.kind})`)).join('')).toBe(
        plain,
      );
    }),
  );
});

test('a link leads to the address as it is written', () => {
  fc.assert(
    fc.property(address, (written) => {
      const [block] = parseMarkdown(`**Gazette** · ${link('read the article', written)} · 2`);
      if (block?.kind !== 'paragraph') throw new Error(`a ${block?.kind}`);
      const [url] = block.children.flatMap((piece) => (piece.kind === 'link' ? piece.url : []));
      expect(decodeURI(new URL(url ?? '').href)).toBe(decodeURI(new URL(written).href));
      expect(block.children.map(({ kind }) => kind)).toEqual(['strong', 'text', 'link', 'text']);
    }),
  );
});
