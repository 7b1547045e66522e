import {permutation, randomStream} from '../../../../lib/base/random.ts';

/** A feed-forward network of threshold units with random weights, each unit with the units that it listens to. */
interface Circuit {
  readonly layers: number;
  readonly width: number;
  readonly weights: number[][][];
}

const fires = (sum: number): number => (sum > 0 ? 1 : 0);

function circuit(seed: number): Circuit {
  const random = randomStream(seed, 'circuit');
  const [layers, width] = [5, 6];
  const draw = () => Array.from({length: width}, () => Array.from({length: width}, () => random.normal()));
  return {layers, width, weights: Array.from({length: layers}, draw)};
}

/** Whether units that work one at a time in random order, without a clock, come to the outputs of the layered pass, and in how many rounds. */
export function withoutClock(seed: number): {isEqual: boolean; rounds: number} {
  const {layers, width, weights} = circuit(seed);
  const random = randomStream(seed, 'order of units');
  const states = Array.from({length: layers + 1}, () => Array.from({length: width}, () => random.integer(2)));
  const unit = (layer: number, i: number, from: readonly number[]): number =>
    fires(weights[layer]![i]!.reduce((sum, weight, j) => sum + weight * from[j]!, 0));
  let clocked = states[0]!;
  for (let layer = 0; layer < layers; layer++) clocked = clocked.map((_, i, from) => unit(layer, i, from));
  for (let round = 1; round <= 2 * layers; round++) {
    let changed = false;
    for (const place of permutation(layers * width, random)) {
      const [layer, i] = [Math.floor(place / width), place % width];
      const next = unit(layer, i, states[layer]!);
      changed ||= next !== states[layer + 1]![i];
      states[layer + 1]![i] = next;
    }
    if (!changed) return {isEqual: states[layers]!.join() === clocked.join(), rounds: round - 1};
  }
  return {isEqual: false, rounds: 2 * layers};
}

/** Whether a network of 8 units that all listen to each other (Hopfield) comes to rest, all at once by a clock or one at a time. */
export function comesToRest(seed: number, isClocked: boolean): boolean {
  const random = randomStream(seed, 'hopfield');
  const n = 8;
  const weights = Array.from({length: n}, () => Array.from({length: n}, () => 0));
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) weights[i]![j] = weights[j]![i] = random.normal();
  let state = Array.from({length: n}, () => 2 * random.integer(2) - 1);
  const next = (i: number): number =>
    weights[i]!.reduce((sum, weight, j) => sum + weight * state[j]!, 0) > 0 ? 1 : -1;
  for (let round = 0; round < 100; round++) {
    const before = state.join();
    if (isClocked) state = state.map((_, i) => next(i));
    else for (const i of permutation(n, random)) state[i] = next(i);
    if (state.join() === before) return true;
  }
  return false;
}
