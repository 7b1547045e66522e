import {mean} from '../../../../lib/base/statistics.ts';
import {bootstrap} from '../../../../lib/data/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {codeResampling as code} from './code-resampling.ts';
import {accuracyOf, allOf, clouds, nearest, schemes, trueAccuracy} from './compute-resampling.ts';

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
  rule: 'holds where both are more than 0.1 above the true accuracy in every run; with conditions where they are in the mean.',
  verdict({byChance, byCopies, truths}) {
    const above = truths.flatMap(([chance, copies], i) => [byChance[i]! - chance!, byCopies[i]! - copies!]);
    const means = [0, 1].map((which) => mean(above.filter((_, i) => i % 2 === which)));
    return onClaim({always: above.every((each) => each > 0.1), sometimes: means.every((each) => each > 0.1)});
  },
  answer: ({byChance, expectedByChance, byCopies, truths}) =>
    `For labels of pure chance the truth is about ${formatDecimals(mean(truths.flat()), 2)}; the .632 bootstrap says ${formatDecimals(mean(byChance), 3)} (expected ${formatDecimals(expectedByChance, 3)}), because a learner that remembers is always right inside. Where each example has near copies, even the accuracy outside of the samples is ${formatDecimals(mean(byCopies), 3)}: the copies are in the sample.`,
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
            {label: '.632 bootstrap, a learner that remembers', values: byChance},
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
    `A plain bootstrap keeps the shares: ${formatDecimals(100 * shares[0]!, 1)} % positives. Drawn equally from every class it has ${formatDecimals(100 * shares[1]!, 1)} %, and sensitivity rises from ${formatDecimals(sensitivities[0]!, 2)} to ${formatDecimals(sensitivities[1]!, 2)} (specificity from ${formatDecimals(specificities[0]!, 2)} to ${formatDecimals(specificities[1]!, 2)}). The other sense of balanced lets every example come equally often: ${fewestUses[2]} to ${mostUses[2]} times in three samples, plain ${fewestUses[0]} to ${mostUses[0]}.`,
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
