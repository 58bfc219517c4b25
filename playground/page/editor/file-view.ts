import type { FileLook, FileText } from '../../src/page/api.ts';
import { client, Refusal } from '../client.ts';
import type { Model } from '../model.ts';
import { toast } from '../view/toast.ts';
import { type Draft, fileText, isUnsaved, takeOver } from './draft.ts';
import { createFileLayout, textKeysId } from './file-layout.ts';
import { createPreview } from './preview.ts';
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

  const box = createTextBox('Text of the file', textKeysId, (text) => {
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
  const layout = createFileLayout(box, preview, {
    back,
    save: (over) => void save(over),
    take: (now) => draft && take(draft, now, true),
  });
  const drawHead = () => draft && layout.drawHead(draft, isSaving);

  const take = (of: Draft, now: FileText, focus: boolean) => {
    takeOver(of, now);
    if (of === draft) box.change(of.text, focus);
    drawHead();
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
    layout.drawLook(of);
    if (!isSaving && found.revision !== of.revision) await takeNews(of);
    return found.shown;
  };
  /** Someone else has changed the file: without changes of one's own it is taken, else one is told. */
  const takeNews = async (of: Draft) => {
    const now = await client.readFile(of.file).catch(() => undefined);
    if (of !== draft || isSaving || now?.revision === of.revision) return;
    if (now && !isUnsaved(of)) {
      take(of, now, false);
      of.note = 'It was changed elsewhere: this is what it is now.';
    } else if (now || of.revision !== null) {
      const why = now ? 'has been changed elsewhere since you opened it.' : 'has been removed since you opened it.';
      of.conflict = { why: `${of.file} ${why}`, now };
    }
    drawHead();
  };
  const save = async (over?: string | null) => {
    const of = draft;
    if (!of || isSaving) return;
    isSaving = true;
    drawHead();
    const given = fileText(of);
    const saved = of.text;
    try {
      const { revision } = await client.saveFile(over === undefined ? given : { ...given, revision: over });
      Object.assign(of, { revision, saved, conflict: undefined });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      of.conflict = { why: error.message, now: error.now };
      // What the file is now may be another thing than what was last heard of it.
      if (!error.now) void look();
      return;
    } finally {
      isSaving = false;
      drawHead();
      changed();
    }
    await look();
    if (isUnsaved(of)) return;
    const errors = of.look?.problems.filter(({ severity }) => severity === 'error').length ?? 0;
    const found = errors === 1 ? 'an error' : `${errors} errors`;
    of.note = errors === 0 ? 'Saved.' : `Saved with ${found}: the bot goes on with the last good version.`;
    drawHead();
  };

  return {
    element: layout.element,
    open(next, line, column = 1) {
      draft = next;
      box.show(next.text);
      drawHead();
      layout.drawLook(next);
      void look();
      if (line === undefined) layout.focus();
      else box.goTo(line, column);
    },
    save: () => save(),
    lookAgain: () => draft && lookSoon(),
  };
}

function warn(error: unknown): undefined {
  toast(error instanceof Error ? error.message : String(error), { wrong: true });
}
