import * as tf from '@tensorflow/tfjs';

/** A tensor of an optimizer's state under its name, such as `dense_Dense1/kernel/m`. */
export interface StateTensor {
  readonly name: string;
  readonly tensor: tf.Tensor;
}

/** The variable among `names` that a tensor of state belongs to: the longest of which the name holds all parts. */
export function ownerOf(state: string, names: Iterable<string>): string | null {
  let owner: string | null = null;
  for (const name of names) {
    if (`/${state}/`.includes(`/${name}/`) && name.length > (owner?.length ?? 0)) owner = name;
  }
  return owner;
}

/**
 * Gives the state of an optimizer the names of the present variables, so that nobody has to guess whose it is.
 *
 * @param names of saved variables, and those that the same variables have now
 * @throws Error naming what would then have the name of another variable's state
 */
export function renameState<State extends StateTensor>(
  state: readonly State[],
  names: ReadonlyMap<string, string>,
): State[] {
  if ([...names].every(([saved, present]) => saved === present)) return [...state];
  const renamed = state.map((each) => {
    const owner = ownerOf(each.name, names.keys());
    if (owner === null) return each;
    return {...each, name: `/${each.name}/`.replace(`/${owner}/`, () => `/${names.get(owner)!}/`).slice(1, -1)};
  });
  const seen = new Set<string>();
  for (const {name} of renamed) {
    if (seen.has(name)) throw new Error(`it holds state of two variables that ${name} would belong to`);
    seen.add(name);
  }
  return renamed;
}
