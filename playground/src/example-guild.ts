import { ChannelType } from 'discord-api-types/v10';
import { botTarget } from './model/guild-plan.ts';
import type { GuildPlan } from './model/plan.ts';

/**
 * The server of a bot that has no plug-in: one channel of each kind that the bot may post in, one that it may not, a
 * moderator and a member without rights.
 */
export const exampleGuild: GuildPlan = {
  name: 'Example server',
  // Not MentionEveryone, which Discord gives everyone in a new server and most servers take away.
  everyone: [
    'ViewChannel',
    'SendMessages',
    'SendMessagesInThreads',
    'ReadMessageHistory',
    'UseApplicationCommands',
    'AddReactions',
    'EmbedLinks',
    'AttachFiles',
    'CreatePublicThreads',
  ],
  roles: [
    { name: 'Moderator', permissions: ['ManageGuild'] },
    { name: 'Readers', mentionable: true },
    { name: 'Staff', mentionable: false },
  ],
  members: [
    { name: 'moderator', roles: ['Moderator', 'Staff'] },
    { name: 'reader', roles: ['Readers'] },
  ],
  channels: [
    { name: 'general' },
    { name: 'news', type: ChannelType.GuildAnnouncement },
    { name: 'projects' },
    {
      name: 'moderators',
      overwrites: [
        { target: '@everyone', deny: ['ViewChannel'] },
        { target: 'Moderator', allow: ['ViewChannel'] },
        { target: botTarget, allow: ['ViewChannel'] },
      ],
    },
    { name: 'project-ideas', type: ChannelType.PublicThread, parent: 'general' },
    { name: 'locked', overwrites: [{ target: botTarget, deny: ['SendMessages'] }] },
  ],
};
