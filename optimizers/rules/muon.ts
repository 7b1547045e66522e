import * as tf from '@tensorflow/tfjs';
import {notNegative} from '../../lib/base/arguments.ts';
import {choiceOption, flagOption, option, type OptionsOf} from '../../lib/base/options.ts';
import {type ChosenVariables, plainVariables} from '../base/chosen-variables.ts';
import {
  decayOption,
  describeRule,
  registerRule,
  epsilonOption,
  ruleOptions,
  type WithLearningRate,
} from '../base/common-options.ts';
import {movingAverage} from '../base/moving-average.ts';
import {correctedEpsilon, normalise} from '../base/normalise.ts';
import {type HyperparameterOption, ruleNumber, withLearningRate} from '../base/rule-options.ts';
import {asMatrix} from '../base/sides.ts';
import type {SlotKind} from '../base/slot-variable.ts';
import {UpdateRule} from '../base/update-rule.ts';
import {type DecayedVariables, type DecayPredicate, decayPredicate} from '../base/weight-decay.ts';
import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';

/** The matrices among the variables that an option names: 'matrices' are all whose name does not speak of an embedding. */
function matrixPredicate(owner: string, given: unknown, optionName: string): DecayPredicate {
  const isNamed =
    given === 'matrices'
      ? (name: string) => !/embedding/i.test(name)
      : decayPredicate(owner, given, optionName, "'matrices', ");
  return (name, variable) => variable.rank >= 2 && isNamed(name, variable);
}

const table = ruleOptions({
  momentum: decayOption(0.95, 'decay rate of the momentum'),
  nesterov: flagOption(true, 'step along the gradient and the momentum, in place of the momentum'),
  scaling: choiceOption(
    ['original', 'matchRms'],
    'of a step, for [in, out]: sqrt(max(1, out / in)), or 0.2 sqrt(max(in, out)), about the size of those of Adam',
  ),
  coefficients: choiceOption(
    ['kellerJordan', 'polarExpress'],
    'of the iteration that brings singular values near to 1',
  ),
  muonOn: option(
    (owner: string, name: string, received: DecayedVariables): DecayedVariables => {
      matrixPredicate(owner, received, name);
      return received;
    },
    'matrices',
    "which variables of rank >= 2 are stepped so: 'matrices' (all but embeddings), 'all', a pattern, names, a layer, or a predicate",
  ),
  adamLearningRate: ruleNumber(notNegative, 0.001, 'the step size of all other variables, by AdamW'),
  beta1: decayOption(0.9, 'decay rate of the first moment of AdamW'),
  beta2: decayOption(0.999, 'decay rate of the second moment of AdamW'),
  epsilon: epsilonOption,
});

/** Options of {@link muon}. */
export interface MuonOptions extends OptionsOf<typeof table, 'learningRate'> {}

type Slot = 'm' | 'v';
type Name = 'momentum' | 'gain' | 'rate' | 'beta1' | 'gain1' | 'beta2' | 'gain2' | 'epsilon' | 'adamRate' | 'shrinkage';

type Triple = readonly [number, number, number];

/** Coefficients a, b, c of each iteration, and how much longer than its Frobenius norm a matrix is taken to be. */
const iterations: Readonly<Record<string, {steps: readonly Triple[]; safety: number}>> = {
  kellerJordan: {steps: Array.from({length: 5}, () => [3.4445, -4.775, 2.0315] as const), safety: 1},
  polarExpress: {
    steps: [
      [8.237312490495555, -23.157747414558198, 16.680568411445915],
      [4.082441999064835, -2.893047735332586, 0.5252849256975648],
      [3.9263479922546582, -2.8547468034765298, 0.5318022422894988],
      [3.2982187133085143, -2.424541981026706, 0.48632008358844075],
      [2.2970369434552573, -1.63662558125903, 0.4002628455953627],
    ],
    safety: 1.01,
  },
};

/**
 * Brings the singular values of a matrix near to 1, and leaves its singular vectors: `X <- a X + (b X X' + c (X X')^2) X`, from
 * `X / |X|`.
 *
 * They come into [0.68, 1.155] from [0.005, 1] of the norm with 'kellerJordan', into [0.87, 1.131] with 'polarExpress'.
 */
function orthogonalise(matrix: tf.Tensor2D, coefficients: string): tf.Tensor2D {
  const {steps, safety} = iterations[coefficients]!;
  const norm = tf.maximum(tf.mul(tf.sqrt(tf.sum(tf.square(matrix))), safety), 1e-7);
  // The products of the shorter side are smaller.
  const isTall = matrix.shape[0] > matrix.shape[1];
  let x = tf.div(matrix, norm) as tf.Tensor2D;
  for (const [a, b, c] of steps) {
    const gram = tf.matMul(x, x, isTall, !isTall);
    const polynomial = tf.add(tf.mul(gram, b), tf.mul(tf.matMul(gram, gram), c)) as tf.Tensor2D;
    x = tf.add(tf.mul(x, a), isTall ? tf.matMul(x, polynomial) : tf.matMul(polynomial, x)) as tf.Tensor2D;
  }
  return x;
}

/**
 * Muon: momentum whose steps are brought near to orthogonal matrices, for the matrices of hidden layers; AdamW for all else.
 *
 * `m <- momentum m + (1 - momentum) g, u = (1 - momentum) g + momentum m, w <- w - learningRate scale orthogonalise(u)`
 *
 * u is m without `nesterov`. A kernel [h, w, in, out] of a convolution counts as the matrix [h w in, out]. Weight decay is that of
 * AdamW in both parts, each with its own rate.
 *
 * Conventions: the result of five iterations is not orthogonal; its singular values lie in a band around 1. The iterations are in
 * float32, where PyTorch and timm take bfloat16. Defaults and scalings are PyTorch's, but for its weight decay 0.1; timm takes
 * 'matchRms' and other coefficients. The coefficients of Polar Express are those of timm, with safety 1.01.
 *
 * Embeddings, and the first and the last layer, are left to AdamW by the authors. Names tell embeddings alone: name the hidden
 * layers with `muonOn`, such as `/hidden/`.
 *
 * Reference: Jordan et al., Muon: an optimizer for hidden layers in neural networks, 2024; Liu et al., Muon is scalable for LLM
 * training, 2025; Amsel et al., The Polar Express, 2025.
 */
export class Muon extends UpdateRule<WithLearningRate<MuonOptions>, typeof table, Slot, Name> {
  readonly #isMatrix: DecayPredicate;
  readonly #muonOn: DecayedVariables;

  static get className(): string {
    return 'OptimMuon';
  }

  /**
   * @param options `learningRate`, and see {@link MuonOptions}
   * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
   */
  constructor(options: WithLearningRate<MuonOptions>) {
    super(table, options);
    this.#muonOn = options.muonOn ?? 'matrices';
    this.#isMatrix = matrixPredicate('Muon', this.#muonOn, 'muonOn');
  }

  protected override slotKinds(): SlotKind<Slot>[] {
    return [{name: 'm'}, {name: 'v', isFor: (variable) => !this.#isMatrix(variable.name, variable)}];
  }

  protected override chosenOptions(): Readonly<Record<string, ChosenVariables | undefined>> {
    return {...super.chosenOptions(), muonOn: this.#muonOn};
  }

  protected override routeOf(variable: tf.Variable): string {
    return this.#isMatrix(variable.name, variable) ? 'Muon' : 'AdamW';
  }

  protected override coefficients(t: number): Record<Name, number> {
    const [momentum, beta1, beta2] = (['momentum', 'beta1', 'beta2'] as const).map((name) => this.decayRate(name, t));
    const correction2 = this.correction('beta2', t);
    return {
      momentum: momentum!,
      gain: 1 - momentum!,
      rate: this.number('learningRate', t),
      beta1: beta1!,
      gain1: 1 - beta1!,
      beta2: beta2!,
      gain2: 1 - beta2!,
      epsilon: correctedEpsilon(this.number('epsilon', t), correction2, false),
      adamRate: (this.number('adamLearningRate', t) * Math.sqrt(correction2)) / this.correction('beta1', t),
      shrinkage: this.shrinkage(t, 'adamLearningRate'),
    };
  }

  protected override update(input: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    return 'v' in input.slots ? this.#adam(input) : this.#muon(input);
  }

  #muon({value, gradient, slots, coefficients: c}: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const m = movingAverage(slots.m, gradient, c.momentum, c.gain);
    const direction = this.flag('nesterov') ? movingAverage(m, gradient, c.momentum, c.gain) : m;
    const matrix = asMatrix(direction);
    const [rows, columns] = matrix.shape;
    const scale =
      this.choice('scaling') === 'original'
        ? Math.sqrt(Math.max(1, columns / rows))
        : 0.2 * Math.sqrt(Math.max(rows, columns));
    const step = tf.mul(orthogonalise(matrix, this.choice('coefficients')), tf.mul(c.rate.scalar, scale));
    return {value: tf.sub(value, tf.reshape(step, value.shape)), slots: {m}};
  }

  #adam({value, undecayed, gradient, slots, coefficients: c}: UpdateInput<Slot, Name>): UpdateOutput<Slot> {
    const m = movingAverage(slots.m, gradient, c.beta1, c.gain1);
    const v = movingAverage(slots.v, tf.square(gradient), c.beta2, c.gain2);
    // What is decayed is decayed by the rate of matrices.
    const from = value === undecayed ? value : tf.sub(undecayed, tf.mul(undecayed, c.shrinkage.scalar));
    return {value: tf.sub(from, tf.mul(normalise(m, v, c.epsilon, false), c.adamRate.scalar)), from, slots: {m, v}};
  }

  override getConfig(): tf.serialization.ConfigDict & WithLearningRate<MuonOptions> {
    const config = super.getConfig();
    return Object.assign(config, {muonOn: plainVariables('Muon', 'muonOn', this.#muonOn)});
  }
}

registerRule(Muon);

/**
 * Makes a Muon optimizer: Muon for matrices, AdamW for all else.
 *
 * `m <- momentum m + (1 - momentum) g, w <- w - learningRate scale orthogonalise((1 - momentum) g + momentum m)`
 *
 * @param learningRate >= 0, a number or a schedule; 0.02 is usual, with the scaling 'matchRms' that of Adam
 * @param options see {@link MuonOptions}
 * @throws TypeError for an unknown option or a wrong type, RangeError for a number outside its range
 * @example
 * const optimizer = muon(0.02, {muonOn: /hidden/, adamLearningRate: 0.001});
 */
export function muon(learningRate: HyperparameterOption, options: MuonOptions = {}): Muon {
  return new Muon(withLearningRate('Muon', learningRate, options));
}

export const muonDescription = /* @__PURE__ */ describeRule(Muon, table, {
  formula:
    'm <- momentum m + (1 - momentum) g, w <- w - learningRate scale orthogonalise((1 - momentum) g + momentum m); AdamW for all but matrices',
  reference: 'Jordan et al. 2024, Liu et al. 2025',
});
