import { instantWords, localFormat } from '../clock-words.ts';
import { h } from '../dom.ts';
import type { PanelPlace } from './panel-place.ts';

/** Draws the files that are edited: where they are, and what the bot last said of them. */
export function drawEditor({ model }: PanelPlace): (HTMLElement | false)[] {
  const { content } = model.state;
  if (!content) return [];
  const { folder, files, problems, reloadedAt } = content;
  return [
    h('p', { class: 'quiet' }, 'Change a file here with any editor: the bot takes it at once.'),
    h('p', {}, h('code', {}, folder)),
    h('ul', { class: 'plain files' }, ...files.map((file) => h('li', {}, h('code', {}, file)))),
    h('h3', {}, 'What the bot says'),
    reloadedAt === undefined
      ? problems.length === 0 && h('p', { class: 'quiet' }, 'Nothing has changed since it was started.')
      : h('p', {}, `Reloaded at ${instantWords(reloadedAt, localFormat())}.`),
    ...(problems.length > 0
      ? [
          h(
            'p',
            {},
            `${problems.length === 1 ? 'There is a problem' : `There are ${problems.length} problems`}; the last good version stays.`,
          ),
          h(
            'ul',
            { class: 'plain' },
            ...problems.map((problem) => h('li', { class: 'problem' }, ...problemParts(problem, folder))),
          ),
        ]
      : []),
  ];
}

/** A problem as `file:line:column path: what is wrong`, in its parts. */
function problemParts(problem: string, folder: string): HTMLElement[] {
  const [, file, line, column, rest = ''] = /^(\S.*?\.\w+)(?::(\d+):(\d+))?:?\s+(.*)$/s.exec(problem) ?? [];
  if (file === undefined) return [h('p', {}, problem)];
  const [, path, what = rest] = /^(\S+?):\s+(.*)$/s.exec(rest) ?? [];
  return [
    h('code', {}, file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file),
    h('p', { class: 'place' }, [line && `line ${line}, column ${column}`, path].filter(Boolean).join(' · ')),
    h('p', {}, what),
  ];
}
