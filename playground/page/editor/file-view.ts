import type { FileChange, FileLook } from '../../src/page/api.ts';
import { client, Refusal } from '../client.ts';
import { button, h, redraw } from '../dom.ts';
import type { Model } from '../model.ts';
import { toast } from '../view/toast.ts';
import { type Draft, fileText, isUnsaved, takeOver } from './draft.ts';
import { createPreview } from './preview.ts';
import { drawProblems, problemWords } from './problem-list.ts';
import { createTextBox } from './text-box.ts';

/** A file that is open: its text, what is to be said of it, and the reply that it would be. */
export type FileView = {
  readonly element: HTMLElement;
  /** Shows a draft, with the cursor at a place of it. */
  open(draft: Draft, line?: number, column?: number): void;
  save(): Promise<void>;
  /** Looks whether someone else has changed the file. */
  lookAgain(): void;
};

// Someone who types is not interrupted: the text is looked at once they pause.
const pauseMs = 300;

/** Makes one. `back` leaves the file, which stays as it is; `changed` is called when a draft is saved or is not. */
export function createFileView(model: Model, back: () => void, changed: () => void): FileView {
  let draft: Draft | undefined;
  let timer: number | undefined;
  // Counts what is asked, so that no late answer is taken for the newest.
  let asked = 0;
  let isSaving = false;

  const box = createTextBox('Text of the file', 'text-keys', (text) => {
    if (!draft) return;
    draft.text = text;
    draft.note = undefined;
    drawHead();
    lookSoon();
  });
  const preview = createPreview(model, (reply) => {
    if (draft) draft.reply = reply;
    return look();
  });
  const name = h('h3', { class: 'file-name', tabindex: -1 });
  const state = h('p', { class: 'quiet small', role: 'status' });
  const saveButton = h('button', { type: 'button', class: 'push main', click: () => void save() }, 'Save');
  const notices = h('div', { class: 'file-notices', role: 'alert' });
  const offers = h('div', { class: 'file-offers', role: 'status' });
  const count = h('p', { class: 'quiet', role: 'status' });
  const problems = h('ol', { class: 'plain file-problems', 'aria-label': 'Problems' });

  const drawHead = () => {
    if (!draft) return;
    const words = draft.note ?? stateWords(draft);
    if (state.textContent !== words) state.textContent = words;
  };
  const drawNotices = () => {
    const conflict = draft?.conflict;
    redraw(notices, ...(draft && conflict ? [conflictNotice(draft, conflict)] : []));
    const changes = draft?.look?.changes ?? [];
    redraw(offers, ...changes.map(offerOf));
  };
  const drawLook = () => {
    const found = draft?.look?.problems ?? [];
    box.mark(found);
    drawProblems(problems, found, box.goTo);
    const words = draft?.look ? countWords(draft.look) : '';
    if (count.textContent !== words) count.textContent = words;
    preview.show(draft?.look);
    drawNotices();
  };
  const offerOf = ({ label, why, text }: FileChange) =>
    h(
      'div',
      { class: 'suggestion' },
      h('p', {}, why),
      h(
        'div',
        { class: 'row' },
        button(label, () => box.change(text), { 'data-key': `change-${label}` }),
      ),
    );
  const conflictNotice = (of: Draft, { why, now }: NonNullable<Draft['conflict']>) => {
    // A file that is gone is written as a new one.
    const revision = of.look?.revision === null ? null : of.revision;
    const buttons =
      now && now.revision !== of.revision
        ? [
            button('Take what is on disk', () => take(of, now), {
              'data-key': 'take',
              title: 'Undo brings your text back',
            }),
            button('Save mine over it', () => void save(now.revision), { 'data-key': 'over' }),
          ]
        : [button('Save again', () => void save(revision), { 'data-key': 'over' })];
    return h(
      'div',
      { class: 'problem' },
      h('p', {}, `${why} Your text is still here, and not saved.`),
      h('div', { class: 'row' }, ...buttons),
    );
  };

  const take = (of: Draft, now: NonNullable<NonNullable<Draft['conflict']>['now']>) => {
    takeOver(of, now);
    if (of === draft) box.change(of.text);
    drawHead();
    drawNotices();
    void look();
    changed();
  };
  const lookSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), pauseMs);
  };
  const look = async (): Promise<FileLook['shown'] | undefined> => {
    clearTimeout(timer);
    const of = draft;
    if (!of) return undefined;
    asked += 1;
    const number = asked;
    const { file, text } = fileText(of);
    const reply = of.reply === undefined ? {} : { reply: of.reply };
    const found = await client.lookAtFile({ file, text, locale: model.viewer.locale, ...reply }).catch(warn);
    if (!found || number !== asked || of !== draft) return found?.shown;
    of.look = found;
    const isGone = 'refused' in found.shown && found.replies.every(({ id }) => id !== of.reply);
    if (isGone && of.reply !== undefined && found.replies.length > 0) {
      // What was shown is no part of the text any more.
      of.reply = undefined;
      return look();
    }
    drawLook();
    if (!isSaving && found.revision !== of.revision) await takeNews(of);
    return found.shown;
  };
  /** Someone else has changed the file: without changes of one's own it is taken, else one is told. */
  const takeNews = async (of: Draft) => {
    const now = await client.readFile(of.file).catch(() => undefined);
    if (of !== draft || isSaving || now?.revision === of.revision) return;
    if (now && !isUnsaved(of)) {
      take(of, now);
      of.note = 'It was changed elsewhere: this is what it is now.';
      drawHead();
    } else if (now || of.revision !== null) {
      const why = now ? 'has been changed elsewhere since you opened it.' : 'has been removed since you opened it.';
      of.conflict = { why: `${of.file} ${why}`, now };
      drawNotices();
    }
  };
  const save = async (over?: string | null) => {
    const of = draft;
    if (!of || isSaving) return;
    isSaving = true;
    saveButton.disabled = true;
    const text = fileText(of);
    try {
      const { revision } = await client.saveFile({ ...text, revision: over === undefined ? of.revision : over });
      of.revision = revision;
      of.saved = text.text.replaceAll('\r\n', '\n');
      of.conflict = undefined;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      of.conflict = { why: error.message, now: error.now };
      // What the file is now may be another thing than what was last heard of it.
      if (!error.now) void look();
      return;
    } finally {
      isSaving = false;
      saveButton.disabled = false;
      drawHead();
      drawNotices();
      changed();
    }
    await look();
    if (isUnsaved(of)) return;
    const errors = of.look?.problems.filter(({ severity }) => severity === 'error').length ?? 0;
    const found = errors === 1 ? 'an error' : `${errors} errors`;
    of.note = errors === 0 ? 'Saved.' : `Saved with ${found}: the bot goes on with the last good version.`;
    drawHead();
  };

  const element = h(
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
          { class: 'quiet small', id: 'text-keys' },
          'Tab indents; Escape, then Tab, leaves the box. Ctrl+S saves.',
        ),
        offers,
        count,
        problems,
      ),
      preview.element,
    ),
  );
  return {
    element,
    open(next, line, column = 1) {
      draft = next;
      name.textContent = next.file;
      box.show(next.text);
      drawHead();
      drawLook();
      void look();
      if (line === undefined) name.focus({ preventScroll: true });
      else box.goTo(line, column);
    },
    save: () => save(),
    lookAgain: () => draft && lookSoon(),
  };
}

function stateWords(draft: Draft): string {
  if (draft.revision === null) return 'New, not saved yet';
  return isUnsaved(draft) ? 'Unsaved changes' : 'No unsaved changes';
}

function countWords({ problems }: FileLook): string {
  const words = problemWords(problems);
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  return hasErrors ? `${words}. If you save it so, the bot goes on with the last good version.` : `${words}.`;
}

function warn(error: unknown): undefined {
  toast(error instanceof Error ? error.message : String(error), { wrong: true });
}
