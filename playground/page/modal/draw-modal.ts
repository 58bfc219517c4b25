import type { Modal, ModalComponent } from '../../src/model/modal.ts';
import { h } from '../dom.ts';
import { kinds as inMessages } from '../message/components/kinds.ts';
import { drawMarkdown } from '../message/markdown/draw-markdown.ts';
import type { Model } from '../model.ts';
import { surroundingsOf } from '../view/drawing.ts';
import { drawField, type Field } from './field.ts';
import { kinds } from './kinds.ts';

/** Draws what stands in a modal: its parts one under the other, and those that are filled in. */
export function drawModal({ components }: Modal, model: Model): { parts: HTMLElement[]; fields: Field[] } {
  const fields: Field[] = [];
  const draw = (component: ModalComponent): HTMLElement[] => {
    switch (component.type) {
      case kinds.Label:
        fields.push(drawField(component, component.component, model));
        return fields.slice(-1).map(({ element }) => element);
      case inMessages.ActionRow: {
        const added = component.components.map((input) => drawField({ label: input.label ?? '' }, input, model));
        fields.push(...added);
        return added.map(({ element }) => element);
      }
      default:
        return [drawText(component.content, model)];
    }
  };
  return { parts: components.flatMap(draw), fields };
}

function drawText(content: string, model: Model): HTMLElement {
  const unused = async () => {};
  const context = { ...surroundingsOf(model), click: unused, select: unused, pingsEveryone: false };
  return h('div', { class: 'message' }, drawMarkdown(content, context));
}
