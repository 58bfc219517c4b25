import { check } from './check.ts';
import { diff } from './diff.ts';
import { exportBriefing } from './export.ts';
import { importBriefing } from './import.ts';
import { list } from './list.ts';
import { newBriefing } from './new.ts';
import { schema } from './schema.ts';
import { show } from './show.ts';
import type { Verb } from './verb.ts';
import { verify } from './verify.ts';

/** The verbs of the editors' tool, by name, in the order of its help. */
export const verbs: Readonly<Record<string, Verb>> = {
  // A verb a line. What only some of them need, they import when they run.
  new: newBriefing,
  check,
  list,
  show,
  diff,
  verify,
  export: exportBriefing,
  import: importBriefing,
  schema,
};
