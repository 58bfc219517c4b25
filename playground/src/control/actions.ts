/** What can be done to this Discord from outside, as `POST /NAME`. */
export const controlActions = [
  'fault',
  'fault/remove',
  'fault/clear',
  'down',
  'up',
  'gateway',
  'gateway/close',
  'gateway/reconnect',
  'gateway/invalidate',
  'permissions',
  'channel/delete',
  'thread',
  'slowmode',
  'locale',
  'timeout',
  'role/delete',
  'kick',
  'invite',
] as const;

export type ControlAction = (typeof controlActions)[number];
