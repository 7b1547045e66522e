import {item} from '../../frame/topic.ts';
import {onClaim, onPrinted} from '../../frame/verdicts.ts';
import {codeXor as code} from './code-xor.ts';
import {learn} from './compute-perceptron.ts';
import {contradiction, inequalitiesOf, isMet, wholeWeights} from './compute-xor.ts';
import {cornersOf, xor} from './corners.ts';

export const impossible = item({
  id: 'L1.3',
  name: 'impossible',
  title: 'No perceptron computes XOR',
  statement: 'The four inequalities that XOR asks of a perceptron have no solution: no line separates its points.',
  places: '003:271-292',
  question: 'Of the 16 functions of two bits, which ones besides XOR are out of reach of a perceptron?',
  measure() {
    const inequalities = inequalitiesOf(xor);
    const factors = contradiction(inequalities) ?? [];
    const weights = wholeWeights(3);
    const mostMet = Math.max(...weights.map((w) => inequalities.filter((each) => isMet(each, w)).length));
    const functions = Array.from({length: 16}, (_, index) => [0, 1, 2, 3].map((bit) => (index >> bit) & 1));
    const asked = functions.map(inequalitiesOf);
    return {
      factors,
      sums: [0, 1, 2].map((j) => factors.reduce((sum, factor, i) => sum + factor * inequalities[i]!.row[j]!, 0)),
      mostMet,
      solvable: asked.filter((all) => weights.some((w) => all.every((each) => isMet(each, w)))).length,
      contradictory: functions.flatMap((_, index) => (contradiction(asked[index]!) === null ? [] : [index])),
      mistakesByPass: learn(
        {
          inputs: [
            [1, 0, 0],
            [1, 1, 0],
            [1, 0, 1],
            [1, 1, 1],
          ],
          labels: xor,
        },
        60,
      ).mistakesByPass,
    };
  },
  rule: 'holds where positive factors make the four inequalities add up to 0 > 0 and no whole weights up to 3 meet more than three; with conditions where only the latter.',
  verdict({factors, sums, mostMet}) {
    const isProved = factors.some((factor) => factor > 0) && sums.every((sum) => sum === 0);
    return onClaim({always: isProved && mostMet < 4, sometimes: mostMet < 4});
  },
  answer: ({factors, mostMet, solvable, contradictory}) =>
    `If the four inequalities are multiplied by ${factors.join(', ')} and added, all weights drop out and 0 > 0 is left. At best ${mostMet} of the 4 are met by any weights. Of the 16 functions ${solvable} can be computed; number ${contradictory.join(' and ')} (XOR and its opposite) cannot.`,
  figures: ({mistakesByPass}) => [
    {
      name: 'lines',
      title: 'Lines that try',
      caption:
        'Each line leaves one point on the wrong side. The learning rule never comes to rest: it goes on with mistakes in every pass.',
      panels: [
        {
          kind: 'lines',
          title: 'The four points',
          xTitle: 'x1',
          yTitle: 'x2',
          xDomain: [-0.3, 1.3],
          isMap: true,
          yDomain: [-0.3, 1.3],
          series: [
            cornersOf('XOR = 0', 0),
            cornersOf('XOR = 1', 1),
            {label: 'x1 + x2 = 0.5', x: [-0.3, 0.8], y: [0.8, -0.3]},
            {label: 'x1 + x2 = 1.5', x: [0.2, 1.3], y: [1.3, 0.2], as: 'dashed'},
          ],
        },
        {
          kind: 'lines',
          title: 'The learning rule on XOR',
          xTitle: 'Pass',
          yTitle: 'Mistakes',
          yDomain: [0, 4.2],
          series: [{label: 'mistakes of a pass', x: mistakesByPass.map((_, i) => i + 1), y: mistakesByPass}],
        },
      ],
    },
  ],
  ...code.impossible,
  next: 'Add x1 x2 as a third input: which weights compute XOR then?',
});

const solutions = wholeWeights(3);

export const strict = item({
  id: 'L1.3',
  name: 'strict',
  title: 'Greater, or greater or equal',
  statement: 'From w0 + w1 >= 0 follows w1 > -w0, and the same for w2.',
  places: '003:280-282',
  question: 'Does w = (−1, 1, 1) meet the inequality on the left? And the one on the right?',
  measure: () => ({
    printed: solutions.filter(([w0, w1]) => w1! > -w0!).length,
    right: solutions.filter(([w0, w1]) => w0! + w1! >= 0).length,
    example: [-1, 1, 1],
    withEquality: solutions.filter(([w0, w1]) => w1! >= -w0!).length,
  }),
  rule: 'exact where as many whole weights from −3 to 3 meet both inequalities, else a slip.',
  verdict: (values) => onPrinted(values, 0),
  answer: ({printed, right, withEquality}) =>
    `Of ${solutions.length} whole weights ${right} meet w0 + w1 >= 0 but only ${printed} meet w1 > -w0; w1 >= -w0 is met by ${withEquality}. The sign of equality was lost, which leaves the contradiction as it is.`,
  ...code.strict,
  next: 'Show that the four inequalities stay contradictory with >= in the second and third one.',
});

export const whichContradict = item({
  id: 'L1.3',
  name: 'which-contradict',
  title: 'It takes all four to contradict',
  statement: 'The fourth inequality contradicts the second and the third one.',
  places: '003:278-287',
  question: 'Is there a w that meets the inequalities 2, 3 and 4, if the first one may be broken?',
  measure() {
    const inequalities = inequalitiesOf(xor);
    const without = (left: number) =>
      solutions.filter((w) => inequalities.every((each, i) => i === left || isMet(each, w)));
    return {
      printed: 0,
      right: without(0).length,
      example: [1, -1, -1],
      isExampleOne: Number(without(0).some(([a, b, c]) => a === 1 && b === -1 && c === -1)),
      withStrictForms: without(0).filter(([w0, w1, w2]) => w0! + w1! > 0 && w0! + w2! > 0).length,
      solutionsWithout: [0, 1, 2, 3].map((left) => without(left).length),
    };
  },
  rule: 'exact where no whole weights from −3 to 3 meet the inequalities 2, 3 and 4, else a slip.',
  verdict: (values) => onPrinted(values, 0),
  answer: ({right, withStrictForms, solutionsWithout}) =>
    `The inequalities 2, 3 and 4 are met together by ${right} whole weights, such as (1, −1, −1), and ${withStrictForms} with the strict forms as well: the first inequality, w0 < 0, is needed too. Without any one of the four there are solutions (${solutionsWithout.join(', ')}).`,
  figures: ({solutionsWithout}) => [
    {
      name: 'left-out',
      title: 'Solutions with one inequality left out',
      caption: 'Leave out any one of the four and there are weights that meet the other three.',
      panels: [
        {
          kind: 'bars',
          title: 'Solutions',
          xTitle: 'Inequality left out',
          yTitle: 'Whole weights from −3 to 3',
          names: ['1', '2', '3', '4', 'none'],
          series: [{label: 'solutions', values: [...solutionsWithout, 0]}],
        },
      ],
    },
  ],
  ...code.which,
  next: 'Add inequalities 2 and 3, and take 4 from the sum: what is left for w0?',
});
