import * as tf from '@tensorflow/tfjs';
import {
  type Declaration,
  declareAround,
  type NamedWeight,
  ruleOptions,
  type SlotKind,
  type UpdateInput,
  type UpdateOutput,
  UpdateRule,
} from '../../../../optimizers/base/index.ts';

const table = ruleOptions({});

/** Muon-like: momentum, of which each step is brought near to an orthogonal matrix by Newton's iteration. */
export class Muon extends UpdateRule<{learningRate: number}, typeof table, 'velocity', 'rate'> {
  static get className(): string {
    return 'ToyMuon';
  }

  constructor(options: {learningRate: number}) {
    super(table, options);
  }

  protected override slotKinds(): SlotKind<'velocity'>[] {
    return [{name: 'velocity'}];
  }

  protected override coefficients(t: number): {rate: number} {
    return {rate: this.number('learningRate', t)};
  }

  protected override update({
    value,
    gradient,
    slots,
    coefficients,
  }: UpdateInput<'velocity', 'rate'>): UpdateOutput<'velocity'> {
    const velocity = tf.add(tf.mul(slots.velocity, 0.9), gradient);
    let x = tf.div(velocity, tf.add(tf.norm(velocity), 1e-7)) as tf.Tensor2D;
    for (let i = 0; i < 5; i++) {
      x = tf.sub(tf.mul(x, 1.5), tf.mul(tf.matMul(tf.matMul(x, x, false, true), x), 0.5)) as tf.Tensor2D;
    }
    return {value: tf.sub(value, tf.mul(x, coefficients.rate.scalar)), slots: {velocity}};
  }
}

/** One optimizer that holds two: one for matrices, one for all else. */
export class Router extends tf.Optimizer {
  readonly #parts: readonly tf.Optimizer[];
  readonly declaration: Declaration | null;

  constructor(matrices: tf.Optimizer, rest: tf.Optimizer) {
    super();
    this.#parts = [matrices, rest];
    this.declaration = declareAround(this, this.#parts, {count: (updates) => (this.iterations_ = updates)});
  }

  override getClassName(): string {
    return 'ToyRouter';
  }

  override applyGradients(gradients: tf.NamedTensorMap | NamedWeight[]): void {
    const list = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({name, tensor}));
    const isMatrix = ({name}: NamedWeight): boolean => tf.engine().registeredVariables[name]!.rank === 2;
    this.#parts[0]!.applyGradients(list.filter(isMatrix));
    this.#parts[1]!.applyGradients(list.filter((each) => !isMatrix(each)));
    this.incrementIterations();
  }

  override async getWeights(): Promise<NamedWeight[]> {
    const all = await Promise.all(this.#parts.map((part) => part.getWeights()));
    return all.flatMap((weights, i) => weights.map(({name, tensor}) => ({name: `${i}/${name}`, tensor})));
  }

  override async setWeights(weights: NamedWeight[]): Promise<void> {
    for (const [i, part] of this.#parts.entries()) {
      const own = weights.filter(({name}) => name.startsWith(`${i}/`));
      await part.setWeights(own.map(({name, tensor}) => ({name: name.slice(2), tensor})));
    }
    this.iterations_ = this.#parts[0]!.iterations;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {};
  }

  override dispose(): void {
    for (const part of this.#parts) part.dispose();
  }
}
