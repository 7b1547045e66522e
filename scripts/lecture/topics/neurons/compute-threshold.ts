import {randomStream} from '../../../../lib/base/random.ts';

/** A McCulloch-Pitts unit, its inputs by their places: f = 0 if an inhibitory input is on, else [sum of the excitatory >= threshold]. */
export interface Unit {
  readonly excitatory: readonly number[];
  readonly inhibitory: readonly number[];
  readonly threshold: number;
}

/** The output of a unit, 0 or 1. */
export const fires = ({excitatory, inhibitory, threshold}: Unit, x: readonly number[]): number =>
  inhibitory.some((i) => x[i] === 1) ? 0 : Number(excitatory.reduce((sum, i) => sum + x[i]!, 0) >= threshold);

/** AND, OR, NOR of two inputs and NOT of one. */
export const gates: Readonly<Record<'AND' | 'OR' | 'NOR' | 'NOT', Unit>> = {
  AND: {excitatory: [0, 1], inhibitory: [], threshold: 2},
  OR: {excitatory: [0, 1], inhibitory: [], threshold: 1},
  NOR: {excitatory: [], inhibitory: [0, 1], threshold: 0},
  NOT: {excitatory: [], inhibitory: [0], threshold: 0},
};

/** All inputs of n bits, the first bit slowest. */
export const patterns = (n: number): number[][] =>
  Array.from({length: 2 ** n}, (_, i) => Array.from({length: n}, (__, bit) => (i >> (n - 1 - bit)) & 1));

/** The outputs of Boolean function number `index` of n inputs, one for each pattern. */
const truthOf = (index: number, n: number): number[] => Array.from({length: 2 ** n}, (_, i) => (index >> i) & 1);

/** Two layers for a truth table: a unit for each pattern with output 1, which fires at this pattern alone, and OR of them. */
function twoLayers(truth: readonly number[], n: number): {hidden: readonly Unit[]; output: Unit} {
  const bits = Array.from({length: n}, (_, i) => i);
  const hidden = patterns(n)
    .filter((_, i) => truth[i] === 1)
    .map((pattern) => ({
      excitatory: bits.filter((i) => pattern[i] === 1),
      inhibitory: bits.filter((i) => pattern[i] === 0),
      threshold: pattern.reduce((sum, bit) => sum + bit, 0),
    }));
  return {hidden, output: {excitatory: hidden.map((_, i) => i), inhibitory: [], threshold: 1}};
}

/** How many of the 2^(2^n) Boolean functions of n inputs their two layers compute, and the most hidden units that it took. */
export function countComputed(n: number): {functions: number; computed: number; mostHidden: number} {
  const inputs = patterns(n);
  const functions = 2 ** inputs.length;
  let [computed, mostHidden] = [0, 0];
  for (let index = 0; index < functions; index++) {
    const truth = truthOf(index, n);
    const {hidden, output} = twoLayers(truth, n);
    mostHidden = Math.max(mostHidden, hidden.length);
    const isRight = inputs.every((x, i) => {
      const z = hidden.map((unit) => fires(unit, x));
      return fires(output, z) === truth[i];
    });
    if (isRight) computed++;
  }
  return {functions, computed, mostHidden};
}

/** All ways to choose `count` of the values, repetitions allowed. */
function choices(values: readonly number[], count: number): number[][] {
  return count === 0 ? [[]] : choices(values, count - 1).flatMap((rest) => values.map((value) => [...rest, value]));
}

/** How many Boolean functions of n inputs one unit computes alone: a McCulloch-Pitts unit, and a perceptron with whole weights. */
export function countAlone(n: number): {unit: number; perceptron: number} {
  const inputs = patterns(n);
  const [byUnit, byPerceptron] = [new Set<string>(), new Set<string>()];
  for (const kinds of choices([-1, 0, 1], n)) {
    const of = (kind: number) => kinds.flatMap((each, i) => (each === kind ? [i] : []));
    for (let threshold = 0; threshold <= n + 1; threshold++) {
      const unit = {excitatory: of(1), inhibitory: of(-1), threshold};
      byUnit.add(inputs.map((x) => fires(unit, x)).join(''));
    }
  }
  // Whole weights up to n - 1 in size are enough for up to four inputs.
  const most = Math.max(1, n - 1);
  const whole = Array.from({length: 2 * most + 1}, (_, i) => i - most);
  for (const weights of choices(whole, n)) {
    const sums = inputs.map((x) => x.reduce((sum, bit, i) => sum + bit * weights[i]!, 0));
    for (let threshold = -most * n; threshold <= most * n + 1; threshold++)
      byPerceptron.add(sums.map((sum) => Number(sum >= threshold)).join(''));
  }
  return {unit: byUnit.size, perceptron: byPerceptron.size};
}

/** A deterministic finite automaton that starts in state 0: `next[state][symbol]`. */
export interface Automaton {
  readonly next: readonly (readonly number[])[];
  readonly accepting: readonly number[];
}

/** Whether the ones of a word are odd in number. */
export const parity: Automaton = {
  next: [
    [0, 1],
    [1, 0],
  ],
  accepting: [1],
};

/** An automaton with random transitions. */
export function randomAutomaton(states: number, seed: number): Automaton {
  const random = randomStream(seed, 'automaton', states);
  const next = Array.from({length: states}, () => [random.integer(states), random.integer(states)]);
  const isAccepting = Array.from({length: states}, () => random.uniform() < 0.5);
  return {next, accepting: isAccepting.flatMap((is, state) => (is ? [state] : []))};
}

/**
 * The units of the states after each symbol of a word, in a recurrent network: a unit for each pair of state and symbol is AND of
 * both, and a unit for each state is OR of the pairs that lead to it.
 */
export function recurrentStates({next}: Automaton, word: readonly number[]): number[][] {
  const states = next.length;
  const pairs = next.flatMap((row, state) => row.map((to, symbol) => ({state, symbol, to})));
  const pairUnits = pairs.map(({state, symbol}) => ({
    excitatory: [state, states + symbol],
    inhibitory: [],
    threshold: 2,
  }));
  const stateUnits = next.map((_, state) => ({
    excitatory: pairs.flatMap(({to}, i) => (to === state ? [i] : [])),
    inhibitory: [],
    threshold: 1,
  }));
  let on = next.map((_, state) => Number(state === 0));
  return word.map((symbol) => {
    const input = [...on, Number(symbol === 0), Number(symbol === 1)];
    const pairsOn = pairUnits.map((unit) => fires(unit, input));
    on = stateUnits.map((unit) => fires(unit, pairsOn));
    return on;
  });
}

/** In how many of the words of up to `length` symbols network and automaton agree after every symbol. */
export function countAgreeing(automaton: Automaton, length: number): {words: number; agreeing: number} {
  const words = Array.from({length}, (_, i) => patterns(i + 1)).flat();
  const agreeing = words.filter((word) => {
    let state = 0;
    return recurrentStates(automaton, word).every((on, i) => {
      state = automaton.next[state]![word[i]!]!;
      return on.every((unit, j) => unit === Number(j === state));
    });
  });
  return {words: words.length, agreeing: agreeing.length};
}
