import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {code} from './code.ts';
import {
  countAgreeing,
  countAlone,
  countComputed,
  parity,
  randomAutomaton,
  recurrentStates,
} from './compute-threshold.ts';

export const booleanFunctions = item({
  id: 'L1.1',
  name: 'boolean-functions',
  title: 'Two layers compute every Boolean function',
  statement: 'A feedforward network of McCulloch-Pitts units can compute any Boolean function.',
  places: '003:226',
  question:
    'Of the 256 functions of three bits, how many does one perceptron compute alone? And how many does a second layer add?',
  measure(ground) {
    const bits = Array.from({length: ground.size(4, 3)}, (_, i) => i + 1);
    const found = bits.map(countComputed);
    const alone = bits.map(countAlone);
    return {
      bits,
      functions: found.map(({functions}) => functions),
      byTwoLayers: found.map(({computed}) => computed),
      mostHiddenUnits: found.map(({mostHidden}) => mostHidden),
      byOneUnit: alone.map(({unit}) => unit),
      byOnePerceptron: alone.map(({perceptron}) => perceptron),
    };
  },
  rule: 'holds where two layers compute each of the 2^(2^n) functions for every n that is tried, with conditions where they do so for some n.',
  verdict({functions, byTwoLayers}) {
    const isAll = functions.map((count, i) => count === byTwoLayers[i]);
    return onClaim({always: isAll.every(Boolean), sometimes: isAll.some(Boolean)});
  },
  answer: ({functions, byTwoLayers, byOnePerceptron, bits, mostHiddenUnits}) =>
    `Two layers compute ${bits
      .map(
        (n, i) =>
          `${byTwoLayers[i]} of the ${functions[i]} functions of ${n} ${n === 1 ? 'bit' : 'bits'} (with up to ${mostHiddenUnits[i]} hidden units; one perceptron ${byOnePerceptron[i]})`,
      )
      .join(', ')}.`,
  tables: ({bits, functions, byTwoLayers, byOneUnit, byOnePerceptron, mostHiddenUnits}) => [
    {
      title: 'Functions computed',
      columns: [
        'bits',
        'functions',
        'two layers',
        'hidden units at most',
        'one perceptron',
        'one McCulloch-Pitts unit',
      ],
      rows: bits.map((n, i) => [
        n,
        functions[i]!,
        byTwoLayers[i]!,
        mostHiddenUnits[i]!,
        byOnePerceptron[i]!,
        byOneUnit[i]!,
      ]),
    },
  ],
  figures: ({bits, functions, byOneUnit, byOnePerceptron, byTwoLayers}) => [
    {
      name: 'share',
      title: 'Share of all Boolean functions',
      caption:
        'Two layers compute every function. What a single unit or perceptron computes is most of them for two bits and a small part soon after.',
      panels: [
        {
          kind: 'bars',
          title: 'Share computed',
          xTitle: 'Bits of the input',
          yTitle: 'Share of all functions',
          names: bits.map(String),
          series: [
            {label: 'one McCulloch-Pitts unit', values: byOneUnit.map((count, i) => count / functions[i]!)},
            {label: 'one perceptron', values: byOnePerceptron.map((count, i) => count / functions[i]!)},
            {label: 'two layers', values: byTwoLayers.map((count, i) => count / functions[i]!)},
          ],
        },
      ],
    },
  ],
  ...code.twoLayers,
  next: 'How many hidden units does the parity of n bits need in this way? It is the worst case.',
});

export const automaton = item({
  id: 'L1.1',
  name: 'automaton',
  title: 'A recurrent network is an automaton',
  statement: 'A network of such units whose outputs go back into it can simulate any deterministic finite automaton.',
  places: '003:227',
  question:
    'How many units does the automaton of the parity need in this way, one for each state and one for each arrow?',
  measure(ground) {
    const length = ground.size(9, 6);
    const automata = [
      parity,
      ...[2, 3, 4, 5, 6].flatMap((n) => ground.seeds(4).map((seed) => randomAutomaton(n, seed))),
    ];
    const counts = automata.map((each) => countAgreeing(each, length));
    const word = [1, 0, 1, 1, 0, 1, 1, 1, 0, 0, 1];
    return {
      automata: automata.length,
      words: counts.map(({words}) => words),
      agreeing: counts.map(({agreeing}) => agreeing),
      parityUnits: 3 * parity.next.length,
      word,
      odd: recurrentStates(parity, word).map(([, odd]) => odd!),
    };
  },
  rule: 'holds where the state units of every automaton agree with it after every symbol of every word, with conditions where those of some do.',
  verdict({words, agreeing}) {
    const isSame = words.map((count, i) => count === agreeing[i]);
    return onClaim({always: isSame.every(Boolean), sometimes: isSame.some(Boolean)});
  },
  answer: ({automata, words, agreeing, parityUnits}) =>
    `Networks and automata agree on ${agreeing.reduce((a, b) => a + b, 0)} of ${words.reduce((a, b) => a + b, 0)} words through ${automata} automata (parity, and random ones of 2 to 6 states), after every symbol; parity takes ${parityUnits} units.`,
  figures: ({word, odd}) => [
    {
      name: 'parity',
      title: 'Parity, symbol by symbol',
      caption: 'The unit of the odd state turns at every 1 and keeps its state at every 0.',
      panels: [
        {
          kind: 'heat',
          title: 'Units over time',
          xTitle: 'Symbol of the word',
          yTitle: '',
          x: word.map((_, i) => i + 1),
          y: ['input', 'odd', 'even'],
          values: [word, odd, odd.map((on) => 1 - on)],
          valueTitle: 'on',
        },
      ],
    },
  ],
  ...code.automaton,
  next: 'Write the table of an automaton that accepts words which end in 01, and count its units.',
});
