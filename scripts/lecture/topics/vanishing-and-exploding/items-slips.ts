import {item} from '../../frame/topic.ts';
import {onPrinted} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {throughLayers} from './compute.ts';
import {tenDigits} from './items-example.ts';

export const square = item({
  id: 'L13.1',
  name: 'square',
  title: 'The square of diag(a, b)',
  statement: 'Two layers multiply by diag(a, b) twice; the notes print the lower entry of the product as b.',
  places: '001:44-45',
  question: 'Is the lower right entry of the square b?',
  measure: () => ({
    printed: [0.25, 0.9],
    right: [0.5, 0.9].map((factor, i) => throughLayers(i === 0 ? [factor, 0] : [0, factor], 2).y),
  }),
  rule: 'exact where the printed entries, at a = 0.5 and b = 0.9, are those of the product to ten digits; else a slip.',
  verdict: (values) => onPrinted(values, 10),
  answer: ({right}) =>
    `At a = 0.5, b = 0.9 the product is diag(${right.map(tenDigits).join(', ')}): the exponent of b is lost where the square is printed, and is there again in the general formula.`,
  ...code.square,
  next: 'Put the printed square into the next line: for which n does the general formula still come out?',
});

export const component = item({
  id: 'L13.1',
  name: 'component',
  title: 'The gradient of the second example',
  statement: 'For (0.5, 0.9) the notes print a gradient of a single number, n times 0.5 to the power n - 1.',
  places: '001:77-83',
  question: 'y depends on a and on b: how many numbers has its gradient?',
  measure: () => ({printed: [10 * 0.5 ** 9], right: [...throughLayers([0.5, 0.9], 10).gradient]}),
  rule: 'exact where the printed gradient, at ten layers, has as many numbers as there are factors, and they are right to eight digits; else a slip.',
  verdict: (values) => onPrinted(values, 8),
  answer: ({printed, right}) =>
    `The second part, n 0.9^(n-1), is lost: at ten layers the gradient is (${right.map(tenDigits).join(', ')}), and what is printed, ${printed[0]}, is its smaller part by far.`,
  ...code.component,
  next: 'Which of the two parts decides when the gradient as a whole is small?',
});
