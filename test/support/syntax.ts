import { readFileSync } from 'node:fs';
import { parseAst } from 'vitest/node';

/** A node of the syntax of a source file, as ESTree names it. */
export type SyntaxNode = { readonly type: string; readonly [field: string]: unknown };

/** What a file imports: a path as it is written or a package; whether only its types, and whether only when it needs it. */
export type Import = { readonly target: string; readonly onlyTypes: boolean; readonly onDemand: boolean };

/** Everything that a source file imports, takes by `require`, or hands on with `export … from`. */
export function importsOf(path: string): Import[] {
  return nodesOf(path).flatMap((node): Import[] => {
    const { type, source, importKind, exportKind } = node;
    const required = requiredBy(node);
    if (required !== undefined) return [{ target: required, onlyTypes: false, onDemand: true }];
    const isImport = /^(Import(Declaration|Expression)|Export(Named|All)Declaration)$/.test(type);
    const target = isImport ? textOf(source) : undefined;
    if (target === undefined) return [];
    const onlyTypes = importKind === 'type' || exportKind === 'type';
    return [{ target, onlyTypes, onDemand: type === 'ImportExpression' }];
  });
}

/** What `require('…')` takes, where `createRequire` made it. */
function requiredBy({ type, callee, arguments: given }: SyntaxNode): string | undefined {
  if (type !== 'CallExpression' || nameOf(callee) !== 'require' || !Array.isArray(given)) return undefined;
  return textOf(given[0]);
}

/** The package that something is imported from, without the path inside it. */
export function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

/** A call of a method: `log.warn(…)` is `log`, `warn`; `log[level](…)` has no name. */
export type MethodCall = {
  readonly object: string;
  readonly method: string | undefined;
  /** The last argument, if it is a text that does not change. */
  readonly lastText: string | undefined;
};

/** The calls of methods in a source file; `a.b.c()` has `b` for its object. */
export function methodCallsOf(path: string): MethodCall[] {
  return nodesOf(path).flatMap((node) => {
    const { callee } = node;
    if (node.type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') return [];
    const { object, property, computed } = callee;
    const name = nameOf(object);
    const last = Array.isArray(node.arguments) ? node.arguments.at(-1) : undefined;
    return name === undefined
      ? []
      : [{ object: name, method: computed ? undefined : nameOf(property), lastText: textOf(last) }];
  });
}

function nodesOf(path: string): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  const walk = (value: unknown) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (isNode(value)) {
      nodes.push(value);
      Object.values(value).forEach(walk);
    }
  };
  walk(parseFile(path));
  return nodes;
}

/** The syntax of a source file. */
export function parseFile(path: string): unknown {
  return parseAst(readFileSync(path, 'utf8'), { lang: path.endsWith('.js') ? 'js' : 'ts' });
}

/** True for a node of the syntax, and not another value in one. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The name of an identifier, or of the last part of `a.b`. */
export function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'MemberExpression') return node.computed ? undefined : nameOf(node.property);
  return typeof node.name === 'string' ? node.name : undefined;
}

function textOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}
