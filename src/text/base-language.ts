/** The language of a tag, without its script and region: `zh` of `zh-Hant-TW`. */
export function baseLanguage(tag: string): string {
  return tag.split('-')[0] ?? '';
}
