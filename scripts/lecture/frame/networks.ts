import * as tf from '@tensorflow/tfjs';
import {canonicalJson} from '../../../lib/base/json.ts';
import {type Activation, type InitializerName, mlp} from '../../../lib/models/index.ts';
import {type EpochRecord, type Examples, train} from '../../../lib/training/index.ts';
import {parseOptimizers} from '../../arguments/optimizer-spec.ts';

/** A network with hidden layers, and how it is trained on the digits. */
export interface TrainingPlan {
  /** Units of the hidden layers; none makes softmax regression. */
  readonly widths: readonly number[];
  readonly activation?: Activation;
  readonly initializer?: InitializerName;
  /** As on the command line, `sgd:lr=0.1`. */
  readonly optimizer: string;
  readonly epochs: number;
  /** 128 by default. */
  readonly batchSize?: number;
  /** Of the weights and the batches. */
  readonly seed: number;
}

/** What a training came to. */
export interface Trained {
  /** With the weights of the end. */
  readonly model: tf.Sequential;
  /** Weights before the first update, in the order of `model.getWeights()`. */
  readonly start: readonly tf.Tensor[];
  readonly history: readonly EpochRecord[];
  readonly diverged: boolean;
}

/** Trains networks on the digits, each plan once, and keeps them until it is disposed of. */
export function networks(examples: () => Promise<{train: Examples; test: Examples}>, signal: AbortSignal) {
  const kept = new Map<string, Promise<Trained>>();
  const work = async ({
    optimizer: words,
    epochs,
    batchSize = 128,
    seed,
    ...network
  }: TrainingPlan): Promise<Trained> => {
    const mistakes: string[] = [];
    const [choice] = parseOptimizers(words, mistakes);
    if (choice === undefined || mistakes.length > 0) throw new Error(`internal: ${words}: ${mistakes.join('; ')}`);
    const {train: data, test} = await examples();
    const model = mlp({...network, inputs: data.x.shape[1]!, classes: data.y.shape[1]!, seed});
    const start = model.getWeights().map((weight) => tf.keep(weight.clone()));
    const optimizer = choice.create();
    try {
      const result = await train({model, data, test, optimizer, epochs, batchSize, seed, signal});
      signal.throwIfAborted();
      return {model, start, history: result.history, diverged: result.divergence !== null};
    } catch (error) {
      model.dispose();
      tf.dispose(start);
      throw error;
    } finally {
      optimizer.dispose();
    }
  };
  return {
    async trained(plan: TrainingPlan): Promise<Trained> {
      const key = canonicalJson(plan);
      const found = kept.get(key) ?? work(plan);
      kept.set(key, found);
      return found;
    },
    async dispose(): Promise<void> {
      for (const each of await Promise.allSettled(kept.values())) {
        if (each.status === 'rejected') continue;
        each.value.model.dispose();
        tf.dispose([...each.value.start]);
      }
      kept.clear();
    },
  };
}
