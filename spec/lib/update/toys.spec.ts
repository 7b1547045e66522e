import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accelerate, compile, UntraceableError} from '../../../lib/native/index.ts';
import {nativeBackend} from '../../../lib/native/binding.ts';
import {train} from '../../../lib/training/index.ts';
import {declarationOf} from '../../../lib/update/index.ts';
import {adam, momentum, sgd, Sgd} from '../../../optimizers/index.ts';
import {piecewiseConstant} from '../../../schedules/index.ts';
import {batch, expectSameNumbers, restore, stateOf} from '../native/stories.ts';
import {Asking, peeking} from './toys/asking.ts';
import {Clipped} from './toys/clipped.ts';
import {Lookahead} from './toys/lookahead.ts';
import {Prodigy} from './toys/prodigy.ts';
import {Muon, Router} from './toys/router.ts';
import {Scaled} from './toys/scaled.ts';
import {ScheduleFree} from './toys/schedule-free.ts';
import {Shampoo} from './toys/shampoo.ts';

const graphs = (): number => nativeBackend()?.binding.getNumOfSavedModels() ?? 0;

/** A network with matrices of different shapes, and a vector. */
function network(): tf.LayersModel {
  const glorot = (seed: number) => tf.initializers.glorotUniform({seed});
  return tf.sequential({
    layers: [
      tf.layers.dense({units: 4, inputShape: [3], activation: 'tanh', kernelInitializer: glorot(1)}),
      tf.layers.dense({units: 2, useBias: false, kernelInitializer: glorot(2)}),
    ],
  });
}

type Step = (x: tf.Tensor2D, y: tf.Tensor2D) => Promise<number>;

/** The ways to train a model that is compiled with an optimizer. */
const ways: Readonly<Record<string, (model: tf.LayersModel) => {step: Step; end: () => void}>> = {
  plain: (model) => ({step: async (x, y) => (await model.trainOnBatch(x, y)) as number, end: () => {}}),
  compiled: (model) => {
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const fn = compile((x: tf.Tensor, y: tf.Tensor) => {
      const loss = (): tf.Scalar => tf.losses.meanSquaredError(y, model.apply(x) as tf.Tensor).asScalar();
      return tf.tidy(() => model.optimizer.minimize(loss, true, variables)!);
    });
    const step: Step = async (x, y) => {
      const loss = fn(x, y);
      const value = loss.dataSync()[0]!;
      loss.dispose();
      return value;
    };
    return {step, end: () => fn.dispose()};
  },
  accelerated: (model) => {
    const end = accelerate(model);
    return {step: async (x, y) => (await model.trainOnBatch(x, y)) as number, end};
  },
};

/** Trains, saves half-way, and goes on; then goes on once more from there with a new optimizer. */
async function trainTwice(make: () => tf.Optimizer, way: string, updates: number) {
  const before = {tensors: tf.memory().numTensors, graphs: graphs()};
  const model = network();
  const losses: number[] = [];
  const run = async (step: Step, from: number, to: number): Promise<void> => {
    for (let t = from; t < to; t++) {
      const [x, y] = [batch(t, 5, 3), batch(t + 100, 5, 2)];
      losses.push(await step(x, y));
      tf.dispose([x, y]);
    }
  };
  const values = (): number[] => model.getWeights().flatMap((weight) => [...weight.dataSync()]);
  const first = make();
  model.compile({optimizer: first, loss: 'meanSquaredError'});
  const {step, end} = ways[way]!(model);
  await run(step, 0, updates);
  const state = await stateOf(first);
  const weights = model.getWeights().map((weight) => weight.clone());
  await run(step, updates, 2 * updates - 2);
  const held = tf.memory().numTensors;
  await run(step, 2 * updates - 2, 2 * updates);
  expect(tf.memory().numTensors, 'tensors from step to step').to.equal(held);
  expect(first.iterations).to.equal(2 * updates);
  const straight = values();
  const made = graphs() - before.graphs;
  end();

  const second = make();
  await restore(second, state);
  model.setWeights(weights);
  model.compile({optimizer: second, loss: 'meanSquaredError'});
  const again = ways[way]!(model);
  await run(again.step, updates, 2 * updates);
  expect(second.iterations).to.equal(2 * updates);
  expectSameNumbers(values(), straight, 'resumed');
  again.end();
  first.dispose();
  second.dispose();
  model.dispose();
  tf.dispose([weights, state.map(({tensor}) => tensor)]);
  return {losses, straight, made};
}

interface Toy {
  readonly make: () => tf.Optimizer;
  /** Graphs that a compiled function needs, 1 by default. */
  readonly graphs?: number;
}

const toys: Readonly<Record<string, Toy>> = {
  'slots that depend on the variable, as in Shampoo': {make: () => new Shampoo({learningRate: 0.1})},
  'a number that all variables share, as in Prodigy': {make: () => new Prodigy({learningRate: 1})},
  'another rule for matrices, as with Muon': {make: () => new Router(new Muon({learningRate: 0.05}), adam(0.05))},
  'other weights for evaluation, as of a schedule-free rule': {make: () => new ScheduleFree({learningRate: 0.2})},
  'a period, as of a look-ahead': {make: () => new Lookahead(adam(0.05), 5), graphs: 2},
  'a period around state of tf.train': {make: () => new Lookahead(tf.train.momentum(0.05, 0.9), 5), graphs: 2},
  'a wrapper around a wrapper around tf.train.adam': {
    make: () => new Clipped(new Scaled(tf.train.adam(0.1), (t) => 1 / t), 0.5),
  },
  'a wrapper around a wrapper with a period': {
    make: () => new Clipped(new Lookahead(new Scaled(momentum(0.1), (t) => 1 / Math.sqrt(t)), 3), 0.5),
    graphs: 2,
  },
  'a number that the equation asks for': {
    make: () => new Asking({learningRate: piecewiseConstant([6, 15], [0.1, 0.2, 0.05])}),
    graphs: 3,
  },
};

describe('toys on the contract of updates', () => {
  for (const [name, {make, graphs: most = 1}] of Object.entries(toys)) {
    it(`${name}: compiled and accelerated as plain, saved and resumed`, async () => {
      const plain = await trainTwice(make, 'plain', 12);
      expect(plain.losses.every(Number.isFinite)).to.equal(true);
      const start = network();
      expect(plain.straight).to.not.deep.equal(start.getWeights().flatMap((weight) => [...weight.dataSync()]));
      start.dispose();
      for (const way of ['compiled', 'accelerated']) {
        const other = await trainTwice(make, way, 12);
        expectSameNumbers(other.losses, plain.losses, `${way}: losses`);
        expectSameNumbers(other.straight, plain.straight, `${way}: weights`);
        expect(other.made, `${way}: graphs`).to.equal(nativeBackend() === null ? 0 : most);
      }
    });
  }

  for (const [name, {make}] of Object.entries(toys)) {
    it(`${name}: several updates in a call, and in train, as one by one`, async () => {
      const ends: number[][] = [];
      for (const isCompiled of [false, true]) {
        const model = network();
        const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
        const values = (): number[] => variables.flatMap((variable) => [...variable.dataSync()]);
        const optimizer = make();
        const [x, y] = [batch(1, 6, 3), batch(2, 6, 2)];
        const three = (): tf.Tensor =>
          tf.tidy(() => {
            const loss = (): tf.Scalar => tf.losses.meanSquaredError(y, model.apply(x) as tf.Tensor).asScalar();
            return tf.stack([1, 2, 3].map(() => optimizer.minimize(loss, true, variables)!));
          });
        const step = isCompiled ? compile(three) : Object.assign(three, {dispose: () => {}});
        const losses: number[] = [];
        for (let i = 0; i < 14; i++) {
          const results = step();
          losses.push(...results.dataSync());
          results.dispose();
        }
        expect(optimizer.iterations).to.equal(42);
        ends.push([...losses, ...values()]);
        const options = {loss: 'meanSquaredError', epochs: 8, batchSize: 2, seed: 1, compile: isCompiled} as const;
        await train({model, data: {x, y}, optimizer, ...options});
        expect(optimizer.iterations).to.equal(42 + 24);
        ends.push(values());
        step.dispose();
        optimizer.dispose();
        model.dispose();
        tf.dispose([x, y]);
      }
      expectSameNumbers(ends[2]!, ends[0]!, 'several in a call');
      expectSameNumbers(ends[3]!, ends[1]!, 'train');
    });
  }

  it('give their variables other weights for evaluation in between, and go on', async () => {
    const ends: number[][] = [];
    for (const way of Object.keys(ways)) {
      const model = network();
      const optimizer = new ScheduleFree({learningRate: 0.2});
      model.compile({optimizer, loss: 'meanSquaredError'});
      const {step, end} = ways[way]!(model);
      const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const all = (): number[] => variables.flatMap((variable) => [...variable.dataSync()]);
      const seen: number[] = [];
      const [x, y] = [batch(1, 5, 3), batch(2, 5, 2)];
      for (let t = 0; t < 8; t++) {
        seen.push(await step(x, y));
        const training = all();
        const other = optimizer.evaluating(variables, all);
        seen.push(...other);
        // The first mean is the first fast point.
        if (t > 0) expect(other).to.not.deep.equal(training);
        expect(all()).to.deep.equal(training);
      }
      ends.push([...seen, ...all()]);
      end();
      optimizer.dispose();
      model.dispose();
      tf.dispose([x, y]);
    }
    expectSameNumbers(ends[1]!, ends[0]!, 'compiled');
    expectSameNumbers(ends[2]!, ends[0]!, 'accelerated');
  });
});

describe('what the equation of a rule may not ask', () => {
  /** What the first step throws, in each way. */
  async function refusals(optimizer: tf.Optimizer, steps = 1): Promise<string[]> {
    const all: string[] = [];
    for (const way of Object.keys(ways)) {
      const model = network();
      model.compile({optimizer, loss: 'meanSquaredError'});
      const {step, end} = ways[way]!(model);
      const [x, y] = [batch(1, 5, 3), batch(2, 5, 2)];
      let message = 'nothing';
      try {
        for (let i = 0; i < steps; i++) await step(x, y);
      } catch (error) {
        message = `${(error as Error).name}: ${(error as Error).message}`;
      }
      all.push(message);
      end();
      model.dispose();
      tf.dispose([x, y]);
    }
    optimizer.dispose();
    return all;
  }

  for (const [what, Peeking] of Object.entries(peeking)) {
    it(`is ${what} of the optimizer: each way refuses the first update, and says where to read it`, async () => {
      for (const message of await refusals(new Peeking({learningRate: 0.1}))) {
        expect(message).to.match(/^TypeError: ToyAsking: update reads .*read it in coefficients\(t\)/);
        expect(message).to.include(what);
      }
    });
  }

  it('is a field that it changes itself, which no graph would change; fields that others change are followed', async function () {
    class Counting extends Asking {
      static override get className(): string {
        return 'Counting';
      }

      calls = 0;

      protected override update(input: Parameters<Asking['update']>[0]): ReturnType<Asking['update']> {
        this.calls++;
        return super.update(input);
      }
    }
    const messages = await refusals(new Counting({learningRate: 0.1}), 2);
    expect(messages[0]).to.equal('nothing');
    if (nativeBackend() === null) this.skip();
    for (const message of messages.slice(1))
      expect(message).to.match(/^UntraceableError: .*changes a field of the optimizer Counting/);

    class Strong extends Asking {
      static override get className(): string {
        return 'Strong';
      }

      strength = 1;

      protected override update({value, gradient}: Parameters<Asking['update']>[0]): ReturnType<Asking['update']> {
        return {value: tf.sub(value, tf.mul(gradient, this.strength))};
      }
    }
    const optimizer = new Strong({learningRate: 0.1});
    const w = tf.variable(tf.scalar(0));
    const step = compile(() => optimizer.minimize(() => w.asScalar(), false, [w]));
    let expected = 0;
    for (const strength of [1, 2, 1, 0.5, 2]) {
      optimizer.strength = strength;
      for (let i = 0; i < 4; i++) {
        step();
        expected -= strength;
        expect(w.dataSync()[0]).to.equal(expected);
      }
    }
    step.dispose();
    w.dispose();
  });

  it('are other ways to update, on a rule or on a single optimizer: they are refused by name, unless they are declared', async function () {
    class Third extends Sgd {
      n = 0;

      override applyGradients(gradients: Parameters<Sgd['applyGradients']>[0]): void {
        if (++this.n % 3 === 0) super.applyGradients(gradients);
      }
    }
    const patched = [sgd(0.1), tf.train.sgd(0.1)];
    for (const each of patched) {
      const original = each.applyGradients.bind(each);
      let n = 0;
      each.applyGradients = (gradients: tf.NamedTensorMap) => {
        if (++n % 3 === 0) original(gradients);
      };
    }
    const around = new Clipped(new Third({learningRate: 0.1}), 1);
    for (const optimizer of [new Third({learningRate: 0.1}), ...patched, around]) {
      expect(declarationOf(optimizer), optimizer.constructor.name).to.equal(null);
      const [plain, ...others] = await refusals(optimizer, 4);
      expect(plain).to.equal('nothing');
      if (nativeBackend() === null) continue;
      for (const message of others) {
        expect(message).to.match(
          /^UntraceableError: .*the optimizer (Third|Sgd|SGDOptimizer|Clipped) does not say what its updates depend on/,
        );
      }
    }
    class Declared extends Third {
      override get declaration() {
        return super.declaration;
      }
    }
    expect(declarationOf(new Declared({learningRate: 1}))).to.not.equal(null);
    expect(new UntraceableError('x').name).to.equal('UntraceableError');
  });
});
