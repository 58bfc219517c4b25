import type { ModalValues } from '../../src/model/modal.ts';

/** What a person fills in. */
export type Control = {
  readonly element: HTMLElement;
  /** What has the focus and is named by the label; `element` where a group is named. */
  readonly target: HTMLElement;
  value(): ModalValues[string];
};
