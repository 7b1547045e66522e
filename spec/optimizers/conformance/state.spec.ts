import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import type {UpdateRule} from '../../../optimizers/base/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {gradientValues, problem, read, withGradients} from '../gradients.ts';
import type {Problem} from '../gradients.ts';
import {rules, variants} from '../table.ts';

function run(optimizer: UpdateRule, p: Problem, from: number, to: number): void {
  for (let t = from; t <= to; t++) withGradients(p, gradientValues(t), (list) => optimizer.applyGradients(list));
}

/** Saves the weights as a file would, loads them into `target`, and disposes of what was loaded. */
async function transfer(source: UpdateRule, target: UpdateRule): Promise<void> {
  const {data, specs} = await tf.io.encodeWeights(await source.getWeights());
  const tensors = tf.io.decodeWeights(data, specs);
  await target.setWeights(Object.entries(tensors).map(([name, tensor]) => ({name, tensor})));
  tf.dispose(tensors);
}

describe('state of every optimizer', () => {
  for (const {label, create} of variants) {
    it(`${label}: 20 updates are bit by bit 10, save, load, and 10`, async () => {
      const before = tf.memory().numTensors;
      const [straight, resumed] = [problem(), problem()];
      const whole = create();
      run(whole, straight, 1, 20);
      const first = create();
      run(first, resumed, 1, 10);
      const second = create(first.learningRate, first.getConfig() as never);
      await transfer(first, second);
      first.dispose();
      expect(second.iterations).to.equal(10);
      // The shapes are all different, so the state finds the variables of another name.
      run(second, resumed, 11, 20);
      expect(read(resumed.variables)).to.deep.equal(read(straight.variables));
      expect(read(resumed.variables)).to.not.deep.equal(resumed.starts);
      whole.dispose();
      second.dispose();
      straight.dispose();
      resumed.dispose();
      expect(tf.memory().numTensors).to.equal(before);
    });
  }

  for (const {rule, rate, create} of rules) {
    it(`${rule}: weights keep their names, order and values through setWeights, twice, over live state`, async () => {
      const before = tf.memory().numTensors;
      const p = problem();
      const [source, target] = [create(), create()];
      run(source, p, 1, 3);
      run(target, p, 1, 2);
      const saved = await source.getWeights();
      const values = read(saved.map(({tensor}) => tensor));
      await transfer(source, target);
      await transfer(source, target);
      for (const moment of ['before', 'after'] as const) {
        const weights = await target.getWeights();
        expect(
          weights.map(({name}) => name),
          `${moment} first use`,
        ).to.deep.equal(saved.map(({name}) => name));
        expect(weights[0]!.name).to.equal('iter');
        expect(read(weights.map(({tensor}) => tensor))).to.deep.equal(values);
        target.applyGradients({});
        values[0] = [4];
      }
      source.dispose();
      target.dispose();
      p.dispose();
      expect(tf.memory().numTensors).to.equal(before);
      expect(create(rate).iterations).to.equal(0);
    });

    it(`${rule}: the order of the variables changes nothing, array and map form agree`, () => {
      const problems = [problem(), problem(), problem()];
      const optimizers = problems.map(() => create());
      for (let t = 1; t <= 5; t++) {
        withGradients(problems[0]!, gradientValues(t), (list) => optimizers[0]!.applyGradients(list));
        withGradients(problems[1]!, gradientValues(t), (list) => optimizers[1]!.applyGradients(list.reverse()));
        withGradients(problems[2]!, gradientValues(t), (list) =>
          optimizers[2]!.applyGradients(Object.fromEntries(list.map(({name, tensor}) => [name, tensor]))),
        );
      }
      const [first, ...others] = problems.map(({variables}) => read(variables));
      for (const other of others) expect(other).to.deep.equal(first);
      expect(first).to.not.deep.equal(problems[0]!.starts);
      for (const one of [...optimizers, ...problems]) one.dispose();
    });

    it(`${rule}: a null gradient leaves a variable and its slots alone`, async () => {
      const p = problem();
      const optimizer = create();
      run(optimizer, p, 1, 2);
      const state = async () => {
        const slots = (await optimizer.getWeights()).filter(({name}) => name.startsWith(p.variables[0]!.name));
        return read([p.variables[0]!, ...slots.map(({tensor}) => tensor)]);
      };
      const earlier = await state();
      const [, ...rest] = gradientValues(3);
      const elsewhere = read(p.variables.slice(1));
      withGradients(p, [null, ...rest], (list) => {
        optimizer.applyGradients(list);
        optimizer.applyGradients(Object.fromEntries(list.map(({name, tensor}) => [name, tensor ?? undefined])));
      });
      expect(await state()).to.deep.equal(earlier);
      expect(read(p.variables.slice(1))).to.not.deep.equal(elsewhere);
      expect(optimizer.iterations).to.equal(4);
      optimizer.dispose();
      p.dispose();
    });

    it(`${rule}: resumes bit by bit under a schedule, and from its configuration`, async () => {
      const [straight, resumed] = [problem(), problem()];
      const schedule = exponentialDecay(rate, {gamma: 0.8});
      const whole = create(schedule);
      run(whole, straight, 1, 8);
      const first = create(schedule);
      run(first, resumed, 1, 4);
      const config = JSON.parse(JSON.stringify(first.getConfig())) as never;
      const second = new (first.constructor as new (config: never) => UpdateRule)(config);
      expect(second.getConfig()).to.deep.equal(first.getConfig());
      expect(second.learningRate).to.equal(rate);
      await transfer(first, second);
      expect(second.learningRate).to.be.closeTo(rate * 0.8 ** 4, 1e-12);
      run(second, resumed, 5, 8);
      expect(read(resumed.variables)).to.deep.equal(read(straight.variables));
      for (const one of [whole, first, second, straight, resumed]) one.dispose();
    });
  }
});
