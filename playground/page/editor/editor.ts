import type { FileText } from '../../src/page/api.ts';
import { client } from '../client.ts';
import { h, redraw } from '../dom.ts';
import type { PanelPlace } from '../panels/panel-place.ts';
import { createDraft, type Draft, isUnsaved } from './draft.ts';
import { createNewFile, drawFiles } from './file-list.ts';
import { createFileView } from './file-view.ts';

/** The panel Editor: the files, or the one that is open. What is typed stays while the panel is closed. */
export type Editor = {
  readonly element: HTMLElement;
  /** True while a file is open, which wants more room. */
  readonly isWide: boolean;
  draw(): void;
};

/** Makes it; `resized` is called when a file is opened or left. */
export function createEditor({ model, attempt }: PanelPlace, resized: () => void): Editor {
  const drafts = new Map<string, Draft>();
  let open: string | undefined;
  const element = h('div', { class: 'editor' });
  const files = h('div', { class: 'editor-files' });
  const view = createFileView(
    model,
    () => show(undefined),
    () => open === undefined && draw(),
  );
  const show = (file: string | undefined) => {
    const left = open;
    open = file;
    element.replaceChildren(...(file === undefined ? list() : [view.element]));
    resized();
    if (left === undefined || file !== undefined) return;
    const row = [...files.querySelectorAll<HTMLElement>('[data-key]')].find(
      ({ dataset }) => dataset.key === `file-${left}`,
    );
    row?.focus();
  };
  const openDraft = (draft: Draft, line?: number, column?: number) => {
    drafts.set(draft.file, draft);
    show(draft.file);
    view.open(draft, line, column);
  };
  const openFile = (file: string, line?: number, column?: number) =>
    attempt(async () => openDraft(drafts.get(file) ?? createDraft(await client.readFile(file)), line, column));
  const { newFile } = model.state.editor ?? {};
  const form =
    newFile && createNewFile(newFile, (made: FileText) => openDraft(drafts.get(made.file) ?? createDraft(made)));
  const list = () => {
    draw();
    return form ? [form, files] : [files];
  };
  const draw = () => redraw(files, ...drawFiles(model, drafts, openFile));
  show(undefined);

  document.addEventListener('keydown', (event) => {
    const isSave = event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!isSave || model.panel !== 'editor' || open === undefined) return;
    event.preventDefault();
    void view.save();
  });
  addEventListener('beforeunload', (event) => {
    if ([...drafts.values()].some(isUnsaved)) event.preventDefault();
  });
  addEventListener('focus', () => model.panel === 'editor' && view.lookAgain());

  return {
    element,
    get isWide() {
      return open !== undefined;
    },
    draw() {
      if (open === undefined) draw();
      else view.lookAgain();
    },
  };
}
