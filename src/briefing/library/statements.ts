import type { Briefing, Reaction, Statement } from '../briefing.ts';
import { type Depth, entityKinds, type Figure } from '../file/schema.ts';

/** A statement as it is shown: with its source only where that is shown too. */
export type ShownStatement = Pick<Statement, 'text' | 'by' | 'stance' | 'quote'> & Partial<Pick<Statement, 'source'>>;

/** A statement as it is shown, with or without its source. */
export function shown({ text, by, stance, quote, source }: ShownStatement, withSource: boolean): ShownStatement {
  return { text, by, stance, quote, ...(withSource ? { source } : {}) };
}

/** The statements of the summary at a depth; their sources are shown at the full one. */
export function summaryAt({ descriptions }: Pick<Briefing, 'descriptions'>, depth: Depth): ShownStatement[] {
  return descriptions
    .filter(({ role }) => role === depth)
    .map(({ value, ...rest }) => shown({ text: value, ...rest }, depth === 'full'));
}

/** A statement that a search may find. */
export type FoundStatement = ShownStatement &
  Pick<Reaction, 'reportedBy'> & {
    /** Whom or what it is about, where its text does not say so: a name, as plain text. */
    readonly about?: string;
    /** The figure that it tells. */
    readonly figure?: Figure;
  };

/** Every statement that a search may find, those of topics with their source; the longest description comes first. */
export function* statementsOf(briefing: Briefing): Generator<FoundStatement> {
  for (const depth of ['full', 'standard', 'brief'])
    for (const { role, value, by, stance, quote } of briefing.descriptions)
      if (role === depth) yield { text: value, by, stance, quote };
  for (const each of [briefing.why, briefing.next]) if (each) yield shown(each, false);
  for (const topic of briefing.topics) {
    for (const section of topic.sections) yield* section.statements;
    for (const { said, who, stance, quote, reportedBy } of topic.reactions ?? [])
      yield { text: said, by: who, stance, quote, reportedBy };
    yield* topic.open ?? [];
  }
  // What somebody said themselves is told with their name.
  for (const kind of entityKinds)
    for (const { id, name, description, did = [], links = [] } of briefing[kind])
      for (const each of [...(description ? [description] : []), ...did, ...links.map(textOnly)])
        yield { ...shown(each, false), ...(each.by?.includes(id) ? {} : { about: name }) };
  for (const { name, description } of briefing.events)
    yield description ? { ...shown(description, false), about: name } : { text: name };
  for (const figure of briefing.figures)
    yield { text: figure.amount ?? `${digits(figure)} ${figure.unit ?? ''}`, about: figure.label, figure };
  yield* briefing.timeline.map((entry) => shown(entry, false));
  yield* (briefing.corrections ?? []).map(({ text }) => ({ text }));
  if (briefing.located) yield { text: briefing.located };
}

const textOnly = ({ text }: { readonly text: string }): ShownStatement => ({ text });

function digits({ value, min, max, was }: Pick<Figure, 'value' | 'min' | 'max' | 'was'>): string {
  return [value, min, max, was].filter((amount) => amount !== undefined).join(' ');
}
