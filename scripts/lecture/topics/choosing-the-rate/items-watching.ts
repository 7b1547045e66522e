import {reduceOnIncrease} from '../../../../schedules/index.ts';
import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {descendValley, endOf, rises, stochasticErrors} from './compute.ts';
import {firstOf, wholeBatch, worst} from './compute-digits.ts';

const valleyRates = [0.05, 0.1, 0.15, 0.19, 0.21, 0.25];

export const errorFalls = item({
  id: 'L6.2',
  name: 'error-falls',
  title: 'Does the error always fall?',
  statement: 'In gradient descent an error above the previous one should not happen; in stochastic descent it may.',
  places: '000:263-264, 000:298-302',
  question: 'At which rates does the error of whole-batch descent rise even once?',
  async measure(ground) {
    const {train} = await ground.examples();
    const data = firstOf(train, ground.size(1000, 200));
    const digitRates = [0.5, 3];
    const runs = [];
    for (const rate of digitRates) runs.push(await wholeBatch(rate, data, 25, ground.seed));
    data.x.dispose();
    data.y.dispose();
    return {
      valleyRates,
      valleyRises: valleyRates.map((rate) => rises(descendValley(() => rate, 50))),
      digitRates,
      digitRises: runs.map(({losses}) => rises(losses)),
      digitLosses: runs.map(({losses}) => losses),
      stochasticShare: rises(stochasticErrors(() => 0.1, 2000, ground.seed)) / 2000,
    };
  },
  rule: 'holds where no error ever rises, at any rate; with conditions where whole-batch errors rise at no rate below 2 over the greatest curvature in the valley and not at the smaller rate on digits; does not hold otherwise.',
  verdict: ({valleyRises, digitRises, stochasticShare}) =>
    onClaim({
      always: [...valleyRises, ...digitRises].every((count) => count === 0) && stochasticShare === 0,
      sometimes: valleyRises.slice(0, 4).every((count) => count === 0) && digitRises[0] === 0,
    }),
  answer: ({valleyRises, digitRates, digitRises, stochasticShare}) =>
    `In the valley ${valleyRises.join(', ')} of 50 steps raise the height at the rates ${valleyRates.join(', ')}: none below 2/10. On digits ${digitRises[0]} steps raise the loss at ${digitRates[0]} and ${digitRises[1]} of 25 at ${digitRates[1]}; with single examples ${formatDecimals(100 * stochasticShare, 0)} % of the updates raise the mean error.`,
  figures: ({digitRates, digitLosses}) => [
    {
      name: 'digits',
      title: 'Whole-batch descent on digits at two rates',
      caption: 'Softmax regression. At the larger rate the error jumps up, and may still be lower in the end.',
      panels: [
        {
          kind: 'lines',
          title: 'Training loss',
          xTitle: 'Update',
          yTitle: 'Loss (log scale)',
          yLog: true,
          series: digitLosses.map((y, i) => ({
            label: `rate ${digitRates[i]}`,
            x: y.map((_, k) => k),
            y,
            as: 'line and points',
          })),
        },
      ],
    },
  ],
  ...code.errorFalls,
  next: 'Find the rate at which the first rise comes, and compare it with 2 over the greatest curvature: tfjs-optim hessian.',
});

export const onIncrease = item({
  id: 'L6.2',
  name: 'on-increase',
  title: 'A smaller rate when the error rises',
  statement: 'The rate may be reduced where the current error is more than the previous one.',
  places: '000:263-264, 000:286-304',
  question: 'From the rate 0.5, which explodes in the valley, halved at each rise: where does the rate end?',
  async measure(ground) {
    const rate = reduceOnIncrease(0.5);
    const heights = descendValley(
      () => rate(0),
      100,
      0,
      (height) => rate.observe!(height),
    );
    const {train} = await ground.examples();
    const data = firstOf(train, ground.size(1000, 400));
    const epochs = ground.size(15, 10);
    const watching = reduceOnIncrease(8);
    const [fixed, watched] = [
      await wholeBatch(8, data, epochs, ground.seed),
      await wholeBatch(watching, data, epochs, ground.seed),
    ];
    data.x.dispose();
    data.y.dispose();
    const noisy = ground.seeds(5).map((seed) => {
      const ends = (['passes', 'examples'] as const).map((heard) => {
        const schedule = reduceOnIncrease(0.5);
        const errors = stochasticErrors(() => schedule(0), 200, seed, {
          heard,
          observe: (error) => schedule.observe!(error),
        });
        return {end: endOf(errors), rate: schedule(0)};
      });
      return ends;
    });
    return {
      endRate: rate(0),
      endHeight: heights.at(-1)!,
      fixedHeight: descendValley(() => 0.5, 100).at(-1)!,
      heights,
      fixedHeights: descendValley(() => 0.5, 20),
      digitsFixed: fixed.last,
      digitsWatched: watched.last,
      digitsEndRate: watching(0),
      digitCurves: [fixed.losses, watched.losses],
      ratesAfterPasses: noisy.map(([passes]) => passes!.rate),
      ratesAfterExamples: noisy.map(([, examples]) => examples!.rate),
    };
  },
  rule: 'holds where the fixed rate explodes and the halved one comes below 10⁻⁶ in the valley and below half of the fixed loss on digits; with conditions where only in the valley.',
  verdict({endHeight, fixedHeight, digitsFixed, digitsWatched}) {
    const isValley = endHeight < 1e-6 && fixedHeight > 55;
    return onClaim({always: isValley && digitsWatched < digitsFixed / 2, sometimes: isValley});
  },
  answer: ({endRate, endHeight, digitsFixed, digitsWatched, digitsEndRate, ratesAfterPasses, ratesAfterExamples}) =>
    `In the valley the rate ends at ${endRate} and the height at ${formatNumber(endHeight, 2)}; on digits ${formatDecimals(digitsWatched, 2)} at a rate of ${digitsEndRate} against ${formatDecimals(digitsFixed, 2)} with 8 throughout. It has to hear the error of all: told the errors of single examples it halves at every second one, to ${formatNumber(ratesAfterExamples[0]!, 1)} after 200 updates (${formatNumber(ratesAfterPasses[0]!, 1)} when it hears each pass of 20).`,
  figures: ({heights, fixedHeights, digitCurves}) => [
    {
      name: 'increase',
      title: 'A rate that is too large, kept and halved',
      caption: `The first rises cost little; then the rate fits. Losses beyond ${worst} are drawn as ${worst}.`,
      panels: [
        {
          kind: 'lines',
          title: 'Valley from rate 0.5',
          xTitle: 'Update',
          yTitle: 'Height (log scale)',
          yLog: true,
          series: [
            {label: 'fixed', x: fixedHeights.map((_, i) => i), y: fixedHeights},
            {label: 'halved when the error rises', x: heights.slice(0, 60).map((_, i) => i), y: heights.slice(0, 60)},
          ],
        },
        {
          kind: 'lines',
          title: 'Digits from rate 8',
          xTitle: 'Update',
          yTitle: 'Loss (log scale)',
          yLog: true,
          series: digitCurves.map((y, i) => ({
            label: ['fixed', 'halved when the error rises'][i]!,
            x: y.map((_, k) => k),
            y,
          })),
        },
      ],
    },
  ],
  ...code.reduceOnIncrease,
  next: 'Give the digits 100 updates at rate 8: if they can all be fitted, the fixed rate comes down in the end. Or raise the rate by a twentieth whenever the error falls: does it find the best rate by itself?',
  real: 'mnist --model logreg --optimizers sgd:lr=8 --batch-size full --schedule reduceOnIncrease --epochs 20',
});
