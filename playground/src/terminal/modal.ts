import { type APIComponentInLabel, type APISelectMenuComponent, ComponentType } from 'discord-api-types/v10';
import type { Discord } from '../discord-types.ts';
import { ModalOpened, ModalRefusal } from '../interactions/open-modal.ts';
import type { Modal, ModalValues } from '../model/modal.ts';
import type { DiscordRefusal } from '../model/refusal.ts';
import type { Console } from './console.ts';
import { LineError } from './line-error.ts';
import { idOf } from './options.ts';
import { type Scene, signed } from './scene.ts';
import { segmentsOf } from './segments.ts';
import type { Session } from './session.ts';
import { type Line, span } from './spans.ts';

/** Something of a modal that is filled in, under the name that a line has for it. */
type Field = { readonly name: string; readonly label: string; readonly component: APIComponentInLabel };

/** Shows each modal that opens for the person who types. */
export function showModals({ events, botName }: Discord, session: Session, console: Console): void {
  events.on('modal', (modal, userId) => {
    if (modal && userId === session.actor().userId) console.print(describeModal(modal, botName, session.scene()));
  });
}

/** A modal as lines: what is asked for, and how to answer. */
function describeModal(modal: Modal, botName: string, scene: Scene): Line[] {
  const fields = fieldsOf(modal);
  return [
    [span(botName, 'bold'), span(' opened a modal: '), span(modal.title, 'bold')],
    ...modal.components.flatMap((part): Line[] =>
      part.type === ComponentType.TextDisplay ? [[span(part.content, 'dim')]] : [],
    ),
    ...fields.map(({ name, label, component }): Line => {
      const offered = offeredIn(component, scene);
      const shown = offered.length > 0 ? `: ${offered.map(([text]) => text).join(', ')}` : '';
      const isOptional = 'required' in component && component.required === false;
      return [span(`  ${name}`, 'cyan'), span(`  ${label}${isOptional ? ' (optional)' : ''}`), span(shown, 'dim')];
    }),
    [
      span('Fill it in: '),
      span(`submit ${fields.map(({ name }) => `${name}:…`).join(' ')}`, 'cyan'),
      span(', or '),
      span('cancel', 'cyan'),
    ],
    [],
  ];
}

/**
 * What a line fills into a modal, as `name:Ann days:Monday, Friday`; text without a name is for the first field.
 * @throws {LineError}
 */
export function readValues(rest: string, modal: Modal, scene: Scene): ModalValues {
  const fields = fieldsOf(modal);
  const entries = segmentsOf(
    rest,
    fields.map(({ name }) => name),
  ).map(({ name, value }): [string, ModalValues[string]] => {
    const field = name === undefined ? fields[0] : fields.find((each) => each.name === name);
    if (!field) throw new LineError('This modal asks for nothing: submit stands alone.');
    return [field.component.custom_id, readValue(field, value, scene)];
  });
  return { ...Object.fromEntries(fields.flatMap(preset)), ...Object.fromEntries(entries) };
}

/** What Discord tells the person, in lines; nothing where a modal opened, which shows itself. */
export function saidBy(error: DiscordRefusal, modal: Modal | undefined): string[] {
  if (error instanceof ModalOpened) return [];
  if (!(error instanceof ModalRefusal) || !modal) return [`Discord: ${error.message}`];
  const wrong = fieldsOf(modal).flatMap(({ name, component: { custom_id } }) => {
    const words = error.fields[custom_id];
    return words === undefined ? [] : [`  ${name}: ${words}`];
  });
  return [`Discord: ${error.message}`, ...wrong];
}

function fieldsOf({ components }: Modal): Field[] {
  const found = components.flatMap((part): Omit<Field, 'name'>[] => {
    if (part.type === ComponentType.Label) return [{ label: part.label, component: part.component }];
    if (part.type !== ComponentType.ActionRow) return [];
    return part.components.map((component) => ({ label: component.label ?? '', component }));
  });
  return found.map((field, i) => {
    const { custom_id } = field.component;
    // What cannot stand before a colon goes by its number.
    return { ...field, name: /^[\p{L}\p{N}_-]+$/u.test(custom_id) ? custom_id : String(i + 1) };
  });
}

/** What stands in a field before anyone writes in it. */
function preset({ component }: Field): [string, ModalValues[string]][] {
  const { custom_id } = component;
  if ('value' in component && component.value !== undefined) return [[custom_id, component.value]];
  if ('default_values' in component) return [[custom_id, (component.default_values ?? []).map(({ id }) => id)]];
  if (component.type === ComponentType.Checkbox) return [[custom_id, component.default === true]];
  if (!('options' in component)) return [];
  const chosen = component.options.filter((option) => option.default).map(({ value }) => value);
  return [[custom_id, component.type === ComponentType.RadioGroup ? (chosen[0] ?? '') : chosen]];
}

function readValue({ name, component }: Field, text: string, scene: Scene): ModalValues[string] {
  if (component.type === ComponentType.TextInput) return text;
  if (component.type === ComponentType.Checkbox) return /^(yes|y|true|on|1)$/i.test(text);
  const offered = offeredIn(component, scene);
  const one = (word: string): string => {
    const known = offered.find(([label, value]) =>
      [label, value].some((each) => each.toLowerCase() === word.toLowerCase()),
    );
    const id = known?.[1] ?? idOf(word, word.startsWith('#') ? '#' : '@', new Map(offered));
    if (id === undefined) throw new LineError(`${name}: ${offered.map(([label]) => label).join(', ')}`);
    return id;
  };
  if (component.type === ComponentType.RadioGroup) return one(text);
  return text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
    .map(one);
}

/** What can be chosen: each with the value that it stands for. */
export function offeredIn(
  component: APIComponentInLabel | APISelectMenuComponent,
  { channels, roles, members }: Scene,
): (readonly [string, string])[] {
  const named = (sign: string, ids: ReadonlyMap<string, string>) =>
    signed(sign, ids).map((name, i) => [name, [...ids.values()][i] ?? ''] as const);
  switch (component.type) {
    case ComponentType.UserSelect:
      return named('@', members);
    case ComponentType.RoleSelect:
      return named('@', roles);
    case ComponentType.MentionableSelect:
      return [...named('@', members), ...named('@', roles)];
    case ComponentType.ChannelSelect:
      return named('#', channels);
    default:
      return 'options' in component ? component.options.map(({ label, value }) => [label, value] as const) : [];
  }
}
