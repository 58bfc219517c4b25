import type { Hono } from 'hono';
import type { z } from 'zod';
import type { Discord } from '../discord-types.ts';
import type { FileEditor, FilePreview } from '../file-editor.ts';
import { ControlError, checked } from '../model/control-error.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import type { FileLook, FileText, Refused, SaveRefused } from './api.ts';
import { bodies } from './bodies.ts';
import { readJson } from './read-json.ts';

/** Adds the files that are edited on the page, as api.ts has them; `changed` is called when there is another one. */
export function addFiles(app: Hono, editor: FileEditor, discord: Discord, changed: () => void): void {
  // Names that the plug-in has given. They are not asked for anew with each key that is pressed.
  const known = new Set<string>();
  const requireKnown = async (file: string) => {
    if (known.has(file)) return;
    for (const name of await editor.list()) known.add(name);
    if (!known.has(file)) throw new ControlError([`file: there is no ${file} to edit`]);
  };
  const post = <T extends z.ZodType>(
    name: string,
    body: T,
    act: (body: z.output<T>) => Promise<object | SaveRefused>,
  ) =>
    app.post(`/api/files/${name}`, async (c) => {
      const answer = await act(checked(body, readJson(await c.req.text())));
      return c.json(answer, isRefused(answer) ? 409 : 200);
    });
  const shown = (preview: FilePreview | Refused): FileLook['shown'] => {
    if (isRefused(preview)) return preview;
    try {
      const { body, ...rest } = preview;
      return { ...rest, message: discord.draft(body) };
    } catch (error) {
      if (error instanceof DiscordRefusal) return { refused: error.message };
      throw error;
    }
  };

  post('read', bodies.readFile, async ({ file }) => {
    await requireKnown(file);
    return editor.read(file);
  });
  post('create', bodies.createFile, async ({ name }) => {
    if (!editor.newFile) throw new ControlError(['there are no new files here']);
    const made = await editor.newFile.create(name);
    if (!isRefused(made)) known.add(made.file);
    return made;
  });
  post('look', bodies.lookAtFile, async ({ file, text, reply, locale }) => {
    await requireKnown(file);
    const [check, preview, revision] = await Promise.all([
      editor.check(file, text),
      editor.preview(file, text, reply, locale),
      revisionOf(editor, file),
    ]);
    return { revision, ...check, shown: shown(preview) } satisfies FileLook;
  });
  post('save', bodies.saveFile, async (given) => {
    await requireKnown(given.file);
    const saved = await editor.save(given);
    if (!isRefused(saved)) {
      changed();
      return saved;
    }
    const now = await editor.read(given.file);
    return { ...saved, ...(isRefused(now) ? {} : { now }) } satisfies SaveRefused;
  });
}

async function revisionOf(editor: FileEditor, file: string): Promise<FileText['revision']> {
  const read = await editor.read(file);
  return isRefused(read) ? null : read.revision;
}

function isRefused(answer: object): answer is Refused {
  return 'refused' in answer;
}
