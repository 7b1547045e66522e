import {didYouMean} from '../../lib/base/arguments.ts';
import {type ValuesOf, readBy, text, whole} from '../arguments/command-options.ts';
import {dataOptions} from '../data/data-options.ts';
import {comparisonOptions, lossOption, trainingOptions} from '../training/training-options.ts';

export const probeNames = ['top', 'density', 'trace', 'taylor'] as const;

export type ProbeName = (typeof probeNames)[number];

/** Moments that are probed: the 'end', every 'epoch', or every so many updates. */
type Every = 'end' | 'epoch' | number;

const group = 'Curvature';

/** What is probed, and when, in the order of the files that keep it. */
export const probingOptions = {
  probes: readBy({
    describe: 'of top (eigenvalues), density, trace, taylor (curvature along the gradient)',
    default: undefined,
    words: 'all of them',
    group,
    read(read, name): ProbeName[] {
      const written = (read.text(name) ?? probeNames.join(',')).split(',').map((probe) => probe.trim());
      for (const probe of written) {
        if ((probeNames as readonly string[]).includes(probe)) continue;
        read.mistakes.push(
          `--${name}: unknown probe "${probe}"${didYouMean(probe, probeNames)} (available: ${probeNames.join(', ')})`,
        );
      }
      return probeNames.filter((probe) => written.includes(probe));
    },
  }),
  every: readBy({
    describe: 'moments that are probed: end, epoch, or a number of updates; the density is drawn at the end only',
    default: undefined,
    words: 'end of a run, epoch of a training',
    group,
    read(read, name): Every | undefined {
      const written = read.text(name);
      if (written === undefined || written === 'end' || written === 'epoch') return written;
      const updates = Number(written);
      if (Number.isSafeInteger(updates) && updates > 0) return updates;
      read.mistakes.push(`--${name} must be end, epoch, or a number of updates of at least 1, got "${written}"`);
      return undefined;
    },
  }),
  eigenvalues: {
    ...whole({describe: 'how many of the largest', least: 1, most: 200, default: 15, group}),
    key: 'k' as const,
  },
  draws: whole({describe: 'random vectors of the density', least: 1, most: 100, default: 3, group}),
  steps: whole({describe: 'steps of Lanczos for each of them', least: 2, most: 500, default: 60, group}),
  // Null: the loss is a mean over all of them.
  examples: whole({describe: 'first training examples, to be quicker', least: 1, default: null, words: 'all', group}),
  'probe-seed': {...whole({describe: 'of the random vectors', least: 0, default: 0, group}), key: 'seed' as const},
};

/** What is probed, and when. */
export type HessianOptions = Omit<ValuesOf<typeof probingOptions>, 'every'> & {readonly every: Every};

/** Which trainings of a run are probed. */
export const unitsOption = text({
  describe: 'optimizers of the run, by their labels, or all',
  default: undefined,
  words: 'the best of a run',
  group,
});

/** What a saved model is probed with. */
export const modelOptions = {
  ...dataOptions,
  loss: lossOption,
};

/** Epochs of a training whose curvature is followed. */
export const followedEpochs = 5;

/** The options of a training that is probed. */
export const ownTraining = {
  ...trainingOptions({
    optimizers: {describe: comparisonOptions.optimizers.describe, default: 'sgd:lr=0.1'},
  }),
  epochs: {...comparisonOptions.epochs, default: String(followedEpochs)},
};
