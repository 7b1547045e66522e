import * as tf from '@tensorflow/tfjs';
import {train} from '../../lib/training/index.ts';
import type {OptimizerChoice} from '../arguments/optimizer-spec.ts';
import type {ExamplePair} from '../model/examples.ts';
import {type Comparison, type ComparisonUnit, createOptimizer, datasetOf, updatesPerEpoch} from './comparison.ts';

/** Seconds of an update and of evaluating one example. */
interface Pace {
  readonly update: number;
  readonly example: number;
}

/** Short epochs of the comparison's own model and optimizer, on the first examples; the quickest counts, the first is cold. */
async function measure(
  comparison: Comparison,
  {
    model,
    choice,
    data,
    batches,
    passes,
    compile,
  }: {
    model: tf.LayersModel;
    choice: OptimizerChoice;
    data: ExamplePair;
    batches: number;
    passes: number;
    compile: boolean;
  },
): Promise<Pace> {
  const {batchSize, model: source} = comparison;
  const count = Math.min(batches * batchSize, datasetOf(comparison).train.count);
  const [x, y] = [data.train.x, data.train.y].map((tensor) => tensor.slice(0, count));
  const optimizer = createOptimizer(comparison, choice);
  const measured: Pace[] = [];
  try {
    const {seconds, updates} = await train({
      model,
      loss: source.loss,
      data: {x: x!, y: y!},
      optimizer,
      epochs: passes,
      batchSize,
      compile,
      callbacks: {
        onEpochEnd: (_, times) => {
          if (times.epoch > 0)
            measured.push({update: 1 / times.updatesPerSecond, example: times.evaluationSeconds / count});
        },
      },
    });
    // One that diverges at once tells of its updates only, and will not take long.
    if (measured.length === 0) return {update: seconds / updates, example: 0};
    return {
      update: Math.min(...measured.map(({update}) => update)),
      example: Math.min(...measured.map(({example}) => example)),
    };
  } finally {
    optimizer.dispose();
    tf.dispose([x!, y!]);
  }
}

/**
 * Seconds that units will take, from a few updates of their own model with each of their optimizers, made on the spot.
 *
 * @param units what is left to train
 * @param data left as it is
 */
export async function expectedSeconds(
  comparison: Comparison,
  units: readonly ComparisonUnit[],
  data: ExamplePair,
): Promise<number> {
  const {epochs} = comparison;
  const dataset = datasetOf(comparison);
  const model = comparison.model.build(0);
  const evaluated = (epochs + 1) * (dataset.train.count + dataset.test.count);
  const updates = epochs * updatesPerEpoch(comparison);
  const unitSeconds = ({update, example}: Pace): number => updates * update + evaluated * example;
  const surroundings = {model, data};
  try {
    const choices = [...new Set(units.map(({optimizer}) => optimizer))];
    if (choices.length === 0) return 0;
    // Where an update takes long, its first one is typical, as long as nothing is compiled on the way.
    const once = {choice: choices[0]!, batches: 1, passes: 1, compile: false};
    const first = await measure(comparison, {...surroundings, ...once});
    // An update of a solver takes as many evaluations as it needs.
    const isAlike = choices.every(({rate}) => rate !== null);
    if (first.update > 1 && isAlike) return units.length * unitSeconds(first);
    const compile = comparison.compile !== 'off';
    const some = first.update > 1 ? once : {batches: 20, passes: 2, compile};
    let sum = 0;
    for (const choice of choices) {
      const seeds = units.filter(({optimizer}) => optimizer === choice).length;
      const pace = await measure(comparison, {...surroundings, ...some, choice});
      // One native call takes about as long with every optimizer, and making it takes longer than the measurement.
      const isTypical = isAlike && compile && tf.getBackend() === 'tensorflow' && pace.example > 0;
      if (isTypical) return units.length * unitSeconds(pace);
      sum += seeds * unitSeconds(pace);
    }
    return sum;
  } finally {
    model.dispose();
  }
}
