/** A piece of a line of Discord's Markdown. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: Emphasis; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: 'time'; readonly seconds: number; readonly style: string }
  | { readonly kind: 'user' | 'role'; readonly id: string }
  | { readonly kind: 'channel'; readonly id: string; readonly toMessage: boolean }
  | { readonly kind: 'everyone' | 'command' | 'guide' | 'emoji'; readonly name: string };

/** Marks that go around a text. */
export type Emphasis = 'strong' | 'em' | 'underline' | 'strike' | 'spoiler';

/** A part of a text that stands on lines of its own. The line breaks in a paragraph are those that are shown. */
export type Block =
  | { readonly kind: 'paragraph' | 'subtext'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'code'; readonly language: string | undefined; readonly text: string }
  /** `start` is the number of the first item; undefined for bullets. */
  | { readonly kind: 'list'; readonly start: number | undefined; readonly items: readonly (readonly Block[])[] };
