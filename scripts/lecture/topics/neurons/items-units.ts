import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {fires, gates, patterns} from './compute-threshold.ts';

const two = patterns(2);

export const gatesItem = item({
  id: 'L1.1',
  name: 'gates',
  title: 'AND, OR, NOR and NOT',
  statement:
    'A McCulloch-Pitts unit adds up its inputs and fires from a threshold on; with the right threshold, and inputs that inhibit, it is AND, OR, NOR or NOT.',
  places: '003:172-221',
  question: 'Which threshold makes AND of two inputs, which OR? And how does a unit without exciting inputs ever fire?',
  measure: () => ({
    and: two.map((x) => fires(gates.AND, x)),
    or: two.map((x) => fires(gates.OR, x)),
    nor: two.map((x) => fires(gates.NOR, x)),
    not: [0, 1].map((x) => fires(gates.NOT, [x])),
    thresholds: [gates.AND, gates.OR, gates.NOR, gates.NOT].map(({threshold}) => threshold),
  }),
  rule: 'holds where all four units have the outputs of their functions at every input, with conditions where some have.',
  verdict({and, or, nor, not}) {
    const isRight = [
      two.every(([a, b], i) => and[i] === (a! && b!)),
      two.every(([a, b], i) => or[i] === (a! || b!)),
      two.every(([a, b], i) => nor[i] === 1 - (a! || b!)),
      not[0] === 1 && not[1] === 0,
    ];
    return onClaim({always: isRight.every(Boolean), sometimes: isRight.some(Boolean)});
  },
  answer: ({thresholds}) =>
    `Thresholds ${thresholds.join(', ')} make AND, OR, NOR, NOT: a threshold of 0 is reached by nothing at all, so that only an inhibitory input can keep such a unit quiet.`,
  tables: ({and, or, nor, not}) => [
    {
      title: 'Outputs',
      columns: ['x1', 'x2', 'AND', 'OR', 'NOR', 'NOT x1'],
      rows: two.map(([a, b], i) => [a!, b!, and[i]!, or[i]!, nor[i]!, not[a!]!]),
    },
  ],
  ...code.gates,
  next: 'Give AND three inputs: which threshold? And which unit says "at least two of three"?',
});

export const inhibitory = item({
  id: 'L1.1',
  name: 'inhibitory',
  title: 'What an inhibitory input does',
  statement: 'A unit that has an inhibitory input gives 0.',
  places: '003:174-181',
  question: 'NOR has inhibitory inputs only. If the sentence is taken to the letter, when does NOR fire?',
  measure() {
    const inputs = two.filter((x) => x.some((bit) => bit === 1));
    return {
      outputsWithOneOn: inputs.map((x) => fires(gates.NOR, x)),
      outputsWithNoneOn: [fires(gates.NOR, [0, 0]), fires(gates.NOT, [0])],
    };
  },
  rule: 'holds where NOR and NOT give 0 at every input; with conditions where they do so only while an inhibitory input is on.',
  verdict({outputsWithOneOn, outputsWithNoneOn}) {
    const isVeto = outputsWithOneOn.every((output) => output === 0);
    return onClaim({always: isVeto && outputsWithNoneOn.every((output) => output === 0), sometimes: isVeto});
  },
  answer: ({outputsWithNoneOn}) =>
    `The output of a unit with an inhibitory input is 0 while that input is on. While none is on the unit goes by its threshold, and NOR and NOT give ${outputsWithNoneOn.join(' and ')}: else neither could be built.`,
  ...code.inhibitory,
  next: 'Let inhibition count as −1 instead of a veto: which functions of two inputs does a unit gain or lose?',
});
