import { ChannelType } from 'discord.js';
import type { GuildPlan } from 'discord-playground';

/**
 * The playground's server: one channel of each kind that the bot may post in, one that it may not, and someone on each
 * side of the rope.
 */
export const newsroom: GuildPlan = {
  name: 'Newsroom',
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
    { name: 'briefings' },
    {
      name: 'moderators',
      overwrites: [
        { target: '@everyone', deny: ['ViewChannel'] },
        { target: 'Moderator', allow: ['ViewChannel'] },
        { target: '@bot', allow: ['ViewChannel'] },
      ],
    },
    { name: 'harbin-visit', type: ChannelType.PublicThread, parent: 'general' },
    { name: 'locked', overwrites: [{ target: '@bot', deny: ['SendMessages'] }] },
  ],
};
