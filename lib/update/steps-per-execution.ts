/** What decides how many updates one call does. */
export interface RunSize {
  /** Numbers that are trained. */
  readonly parameters: number;
  readonly batchSize: number;
  /** Updates of the whole run, those of its history included. */
  readonly updates: number;
}

/** Beyond about so many multiplications in its forward pass an update takes long enough for its call not to matter. */
const smallUpdate = 5e6;

/**
 * How many updates one native call does where nothing was asked for: more than one for small models in long runs.
 *
 * The graph takes time to make, and the more the longer it is.
 */
export function chooseSteps({parameters, batchSize, updates}: RunSize): number {
  if (parameters * batchSize > smallUpdate || updates < 2000) return 1;
  return updates < 8000 ? 4 : 8;
}
