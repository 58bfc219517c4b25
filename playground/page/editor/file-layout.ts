import type { FileChange } from '../../src/page/api.ts';
import { button, h, redraw } from '../dom.ts';
import { type Draft, isUnsaved } from './draft.ts';
import type { Preview } from './preview.ts';
import { drawProblems, problemWords } from './problem-list.ts';
import type { TextBox } from './text-box.ts';

type Conflict = NonNullable<Draft['conflict']>;

/** What one does with a file by its buttons. */
export type FileActions = {
  readonly back: () => void;
  /** Saves the text, over a file of another revision if it is said. */
  readonly save: (over?: string | null) => void;
  /** Takes what is on disk in place of the text. */
  readonly take: (now: NonNullable<Conflict['now']>) => void;
};

/** The parts of an open file around its text box and its preview. */
export type FileLayout = {
  readonly element: HTMLElement;
  /** Draws its name, what became of it, and what stands in the way of saving. */
  drawHead(draft: Draft, isSaving: boolean): void;
  /** Draws what was said of its text. */
  drawLook(draft: Draft): void;
  focus(): void;
};

/** Makes them. */
export function createFileLayout(box: TextBox, preview: Preview, { back, save, take }: FileActions): FileLayout {
  const name = h('h3', { class: 'file-name', tabindex: -1 });
  const state = h('p', { class: 'quiet small', role: 'status' });
  const saveButton = h('button', { type: 'button', class: 'push main', click: () => save() }, 'Save');
  const notices = h('div', { class: 'file-notices', role: 'alert' });
  const offers = h('div', { class: 'file-offers', role: 'status' });
  const count = h('p', { class: 'quiet', role: 'status' });
  const problems = h('ol', { class: 'plain file-problems', 'aria-label': 'Problems' });

  const conflictNotice = ({ look, revision }: Draft, { why, now }: Conflict) => {
    const buttons =
      now && now.revision !== revision
        ? [
            button('Take what is on disk', () => take(now), {
              'data-key': 'take',
              title: 'Undo brings your text back',
            }),
            button('Save mine over it', () => save(now.revision), { 'data-key': 'over' }),
          ]
        : // A file that is gone is written as a new one.
          [button('Save again', () => save(look?.revision === null ? null : revision), { 'data-key': 'over' })];
    return h(
      'div',
      { class: 'problem' },
      h('p', {}, `${why} Your text is still here, and not saved.`),
      h('div', { class: 'row' }, ...buttons),
    );
  };
  const offerOf = ({ label, why, text }: FileChange) =>
    h(
      'div',
      { class: 'suggestion' },
      h('p', {}, why),
      h(
        'div',
        { class: 'row' },
        button(label, () => box.change(text, true), { 'data-key': `change-${label}` }),
      ),
    );

  return {
    element: h(
      'div',
      { class: 'file' },
      h(
        'div',
        { class: 'file-bar' },
        button('All files', back, { 'data-key': 'files' }),
        h('div', { class: 'file-title' }, name, state),
        saveButton,
      ),
      notices,
      h(
        'div',
        { class: 'file-parts' },
        h(
          'section',
          { class: 'writing', 'aria-label': 'Text and problems' },
          box.element,
          h(
            'p',
            { class: 'quiet small', id: textKeysId },
            'Tab indents; Escape, then Tab, leaves the box. Ctrl+S saves.',
          ),
          offers,
          count,
          problems,
        ),
        preview.element,
      ),
    ),
    drawHead(draft, isSaving) {
      name.textContent = draft.file;
      say(state, draft.note ?? stateWords(draft));
      saveButton.disabled = isSaving;
      const { file, conflict, revision, look } = draft;
      drawOnce(notices, [file, conflict?.why, conflict?.now?.revision, revision, look?.revision], () =>
        conflict ? [conflictNotice(draft, conflict)] : [],
      );
    },
    drawLook({ file, look }) {
      box.mark(look?.problems ?? []);
      drawProblems(problems, look?.problems ?? [], box.goTo);
      say(count, look ? countWords(look.problems) : '');
      const changes = look?.changes ?? [];
      drawOnce(offers, [file, changes], () => changes.map(offerOf));
      preview.show(look);
    },
    focus: () => name.focus({ preventScroll: true }),
  };
}

/** The id of what says which keys do what in the text box. */
export const textKeysId = 'text-keys';

// What is drawn in a place at present.
const drawn = new WeakMap<HTMLElement, string>();

/** Draws what is read out as it comes: only if it is another thing than what is there. */
function drawOnce(place: HTMLElement, facts: readonly unknown[], make: () => HTMLElement[]): void {
  const key = JSON.stringify(facts);
  if (drawn.get(place) === key) return;
  drawn.set(place, key);
  redraw(place, ...make());
}

/** The same words once more are not read out again. */
function say(place: HTMLElement, words: string): void {
  if (place.textContent !== words) place.textContent = words;
}

function stateWords(draft: Draft): string {
  if (draft.revision === null) return 'New, not saved yet';
  return isUnsaved(draft) ? 'Unsaved changes' : 'No unsaved changes';
}

function countWords(problems: NonNullable<Draft['look']>['problems']): string {
  const words = problemWords(problems);
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  return hasErrors ? `${words}. If you save it so, the bot goes on with the last good version.` : `${words}.`;
}
