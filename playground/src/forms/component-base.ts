import { ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { optional, text } from './form.ts';

/** What every component may have. */
export const base = { id: optional(z.int().min(0).max(2_147_483_647)) };

/** Text with Discord's markdown, in a message or in a modal. */
export const textDisplay = z.object({ type: z.literal(ComponentType.TextDisplay), ...base, content: text(1, 4000) });
