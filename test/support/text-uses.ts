import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isNode, nameOf, parseFile, type SyntaxNode } from './syntax.ts';

const root = join(import.meta.dirname, '..', '..');

/** A text in code: as it stands there, with `*` for each part that is only known when it runs. */
export type CodeText = { readonly file: string; readonly text: string };

/** The source files under a folder, by their paths in the repository. */
export function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));
}

/** The texts in a file's code, but for names of modules and what only a log or the catcher of an error reads. */
export function textsIn(file: string): CodeText[] {
  const texts: string[] = [];
  const walk = (value: unknown) => {
    if (Array.isArray(value)) value.forEach(walk);
    if (!isNode(value) || isForDevelopers(value)) return;
    const text = textOf(value);
    if (text !== undefined) texts.push(text);
    Object.values(value).forEach(walk);
  };
  walk(parseFile(join(root, file)));
  return texts.map((text) => ({ file, text }));
}

function isForDevelopers({ type, callee }: SyntaxNode): boolean {
  if (type.startsWith('Import') || type.startsWith('TS')) return true;
  if (type === 'NewExpression') return nameOf(callee) !== 'UserError' && /Error$/.test(nameOf(callee) ?? '');
  if (type !== 'CallExpression' || !isNode(callee)) return false;
  return callee.type === 'Super' || (callee.type === 'MemberExpression' && nameOf(callee.object) === 'log');
}

function textOf(node: SyntaxNode): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('*');
}
