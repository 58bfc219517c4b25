import { icon } from './element.ts';

/* Pictures of our own, drawn on 24 by 24. */

export const icons = {
  eye: () =>
    icon(
      'eye',
      'M12 5C6.6 5 2.8 9.3 1.5 12c1.3 2.7 5.1 7 10.5 7s9.2-4.3 10.5-7C21.2 9.3 17.4 5 12 5Zm0 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9Z',
      'M12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
    ),
  chevron: () =>
    icon(
      'chevron',
      'M5.3 8.3a1 1 0 0 1 1.4 0l5.3 5.3 5.3-5.3a1 1 0 1 1 1.4 1.4l-6 6a1 1 0 0 1-1.4 0l-6-6a1 1 0 0 1 0-1.4Z',
    ),
  check: () =>
    icon(
      'check',
      'M20.7 5.8a1 1 0 0 1 0 1.4l-11 11a1 1 0 0 1-1.4 0l-5-5a1 1 0 1 1 1.4-1.4L9 16.1 19.3 5.8a1 1 0 0 1 1.4 0Z',
    ),
  out: () => icon('out', 'M14 3h7v7h-2V6.4l-8.3 8.3-1.4-1.4L17.6 5H14V3Z', 'M5 5h5v2H6v11h11v-4h2v6H4V5h1Z'),
  message: () => icon('message', 'M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-7l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Z'),
  image: () =>
    icon(
      'image',
      'M4 3h16a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Zm1 15h14l-4.5-6-3.5 4.5-2.5-3L5 18Zm3-8a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
    ),
  file: () => icon('file', 'M6 2h8l6 6v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2Zm7 1.5V9h5.5L13 3.5Z'),
  megaphone: () =>
    icon('megaphone', 'M20 3v16l-8-4v5H7v-5H5a3 3 0 0 1-3-3v-2a3 3 0 0 1 3-3h7l8-4Zm1.5 5.5a3.5 3.5 0 0 1 0 5v-5Z'),
} as const;
