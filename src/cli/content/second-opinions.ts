import type { Claim, Evidence } from '../../briefing/ground/claim.ts';
import { secondOpinion } from '../../briefing/ground/second-opinion.ts';
import type { Desk } from './verb.ts';

/** A claim, and where an editor finds it. */
export type PlacedClaim = { readonly claim: Claim; readonly place: string };

// A server that failed so often in a row is not asked for the rest.
const mostFailures = 3;

/** Tells beside the result what the model says of each claim, if the host has set one. It takes no finding away. */
export async function tellSecondOpinions(
  claims: readonly PlacedClaim[],
  evidence: Evidence,
  desk: Desk,
): Promise<void> {
  const model = desk.model?.();
  if (!model) return;
  let failures = 0;
  for (const [asked, { claim, place }] of claims.entries()) {
    const opinion = await secondOpinion(claim, evidence, model);
    if ('problem' in opinion) {
      failures += 1;
      desk.complain(`${place}: no second opinion by the model ${model.name}: ${opinion.problem}.`);
      if (failures < mostFailures) continue;
      const left = claims.length - asked - 1;
      if (left > 0) desk.complain(`The model is not asked about the other ${left}.`);
      return;
    }
    failures = 0;
    const why = opinion.says === '' ? '' : `: ${opinion.says}`;
    desk.complain(`${place}: the model ${model.name} says ${opinion.verdict}${why}`);
  }
}
