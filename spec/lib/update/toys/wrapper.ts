import * as tf from '@tensorflow/tfjs';
import type {Declaration, DeclaringOptimizer, NamedWeight} from '../../../../optimizers/base/index.ts';

export type Gradients = tf.NamedTensorMap | NamedWeight[];

/** What toys around an optimizer share: its weights are those of the one within, and so is its count. */
export abstract class Wrapper extends tf.Optimizer implements DeclaringOptimizer {
  protected readonly inner: tf.Optimizer;
  abstract readonly declaration: Declaration | null;

  constructor(inner: tf.Optimizer) {
    super();
    this.inner = inner;
  }

  override getClassName(): string {
    return `Toy${this.constructor.name}`;
  }

  protected readonly count = (updates: number): void => {
    this.iterations_ = updates;
  };

  override async getWeights(): Promise<NamedWeight[]> {
    return this.inner.getWeights();
  }

  override async setWeights(weights: NamedWeight[]): Promise<void> {
    await this.inner.setWeights(weights);
    this.iterations_ = this.inner.iterations;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {};
  }

  override dispose(): void {
    this.inner.dispose();
  }
}

/** The variables and gradients of an update, in one form. */
export function listed(gradients: Gradients): {name: string; variable: tf.Variable; gradient: tf.Tensor}[] {
  const list = Array.isArray(gradients)
    ? gradients
    : Object.entries(gradients).map(([name, tensor]) => ({name, tensor}));
  return list.map(({name, tensor}) => ({name, gradient: tensor, variable: tf.engine().registeredVariables[name]!}));
}
