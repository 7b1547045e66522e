import * as tf from '@tensorflow/tfjs';
import {show} from '../../lib/base/arguments.ts';
import {option} from '../../lib/base/options.ts';

/** An optimizer as plain JSON. */
export interface OptimizerConfig {
  readonly className: string;
  readonly config: tf.serialization.ConfigDict;
}

/** What a wrapper goes around: an optimizer, or the configuration of one. */
export type InnerOptimizer = tf.Optimizer | OptimizerConfig;

function isConfig(given: unknown): given is OptimizerConfig {
  if (typeof given !== 'object' || given === null) return false;
  const {className, config} = given as Partial<OptimizerConfig>;
  return typeof className === 'string' && typeof config === 'object' && config !== null;
}

/**
 * The optimizer itself, or the one that its configuration describes.
 *
 * @throws TypeError for what is neither, RangeError where the class is not registered
 * @example
 * asOptimizer('Clipped', 'optimizer', {className: 'Adam', config: {learningRate: 0.1, beta1: 0.9, beta2: 0.999}});
 */
export function asOptimizer(owner: string, name: string, given: InnerOptimizer): tf.Optimizer {
  // Every optimizer of any copy of TensorFlow.js is an instance of the class.
  if (typeof given === 'object' && given !== null && given instanceof tf.Optimizer) return given;
  if (!isConfig(given)) {
    throw new TypeError(
      `${owner}: ${name} must be an optimizer such as adam(0.001) or tf.train.adam(0.001), received ${show(given)}`,
    );
  }
  const {classNameMap} = tf.serialization.SerializationMap.getMap();
  const known = Object.hasOwn(classNameMap, given.className) ? classNameMap[given.className] : undefined;
  if (known === undefined) {
    const own = /^Optim([A-Z]\w*)$/.exec(given.className)?.[1];
    const imported = own === undefined ? 'import it' : `import {${own}} from 'tfjs-optim/optimizers'`;
    throw new RangeError(
      `${owner}: no class "${given.className}" is registered for ${name}; ${imported} and give it to ` +
        'tf.serialization.registerClass, or make one of it before you load',
    );
  }
  const [Class, fromConfig] = known;
  return fromConfig(Class, given.config) as tf.Optimizer;
}

/** The configuration from which {@link asOptimizer} makes a copy without the state. */
export function configOf(optimizer: tf.Optimizer): {className: string; config: tf.serialization.ConfigDict} {
  return {className: optimizer.getClassName(), config: optimizer.getConfig()};
}

/** The optimizer within, as an option of the class of every wrapper. */
export const optimizerOption = option(asOptimizer, 'the optimizer within, or {className, config} of one');
