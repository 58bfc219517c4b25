import { ApplicationCommandOptionType, ChannelType } from 'discord.js';
import { depths } from '../../src/briefing/file/schema.ts';
import { define, forModerators, type OptionShape } from '../../src/command/definition.ts';
import { whenEmptyChoices } from '../../src/store/schema.ts';
import { languageChoices } from '../../src/text/language-names.ts';

const { Boolean: Flag, Channel, Integer, Role, String: Text, Subcommand } = ApplicationCommandOptionType;

/** Where a digest can be posted. */
export const postable: readonly ChannelType[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

/** What can be taken back, since leaving an option out keeps it. */
export const clearable = ['mention', 'topic', 'timezone', 'language'] as const;

/** What of the guild's settings can be taken back. */
const clearableSettings = ['alerts', 'language'] as const;

// A week.
const maxCatchUpMinutes = 7 * 24 * 60;

const digestOption: OptionShape = { name: 'digest', type: Integer, required: true, autocomplete: true, min_value: 1 };
const languageOption: OptionShape = { name: 'language', type: Text, choices: languageChoices };
const settings: readonly OptionShape[] = [
  { name: 'time', type: Text, autocomplete: true },
  { name: 'days', type: Text, autocomplete: true },
  { name: 'timezone', type: Text, autocomplete: true },
  { name: 'cron', type: Text },
  { name: 'topic', type: Text, autocomplete: true },
  { name: 'depth', type: Text, choices: depths },
  { name: 'mention', type: Role },
  { name: 'when-empty', type: Text, choices: whenEmptyChoices },
  { name: 'catch-up', type: Integer, min_value: 0, max_value: maxCatchUpMinutes },
  { name: 'publish', type: Flag },
  languageOption,
];

/** `/digest` with its subcommands and their options. */
export const digestDefinition = define(
  'digest',
  [
    {
      name: 'add',
      type: Subcommand,
      options: [{ name: 'channel', type: Channel, required: true, channel_types: postable }, ...settings],
    },
    { name: 'panel', type: Subcommand },
    { name: 'list', type: Subcommand },
    {
      name: 'edit',
      type: Subcommand,
      options: [
        digestOption,
        { name: 'channel', type: Channel, channel_types: postable },
        ...settings,
        { name: 'clear', type: Text, choices: clearable },
      ],
    },
    ...['pause', 'resume', 'remove', 'preview', 'send', 'history', 'check'].map((name) => ({
      name,
      type: Subcommand,
      options: [digestOption],
    })),
    {
      name: 'settings',
      type: Subcommand,
      options: [
        { name: 'timezone', type: Text, autocomplete: true },
        languageOption,
        { name: 'alerts', type: Channel, channel_types: postable },
        { name: 'clear', type: Text, choices: clearableSettings },
      ],
    },
  ],
  forModerators,
);
