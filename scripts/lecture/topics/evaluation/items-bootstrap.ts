import {mean} from '../../../../lib/base/statistics.ts';
import {bootstrap, bootstrap632} from '../../../../lib/data/index.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {codeResampling as code} from './code-resampling.ts';
import {accuracyOf, allOf, clouds, nearest, nearestMean, schemes, study, trueAccuracy} from './compute-resampling.ts';

/** The share of n examples that a sample of n with replacement contains on average. */
const shareOf = (n: number): number => 1 - (1 - 1 / n) ** n;

export const bootstrapShare = item({
  id: 'L17.2',
  name: 'bootstrap-share',
  title: 'Where .632 comes from',
  statement: 'Drawing n of n examples with replacement takes .632 of them.',
  places: '003:1118',
  question: 'Of 1000 examples, how many are in a sample of 1000 draws? And of 2 in a sample of 2?',
  measure(ground) {
    const sizes = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];
    const samples = bootstrap(1000, {repeats: ground.size(200, 50), seed: ground.seed});
    return {
      printed: 0.632,
      right: shareOf(1000),
      measured: mean(samples.map(({train}) => new Set(train).size / 1000)),
      limit: 1 - 1 / Math.E,
      sizes,
      shares: sizes.map(shareOf),
    };
  },
  rule: 'exact where 1 - (1 - 1/n)^n at n = 1000 is .632 to three digits, else a slip.',
  verdict: (values) => onPrinted(values, 3),
  answer: ({right, measured, limit}) =>
    `1 - (1 - 1/n)^n is ${right.toFixed(9)} at n = 1000; samples contain ${measured.toFixed(4)} on average, and the limit is 1 - 1/e = ${limit.toFixed(6)}.`,
  figures: ({sizes, shares, limit}) => [
    {
      name: 'share',
      title: 'Share of the examples in a sample',
      caption: 'From some tens of examples on it is near its limit.',
      panels: [
        {
          kind: 'lines',
          title: 'Share',
          xTitle: 'Examples n (log scale)',
          yTitle: 'Share',
          xLog: true,
          series: [
            {label: '1 - (1 - 1/n)^n', x: sizes, y: shares, as: 'line and points'},
            {label: '1 - 1/e', x: [1, 1000], y: [limit, limit], as: 'dashed'},
          ],
        },
      ],
    },
  ],
  ...code.share,
  next: 'Draw 2n of n examples: which share is taken then?',
});

export const point632 = item({
  id: 'L17.2',
  name: 'bootstrap-632',
  title: 'The .632 bootstrap',
  statement:
    'Combining the accuracy outside of each sample with that of a model trained on all examples, .632 and .368 of them, gives a better estimate than either.',
  places: '003:1118',
  question:
    'The accuracy outside of the samples is too low, that on the training examples too high. Where is the mixture?',
  measure(ground) {
    const [outside, inside, mixed] = study(
      [schemes.bootstrap!, schemes['training set']!, schemes['.632 bootstrap']!].map(
        (scheme) => (set, seed) => scheme(set, nearestMean, seed),
      ),
      nearestMean,
      {sets: ground.size(400, 150), n: 40, seed: ground.seed},
    );
    return {
      biases: [outside!.bias, inside!.bias, mixed!.bias],
      errors: [outside!.error, inside!.error, mixed!.error],
      example: bootstrap632([0.8, 0.9], 1),
    };
  },
  rule: 'holds where outside is too low, inside too high, and the mixture has less bias than both; with conditions where it only lies between.',
  verdict({biases}) {
    const [outside, inside, mixed] = biases as [number, number, number];
    const isBetween = outside < mixed && mixed < inside;
    const isBetter = Math.abs(mixed) < Math.min(Math.abs(outside), Math.abs(inside));
    return onClaim({always: isBetween && isBetter && outside < 0 && inside > 0, sometimes: isBetween});
  },
  answer: ({biases, errors, example}) =>
    `Bias ${biases[0]!.toFixed(3)} outside of the samples, ${biases[1]!.toFixed(3)} on the training examples, ${biases[2]!.toFixed(3)} mixed; errors of the estimate ${errors.map((error) => error.toFixed(3)).join(', ')}. For accuracies .8 and .9 outside and 1 inside the mixture is ${example.toFixed(4)}.`,
  figures: ({biases, errors}) => [
    {
      name: 'mixture',
      title: 'Outside, inside and the mixture',
      caption: 'One is too low, the other too high; the mixture is nearest to 0.',
      panels: [
        {
          kind: 'bars',
          title: 'Estimate less truth',
          xTitle: '',
          yTitle: 'Bias, and error of the estimate',
          names: ['outside', 'inside', '.632'],
          series: [
            {label: 'bias', values: biases},
            {label: 'error', values: errors},
          ],
        },
      ],
    },
  ],
  ...code.point632,
  next: 'For which learner is inside always 1? What does the mixture do then?',
});

export const bootstrapLimits = item({
  id: 'L17.2',
  name: 'bootstrap-limits',
  title: 'Where the bootstrap goes wrong',
  statement:
    'The bootstrap can give poor results, and it suffers from examples that are not independent of each other.',
  places: '003:1118',
  question:
    'Labels that are pure chance, and a learner that remembers every example: what does the .632 bootstrap say?',
  measure(ground) {
    const n = ground.size(200, 120);
    const learn = nearest(1);
    const runs = ground.seeds(4).map((seed) => {
      const chance = clouds(n, seed, {gap: 0});
      // Each point comes five times, almost the same, with its label.
      const single = clouds(n / 5, seed, {gap: 0});
      const shift = clouds(n, seed + 1, {gap: 0});
      const copies = {
        labels: Array.from({length: n}, (_, i) => single.labels[Math.floor(i / 5)]!),
        x: Array.from({length: n}, (_, i) =>
          single.x[Math.floor(i / 5)]!.map((value, j) => value + 0.01 * shift.x[i]![j]!),
        ),
      };
      const fresh = clouds(400, seed + 2, {gap: 0});
      return {
        byChance: schemes['.632 bootstrap']!(chance, learn, seed),
        byCopies: schemes.bootstrap!(copies, learn, seed),
        truths: [trueAccuracy(chance, learn, fresh), trueAccuracy(copies, learn, fresh)],
      };
    });
    return {
      byChance: runs.map(({byChance}) => byChance),
      expectedByChance: 0.632 * 0.5 + 0.368,
      byCopies: runs.map(({byCopies}) => byCopies),
      truths: runs.map(({truths}) => truths),
    };
  },
  rule: 'holds where both are more than .1 above the true accuracy in every run; with conditions where they are in the mean.',
  verdict({byChance, byCopies, truths}) {
    const above = truths.flatMap(([chance, copies], i) => [byChance[i]! - chance!, byCopies[i]! - copies!]);
    const means = [0, 1].map((which) => mean(above.filter((_, i) => i % 2 === which)));
    return onClaim({always: above.every((each) => each > 0.1), sometimes: means.every((each) => each > 0.1)});
  },
  answer: ({byChance, expectedByChance, byCopies, truths}) =>
    `For labels of pure chance the truth is about ${mean(truths.flat()).toFixed(2)}; .632 says ${mean(byChance).toFixed(3)} (expected ${expectedByChance.toFixed(3)}), because a learner that remembers is always right inside. Where each example has near copies, even the accuracy outside of the samples is ${mean(byCopies).toFixed(3)}: the copies are in the sample.`,
  figures: ({byChance, byCopies, truths}) => [
    {
      name: 'limits',
      title: 'Estimates for labels of pure chance',
      caption: 'The truth is one half. Remembering, and copies, make the estimates too good.',
      panels: [
        {
          kind: 'bars',
          title: 'Accuracy',
          xTitle: 'Seed',
          yTitle: 'Accuracy',
          names: byChance.map((_, i) => String(i + 1)),
          series: [
            {label: 'truth', values: truths.map(([chance]) => chance!)},
            {label: '.632, a learner that remembers', values: byChance},
            {label: 'outside, with copies', values: byCopies},
          ],
        },
      ],
    },
  ],
  ...code.limits,
  next: 'Split by groups of copies instead of single examples: what does the estimate say then?',
});

export const balanced = item({
  id: 'L17.2',
  name: 'balanced',
  title: 'The bootstrap and rare classes',
  statement: 'Bootstrapping gives a sample with a balance between the classes, to train on very unbalanced data.',
  places: '003:1093-1096',
  question: '5 % of the examples are positive. How many in a bootstrap sample?',
  measure(ground) {
    const [n, share] = [ground.size(400, 200), 0.05];
    const learn = nearest(5);
    const kinds = [false, 'classes', 'examples'] as const;
    const runs = ground.seeds(5).map((seed) => {
      const points = clouds(n, seed, {share, gap: 0.9});
      const fresh = clouds(600, seed + 1, {share: 0.5, gap: 0.9});
      const positives = allOf(fresh).filter((i) => fresh.labels[i] === 1);
      const negatives = allOf(fresh).filter((i) => fresh.labels[i] === 0);
      return kinds.map((kind) => {
        const samples = bootstrap(points.labels, {repeats: 3, seed, balanced: kind});
        const uses = Array.from({length: n}, () => 0);
        for (const {train} of samples) for (const i of train) uses[i]!++;
        const say = learn(points, samples[0]!.train);
        return {
          share: mean(samples.flatMap(({train}) => [...train].map((i) => points.labels[i]!))),
          sensitivity: accuracyOf(say, fresh, positives),
          specificity: accuracyOf(say, fresh, negatives),
          uses: [Math.min(...uses), Math.max(...uses)],
        };
      });
    });
    const of = (f: (run: (typeof runs)[number][number]) => number) =>
      kinds.map((_, kind) => mean(runs.map((run) => f(run[kind]!))));
    return {
      // Plain, balanced by classes, balanced by examples.
      shares: of((run) => run.share),
      sensitivities: of((run) => run.sensitivity),
      specificities: of((run) => run.specificity),
      fewestUses: kinds.map((_, kind) => Math.min(...runs.map((run) => run[kind]!.uses[0]!))),
      mostUses: kinds.map((_, kind) => Math.max(...runs.map((run) => run[kind]!.uses[1]!))),
    };
  },
  rule: 'holds where plain bootstrap samples have 40 to 60 % positives; with conditions where only those balanced by classes have, and what is learned from them finds more positives.',
  verdict({shares, sensitivities}) {
    const isEven = shares.map((share) => Math.abs(share - 0.5) < 0.1);
    return onClaim({always: isEven[0]!, sometimes: isEven[1]! && sensitivities[1]! > sensitivities[0]!});
  },
  answer: ({shares, sensitivities, specificities, fewestUses, mostUses}) =>
    `A plain bootstrap keeps the shares: ${(100 * shares[0]!).toFixed(1)} % positives. Drawn equally from every class it has ${(100 * shares[1]!).toFixed(1)} %, and sensitivity rises from ${sensitivities[0]!.toFixed(2)} to ${sensitivities[1]!.toFixed(2)} (specificity from ${specificities[0]!.toFixed(2)} to ${specificities[1]!.toFixed(2)}). The other sense of balanced lets every example come equally often: ${fewestUses[2]} to ${mostUses[2]} times in three samples, plain ${fewestUses[0]} to ${mostUses[0]}.`,
  figures: ({shares, sensitivities, specificities}) => [
    {
      name: 'balanced',
      title: 'Plain and balanced bootstrap, 5 % positives',
      caption:
        'Only drawing by classes makes the sample even; what is learned from it finds more of the rare class and takes more others for it.',
      panels: [
        {
          kind: 'bars',
          title: 'Five nearest points, learned from one sample',
          xTitle: 'Bootstrap',
          yTitle: 'Share',
          names: ['plain', 'by classes', 'by examples'],
          series: [
            {label: 'positives in the sample', values: shares},
            {label: 'sensitivity', values: sensitivities},
            {label: 'specificity', values: specificities},
          ],
        },
      ],
    },
  ],
  ...code.balanced,
  next: 'Weight the examples in the loss instead of drawing them more often: is it the same?',
});
