import { ChannelType } from 'discord-api-types/v10';
import { botTarget } from './model/guild-plan.ts';
import type { GuildPlan } from './model/plan.ts';

/**
 * The server of the playground: one channel of each kind that the bot may post in, one that it may not, and someone
 * on each side of the rope.
 */
export const newsroom: GuildPlan = {
  name: 'Newsroom',
  // Not to mention roles that are not mentionable, which Discord gives everyone in a new server and most servers take
  // away.
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
    { name: 'briefings' },
    {
      name: 'moderators',
      overwrites: [
        { target: '@everyone', deny: ['ViewChannel'] },
        { target: 'Moderator', allow: ['ViewChannel'] },
        { target: botTarget, allow: ['ViewChannel'] },
      ],
    },
    { name: 'harbin-visit', type: ChannelType.PublicThread, parent: 'general' },
    { name: 'locked', overwrites: [{ target: botTarget, deny: ['SendMessages'] }] },
  ],
};
