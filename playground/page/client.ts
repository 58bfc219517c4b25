import type {
  BotBody,
  Choices,
  ClickBody,
  Clock,
  ClockBody,
  Commands,
  CompleteBody,
  ControlBody,
  CreateFileBody,
  DismissBody,
  Done,
  FileLook,
  FileText,
  LookBody,
  Messages,
  PageState,
  ReadFileBody,
  SavedFile,
  SelectBody,
  SubmitBody,
  UseBody,
} from '../src/page/api.ts';

/** What Discord itself, or the control interface, says no with; the message is for the person. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** What is wrong with fields of a modal, by custom id. */
  readonly fields: Readonly<Record<string, string>>;
  /** The file as it is now, where it was not written over. */
  readonly now: FileText | undefined;

  constructor(message: string, fields: Readonly<Record<string, string>> = {}, now?: FileText) {
    super(message);
    this.fields = fields;
    this.now = now;
  }
}

/** What is sent to each path that answers `Done`. */
type Bodies = {
  '/api/use': UseBody;
  '/api/click': ClickBody;
  '/api/select': SelectBody;
  '/api/submit': SubmitBody;
  '/api/dismiss': DismissBody;
  '/api/bot': BotBody;
};

type Check<T> = (value: unknown) => value is T;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const has =
  <T>(...keys: readonly (keyof T & string)[]): Check<T> =>
  (value): value is T =>
    isRecord(value) && keys.every((key) => key in value);
const anything: Check<unknown> = (_value): _value is unknown => true;

async function ask<T>(path: string, is: Check<T>, body?: unknown): Promise<T> {
  const response = await fetch(
    path,
    body === undefined
      ? { headers: { accept: 'application/json' } }
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  ).catch(() => {
    throw new Refusal('The playground does not answer. Is it still running?');
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok)
    throw new Refusal(reason(answer) ?? `The playground answered ${response.status}.`, fieldsOf(answer), nowOf(answer));
  if (is(answer)) return answer;
  throw new Refusal(`The playground answered something else to ${path}.`);
}

function reason(answer: unknown): string | undefined {
  if (!isRecord(answer)) return undefined;
  const { refused, problems, error, message } = answer;
  if (Array.isArray(problems)) return problems.map(String).join('; ');
  return [refused, error, message].find((words) => typeof words === 'string');
}

function fieldsOf(answer: unknown): Record<string, string> {
  const fields = isRecord(answer) && isRecord(answer.fields) ? answer.fields : {};
  return Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, String(words)]));
}

const isFileText = has<FileText>('file', 'text', 'revision');

function nowOf(answer: unknown): FileText | undefined {
  return isRecord(answer) && isFileText(answer.now) ? answer.now : undefined;
}

const query = (values: Readonly<Record<string, string>>) => new URLSearchParams(values).toString();

/** The server of the page, as functions. @throws {Refusal} */
export const client = {
  state: (userId: string) =>
    ask(
      `/api/state${userId === '' ? '' : `?${query({ userId })}`}`,
      has<PageState>('guild', 'channels', 'members', 'clock'),
    ),
  messages: (userId: string, channelId: string) =>
    ask(`/api/messages?${query({ userId, channelId })}`, has<Messages>('messages')),
  commands: (userId: string, channelId: string, locale: string) =>
    ask(`/api/commands?${query({ userId, channelId, locale })}`, has<Commands>('commands')),
  complete: (body: CompleteBody) => ask('/api/complete', has<Choices>('choices'), body),
  do: <Path extends keyof Bodies>(path: Path, body: Bodies[Path]) => ask(path, has<Done>('ok'), body),
  control: (action: string, body: unknown = {}) =>
    ask('/api/control', anything, { action, body } satisfies ControlBody),
  readFile: (file: string) => ask('/api/files/read', isFileText, { file } satisfies ReadFileBody),
  createFile: (name: string) => ask('/api/files/create', isFileText, { name } satisfies CreateFileBody),
  lookAtFile: (body: LookBody) => ask('/api/files/look', has<FileLook>('problems', 'shown'), body),
  saveFile: (body: FileText) => ask('/api/files/save', has<SavedFile>('revision'), body),
  clock: (to: number) => ask('/api/clock', has<Clock>('ahead'), { to } satisfies ClockBody),
};
