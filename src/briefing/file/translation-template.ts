import { isNode, type Node } from './raw-file.ts';
import type { BriefingFile } from './schema.ts';
import { idKeys, ownKeys, textKeys, untold, withIds } from './translation-texts.ts';

/**
 * The text of a translation file to begin with: the places of all texts of an original, each empty below the original's
 * words. It is no valid translation before all are written, so that readers never get half of one.
 */
export function translationTemplate(original: BriefingFile): string {
  const { version, ...file } = withIds(original);
  const head = ['# yaml-language-server: $schema=../translation.schema.json', `version: ${version}`];
  return `${[...head, ...linesOf(file)].join('\n')}\n`;
}

function linesOf(node: Node): string[] {
  const texts = Object.entries(node).flatMap(([key, value]): string[] => {
    if (untold.has(key) || ownKeys.includes(key)) return [];
    if (textKeys.has(key) && typeof value === 'string') return [comment(value), `${key}:`];
    const inside = Array.isArray(value) ? value.filter(isNode).flatMap((each) => entry(key, each)) : [];
    const below = isNode(value) ? linesOf(value) : inside;
    return below.length > 0 ? [`${key}:`, ...below.map((line) => `  ${line}`)] : [];
  });
  if (texts.length === 0) return [];
  const ids = idKeys.flatMap((key) => (node[key] === undefined ? [] : [`${key}: ${String(node[key])}`]));
  return [...ids, ...texts];
}

/** An entry of a list, after its dash; a comment that comes first stands above it. */
function entry(key: string, node: Node): string[] {
  if (key === 'subjects' && typeof node.name === 'string') return [comment(node.name), '-'];
  const lines = linesOf(node);
  const first = lines.findIndex((line) => !line.startsWith('#'));
  return lines.map((line, i) => (i < first ? line : i === first ? `- ${line}` : `  ${line}`));
}

const comment = (text: string) => `# ${text.replaceAll(/\s+/g, ' ')}`;
