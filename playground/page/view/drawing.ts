import type { Seen } from '../../src/page/api.ts';
import { client } from '../client.ts';
import { move } from '../loading.ts';
import type { Drawing, Named } from '../message/drawing.ts';
import type { Model } from '../model.ts';
import { offeredIn } from './offered.ts';

/** What a message's drawing needs to know of the page, and what happens when it is used. */
export function drawingOf(model: Model, { message }: Seen): Drawing {
  const place = model.placeOf(message.channel_id);
  const at = () => ({ viewer: { ...model.viewer, channelId: place }, messageId: message.id });
  return {
    ...surroundingsOf(model),
    click: async (customId) => void (await client.do('/api/click', { ...at(), customId })),
    select: async (customId, values) => void (await client.do('/api/select', { ...at(), customId, values })),
  };
}

/** What any drawing needs to know of the page. */
export function surroundingsOf(model: Model): Omit<Drawing, 'click' | 'select'> {
  const { state, viewer } = model;
  const named = (
    all: readonly { readonly id: string; readonly name: string; readonly color?: number }[],
    id: string,
  ) => {
    const found = all.find((each) => each.id === id);
    const result: Named | undefined = found && { name: found.name, ...(found.color ? { color: found.color } : {}) };
    return result;
  };
  return {
    names: {
      user: (id) => named([...model.state.members, model.state.bot], id),
      channel: (id) => named(model.state.channels, id),
      role: (id) => named(state.roles, id),
    },
    locale: viewer.locale,
    now: model.now,
    offered: (menu) => offeredIn(menu, model),
    openChannel: (channelId) => void move(model, { channelId }),
  };
}
