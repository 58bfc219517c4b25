import type {
  APIActionRowComponent,
  APILabelComponent,
  APITextDisplayComponent,
  APITextInputComponent,
} from 'discord-api-types/v10';

/* Modals as people see them; types only, for the page too. */

/** What stands in a modal, one under the other. */
export type ModalComponent = APILabelComponent | APITextDisplayComponent | APIActionRowComponent<APITextInputComponent>;

/** A modal as a person sees it. */
export type Modal = {
  /** Tells it from one that opened before it. */
  readonly id: string;
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly ModalComponent[];
};

/** What a person has filled in, by custom id; what is left out is as if it were empty. */
export type ModalValues = Readonly<Record<string, string | boolean | readonly string[]>>;
