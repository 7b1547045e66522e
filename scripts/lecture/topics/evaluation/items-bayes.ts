import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {range} from '../../frame/vectors.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {codeProbability as code} from './code-probability.ts';
import {bayes, momentsOf, simulateTest, update} from './compute-probability.ts';

const shares = range(0.005, 0.995, 100);

export const rare = item({
  id: 'L17.3',
  name: 'bayes',
  title: 'A good test for a rare illness',
  statement:
    "Bayes' theorem, P(A | B) = P(B | A) P(A) / P(B), is applied here to a test: it turns the quality of the test into the probability of an illness after a positive one.",
  places: '003:1059-1073',
  question:
    'One in a hundred is ill; the test finds 90 % of the ill and 95 % of the healthy. Positive: how probable is the illness?',
  measure(ground) {
    const test = {prior: 0.01, sensitivity: 0.9, specificity: 0.95};
    const {share, positives} = simulateTest(test, ground.size(400_000, 100_000), ground.seed);
    const posterior = bayes(test.prior, test.sensitivity, 1 - test.specificity);
    const priors = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.5];
    return {
      posterior,
      afterSecond: bayes(posterior, test.sensitivity, 1 - test.specificity),
      simulated: share,
      positives,
      error: Math.sqrt((posterior * (1 - posterior)) / positives),
      priors,
      posteriors: priors.map((prior) => bayes(prior, test.sensitivity, 1 - test.specificity)),
    };
  },
  rule: 'holds where the share of ill people among those with a positive test, drawn at random, is within four standard errors of the theorem; with conditions within eight.',
  verdict({posterior, simulated, error}) {
    const off = Math.abs(simulated - posterior) / error;
    return onClaim({always: off < 4, sometimes: off < 8});
  },
  answer: ({posterior, simulated, positives, afterSecond}) =>
    `After a positive test the probability of the illness is ${formatDecimals(posterior, 4)} by the theorem, ${formatDecimals(simulated, 4)} among ${positives} positive tests drawn. Most positives are healthy, because there are so many healthy people. After a second, independent positive test it is ${formatDecimals(afterSecond, 4)}.`,
  figures: ({priors, posteriors}) => [
    {
      name: 'prior',
      title: 'Before and after a positive test',
      caption: 'The same test says much where the illness is common and little where it is rare.',
      panels: [
        {
          kind: 'lines',
          title: 'Probability of the illness',
          xTitle: 'Before the test (log scale)',
          yTitle: 'After a positive test',
          xLog: true,
          series: [{label: 'after a positive test', x: priors, y: posteriors, as: 'line and points'}],
        },
      ],
    },
  ],
  ...code.bayes,
  next: 'Which specificity must the test have for a probability of one half?',
});

export const posterior = item({
  id: 'L17.3',
  name: 'posterior',
  title: 'What is known after the evidence',
  statement:
    'A posterior distribution is that of an unknown quantity after evidence from an experiment was taken into account.',
  places: '003:1069-1073',
  question:
    '14 of 20 answers are right: how surely is the accuracy above one half? And does it matter in which order the answers came?',
  measure() {
    const flat = shares.map(() => 1 / shares.length);
    const after = update(flat, shares, 14, 20);
    const steps = [
      [5, 5],
      [4, 10],
      [5, 5],
    ] as const;
    const inSteps = steps.reduce((known: readonly number[], [k, n]) => update(known, shares, k, n), flat);
    const more = update(flat, shares, 140, 200);
    const of = [flat, after, more].map((each) => momentsOf(each, shares));
    return {
      means: of.map(({mean}) => mean),
      deviations: of.map(({deviation}) => deviation),
      // Of the beta distribution with 15 and 7.
      exactMean: 15 / 22,
      exactDeviation: Math.sqrt((15 * 7) / (22 * 22 * 23)),
      aboveHalf: after.reduce((sum, probability, i) => sum + (shares[i]! > 0.5 ? probability : 0), 0),
      stepsAgainstOnce: Math.max(...after.map((probability, i) => Math.abs(probability - inSteps[i]!))),
      after,
      more,
    };
  },
  rule: 'holds where the posterior has the mean and deviation of the exact one to 10⁻³, is narrower with more evidence, and is the same in steps as at once, to 10⁻¹²; with conditions where only the first is so.',
  verdict({means, deviations, exactMean, exactDeviation, stepsAgainstOnce}) {
    const isExact = Math.abs(means[1]! - exactMean) < 1e-3 && Math.abs(deviations[1]! - exactDeviation) < 1e-3;
    const isNarrower = deviations[1]! < deviations[0]! && deviations[2]! < deviations[1]!;
    return onClaim({always: isExact && isNarrower && stepsAgainstOnce < 1e-12, sometimes: isExact});
  },
  answer: ({means, deviations, aboveHalf}) =>
    `Before the evidence the accuracy is ${formatDecimals(means[0]!, 3)} ± ${formatDecimals(deviations[0]!, 3)}; after 14 right answers of 20 it is ${formatDecimals(means[1]!, 3)} ± ${formatDecimals(deviations[1]!, 3)}, above one half with ${formatDecimals(aboveHalf, 3)}; after 140 of 200: ${formatDecimals(means[2]!, 3)} ± ${formatDecimals(deviations[2]!, 3)}. In which order the evidence comes makes no difference.`,
  figures: ({after, more}) => [
    {
      name: 'posterior',
      title: 'The accuracy of a classifier, as it is known',
      caption: 'Before the evidence every accuracy is as probable; more answers make the curve narrower.',
      panels: [
        {
          kind: 'lines',
          title: 'Probability',
          xTitle: 'Accuracy',
          yTitle: 'Probability of a hundredth',
          series: [
            {label: 'before', x: shares, y: shares.map(() => 1 / shares.length), as: 'dashed'},
            {label: '14 of 20 right', x: shares, y: after},
            {label: '140 of 200 right', x: shares, y: more},
          ],
        },
      ],
    },
  ],
  ...code.posterior,
  next: 'Begin with a prior that trusts classifiers less: how many answers until it does not matter?',
});
