import * as tf from '@tensorflow/tfjs';
import {randomStream} from '../../../../lib/base/random.ts';
import {mean, standardDeviation} from '../../../../lib/base/statistics.ts';
import {kFold} from '../../../../lib/data/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onSeeds} from '../../frame/verdicts.ts';
import {codeResampling as code} from './code-resampling.ts';
import {accuraciesAfter, choose} from './compute-training.ts';

export const network = item({
  id: 'L17.2',
  name: 'network',
  title: 'Cross-validation of a network',
  statement: 'Cross-validation estimates from the training examples alone how well a model generalises.',
  places: '003:1100-1108',
  question:
    'Softmax regression from 300 digits: how near is the mean of its folds to its accuracy on 2000 other digits?',
  async measure(ground) {
    const {train, test} = await ground.examples();
    const [n, k, epochs] = [ground.size(300, 150), ground.size(10, 3), ground.size(8, 6)];
    const runs = [];
    for (const seed of ground.seeds(ground.size(3, 2))) {
      const random = randomStream(seed, 'sample');
      const sample = Int32Array.from({length: n}, () => random.integer(ground.digits.train.count));
      const settings = {seed, epochs, signal: ground.signal};
      const mine = choose(train, sample);
      const [inside, truth] = await accuraciesAfter(train, sample, [mine, test], settings);
      tf.dispose([mine.x, mine.y]);
      const folds = [];
      for (const split of kFold(n, {k, seed})) {
        const tested = choose(
          train,
          split.test.map((i) => sample[i]!),
        );
        folds.push(
          (
            await accuraciesAfter(
              train,
              split.train.map((i) => sample[i]!),
              [tested],
              settings,
            )
          )[0]!,
        );
        tf.dispose([tested.x, tested.y]);
      }
      runs.push({inside: inside!, truth: truth!, folds});
    }
    const estimates = runs.map(({folds}) => mean(folds));
    return {
      truths: runs.map(({truth}) => truth),
      estimates,
      onTrainingSet: runs.map(({inside}) => inside),
      deviationOfFolds: runs.map(({folds}) => standardDeviation(folds)!),
      seeds: runs.length,
      agreed: runs.filter(({truth, inside}, i) => Math.abs(estimates[i]! - truth) < Math.abs(inside - truth)).length,
    };
  },
  rule: 'holds where the mean of the folds is nearer to the accuracy on other digits than the accuracy on the training digits is, from every seed; with conditions from two in three.',
  verdict: onSeeds,
  answer: ({truths, estimates, onTrainingSet, deviationOfFolds, agreed, seeds}) =>
    `The folds are nearer to the truth than the accuracy on the training digits from ${agreed} of ${seeds} seeds. From the first the accuracy is ${formatDecimals(estimates[0]!, 3)} by the folds (they spread by ${formatDecimals(deviationOfFolds[0]!, 3)}), ${formatDecimals(truths[0]!, 3)} on other digits, ${formatDecimals(onTrainingSet[0]!, 3)} on its own.`,
  figures: ({truths, estimates, onTrainingSet}) => [
    {
      name: 'network',
      title: 'Accuracy of softmax regression from few digits',
      caption: 'The folds are near what other digits say; the training digits are all known.',
      panels: [
        {
          kind: 'bars',
          title: 'Accuracy',
          xTitle: 'Seed',
          yTitle: 'Accuracy',
          names: truths.map((_, i) => String(i + 1)),
          series: [
            {label: 'other digits', values: truths},
            {label: 'cross-validation', values: estimates},
            {label: 'training digits', values: onTrainingSet},
          ],
        },
      ],
    },
  ],
  ...code.network,
  next: 'Stop the training early by one fold: may that fold still be used for the estimate?',
});

export const selectionBias = item({
  id: 'L17.2',
  name: 'selection-bias',
  title: 'Selection bias',
  statement:
    'A sample that is not drawn at random does not stand for the population, and a model trained on it may be less accurate there.',
  places: '003:1120-1123',
  question: 'As many digits to train with, but hardly any from 5 to 9: how much accuracy is lost on all digits?',
  async measure(ground) {
    const {train, test} = await ground.examples();
    const {labels} = ground.digits.train;
    const [n, epochs] = [ground.size(600, 300), ground.size(8, 6)];
    const runs = [];
    for (const seed of ground.seeds(3)) {
      const random = randomStream(seed, 'selection');
      const all = Int32Array.from({length: n}, () => random.integer(labels.length));
      const skewed = [];
      while (skewed.length < n) {
        const i = random.integer(labels.length);
        if (labels[i]! < 5 || random.uniform() < 0.02) skewed.push(i);
      }
      const settings = {seed, epochs, signal: ground.signal};
      const [ofAll] = await accuraciesAfter(train, all.slice(n / 5), [test], settings);
      const held = choose(train, Int32Array.from(skewed.slice(0, n / 5)));
      const [ofSkewed, onHeld] = await accuraciesAfter(
        train,
        Int32Array.from(skewed.slice(n / 5)),
        [test, held],
        settings,
      );
      tf.dispose([held.x, held.y]);
      runs.push({ofAll: ofAll!, ofSkewed: ofSkewed!, onHeld: onHeld!});
    }
    return {
      random: runs.map(({ofAll}) => ofAll),
      skewed: runs.map(({ofSkewed}) => ofSkewed),
      // What a holdout from the skewed sample itself says.
      heldOut: runs.map(({onHeld}) => onHeld),
      seeds: runs.length,
      agreed: runs.filter(({ofAll, ofSkewed}) => ofSkewed < ofAll - 0.05).length,
    };
  },
  rule: 'holds where the accuracy on all digits is lower by more than 0.05 from every seed, with conditions from two in three.',
  verdict: onSeeds,
  answer: ({random, skewed, heldOut, agreed, seeds}) =>
    `The accuracy after training on a skewed sample is lower from ${agreed} of ${seeds} seeds: ${formatDecimals(skewed[0]!, 3)} against ${formatDecimals(random[0]!, 3)} from the first. A holdout from the skewed sample does not tell: it says ${formatDecimals(heldOut[0]!, 3)}.`,
  figures: ({random, skewed, heldOut}) => [
    {
      name: 'selection',
      title: 'Trained on a random and on a skewed sample',
      caption: 'What the skewed sample says of itself is far above what is true of all digits.',
      panels: [
        {
          kind: 'bars',
          title: 'Accuracy',
          xTitle: 'Seed',
          yTitle: 'Accuracy',
          names: random.map((_, i) => String(i + 1)),
          series: [
            {label: 'random sample, all digits', values: random},
            {label: 'skewed sample, all digits', values: skewed},
            {label: 'skewed sample, held out of it', values: heldOut},
          ],
        },
      ],
    },
  ],
  ...code.selection,
  next: 'Draw the skewed sample by classes, as in the balanced bootstrap: how much comes back?',
});
