import * as tf from '@tensorflow/tfjs';
import {declareAround} from '../../../../optimizers/base/index.ts';
import {type Gradients, listed, Wrapper} from './wrapper.ts';

/** Hands gradients on, made shorter where all together are longer than a norm. */
export class Clipped extends Wrapper {
  readonly #norm: number;
  readonly declaration = declareAround(this, [this.inner], {count: this.count, variant: () => String(this.#norm)});

  constructor(inner: tf.Optimizer, norm: number) {
    super(inner);
    this.#norm = norm;
  }

  override applyGradients(gradients: Gradients): void {
    tf.tidy(() => {
      const list = listed(gradients);
      const length = tf.sqrt(tf.addN(list.map(({gradient}) => tf.sum(tf.square(gradient)))));
      const factor = tf.div(this.#norm, tf.maximum(length, this.#norm));
      this.inner.applyGradients(list.map(({name, gradient}) => ({name, tensor: tf.mul(gradient, factor)})));
    });
    this.incrementIterations();
  }
}
