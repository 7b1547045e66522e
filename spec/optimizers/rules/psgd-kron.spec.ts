import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {randomStream} from '../../../lib/base/random.ts';
import {accumulated, averaged, clipped, psgdKron, PsgdKron, type PsgdKronOptions} from '../../../optimizers/index.ts';
import {exponentialDecay, piecewiseConstant} from '../../../schedules/index.ts';
import {trace} from '../run.ts';
import {itEquals, itIsSaved, itRuns} from '../wrappers/stories.ts';

const random = randomStream(5, 'psgd');
const draw = (rows: number, columns: number): tf.Tensor2D =>
  tf.tensor2d(
    Array.from({length: rows * columns}, () => random.normal()),
    [rows, columns],
  );

type Run = {readonly values: number[][]; readonly slots: Record<string, tf.Tensor>};

/** Values and, at the end, slots of a variable that starts from 0; both belong to the surrounding tidy. */
async function run(options: PsgdKronOptions, gradients: readonly tf.Tensor[], rate = 1): Promise<Run> {
  const w = tf.variable(tf.zeros(gradients[0]!.shape), true, `psgd${random.uniform()}/kernel`);
  const optimizer = psgdKron(rate, options);
  const values = gradients.map((gradient) => {
    optimizer.applyGradients({[w.name]: gradient});
    return [...w.dataSync()];
  });
  const weights = await optimizer.getWeights();
  const slots = Object.fromEntries(weights.map(({name, tensor}) => [name.split('/').at(-1)!, tensor.clone()]));
  w.dispose();
  optimizer.dispose();
  return {values, slots};
}

const free: PsgdKronOptions = {momentum: 0, clipThreshold: 1e30};

describe('psgdKron', () => {
  const falling = () => exponentialDecay(0.02, {gamma: 0.95});
  itRuns('as it is', () => psgdKron(falling(), {weightDecay: 0.1}));
  itRuns('every other update', () => psgdKron(0.02, {refreshEvery: 2, longestSide: 3}), 3);
  itRuns('accumulated', () => accumulated(psgdKron(falling()), {steps: 2}), 3);
  itRuns('averaged, clipped', () => averaged(clipped(psgdKron(0.02), {globalNorm: 0.1}), {decay: 0.9}));
  itEquals('accumulated one by one', () => accumulated(psgdKron(0.02), {steps: 1}), () => psgdKron(0.02)); // prettier-ignore
  itIsSaved(() => psgdKron(falling(), {longestSide: 1}));

  it('steps a single weight by its gradient over its root mean square, in the end', () => {
    const gradients = Array.from({length: 300}, (_, i) => (i % 2 === 0 ? 5 : -5));
    const path = trace(psgdKron(1, free), 0, gradients);
    expect(Math.abs(path.at(-1)! - path.at(-2)!)).to.be.closeTo(1, 1e-4);
    // q = 1: p = 2, p p' + 1 = 5, q = 1 - 0.1 3 / 5, and the step is 2 q^2.
    expect(trace(psgdKron(1, free), 0, [2])[0]).to.be.closeTo(-2 * 0.94 ** 2, 1e-6);
    expect(trace(psgdKron(1, {...free, initialScale: 0.5}), 0, [2])[0]).to.be.closeTo(
      -2 * (0.5 - (0.05 * (0.25 - 1)) / 1.25) ** 2,
      1e-6,
    );
  });

  it('divides by a bound that falls slowly', () => {
    const step = (q: number, bound: number, g: number): number => q - (0.1 * (q ** 4 * g * g - 1) * q) / bound;
    const q1 = step(1, 101, 10);
    const held = (q1 ** 4 * 0.01 + 1) * 0.4 + 101 * 0.6;
    const q2 = step(q1, held, 0.1);
    const path = trace(psgdKron(1, {...free, boundDecay: 0.6}), 0, [10, 0.1]);
    expect(path[1]! - path[0]!).to.be.closeTo(-0.1 * q2 ** 2, 1e-6);
  });

  it('makes gradients white whose rows and columns go together', async () => {
    const [left, right] = [draw(4, 4), draw(3, 3)];
    const colour = (z: tf.Tensor2D): tf.Tensor2D => tf.matMul(tf.matMul(left, z), right);
    const gradients = Array.from({length: 400}, () => tf.tidy(() => colour(draw(4, 3))));
    const {slots} = await run({...free, factorRate: exponentialDecay(0.2, {gamma: 0.99})}, gradients);
    const {leftFactor: l, rightFactor: r} = slots as Record<string, tf.Tensor2D>;
    // P A Z B is white where (L' L A) (L' L A)' x (B R' R)' (B R' R) is the identity.
    const [a, b] = tf.tidy(() => {
      const first: tf.Tensor2D = tf.matMul(tf.matMul(l!, l!, true), left);
      const second: tf.Tensor2D = tf.matMul(right, tf.matMul(r!, r!, true));
      return [tf.matMul(first, first, false, true), tf.matMul(second, second, true)].map(
        (x) => x.arraySync() as number[][],
      );
    });
    const scale = a![0]![0]! * b![0]![0]!;
    expect(scale).to.be.closeTo(1, 0.25);
    for (const moments of [a!, b!]) {
      for (const [i, row] of moments.entries()) {
        for (const [j, value] of row.entries()) {
          expect(value / moments[0]![0]!).to.be.closeTo(i === j ? 1 : 0, 0.25);
        }
      }
    }
    // Far from it at first.
    const own = tf.tidy(() => tf.matMul(left, left, false, true).arraySync() as number[][]);
    expect(
      Math.max(...own.flatMap((row, i) => row.map((x, j) => (i === j ? 0 : Math.abs(x / own[0]![0]!))))),
    ).to.be.above(0.5);
    tf.dispose([left, right, gradients, slots]);
  });

  it('keeps factors near to symmetric ones, whose greatest elements are alike before a step', async () => {
    const gradients = Array.from({length: 40}, () =>
      tf.tidy(() => tf.mul(draw(4, 3), tf.tensor2d([1, 5, 20, 0.1], [4, 1]))),
    );
    const {slots} = await run({...free, factorRate: 0.3}, gradients);
    const size = (x: tf.Tensor): number => tf.tidy(() => tf.max(tf.abs(x)).dataSync()[0]!);
    for (const factor of [slots['leftFactor']!, slots['rightFactor']!]) {
      expect(size(tf.sub(factor, tf.transpose(factor)))).to.be.below(0.05 * size(factor));
    }
    expect(size(slots['leftFactor']!) / size(slots['rightFactor']!)).to.be.within(0.5, 2);
    tf.dispose([gradients, slots]);
  });

  it('brings both factors to the same size, and turns them by half a radian at most', async () => {
    const [w, gradient] = tf.tidy(
      () => [tf.variable(tf.zeros([2, 2]), true, 'turned/kernel'), tf.zeros([2, 2])] as const,
    );
    const angle = 1;
    const rotation = [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle)];
    const optimizer = psgdKron(1, {factorRate: 0});
    const state = {
      iter: tf.scalar(1, 'int32'),
      m: tf.zeros([2, 2]),
      leftFactor: tf.tensor2d(rotation.map((each) => each * 50), [2, 2]), // prettier-ignore
      rightFactor: tf.mul(tf.eye(2), 0.02),
      leftBound: tf.scalar(1),
      rightBound: tf.scalar(1),
    };
    const named = Object.entries(state).map(([name, tensor]) => ({
      name: name === 'iter' ? name : `${w.name}/${name}`,
      tensor,
    }));
    await optimizer.setWeights(named);
    optimizer.applyGradients({[w.name]: gradient});
    const weights = await optimizer.getWeights();
    const read = (name: string): number[] => [...weights.find((each) => each.name.endsWith(name))!.tensor.dataSync()];
    // Greatest elements 50 sin(1) and 0.02, whose geometric mean both get; then I + k / 2 + k^2 / 8 from the left.
    const size = Math.sqrt(50 * Math.sin(angle) * 0.02);
    for (const [i, value] of read('rightFactor').entries()) expect(value).to.be.closeTo(i % 3 === 0 ? size : 0, 1e-5);
    const c = 1 - 0.125;
    const [a, b] = rotation.map((each) => (each * size) / Math.sin(angle)) as [number, number];
    const turnedBy = read('leftFactor');
    expect(turnedBy[0]).to.be.closeTo(c * a + 0.5 * b, 1e-5);
    expect(turnedBy[1]).to.be.closeTo(c * b - 0.5 * a, 1e-5);
    tf.dispose([w, gradient, Object.values(state)]);
    optimizer.dispose();
  });

  it('has diagonals for sides that are longer, for vectors, and for sides of one', async () => {
    const shapes = async (shape: number[], options: PsgdKronOptions = {}): Promise<Record<string, number[]>> => {
      const gradient = tf.ones(shape);
      const {slots} = await run(options, [gradient, gradient]);
      const seen = Object.fromEntries(Object.entries(slots).map(([name, each]) => [name, each.shape]));
      tf.dispose([gradient, slots]);
      return seen;
    };
    const bounds = {iter: [], leftBound: [], rightBound: []};
    expect(await shapes([4, 3])).to.deep.equal({...bounds, m: [4, 3], leftFactor: [4, 4], rightFactor: [3, 3]});
    expect(await shapes([4, 3], {longestSide: 3})).to.deep.include({leftFactor: [4], rightFactor: [3, 3]});
    expect(await shapes([4, 1])).to.deep.include({leftFactor: [4, 4], rightFactor: [1]});
    expect(await shapes([2, 2, 3, 5])).to.deep.include({leftFactor: [12, 12], rightFactor: [5, 5]});
    expect(await shapes([4])).to.deep.equal({iter: [], leftBound: [], m: [4], leftFactor: [4]});
    expect(await shapes([])).to.deep.equal({iter: [], leftBound: [], m: [], leftFactor: []});
  });

  it('takes the kernel of a convolution for the matrix [h w in, out]', async () => {
    const gradients = [1, 2, 3, 4].map(() => draw(8, 3));
    const kernels = gradients.map((gradient) => gradient.reshape([2, 2, 2, 3]));
    const [one, other] = [await run({}, kernels), await run({}, gradients)];
    expect(one.values).to.deep.equal(other.values);
    tf.dispose([gradients, kernels, one.slots, other.slots]);
  });

  it('makes no direction longer than the threshold, per element', async () => {
    const gradient = tf.mul(tf.ones([4, 3]), 100);
    const {values, slots} = await run({clipThreshold: 0.5}, [gradient], 0.1);
    for (const value of values[0]!) expect(value).to.be.closeTo(-0.05, 1e-6);
    tf.dispose([gradient, slots]);
  });

  it('steps its factors at every refreshEvery-th update alone, from the first on', async () => {
    const gradients = Array.from({length: 4}, () => draw(3, 2));
    const refreshEvery = piecewiseConstant([3], [2, 1]);
    const seen: number[][] = [];
    for (const count of [1, 2, 3, 4]) {
      const {slots} = await run({refreshEvery}, gradients.slice(0, count));
      seen.push([...slots['leftFactor']!.dataSync()]);
      tf.dispose(slots);
    }
    expect(seen[0]).to.not.deep.equal([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect(seen[1]).to.deep.equal(seen[0]);
    expect(seen[2]).to.not.deep.equal(seen[1]);
    expect(seen[3], 'every update from the fourth on').to.not.deep.equal(seen[2]);
    tf.dispose(gradients);
  });

  it('bounds factors of directions without gradient by its noise', async () => {
    const gradient = tf.tensor2d([[1, 0], [0, 0], [0, 0]]); // prettier-ignore
    const gradients = Array.from({length: 150}, () => gradient);
    for (const dampening of [1e-3, 1e-9]) {
      const run1 = await run({dampening, factorRate: 0.5}, gradients, 0.01);
      for (const value of run1.values.at(-1)!) expect(value).to.satisfy(Number.isFinite);
      for (const each of [...run1.slots['leftFactor']!.dataSync(), ...run1.slots['rightFactor']!.dataSync()]) {
        expect(Math.abs(each)).to.be.below(10 / Math.sqrt(dampening));
      }
      tf.dispose(run1.slots);
    }
    // For noise alone p is n / |noise|: P of one weight is 1 / dampening.
    const zeros = Array.from({length: 200}, () => tf.scalar(0));
    const matrices = zeros.map(() => tf.zeros([2, 3]));
    const [single, both] = [
      (await run({...free, dampening: 0.01}, zeros)).slots,
      (await run({...free, dampening: 0.01}, matrices)).slots,
    ];
    expect(single['leftFactor']!.dataSync()[0]! ** 2).to.be.closeTo(100, 0.1);
    const [left, right] = [both['leftFactor']!.dataSync()[0]!, both['rightFactor']!.dataSync()[0]!];
    expect((left * right) ** 2).to.be.closeTo(100, 1);
    tf.dispose([gradient, zeros, matrices, single, both]);
  });

  it('gives no NaN for extremes of float32, moves nothing without gradient, and takes empty variables', async () => {
    for (const shape of [[], [3], [3, 2]]) {
      for (const g of [3e38, 1e30, 1e-30, 1e-38]) {
        const gradients = [g, -g, g, 0, g].map((each) => tf.fill(shape, each));
        const {values, slots} = await run({}, gradients);
        for (const value of values.flat()) expect(Math.abs(value)).to.be.below(100);
        tf.dispose([gradients, slots]);
      }
      const zeros = [0, 0, 0].map(() => tf.zeros(shape));
      const {values, slots} = await run({}, zeros);
      for (const value of values.flat()) expect(value).to.equal(0);
      tf.dispose([zeros, slots]);
    }
    const mixed = tf.tensor2d([3e38, -3e38, 3e38, -3e38, -3e38, 3e38], [3, 2]);
    for (const options of [{}, {initialScale: 1e6}]) {
      const {values, slots} = await run(options, [mixed, draw(3, 2), mixed, mixed]);
      for (const value of values.flat()) expect(Math.abs(value)).to.be.below(100);
      tf.dispose(slots);
    }
    mixed.dispose();
    const empty = tf.zeros([0, 3]);
    const {values, slots} = await run({}, [empty]);
    expect(values).to.deep.equal([[]]);
    tf.dispose([empty, slots]);
  });

  it('holds no more tensors than its state', () => {
    const before = tf.memory().numTensors;
    const gradient = draw(4, 3);
    const w = tf.tidy(() => tf.variable(tf.zeros([4, 3])));
    const optimizer = psgdKron(0.01);
    optimizer.applyGradients({[w.name]: gradient});
    const {numTensors} = tf.memory();
    for (let t = 0; t < 5; t++) optimizer.applyGradients({[w.name]: gradient});
    expect(tf.memory().numTensors).to.equal(numTensors);
    for (const each of [gradient, w, optimizer]) each.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('copies itself from its configuration, and refuses numbers outside their ranges', () => {
    const config = JSON.parse(JSON.stringify(psgdKron(falling(), {refreshEvery: 3}).getConfig())) as never;
    expect(new PsgdKron(config).getConfig()).to.deep.equal(config);
    expect(() => psgdKron(1, {refreshEvery: 0})).to.throw(RangeError, /PsgdKron: refreshEvery/);
    expect(() => psgdKron(1, {factorRate: 1.5})).to.throw(RangeError, /factorRate/);
    expect(() => psgdKron(1, {dampening: -1})).to.throw(RangeError, /dampening/);
    expect(() => psgdKron(1, {clipThreshold: 0})).to.throw(RangeError, /clipThreshold/);
    expect(() => psgdKron(1, {initialScale: 0})).to.throw(RangeError, /initialScale/);
  });
});
