import type {
  BriefingFile,
  Depth,
  Figure,
  ParagraphLabel,
  Speaker,
  Stance,
  WrittenEntity,
  WrittenEvent,
  WrittenReaction,
  WrittenTimelineEntry,
  WrittenTopic,
  whenKeys,
} from './file/schema.ts';

/*
 * A briefing as all of the bot reads it: complete, whatever its file leaves out. `file/derive.ts` makes it of the file.
 */

/** When something was: one of these, or `from` and `to` together. */
type When = { readonly [key in (typeof whenKeys)[number]]?: string | undefined };

/** One thing that an article says. */
export type Statement = When & {
  readonly text: string;
  /** The paragraphs that it rests on. */
  readonly source: readonly ParagraphLabel[];
  /** Whose claim it is; without it, the article says it itself. */
  readonly by?: readonly Speaker[] | undefined;
  readonly stance?: Stance | undefined;
  /** True if the text, within its quotation marks, is somebody's words, one for one. */
  readonly quote?: boolean | undefined;
};

/** A statement of the summary at one depth. */
export type Description = Omit<Statement, 'text'> & {
  readonly id?: string | undefined;
  readonly role: Depth;
  readonly value: string;
};

/** A person, an organisation or a place. */
export type Entity = Pick<WrittenEntity, 'name' | 'inSentence' | 'plural' | 'aliases' | 'links'> & {
  readonly id: string;
  readonly description?: Statement | undefined;
  /** What they did and said. */
  readonly did?: readonly Statement[] | undefined;
};

/** What happened. */
type Event = Pick<WrittenEvent, 'name' | 'date'> & {
  readonly id: string;
  readonly description?: Statement | undefined;
};

/** What some say about a topic, and how they stand to it. */
export type Reaction = Omit<WrittenReaction, 'who'> & Pick<Statement, 'quote'> & { readonly who: readonly Speaker[] };

/** A topic of a briefing, with its sections and reactions. A section without a heading comes first. */
export type Topic = Pick<WrittenTopic, 'name' | 'command'> & {
  readonly slug: string;
  readonly sections: readonly { readonly heading?: string | undefined; readonly statements: readonly Statement[] }[];
  readonly reactions?: readonly Reaction[] | undefined;
  readonly open?: readonly Statement[] | undefined;
};

/** What happened when: `date`, `before` or `after` is set, or `from` or `to` or both. */
export type TimelineEntry = WrittenTimelineEntry & Pick<Statement, 'quote'>;

/** A complete briefing. Its slug is the file's name without the extension. */
export type Briefing = Omit<
  BriefingFile,
  'descriptions' | 'why' | 'next' | 'people' | 'organisations' | 'places' | 'events' | 'figures' | 'topics' | 'timeline'
> & {
  readonly slug: string;
  /** The day on which it was last held against its articles, `2024-05-18`, unless it has changed since. */
  readonly checkedOn?: string | undefined;
  readonly descriptions: readonly Description[];
  /** Why it matters. */
  readonly why?: Statement | undefined;
  /** What comes next. */
  readonly next?: Statement | undefined;
  readonly people: readonly Entity[];
  readonly organisations: readonly Entity[];
  readonly places: readonly Entity[];
  readonly events: readonly Event[];
  readonly figures: readonly Figure[];
  readonly topics: readonly Topic[];
  readonly timeline: readonly TimelineEntry[];
  /** The same briefing in other languages, each complete; none of its own has translations. See `in-language.ts`. */
  readonly translations?: readonly Briefing[] | undefined;
};
