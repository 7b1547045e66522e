import * as tf from '@tensorflow/tfjs';
import {
  type Declaration,
  decayOption,
  type GradientArgument,
  loadBackend,
  loadMnist,
  mlp,
  type NamedGradient,
  type OptionsOf,
  ruleOptions,
  type SlotKind,
  toTensors,
  train,
  type UpdateInput,
  type UpdateOutput,
  UpdateRule,
  type WithLearningRate,
} from 'tfjs-optim';

// A rule of one's own, and a wrapper that says what its updates depend on; `train`, `compile` and `accelerate` take both.
const table = ruleOptions({beta: decayOption(0.9, 'decay rate of the mean gradient')});

interface SignumOptions extends OptionsOf<typeof table, 'learningRate'> {}

/** m <- beta m + (1 - beta) g, w <- w - rate sign(m) */
class Signum extends UpdateRule<WithLearningRate<SignumOptions>, typeof table, 'm', 'rate' | 'beta' | 'gain'> {
  static className = 'Signum';

  constructor(options: WithLearningRate<SignumOptions>) {
    super(table, options);
  }

  /** The state of each variable. */
  protected override slotKinds(): SlotKind<'m'>[] {
    return [{name: 'm'}];
  }

  /** The numbers of update t, which follow schedules. */
  protected override coefficients(t: number): Record<'rate' | 'beta' | 'gain', number> {
    const beta = this.decayRate('beta', t);
    return {rate: this.number('learningRate', t), beta, gain: 1 - beta};
  }

  /** The equation, in operations of TensorFlow.js alone. */
  protected override update({
    value,
    gradient,
    slots,
    coefficients: {rate, beta, gain},
  }: UpdateInput<'m', 'rate' | 'beta' | 'gain'>): UpdateOutput<'m'> {
    const m = tf.add(tf.mul(slots.m, beta.scalar), tf.mul(gradient, gain.scalar));
    return {value: tf.sub(value, tf.mul(tf.sign(m), rate.scalar)), slots: {m}};
  }
}
tf.serialization.registerClass(Signum);

/** Makes gradients that are too long, all variables together, as long as `norm`. */
class Clipped extends tf.Optimizer {
  static className = 'Clipped';
  readonly inner: UpdateRule;
  /** May be changed at any time. */
  norm: number;
  readonly declaration: Declaration;

  constructor(inner: UpdateRule, norm: number) {
    super();
    this.inner = inner;
    this.norm = norm;
    const count = (): number => this.iterations;
    this.declaration = {
      get iterations() {
        return count();
      },
      // The norm is a constant in the operations; the inner rule speaks for itself.
      variant: () => `norm ${this.norm}`,
      learningRate: (ahead) => inner.declaration.learningRate!(ahead),
      // The inner rule counts its own updates, but it is taken back with this one.
      advance: () => this.incrementIterations(),
      remember: () => {
        const {iterations} = this;
        const restore = inner.declaration.remember();
        return () => {
          this.iterations_ = iterations;
          restore();
        };
      },
      // There are no getWeights here that give back the state of the inner rule.
      isResumable: false,
    };
  }

  override applyGradients(gradients: GradientArgument): void {
    // TensorFlow.js gives a list or an object; what a loss does not depend on has no gradient.
    const named = Array.isArray(gradients)
      ? (gradients as NamedGradient[])
      : Object.entries(gradients as tf.NamedTensorMap).map(([name, tensor]) => ({name, tensor}));
    const list = named.flatMap(({name, tensor}) => (tensor ? [{name, tensor}] : []));
    tf.tidy(() => {
      const squares = list.map(({tensor}) => tf.sum(tf.square(tensor)));
      const scale = tf.minimum(1, tf.div(this.norm, tf.sqrt(tf.addN(squares))));
      this.inner.applyGradients(list.map(({name, tensor}) => ({name, tensor: tf.mul(tensor, scale)})));
    });
    this.incrementIterations();
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {norm: this.norm, inner: this.inner.getConfig()};
  }

  override dispose(): void {
    this.inner.dispose();
  }
}

await loadBackend();
const digits = await loadMnist();
const [data, test] = [toTensors(digits.train), toTensors(digits.test)];
const ways = {
  'a rule': () => new Signum({learningRate: 0.001}),
  'a wrapper': () => new Clipped(new Signum({learningRate: 0.001, beta: 0.8}), 0.1),
};
for (const [name, make] of Object.entries(ways)) {
  const model = mlp({widths: [32], seed: 1});
  const optimizer = make();
  const {history} = await train({model, optimizer, data, test, epochs: 2, batchSize: 100, seed: 1});
  const {testAccuracy} = history.at(-1)!;
  console.log(`accuracy by ${name}: ${testAccuracy!.toFixed(3)} after ${optimizer.iterations} updates`);
}
