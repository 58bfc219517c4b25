import type { Briefing, Entity } from '../briefing/briefing.ts';
import { shown } from '../briefing/library/statements.ts';
import type { Language } from '../text/language.ts';
import { escapeMarkdown } from './markdown.ts';
import { statementText } from './statement-text.ts';

/** Someone's name and, where there is one, the description. */
export function entityLine(
  briefing: Briefing,
  { name, description }: Pick<Entity, 'name' | 'description'>,
  withSource: boolean,
  language: Language,
): string {
  if (!description) return language.t('view:entryAlone', { name: escapeMarkdown(name) });
  return language.t('view:entry', {
    name: escapeMarkdown(name),
    text: statementText(briefing, shown(description, withSource), language),
  });
}
