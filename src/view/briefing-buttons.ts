import type { Briefing } from '../briefing/briefing.ts';
import type { Language } from '../text/language.ts';
import { customIds } from './custom-ids.ts';
import type { Action } from './pages.ts';

/** The cards about one briefing. A topic's own card is below the list of topics. */
type BriefingCard = 'summary' | 'who' | 'topics' | 'topic' | 'timeline' | 'sources';

/**
 * The buttons that lead from one card about a briefing to the others, each always in the same place. The one of the
 * card that is shown is marked and stays, so that whoever used it finds it again; ◀ leads to the card above.
 */
export function briefingButtons(briefing: Briefing, shown: BriefingCard, language: Language): Action[] {
  const { slug, people, organisations, places, topics, timeline } = briefing;
  const { t } = language;
  const to = (card: Exclude<BriefingCard, 'topic'>, customId: string): Action => {
    const label = t(`view:buttons.${card}`);
    const isAbove = shown === 'topic' ? card === 'topics' : card === 'summary';
    if (card === shown) return { label, customId, current: true };
    return { label: isAbove ? backTo(label, language) : label, customId };
  };
  return [
    ...(shown === 'summary' ? [] : [to('summary', customIds.summary(slug))]),
    ...(people.length + organisations.length + places.length > 0 ? [to('who', customIds.people(slug))] : []),
    ...(topics.length > 0 ? [to('topics', customIds.topics(slug))] : []),
    ...(timeline.length > 0 ? [to('timeline', customIds.timeline(slug))] : []),
    to('sources', customIds.sources(slug)),
  ];
}

/** The label of a button that leads back to the card above. */
export function backTo(label: string, { t }: Language): string {
  return t('view:backTo', { label });
}
