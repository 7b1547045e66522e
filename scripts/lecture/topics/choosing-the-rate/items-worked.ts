import {exponentialDecay, inverseTimeDecay, perEpoch, stepDecay} from '../../../../schedules/index.ts';
import {formatDecimals} from '../../../report/number-format.ts';
import {item, type Table} from '../../frame/topic.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {scheduleCode} from './code-schedules.ts';

const epochs = Array.from({length: 61}, (_, i) => i / 3);

const table = (
  title: string,
  steps: readonly number[],
  printed: readonly number[],
  right: readonly number[],
): Table => ({
  title,
  columns: ['epoch', 'notes', 'library'],
  rows: steps.map((step, i) => [step, printed[i]!, right[i]!]),
});

const curve = (name: string, schedule: (t: number) => number, steps: readonly number[], right: readonly number[]) => ({
  name,
  title: 'The schedule of the example',
  caption: 'The curve is the schedule of the library, the points are the worked values.',
  panels: [
    {
      kind: 'lines' as const,
      title: 'Rate',
      xTitle: 'Epoch',
      yTitle: 'Rate',
      series: [
        {label: 'schedule', x: epochs, y: epochs.map(schedule)},
        {label: 'worked values', x: steps, y: right, as: 'points' as const},
      ],
    },
  ],
});

export const workedInverse = item({
  id: 'L6.5',
  name: 'worked-inverse-time',
  title: 'Time-based decay by hand',
  statement: 'The rate is the first one over 1 + decay rate times epoch; 0.2 and 1 give 0.1, 0.067 and 0.05.',
  places: '002:246-265',
  question: 'From 0.2 with a decay rate of 1: what is the rate of epoch 9?',
  measure() {
    const rate = inverseTimeDecay(0.2, {k: 1});
    return {printed: [0.1, 0.067, 0.05], right: [1, 2, 3].map(rate), epoch0: rate(0), epoch9: rate(9)};
  },
  rule: 'exact where the rates of epochs 1 to 3 are the printed ones to three decimals; else a slip.',
  verdict: (values) => onPrinted(values, 3),
  answer: ({right, epoch0, epoch9}) =>
    `The rates are ${right.map((rate) => formatDecimals(rate, 4)).join(', ')}; before the first epoch the rate is ${epoch0}, at epoch 9 ${formatDecimals(epoch9, 3)}.`,
  tables: ({printed, right}) => [table('Time-based decay', [1, 2, 3], printed, right)],
  figures: ({right}) => [curve('curve', inverseTimeDecay(0.2, {k: 1}), [1, 2, 3], right)],
  ...scheduleCode.workedInverse,
  next: 'Count updates instead of epochs, 63 in each: what must k be?',
});

export const workedStep = item({
  id: 'L6.5',
  name: 'worked-step',
  title: 'Step decay by hand',
  statement:
    'The rate is the first one times the drop rate to the power of the whole part of epoch over epochs per drop.',
  places: '002:269-281',
  question: 'From 0.2, halved every 5 epochs: what is the rate of epoch 7?',
  measure() {
    const rate = stepDecay(0.2, {drop: 0.5, every: 5});
    return {
      printed: [0.1, 0.05, 0.025],
      right: [5, 10, 15].map(rate),
      between: [4, 7, 14].map(rate),
      betweenWithoutWholePart: [4, 7, 14].map((epoch) => 0.2 * 0.5 ** (epoch / 5)),
    };
  },
  rule: 'exact where the rates of epochs 5, 10 and 15 are the printed ones to three decimals; else a slip.',
  verdict: (values) => onPrinted(values, 3),
  answer: ({right, between, betweenWithoutWholePart}) =>
    `The rates are ${right.join(', ')}. The brackets matter between: epochs 4, 7, 14 have ${between.join(', ')}, and without the whole part ${betweenWithoutWholePart.map((rate) => formatDecimals(rate, 4)).join(', ')}.`,
  tables: ({printed, right}) => [table('Step decay', [5, 10, 15], printed, right)],
  figures: ({right}) => [curve('curve', stepDecay(0.2, {drop: 0.5, every: 5}), [5, 10, 15], right)],
  ...scheduleCode.workedStep,
  next: 'Drop to a tenth every 10: where do the two curves cross?',
});

export const workedExponential = item({
  id: 'L6.5',
  name: 'worked-exponential',
  title: 'Exponential decay by hand',
  statement: 'The rate is the first one times e to minus k times epoch; 0.2 and 0.1 give 0.181, 0.164 and 0.148.',
  places: '002:283-307',
  question: 'By which share does the rate fall from one epoch to the next?',
  measure() {
    const rate = exponentialDecay(0.2, {k: 0.1});
    return {
      printed: [0.181, 0.164, 0.148],
      right: [1, 2, 3].map(rate),
      factor: rate(1) / rate(0),
      epochsToHalf: Math.LN2 / 0.1,
    };
  },
  rule: 'exact where the rates of epochs 1 to 3 are the printed ones to three decimals; else a slip.',
  verdict: (values) => onPrinted(values, 3),
  answer: ({right, factor, epochsToHalf}) =>
    `The rates are ${right.map((rate) => formatDecimals(rate, 6)).join(', ')}: every epoch leaves ${formatDecimals(factor, 4)} of the rate, and half of it is left after ${formatDecimals(epochsToHalf, 2)}.`,
  tables: ({printed, right}) => [table('Exponential decay', [1, 2, 3], printed, right)],
  figures: ({right}) => [curve('curve', exponentialDecay(0.2, {k: 0.1}), [1, 2, 3], right)],
  ...scheduleCode.workedExponential,
  next: 'Which k makes exponential decay halve as often as the step decay of the last example?',
});

export const halfEveryTen = item({
  id: 'L6.5',
  name: 'half-every-ten',
  title: 'Half every ten epochs',
  statement: 'The usual step decay drops the rate to its half after every 10 epochs.',
  places: '002:271',
  question: 'With 63 updates an epoch: which update is the first with half the rate?',
  measure() {
    const rate = perEpoch(stepDecay(0.2, {drop: 0.5, every: 10}), 63);
    const updates = Array.from({length: 63 * 30}, (_, update) => update);
    const changes = updates.filter((update) => update > 0 && rate(update) !== rate(update - 1));
    return {
      changes,
      ratios: changes.map((update) => rate(update) / rate(update - 1)),
      rates: [0, 9, 10, 20].map((epoch) => rate(63 * epoch)),
    };
  },
  rule: 'holds where the rate changes at the first update of epochs 10 and 20 only, by 0.5 each time; with conditions where at other updates, by 0.5 each time.',
  verdict({changes, ratios}) {
    const isHalf = ratios.every((ratio) => Math.abs(ratio - 0.5) < 1e-12);
    return onClaim({always: isHalf && changes.join() === '630,1260', sometimes: isHalf && changes.length > 0});
  },
  answer: ({changes, rates}) =>
    `Updates ${changes.join(' and ')} of 1890 are the first with a new rate; epochs 0, 9, 10, 20 have ${rates.join(', ')}.`,
  ...scheduleCode.half,
  next: 'Say the same with perEpoch left out: which value of every does it take?',
  real: 'mnist --optimizers sgd:lr=0.2 --schedule stepDecay:drop=0.5,every=10,unit=epoch --epochs 21',
});
