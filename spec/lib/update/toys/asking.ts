import * as tf from '@tensorflow/tfjs';
import {ruleOptions, type UpdateInput, type UpdateOutput, UpdateRule} from '../../../../optimizers/base/index.ts';
import type {HyperparameterOption} from '../../../../optimizers/base/index.ts';

const table = ruleOptions({});
interface Options {
  readonly learningRate: HyperparameterOption;
}

/** Somebody's rule that computes with the number itself, so that each of its values has a record of its own. */
export class Asking extends UpdateRule<Options, typeof table, never, 'rate'> {
  static get className(): string {
    return 'ToyAsking';
  }

  constructor(options: Options) {
    super(table, options);
  }

  protected override slotKinds(): [] {
    return [];
  }

  protected override coefficients(t: number): {rate: number} {
    return {rate: this.number('learningRate', t)};
  }

  protected override update({value, gradient, coefficients}: UpdateInput<never, 'rate'>): UpdateOutput<never> {
    return {value: tf.sub(value, tf.mul(gradient, Math.sin(coefficients.rate.number)))};
  }
}

/** The same, but what it asks for is asked of the optimizer, where a graph would not see it change. */
export const peeking: Readonly<Record<string, new (options: Options) => Asking>> = {
  'the number': class extends Asking {
    static override get className(): string {
      return 'ToyAsking';
    }

    protected override update({value, gradient}: UpdateInput<never, 'rate'>): UpdateOutput<never> {
      return {value: tf.sub(value, tf.mul(gradient, this.number('learningRate', 1)))};
    }
  },
  'the learning rate': class extends Asking {
    static override get className(): string {
      return 'ToyAsking';
    }

    protected override update({value, gradient}: UpdateInput<never, 'rate'>): UpdateOutput<never> {
      return {value: tf.sub(value, tf.mul(gradient, this.learningRate))};
    }
  },
  'the count of updates': class extends Asking {
    static override get className(): string {
      return 'ToyAsking';
    }

    protected override update({value, gradient}: UpdateInput<never, 'rate'>): UpdateOutput<never> {
      return {value: tf.sub(value, tf.mul(gradient, 1 / (1 + this.iterations)))};
    }
  },
};
