import {proper} from '../base/arguments.ts';
import {numberOption, type OptionsOf} from '../base/options.ts';
import {randomStream} from '../base/random.ts';
import {Lanczos, resolution} from './lanczos/lanczos.ts';
import {probedOperator} from './operator.ts';
import {probeTable} from './probe-options.ts';
import {withMatrix} from './problem/matrix.ts';
import {matrixTable, readSource} from './problem/source.ts';
import {randomNormal} from './vectors.ts';

export const conditionNumberTable = {
  ...matrixTable,
  ...probeTable,
  steps: numberOption(
    {from: 2, whole: true},
    100,
    'steps of Lanczos; from as many as there are parameters on every eigenvalue is seen',
  ),
  tolerance: numberOption(proper, 0.1, 'a value is resolved when its residual is at most this times its magnitude'),
};

/** Options of {@link conditionNumber}. */
export interface ConditionNumberOptions extends OptionsOf<typeof conditionNumberTable> {}

export interface ConditionNumber {
  /** Greatest over least resolved magnitude: a lower bound of the condition number, and the number itself where all is resolved. */
  readonly conditionNumber: number;
  /** The eigenvalue of greatest magnitude. */
  readonly largest: number;
  /** The resolved eigenvalue of least magnitude. */
  readonly smallest: number;
  /** How far `smallest` may be off. */
  readonly residual: number;
  /** Number of distinct eigenvalues resolved, and of parameters. */
  readonly resolved: number;
  readonly size: number;
  /** Whether every eigenvalue was seen and resolved. */
  readonly isComplete: boolean;
  /** Share of the spectrum, by its mass, that is not resolved. */
  readonly unresolvedMass: number;
  /** What is not resolved, in words. */
  readonly note: string;
  readonly products: number;
}

function describe(unresolved: number, mass: number, smallest: number): string {
  if (unresolved === 0) return 'every eigenvalue is resolved';
  const share = `${(100 * mass).toPrecision(2)} % of the spectrum`;
  return (
    `${unresolved} eigenvalues, ${share}, are not resolved, those nearest to zero among them: ` +
    `the condition number is at least this, and infinite if one is zero; the least resolved magnitude is ${Math.abs(smallest).toPrecision(3)}`
  );
}

/**
 * The condition number of a Hessian, or of a Gauss-Newton matrix, as far as Lanczos resolves the spectrum.
 *
 * kappa = max |lambda| / min |lambda|, the minimum over the values whose residual is small against them
 *
 * Lanczos finds the ends of a spectrum first and what is near zero last or never, and products in float32 cannot tell less than 1e-6
 * of the largest value from zero. So this is a lower bound, with what is missing told, except for small problems.
 *
 * @param options see {@link ConditionNumberOptions}
 * @returns the bound, the two eigenvalues, how many are resolved and what is not; nothing to dispose
 * @throws RangeError, TypeError for options that are missing, unknown or out of range, for a loss that differs from call to call,
 *   and for a matrix of zeros; what the autograd refuses; the signal's reason
 * @example
 * const w = tf.variable(tf.tensor1d([1, 1]));
 * const loss = () => tf.sum(tf.mul(tf.tensor1d([1, 50]), tf.square(w))) as tf.Scalar;
 * (await conditionNumber({loss, variables: [w]})).conditionNumber; // 50
 */
export async function conditionNumber(options: ConditionNumberOptions): Promise<ConditionNumber> {
  const owner = 'conditionNumber';
  const {steps, tolerance, seed} = readSource(owner, conditionNumberTable, options);
  return withMatrix(owner, options, async (matrix) => {
    const {size} = matrix;
    const most = Math.min(steps, size);
    const operator = probedOperator(owner, matrix, {...options, expected: () => most});
    const random = randomStream(seed, 'condition');
    const fresh = () => randomNormal(size, random);
    const lanczos = new Lanczos(operator, fresh(), {fresh});
    while (lanczos.steps < most && !lanczos.isExhausted) await lanczos.step();
    const {values, residuals, weights} = lanczos.ritz();
    const all = Array.from(values, (value, i) => ({value, residual: residuals[i]!, weight: weights[i]!}));
    all.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
    const largest = all[0]!;
    if (largest.value === 0) {
      throw new RangeError(`${owner}: the matrix must not be zero, received one whose products all are`);
    }
    const floor = 2 * resolution * Math.abs(largest.value);
    const seen = all.filter(({value, residual}) => Math.abs(value) > floor && residual <= tolerance * Math.abs(value));
    const {value: smallest, residual} = seen.at(-1) ?? largest;
    const resolved = Math.max(1, seen.length);
    const isComplete = resolved === size;
    const unresolvedMass = isComplete ? 0 : 1 - seen.reduce((sum, {weight}) => sum + weight, 0);
    return {
      conditionNumber: Math.abs(largest.value / smallest),
      largest: largest.value,
      smallest,
      residual,
      resolved,
      size,
      isComplete,
      unresolvedMass,
      note: describe(size - resolved, unresolvedMass, smallest),
      products: operator.products,
    };
  });
}
