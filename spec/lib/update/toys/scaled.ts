import * as tf from '@tensorflow/tfjs';
import {coefficientsOf, declareAround} from '../../../../optimizers/base/index.ts';
import {type Gradients, listed, Wrapper} from './wrapper.ts';

/** Takes a share of each step of another optimizer, which is another one at each update: a schedule for any optimizer. */
export class Scaled extends Wrapper {
  readonly #factor: (t: number) => number;
  readonly declaration = declareAround(this, [this.inner], {
    count: this.count,
    numbers: (ahead) => ({factor: this.#factor(this.iterations + 1 + ahead)}),
  });

  constructor(inner: tf.Optimizer, factor: (t: number) => number) {
    super(inner);
    this.#factor = factor;
  }

  override applyGradients(gradients: Gradients): void {
    tf.tidy(() => {
      const {factor} = coefficientsOf(this, {factor: this.#factor(this.iterations + 1)});
      const before = listed(gradients).map(({variable}) => ({variable, value: tf.clone(variable)}));
      this.inner.applyGradients(gradients);
      for (const {variable, value} of before) {
        variable.assign(tf.add(value, tf.mul(tf.sub(variable, value), factor.scalar)));
      }
    });
    this.incrementIterations();
  }
}
