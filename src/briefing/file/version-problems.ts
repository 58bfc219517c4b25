import { list, type Node, type Problem } from './raw-file.ts';

/** What is wrong with versions, with what is said of them, and with the instants. */
export function versionProblems(file: Node): Problem[] {
  return [
    ...versions(file, 'updates', 'update'),
    ...versions(file, 'corrections', 'correction'),
    ...reasons(file),
    ...instants(file),
  ];
}

/** Entries that each belong to a version of their own, the oldest first. */
function versions(file: Node, key: 'updates' | 'corrections', what: string): Problem[] {
  const { version = 1 } = file;
  let last = 0;
  return list(file, key).flatMap(({ node, path }) => {
    const entry = node.version;
    if (typeof entry !== 'number') return [];
    const before = last;
    last = Math.max(last, entry);
    const message =
      typeof version === 'number' && entry > version
        ? `expected at most the version of the briefing, ${version}, found ${entry}`
        : entry === before
          ? `expected a version of its own, found ${entry} a second time; put both texts into one entry`
          : entry < before
            ? `expected a version above ${before}, found ${entry}; put the oldest ${what} first`
            : undefined;
    return message ? [{ path: [...path, 'version'], message }] : [];
  });
}

/** A raised version and a withdrawal each say why: readers who had the earlier version are told. */
function reasons(file: Node): Problem[] {
  const { version = 1, pubStatus } = file;
  if (!Number.isSafeInteger(version)) return [];
  const says = (key: 'corrections' | 'updates') => list(file, key).some(({ node }) => node.version === version);
  if (pubStatus === 'canceled' && !says('corrections')) {
    const hint = `${version === 1 ? 'raise version, and ' : ''}say why in corrections${version === 1 ? '' : `, of version ${version}`}`;
    return [{ path: ['pubStatus'], message: 'it is canceled, and nothing says why', hint }];
  }
  if (version === 1 || says('corrections') || says('updates')) return [];
  const hint = `say it in updates, of version ${version}; or in corrections, if something was wrong`;
  return [{ path: ['version'], message: `version is ${version}, and nothing says what has changed`, hint }];
}

function instants(file: Node): Problem[] {
  return [...ordered(file, 'firstCreated', 'versionCreated'), ...ordered(file, 'embargoedUntil', 'expires')];
}

function ordered(file: Node, first: string, second: string): Problem[] {
  const [from, to] = [file[first], file[second]];
  if (typeof from !== 'string' || typeof to !== 'string' || !(Date.parse(to) < Date.parse(from))) return [];
  return [{ path: [second], message: `expected an instant not before ${first}, ${from}, found ${to}` }];
}
