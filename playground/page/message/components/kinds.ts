import type { APIMessageComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';

/*
 * Discord's numbers, as the browser cannot import them from the package; the types see to it that they are right.
 */

type Numbers = { readonly [Name in keyof typeof ComponentType]?: (typeof ComponentType)[Name] };

export const kinds = {
  ActionRow: 1,
  Button: 2,
  StringSelect: 3,
  UserSelect: 5,
  RoleSelect: 6,
  MentionableSelect: 7,
  ChannelSelect: 8,
  Section: 9,
  TextDisplay: 10,
  Thumbnail: 11,
  MediaGallery: 12,
  File: 13,
  Separator: 14,
  Container: 17,
} as const satisfies Numbers;

/** A menu of users, roles or channels, which Discord fills itself. */
export type AutoSelect = Extract<
  APIMessageComponent,
  { type: (typeof kinds)['UserSelect' | 'RoleSelect' | 'MentionableSelect' | 'ChannelSelect'] }
>;

export const buttonStyles = {
  Primary: 1,
  Secondary: 2,
  Success: 3,
  Danger: 4,
  Link: 5,
  Premium: 6,
} as const satisfies { readonly [Name in keyof typeof ButtonStyle]?: (typeof ButtonStyle)[Name] };
