/** What the bare bots answer: as many components and about as much text as a page of Dateline's. */
export const reply = {
  flags: 1 << 15,
  components: [
    {
      type: 17,
      accent_color: 0x2f6f9f,
      components: Array.from({ length: 6 }, (_, i) => ({
        type: 10,
        content: `${i + 1}. ${'A sentence of the news. '.repeat(12)}`,
      })),
    },
  ],
  allowed_mentions: { parse: [] },
};
