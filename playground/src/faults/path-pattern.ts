/**
 * Reads a pattern of paths as people write them: with a slash before it for the whole path, else for the end of it;
 * `:name` or `*` stands for one part, `**` at the end for any rest, and a part that begins with `#` for the ids of
 * the channels of that name.
 */
export function pathPattern(
  pattern: string,
  channelIds: (name: string) => readonly string[],
): (path: string) => boolean {
  const parts = partsOf(pattern);
  const open = parts.at(-1) === '**';
  const matchers = (open ? parts.slice(0, -1) : parts).map((part) => {
    if (part === '*' || part.startsWith(':')) return () => true;
    const named = part.startsWith('#') ? channelIds(part.slice(1)) : [part];
    return (given: string) => named.includes(given);
  });
  return (path) => {
    const given = partsOf(path);
    const starts = pattern.startsWith('/') ? [0] : given.map((_, start) => start);
    return starts.some((start) => {
      const rest = given.slice(start);
      const long = open ? rest.length >= matchers.length : rest.length === matchers.length;
      return long && matchers.every((matches, index) => matches(rest[index] ?? ''));
    });
  };
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}
