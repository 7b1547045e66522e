import * as tf from '@tensorflow/tfjs';
import {declareAround, type NamedWeight} from '../../../../optimizers/base/index.ts';
import {type Gradients, listed, Wrapper} from './wrapper.ts';

/** Every `every` updates of another optimizer, slow weights go half the way to its weights, and these go back to them. */
export class Lookahead extends Wrapper {
  readonly #every: number;
  readonly #slow = new Map<string, tf.Variable>();
  readonly declaration = declareAround(this, [this.inner], {
    count: this.count,
    // Two kinds of updates, each with a graph of its own.
    variant: (ahead) => `${this.#every} ${this.#isDue(ahead)}`,
  });

  constructor(inner: tf.Optimizer, every: number) {
    super(inner);
    this.#every = every;
  }

  #isDue(ahead: number): boolean {
    return (this.iterations + 1 + ahead) % this.#every === 0;
  }

  override applyGradients(gradients: Gradients): void {
    tf.tidy(() => {
      const list = listed(gradients);
      for (const {name, variable} of list) {
        if (!this.#slow.has(name)) this.#slow.set(name, tf.variable(variable, false));
      }
      this.inner.applyGradients(gradients);
      if (!this.#isDue(0)) return;
      for (const {name, variable} of list) {
        const slow = this.#slow.get(name)!;
        slow.assign(tf.add(slow, tf.mul(tf.sub(variable, slow), 0.5)));
        variable.assign(slow);
      }
    });
    this.incrementIterations();
  }

  override async getWeights(): Promise<NamedWeight[]> {
    const slow = [...this.#slow].map(([name, tensor]) => ({name: `${name}/slow`, tensor}));
    return [...(await super.getWeights()), ...slow];
  }

  override async setWeights(weights: NamedWeight[]): Promise<void> {
    const isSlow = ({name}: NamedWeight): boolean => name.endsWith('/slow');
    await super.setWeights(weights.filter((each) => !isSlow(each)));
    for (const {name, tensor} of weights.filter(isSlow)) {
      this.#slow.set(name.slice(0, -'/slow'.length), tf.variable(tensor, false));
    }
  }

  override dispose(): void {
    super.dispose();
    for (const slow of this.#slow.values()) slow.dispose();
  }
}
