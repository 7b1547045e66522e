import * as tf from '@tensorflow/tfjs';
import {type Declaration, declarationOf, evaluateAgain, expectEvaluations} from '../../../lib/update/index.ts';

/**
 * Sharpness-aware minimisation around another optimizer, to show that the contract carries it.
 *
 * `w + rho g / |g|` is where the gradient is taken by which the inner optimizer updates w.
 */
export class Sam extends tf.Optimizer {
  readonly #inner: tf.Optimizer;
  readonly #rho: number;

  static get className(): string {
    return 'SpecSam';
  }

  constructor(inner: tf.Optimizer, rho: number) {
    super();
    this.#inner = inner;
    this.#rho = rho;
    expectEvaluations();
  }

  get declaration(): Declaration {
    const inner = declarationOf(this.#inner)!;
    const count = (): number => this.iterations;
    return {
      get iterations() {
        return count();
      },
      variant: (ahead) => `rho ${this.#rho};${inner.variant(ahead)}`,
      advance: () => this.incrementIterations(),
      remember: () => {
        const {iterations} = this;
        const restore = inner.remember();
        return () => {
          this.iterations_ = iterations;
          restore();
        };
      },
      isResumable: inner.isResumable,
    };
  }

  override minimize(f: () => tf.Scalar, returnCost = false, varList?: tf.Variable[]): tf.Scalar | null {
    const loss = evaluateAgain(f);
    const variables = (varList ?? []).filter(({trainable}) => trainable);
    const {value, grads} = this.computeGradients(loss, variables);
    const originals = variables.map((variable) => tf.clone(variable));
    tf.tidy(() => {
      const gradients = Object.values(grads);
      const norm = tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))));
      for (const variable of variables) {
        variable.assign(tf.add(variable, tf.mul(grads[variable.name]!, tf.div(this.#rho, norm))));
      }
    });
    const ahead = this.computeGradients(loss, variables);
    for (const [i, variable] of variables.entries()) variable.assign(originals[i]!);
    this.#inner.applyGradients(ahead.grads);
    this.incrementIterations();
    tf.dispose([grads, ahead.grads, ahead.value, originals]);
    if (returnCost) return value;
    value.dispose();
    return null;
  }

  override applyGradients(): void {
    throw new Error('Sam evaluates the loss again: call minimize');
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {rho: this.#rho};
  }
}
