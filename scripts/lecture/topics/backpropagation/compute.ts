import {randomStream} from '../../../../lib/base/random.ts';
import {dot, type Matrix, plus, times, type Vector} from '../../frame/vectors.ts';

/** An activation by name, with its derivative at the net input z. */
export const functions = {
  sigmoid: {f: (z: number) => 1 / (1 + Math.exp(-z)), slope: (z: number) => 1 / (2 + Math.exp(z) + Math.exp(-z))},
  tanh: {f: Math.tanh, slope: (z: number) => 1 - Math.tanh(z) ** 2},
  linear: {f: (z: number) => z, slope: () => 1},
} as const;

export type FunctionName = keyof typeof functions;

/** Layers z = W a + b, a row of W for each unit that the connections lead to; `weights` of a gradient in the same shape. */
export interface Layered {
  readonly weights: readonly Matrix[];
  readonly biases: readonly Vector[];
}

export interface Example {
  readonly x: Vector;
  readonly y: Vector;
}

/** A network with so many units in each layer, all weights and biases standard normal numbers times `scale`. */
export function randomNetwork(sizes: readonly number[], seed: number, scale = 1): Layered {
  const random = randomStream(seed, 'network', ...sizes);
  const numbers = (count: number): number[] => Array.from({length: count}, () => scale * random.normal());
  const pairs = sizes.slice(1).map((size, l) => [size, sizes[l]!] as const);
  return {
    weights: pairs.map(([to, from]) => Array.from({length: to}, () => numbers(from))),
    biases: pairs.map(([to]) => numbers(to)),
  };
}

export function randomExamples(count: number, inputs: number, outputs: number, seed: number): Example[] {
  const random = randomStream(seed, 'examples');
  const numbers = (many: number): number[] => Array.from({length: many}, () => random.uniform());
  return Array.from({length: count}, () => ({x: numbers(inputs), y: numbers(outputs)}));
}

/** z = W a + b, a = f(z), layer by layer; `a` begins with the input. */
export function forward({weights, biases}: Layered, x: Vector, name: FunctionName): {z: Vector[]; a: Vector[]} {
  const pass = {z: [] as Vector[], a: [x]};
  for (const [l, weight] of weights.entries()) {
    const z = plus(times(weight, pass.a[l]!), biases[l]!);
    pass.z.push(z);
    pass.a.push(z.map(functions[name].f));
  }
  return pass;
}

/** The gradient of |h - y|^2 / 2 for one example, and the deltas it is made of. */
export interface Backward extends Layered {
  readonly deltas: readonly Vector[];
}

/** delta = -(y - a) f'(z) in the last layer, (W' delta of the next) f'(z) before it; dL/dW = delta a', dL/db = delta. */
export function backward(network: Layered, {x, y}: Example, name: FunctionName): Backward {
  const {z, a} = forward(network, x, name);
  const {slope} = functions[name];
  const last = z.length - 1;
  const deltas: Vector[] = [a[last + 1]!.map((value, i) => -(y[i]! - value) * slope(z[last]![i]!))];
  for (let l = last - 1; l >= 0; l--) {
    const [next, weight] = [deltas[0]!, network.weights[l + 1]!];
    deltas.unshift(
      z[l]!.map(
        (value, i) =>
          dot(
            weight.map((row) => row[i]!),
            next,
          ) * slope(value),
      ),
    );
  }
  return {
    deltas,
    weights: deltas.map((delta, l) => delta.map((d) => a[l]!.map((value) => d * value))),
    biases: deltas,
  };
}

const cost1 = (network: Layered, {x, y}: Example, name: FunctionName): number =>
  forward(network, x, name)
    .a.at(-1)!
    .reduce((sum, h, i) => sum + (h - y[i]!) ** 2 / 2, 0);

/** 1/(2M) sum |h(x) - y|^2 */
export const cost = (network: Layered, examples: readonly Example[], name: FunctionName): number =>
  examples.reduce((sum, example) => sum + cost1(network, example, name), 0) / examples.length;

/** a + factor b, layer by layer. */
export const moved = (a: Layered, b: Layered, factor: number): Layered => ({
  weights: a.weights.map((weight, l) => weight.map((row, i) => plus(row, b.weights[l]![i]!, factor))),
  biases: a.biases.map((bias, l) => plus(bias, b.biases[l]!, factor)),
});

/** The gradients of the examples, one by one added up and then divided by M. */
export function accumulated(network: Layered, examples: readonly Example[], name: FunctionName): Layered {
  const zero = moved(network, network, -1);
  const sum = examples.reduce((total, example) => moved(total, backward(network, example, name), 1), zero);
  return moved(zero, sum, 1 / examples.length);
}

/** One pass with an update after each example. */
export const passOneByOne = (start: Layered, examples: readonly Example[], name: FunctionName, rate: number): Layered =>
  examples.reduce((network, example) => moved(network, backward(network, example, name), -rate), start);

/** All weights, row by row, then the biases, layer by layer. */
export const flat = ({weights, biases}: Layered): number[] =>
  weights.flatMap((weight, l) => [...weight.flat(), ...biases[l]!]);

/** The gradient of the cost by central differences, as `flat` orders it. */
export function differences(network: Layered, examples: readonly Example[], name: FunctionName, h = 1e-5): number[] {
  const values = flat(network);
  const at = (place: number, by: number): number => {
    let next = 0;
    const take = (): number => values[next]! + (next++ === place ? by : 0);
    const weights: Matrix[] = [];
    const biases: Vector[] = [];
    for (const [l, weight] of network.weights.entries()) {
      weights.push(weight.map((row) => row.map(take)));
      biases.push(network.biases[l]!.map(take));
    }
    return cost({weights, biases}, examples, name);
  };
  return values.map((_, place) => (at(place, h) - at(place, -h)) / (2 * h));
}

/** |a - b| / |b| */
export const apart = (a: Vector, b: Vector): number => Math.hypot(...plus(a, b, -1)) / Math.hypot(...b);
