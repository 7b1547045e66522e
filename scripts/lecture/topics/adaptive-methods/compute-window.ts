import * as tf from '@tensorflow/tfjs';

/**
 * RMSProp with a true window: w <- w - rate g / (sqrt(mean of the last `size` squares) + 1e-7), gradients before the first being 0.
 *
 * It has to keep as many squares of each weight as the window is long, which is why no library has it.
 */
export class WindowedRms extends tf.Optimizer {
  static get className(): string {
    return 'WindowedRms';
  }

  readonly #rate: number;
  readonly #size: number;
  readonly #kept = new Map<string, tf.Tensor[]>();

  constructor(rate: number, size: number) {
    super();
    this.#rate = rate;
    this.#size = size;
  }

  /** How many numbers are kept. */
  get numbers(): number {
    return [...this.#kept.values()].flat().reduce((sum, {size}) => sum + size, 0);
  }

  override applyGradients(gradients: tf.NamedTensorMap): void {
    for (const [name, gradient] of Object.entries(gradients)) {
      const variable = tf.engine().registeredVariables[name]!;
      const kept = this.#kept.get(name) ?? [];
      kept.push(tf.keep(tf.square(gradient)));
      if (kept.length > this.#size) kept.shift()!.dispose();
      this.#kept.set(name, kept);
      tf.tidy(() => {
        const root = tf.sqrt(tf.div(tf.addN(kept), this.#size));
        variable.assign(tf.sub(variable, tf.mul(this.#rate, tf.div(gradient, tf.add(root, 1e-7)))));
      });
    }
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {rate: this.#rate, size: this.#size};
  }

  override dispose(): void {
    for (const kept of this.#kept.values()) tf.dispose(kept);
    this.#kept.clear();
  }
}
