import {
  type APIComponentInLabel,
  type APISelectMenuComponent,
  type APITextInputComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { lengthOf } from '../forms/form.ts';
import type { OpenModal } from '../model/entities.ts';
import type { ModalComponent, ModalValues } from '../model/modal.ts';
import type { World } from '../model/world.ts';
import { ModalRefusal } from './open-modal.ts';
import { isSelect, resolveValues } from './select-values.ts';

const isRequired = 'This field is required.';

/**
 * What is filled in for one component, as Discord sends it, and what ids in it stand for; or in words what is wrong.
 */
type Filled = { readonly sent: object; readonly resolved?: Record<string, object> } | { readonly wrong: string };

/**
 * What a person has filled in, as Discord sends it (https://docs.discord.com/developers/components/reference).
 * @throws {ModalRefusal} with everything that is wrong.
 */
export function submissionOf(world: World, modal: OpenModal, values: ModalValues): object {
  const wrong: Record<string, string> = {};
  const resolved: Record<string, object> = {};
  const sendOne = (component: APIComponentInLabel): object => {
    const { type, id, custom_id } = component;
    const filled = fill(world, modal, component, values[custom_id]);
    if ('wrong' in filled) {
      wrong[custom_id] = filled.wrong;
      return {};
    }
    for (const [kind, found] of Object.entries(filled.resolved ?? {})) resolved[kind] = { ...resolved[kind], ...found };
    return { type, id, custom_id, ...filled.sent };
  };
  const send = (component: ModalComponent): object => {
    const { type, id } = component;
    if (type === ComponentType.Label) return { type, id, component: sendOne(component.component) };
    if (type === ComponentType.ActionRow) return { type, id, components: component.components.map(sendOne) };
    return { type, id };
  };
  const components = modal.components.map(send);
  if (Object.keys(wrong).length > 0) throw new ModalRefusal(wrong);
  const { custom_id } = modal;
  return { custom_id, components, ...(Object.keys(resolved).length > 0 ? { resolved } : {}) };
}

function fill(
  world: World,
  modal: OpenModal,
  component: APIComponentInLabel,
  value: ModalValues[string] | undefined,
): Filled {
  if (isSelect(component)) return fillSelect(world, modal, component, listOf(value));
  switch (component.type) {
    case ComponentType.TextInput:
      return fillText(component, typeof value === 'string' ? value : '');
    case ComponentType.RadioGroup: {
      const { options, required = true } = component;
      if (!value) return required ? { wrong: isRequired } : { sent: { value: null } };
      return options.some((option) => option.value === value)
        ? { sent: { value } }
        : { wrong: 'There is no such choice.' };
    }
    case ComponentType.CheckboxGroup: {
      const { options, min_values = 1, max_values = options.length, required = true } = component;
      const chosen = listOf(value);
      if (chosen.length === 0) return required ? { wrong: isRequired } : { sent: { values: [] } };
      if (!chosen.every((each) => options.some((option) => option.value === each)))
        return { wrong: 'There is no such choice.' };
      if (chosen.length < min_values || chosen.length > max_values)
        return { wrong: `Choose ${min_values === max_values ? '' : `${min_values} to `}${max_values}.` };
      return { sent: { values: chosen } };
    }
    case ComponentType.Checkbox:
      return { sent: { value: value === true } };
    case ComponentType.FileUpload:
      return component.required === false ? { sent: { values: [] } } : { wrong: noUploads };
  }
}

const noUploads = 'This playground takes no files, and the bot insists on one.';

function fillText(
  { required = true, min_length = 0, max_length = 4000 }: APITextInputComponent,
  value: string,
): Filled {
  if (value.trim() === '' && required) return { wrong: isRequired };
  if (value === '') return { sent: { value } };
  if (lengthOf(value) < min_length) return { wrong: `Write at least ${characters(min_length)}.` };
  if (lengthOf(value) > max_length) return { wrong: `Write at most ${characters(max_length)}.` };
  return { sent: { value } };
}

type InModal = { readonly required?: boolean };

function fillSelect(
  world: World,
  { sender }: OpenModal,
  menu: APISelectMenuComponent & InModal,
  values: readonly string[],
): Filled {
  if (values.length === 0) return menu.required === false ? { sent: { values } } : { wrong: isRequired };
  const chosen = resolveValues(world, sender, menu, values);
  return 'wrong' in chosen ? chosen : { sent: { values }, resolved: chosen.resolved };
}

function listOf(value: ModalValues[string] | undefined): readonly string[] {
  return typeof value === 'object' ? [...new Set(value)] : [];
}

function characters(count: number): string {
  return count === 1 ? 'one character' : `${count} characters`;
}
