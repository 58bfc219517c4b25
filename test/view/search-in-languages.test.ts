import { expect, test } from 'vitest';
import { loadBriefings } from '../../src/briefing/file/load.ts';
import { Library } from '../../src/briefing/library/library.ts';
import { language } from '../../src/text/language.ts';
import { searchMessage } from '../../src/view/search-results.ts';
import { texts } from '../support/message-limits.ts';

/* What readers of each language look for, in the first briefing and its translations. */

const now = Date.parse('2026-11-28T12:00:00Z');
const library = new Library(await loadBriefings('content'));

/** What a reader of a language is told of the briefing that they look for. */
function told(locale: string, query: string): string {
  const hits = library.search(query, now);
  if (hits.length === 0) return '';
  // The briefing in the reader's language, whether or not the bot has texts in it.
  const reader = { ...language(locale), locale };
  return texts(searchMessage({ query, hits, isCut: false, saysQuery: true }, 0, reader))[0] ?? '';
}

test.each([
  ['en', 'reactor', 'floating reactor plans'],
  ['en', 'nuclear reactors', '**nuclear reactors** that float'],
  ['en', 'reaktor', 'nuclear **reactors** that float'],
  ['en', 'sanction', 'avoid **sanctions**'],
  ['en', '240 billion', '$**240 billion**'],
  ['en', 'defense', 'for “defence”'],
  ['en', 'diplomatic', '**diplomatic** means'],
  ['en', 'xi', '**Xi** Jinping'],
  ['en', '习近平', 'Xi Jinping, also known as **习近平**'],
  ['en', '習近平', 'Xi Jinping, also known as **习近平**'],
  ['en', 'Путин', '**Putin**'],
  ['en', '普京', 'Vladimir Putin, also known as 弗拉基米尔·**普京**'],
  ['ru', 'Путин', '**Путин**'],
  ['ru', 'путина', '**Путина**'],
  ['ru', 'Putin', '**Путин**'],
  ['ru', 'Си', '**Си**'],
  ['ru', '习近平', '**习近平**'],
  ['ru', 'реакторов', '**реакторов**'],
  ['ru', 'плавучий реактор', '**плавучие**'],
  ['ru', 'санкции', '**санкций**'],
  ['ru', 'торговлей', '**торговл'],
  ['ru', 'в Пекине', '**в Пекине**'],
  ['zh-CN', '习近平', '**习近平**'],
  ['zh-CN', '習近平', '**习近平**'],
  ['zh-CN', '习', '**习**近平'],
  ['zh-CN', '普京', '**普京**'],
  ['zh-CN', 'Путин', '普京'],
  ['zh-CN', '浮动核反应堆', '**浮动核反应堆**'],
  ['zh-CN', '核反应堆', '浮动**核反应堆**'],
  ['zh-CN', '普京哈尔滨', '**普京**'],
  ['zh-CN', '2400亿', '**2400亿**美元'],
  ['zh-CN', '哈爾濱', '**哈尔滨**'],
  ['es', 'reactores', '**reactores**'],
  ['es', 'sancion', '**sanciones**'],
  ['es', 'comercio rusia', '**comercio** entre China y **Rusia**'],
  ['es', 'Pekin', '**Pekín**'],
  ['es', 'flotante', '**flotante'],
])('%s: “%s” is found, and shown in the language of the reader: %s', (locale, query, shown) => {
  expect(told(locale, query)).toContain(shown);
});

test.each([
  ['xi', 'xi-jinping'],
  ['习近平', 'xi-jinping'],
  ['習近平', 'xi-jinping'],
  ['Си Цзиньпин', 'xi-jinping'],
  ['Путин', 'vladimir-putin'],
  ['普京', 'vladimir-putin'],
  ['Vladímir Putin', 'vladimir-putin'],
  ['哈工大', 'harbin-institute-of-technology'],
  ['菲律賓', 'philippines'],
  ['Filipinas', 'philippines'],
  ['Филиппины', 'philippines'],
])('/who finds %s by a name of any translation', (name, id) => {
  expect(library.findEntities(name, now, 25)[0]).toMatchObject({ entity: { id }, likeness: 'same' });
});
