import { slugOf } from '../briefing/file/slug.ts';
import { briefingProfile } from './ninjs.ts';
import { foreignFile } from './ninjs-foreign.ts';
import { ownFile } from './ninjs-own.ts';
import { readNinjs } from './ninjs-read.ts';
import { withReferences } from './references.ts';
import type { Imported } from './written.ts';

/** A withheld briefing of a ninjs document, by what its JSON says. @throws {ImportError} */
export function fileOfNinjs(value: unknown): Imported {
  const document = readNinjs(value);
  const isOwn = document.profile === briefingProfile;
  const file = isOwn ? withReferences(ownFile(document)) : foreignFile(document);
  const hasBody = !isOwn && (document.bodies ?? []).length > 0;
  return {
    file,
    slug: slugOf(document.slugline ?? '') || slugOf(file.headline),
    notes: [
      'ninjs does not say on which paragraphs statements rest: set each "source".',
      ...(hasBody
        ? ['The article in the document was not taken: write what it says in your own words, and verify it.']
        : []),
    ],
  };
}
