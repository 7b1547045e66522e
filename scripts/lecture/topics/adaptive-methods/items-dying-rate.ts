import * as tf from '@tensorflow/tfjs';
import {adagrad} from '../../../../optimizers/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {smallDigits} from '../../frame/small-digits.ts';
import {item} from '../../frame/topic.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {landscapes, updatesToEnd, watchSquares} from './compute-rates.ts';

const sumOnlyGrows = item({
  id: 'L8.1',
  name: 'sum-only-grows',
  title: 'The sum of squares only grows',
  statement: 'Adagrad adds up squares, so that its sum grows for ever and its rate falls until it is hardly anything.',
  places: '000:479-499, 001:118, 002:342',
  question:
    'A short training on digits: what is left of the mean rate of the first update at its end, half or hardly anything?',
  async measure(ground) {
    const digits = await smallDigits(ground, 512);
    const updates = ground.size(200, 60);
    const {hasFallen, meanRates} = watchSquares(digits, {
      optimizer: adagrad(0.3),
      updates,
      seed: ground.seed,
      rho: 0.9,
    });
    tf.dispose([digits.x, digits.y]);
    const half = Math.floor(updates / 2);
    return {
      meanRates,
      timesFallen: hasFallen ? 1 : 0,
      timesRisen: meanRates.filter((rate, k) => k > 0 && rate > meanRates[k - 1]!).length,
      // From half of the updates to all: -1/2 where gradients stay as they are.
      exponent: Math.log(meanRates.at(-1)! / meanRates[half - 1]!) / Math.log(updates / half),
    };
  },
  rule: 'holds where no sum of any weight ever falls, the mean rate never rises, and it still falls at least like t^-0.25 in the second half of the training, on its way to 0; with conditions where the first is so.',
  verdict: ({timesFallen, timesRisen, exponent}) =>
    onClaim({always: timesFallen === 0 && timesRisen === 0 && exponent < -0.25, sometimes: timesFallen === 0}),
  answer: ({meanRates, exponent}) =>
    `After ${meanRates.length} updates of Adagrad ${formatDecimals(meanRates.at(-1)!, 3)} of the first rate is left, and it hardly falls any more (like t^${formatDecimals(exponent, 2)}): the gradients of a network that learns become small themselves. The rate goes to 0 only where they do not, under steady ones like t^-0.5.`,
  figures: ({meanRates}) => [
    {
      name: 'rates',
      title: 'Mean rate of Adagrad on digits, as a share of the first',
      caption:
        'It falls at every update, but levels off with the gradients; under steady gradients it would follow the dashed line.',
      panels: [
        {
          kind: 'lines',
          title: 'Mean rate',
          xTitle: 'Update (log scale)',
          yTitle: 'Share of the first rate (log scale)',
          xLog: true,
          yLog: true,
          series: [
            {label: 'measured', x: meanRates.map((_, k) => k + 1), y: meanRates},
            {
              label: 't^-0.5',
              x: meanRates.map((_, k) => k + 1),
              y: meanRates.map((_, k) => (k + 1) ** -0.5),
              as: 'dashed',
            },
          ],
        },
      ],
    },
  ],
  ...code.sumOnlyGrows,
  next: 'Which schedule of plain descent has the same fall?',
  real: 'mnist --optimizers adagrad:lr=0.03,rmsprop:lr=0.001 --epochs 5',
});

const flatRegions = item({
  id: 'L8.1',
  name: 'flat-regions',
  title: 'Used up before the flat region ends',
  statement: 'A flat region may let the rate of Adagrad become so small that it does not reach the minimum.',
  places: '001:120, 000:498-499',
  question: 'A steep wall, then three units of slope 0.05: RMSProp needs a hundred updates or two. And Adagrad?',
  measure() {
    const of = (rule: 'sgd' | 'adagrad' | 'rmsprop') =>
      [landscapes.wall, landscapes.plateau].map((landscape) => updatesToEnd(rule, landscape).updates);
    return {sgd: of('sgd'), adagrad: of('adagrad'), rmsprop: of('rmsprop')};
  },
  rule: 'holds where on both landscapes (wall and flat region; flat region alone) Adagrad needs more than ten times as many updates as RMSProp at the same rate, with conditions where it does on one.',
  verdict({adagrad: sums, rmsprop}) {
    const isSlow = sums.map((updates, i) => updates > 10 * rmsprop[i]!);
    return onClaim({always: isSlow.every(Boolean), sometimes: isSlow.some(Boolean)});
  },
  answer: ({sgd, adagrad: sums, rmsprop}) =>
    `After a wall Adagrad takes ${sums[0]} updates in place of the ${rmsprop[0]} of RMSProp (plain descent: ${sgd[0]}); on a flat region alone ${sums[1]} in place of ${rmsprop[1]}. It arrives, since steps of t^-0.5 add up, but the wall has used its rate up.`,
  figures: () => [
    {
      name: 'ways',
      title: 'Two landscapes with a flat region',
      caption: 'Left a wall before the flat region, right the flat region alone; the minimum is at 5 and at 10.',
      panels: (['wall', 'plateau'] as const).map((name) => ({
        kind: 'lines' as const,
        title: name === 'wall' ? 'Wall, then flat' : 'Flat from the start',
        xTitle: 'Update (log scale)',
        yTitle: 'Place',
        xLog: true,
        series: (['sgd', 'adagrad', 'rmsprop'] as const).map((rule) => {
          const {times, way} = updatesToEnd(rule, landscapes[name]);
          return {label: rule, x: times, y: way};
        }),
      })),
    },
  ],
  ...code.flatRegions,
  next: 'Start Adagrad anew at the edge of the flat region: how many updates then?',
});

const rate = 0.1;

/** Places of Adagrad on x^2 from 3, with a plus or a minus before the step. */
function climb(sign: 1 | -1, steps: number): number[] {
  let [x, sum] = [3, 0];
  const places = [x];
  for (let k = 0; k < steps; k++) {
    sum += (2 * x) ** 2;
    x += (sign * rate * 2 * x) / Math.sqrt(sum);
    places.push(x);
  }
  return places;
}

const noMinus = item({
  id: 'L8.1',
  name: 'no-minus',
  title: 'Updates without a minus',
  statement: 'The weights become w + rate times the gradient, divided or averaged as each rule has it.',
  places: '002:105, 002:113, 002:328, 002:352, 002:376, 004:258-262, 004:272-276, 004:291-294, 004:314-316',
  question: 'f = x² from 3: where is x after one such update, and is f smaller there?',
  measure() {
    const g = 2 * 3;
    // The first step of each rule, with b = .8: average, Adagrad, RMSProp, Adam.
    const steps = [0.2 * g, 1, g / Math.sqrt(0.2 * g * g), 1].map((step) => rate * step);
    return {
      printed: steps.map((step) => 3 + step),
      right: steps.map((step) => 3 - step),
      heights: steps.map((step) => (3 + step) ** 2),
      afterFifty: ([1, -1] as const).map((sign) => climb(sign, 50).at(-1)! ** 2),
    };
  },
  rule: 'exact where the update as printed leads where the gradient says, to six decimals, for momentum, Adagrad, RMSProp and Adam; else a slip.',
  verdict: (values) => onPrinted(values, 6),
  answer: ({heights, afterFifty}) =>
    `With a plus the updates lead upwards: f is ${heights.map((height) => formatDecimals(height, 2)).join(', ')} after one update in place of less than 9, and with Adagrad ${formatDecimals(afterFifty[0]!, 1)} in place of ${formatDecimals(afterFifty[1]!, 2)} after fifty. The plus is right where dw stands for (t - y) y (1 - y) x, the negative gradient, as in the first worked example; the later ones have y - t and a minus.`,
  figures: () => [
    {
      name: 'walks',
      title: 'Adagrad on x² from 3, with the plus and with the minus',
      caption: 'With the plus each update climbs.',
      panels: [
        {
          kind: 'lines',
          title: 'Height',
          xTitle: 'Update',
          yTitle: 'x²',
          series: ([1, -1] as const).map((sign) => {
            const heights = climb(sign, 50).map((x) => x * x);
            return {label: sign === 1 ? 'as printed' : 'with the minus', x: heights.map((_, k) => k), y: heights};
          }),
        },
      ],
    },
  ],
  tables: ({printed, right}) => [
    {
      title: 'x after one update of x² from 3, at rate 0.1',
      columns: ['rule', 'as printed', 'with the minus'],
      rows: ['momentum', 'Adagrad', 'RMSProp', 'Adam'].map((rule, i) => [rule, printed[i]!, right[i]!]),
    },
  ],
  ...code.noMinus,
  next: 'Find the place in the worked example where the sign changes sides.',
});

/** How the rate of Adagrad falls, and a slip in the signs. */
export const dyingRateItems = [sumOnlyGrows, flatRegions, noMinus];
