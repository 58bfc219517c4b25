import type { Within } from '../drawing.ts';
import { element } from '../element.ts';
import { parseMarkdown } from './blocks.ts';
import { drawInline } from './draw-inline.ts';
import type { Block } from './nodes.ts';

/** A text of Discord's Markdown; nothing in it becomes HTML. */
export function drawMarkdown(text: string, context: Within): HTMLElement {
  return element('div', { class: 'markdown' }, ...parseMarkdown(text).map((block) => drawBlock(block, context)));
}

function drawBlock(block: Block, context: Within): HTMLElement {
  switch (block.kind) {
    case 'paragraph':
      return element('div', { class: 'paragraph' }, ...drawInline(block.children, context));
    case 'subtext':
      return element('div', { class: 'subtext' }, ...drawInline(block.children, context));
    case 'heading':
      return element(
        headings[block.level - 1] ?? 'h6',
        { class: `h${block.level}` },
        ...drawInline(block.children, context),
      );
    case 'quote':
      return element('blockquote', {}, ...block.children.map((each) => drawBlock(each, context)));
    case 'code':
      return element('pre', { tabindex: 0 }, element('code', { 'data-language': block.language }, block.text));
    case 'list': {
      const items = block.items.map((item) => element('li', {}, ...item.map((each) => drawBlock(each, context))));
      return block.start === undefined ? element('ul', {}, ...items) : element('ol', { start: block.start }, ...items);
    }
  }
}

// Under the author's name, h3. Most messages begin with “##”, and a level must not be left out.
const headings = ['h4', 'h4', 'h5'] as const;
