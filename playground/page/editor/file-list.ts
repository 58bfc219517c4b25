import { client } from '../client.ts';
import { instantWords } from '../clock-words.ts';
import { button, h } from '../dom.ts';
import type { Model } from '../model.ts';
import { type Draft, isUnsaved } from './draft.ts';

/** Opens a file at a place. */
export type OpenFile = (file: string, line?: number, column?: number) => void;

/** Draws the files that are edited: where they are, and what the bot last said of them. */
export function drawFiles(
  { state, viewer }: Model,
  drafts: ReadonlyMap<string, Draft>,
  open: OpenFile,
): (HTMLElement | false)[] {
  const { content, editor } = state;
  const folder = content?.folder;
  const isEdited = (file: string) => editor?.files.includes(file) === true;
  // What was begun and is not saved yet is in no folder.
  const begun = [...drafts.values()].filter(({ file, revision }) => revision === null && !isEdited(file));
  const files = [...begun.map(({ file }) => file), ...(content?.files ?? editor?.files ?? [])];
  return [
    h(
      'p',
      { class: 'quiet' },
      editor
        ? 'Change a file here, or with any editor: the bot takes it once it is saved.'
        : 'Change a file here with any editor: the bot takes it at once.',
    ),
    folder !== undefined && h('p', {}, h('code', {}, folder)),
    h(
      'ul',
      { class: 'plain files' },
      ...files.map((file) => h('li', {}, ...fileParts(file, editor && (() => open(file)), drafts.get(file)))),
    ),
    ...(content ? botWords(content, viewer, isEdited, open) : []),
  ];
}

function fileParts(file: string, open: (() => void) | undefined, draft: Draft | undefined): (HTMLElement | '')[] {
  const name = h('code', {}, file);
  const note = !draft ? '' : draft.revision === null ? 'not saved yet' : isUnsaved(draft) ? 'unsaved changes' : '';
  return [
    open ? h('button', { type: 'button', class: 'file-row', 'data-key': `file-${file}`, click: open }, name) : name,
    note && h('span', { class: 'file-note' }, note),
  ];
}

function botWords(
  { folder, problems, reloadedAt }: NonNullable<Model['state']['content']>,
  viewer: Model['viewer'],
  isEdited: (file: string) => boolean,
  open: OpenFile,
): (HTMLElement | false)[] {
  return [
    h('h3', {}, 'What the bot says'),
    reloadedAt === undefined
      ? problems.length === 0 && h('p', { class: 'quiet' }, 'Nothing has changed since it was started.')
      : h('p', {}, `Reloaded at ${instantWords(reloadedAt, viewer)}.`),
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
            ...problems.map((problem, i) => h('li', { class: 'problem' }, ...problemParts(problem, i))),
          ),
        ]
      : []),
  ];

  /** A problem as `file:line:column path: what is wrong`, in its parts. */
  function problemParts(problem: string, i: number): (HTMLElement | false)[] {
    // The line of the file may stand below, with a mark under the place.
    const [said = '', ...excerpt] = problem.split('\n');
    const [, path, line, column, rest = ''] = /^(\S.*?\.\w+)(?::(\d+):(\d+))?:?\s+(.*)$/.exec(said) ?? [];
    if (path === undefined) return [h('p', {}, problem)];
    const file = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
    const [, key, what = rest] = /^(\S+?):\s+(.*)$/.exec(rest) ?? [];
    return [
      h('code', {}, file),
      h('p', { class: 'place' }, [line && `line ${line}, column ${column}`, key].filter(Boolean).join(' · ')),
      h('p', {}, what),
      excerpt.length > 0 && h('pre', {}, excerpt.join('\n').replaceAll(/^ {4}/gm, '')),
      isEdited(file) &&
        button('Open it there', () => open(file, Number(line ?? 1), Number(column ?? 1)), { 'data-key': `there-${i}` }),
    ];
  }
}

/** Makes what begins a new file; `opened` gets its text, of which nothing is written. */
export function createNewFile(
  { label, nameLabel, hint }: NonNullable<NonNullable<Model['state']['editor']>['newFile']>,
  opened: (made: Awaited<ReturnType<typeof client.createFile>>) => void,
): HTMLElement {
  const field = h('input', {
    type: 'text',
    'aria-describedby': 'new-file-hint new-file-wrong',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  const wrong = h('p', { class: 'wrong', id: 'new-file-wrong', role: 'alert' });
  const form = h(
    'form',
    { class: 'new-file' },
    h('label', { class: 'field' }, nameLabel, field),
    h('p', { class: 'quiet small', id: 'new-file-hint' }, hint),
    wrong,
    h('button', { type: 'submit', class: 'push' }, label),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    wrong.textContent = '';
    try {
      opened(await client.createFile(field.value.trim()));
      field.value = '';
    } catch (error) {
      wrong.textContent = error instanceof Error ? error.message : String(error);
      field.focus();
    }
  });
  return form;
}
