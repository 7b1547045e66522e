import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {nativeBackend} from '../../../lib/native/binding.ts';
import {plainUpdates} from '../../../lib/update/index.ts';
import type {UpdateRule} from '../../../optimizers/base/index.ts';
import {exponentialDecay} from '../../../schedules/index.ts';
import {gradientValues, problem, read, withGradients} from '../gradients.ts';
import {rules, variants} from '../table.ts';

const updates = 100;

type Values = number[][];

/** What the variables and the slots are after some of the updates. */
interface Trace {
  readonly variables: Values[];
  readonly slots: Values[];
  readonly way: number;
}

async function slotsOf(optimizer: UpdateRule): Promise<Values> {
  const [, ...slots] = await optimizer.getWeights();
  return read(slots.map(({tensor}) => tensor));
}

/** One gradient is null in every update but the first. */
function gradientsAt(t: number): (number[] | null)[] {
  return gradientValues(t).map((values, i) => (t > 1 && t % 4 === i ? null : values));
}

async function run(optimizer: UpdateRule, isFused: (t: number) => boolean, count = updates): Promise<Trace> {
  const p = problem();
  const trace = {variables: [] as Values[], slots: [] as Values[], way: 0};
  for (let t = 1; t <= count; t++) {
    withGradients(p, gradientsAt(t), (list) => {
      const update = () => optimizer.applyGradients(list);
      if (!isFused(t)) plainUpdates(update);
      else if (t % 2 === 0) tf.tidy(update);
      else update();
    });
    if (t % 10 > 1) continue;
    trace.variables.push(read(p.variables));
    trace.slots.push(await slotsOf(optimizer));
  }
  const ends = trace.variables.at(-1)!;
  trace.way = Math.max(...ends.flatMap((values, i) => values.map((w, j) => Math.abs(w - p.starts[i]![j]!))));
  optimizer.dispose();
  p.dispose();
  return trace;
}

/** The greatest difference after any of these updates, relative to the greatest value that the variable or slot ever has. */
function difference(a: Values[], b: Values[]): number {
  let worst = 0;
  for (const [t, tensors] of a.entries()) {
    for (const [i, values] of tensors.entries()) {
      // A single number may pass through 0.
      const scale = Math.max(...a.flatMap((earlier) => earlier[i]!).map(Math.abs));
      for (const [j, value] of values.entries()) {
        const gap = Math.abs(value - b[t]![i]![j]!);
        if (gap > 0) worst = Math.max(worst, gap / scale);
      }
    }
  }
  return worst;
}

const always = () => true;
const never = () => false;

describe('fused updates against plain ones, for 100 updates', () => {
  for (const {label, rate, create} of variants) {
    it(label, async () => {
      const before = tf.memory().numTensors;
      const [fused, plain] = [await run(create(), always), await run(create(), never)];
      expect(difference(plain.variables, fused.variables)).to.be.below(3e-6);
      expect(difference(plain.slots, fused.slots)).to.be.below(3e-6);
      expect(plain.way).to.be.above(0.01);
      expect(tf.memory().numTensors).to.equal(before);

      // State goes over from one path to the other at every fifth update.
      const schedule = exponentialDecay(rate, {gamma: 0.99});
      const options = {weightDecay: 0.05};
      const mixed = await run(create(schedule, options), (t) => t % 10 < 5);
      const scheduled = await run(create(schedule, options), never);
      expect(difference(scheduled.variables, mixed.variables)).to.be.below(3e-6);
      expect(difference(scheduled.slots, mixed.slots)).to.be.below(3e-6);
      expect(difference(plain.variables, scheduled.variables), 'is able to fail').to.be.above(1e-4);
    });
  }

  it('takes the fused path where there is one', async function () {
    if (nativeBackend() === null) {
      console.log('      another backend than tensorflow has no fused kernels');
      this.skip();
    }
    for (const {label, create} of [...rules, variants.find(({options}) => options['amsgrad'] === true)!]) {
      const p = problem();
      const optimizer = create();
      withGradients(p, gradientValues(1), (list) => {
        optimizer.applyGradients(list);
        const ids = p.variables.map(({dataId}) => dataId);
        optimizer.applyGradients(list);
        // In place: the data stay where they are.
        expect(
          p.variables.map(({dataId}) => dataId),
          label,
        ).to.deep.equal(ids);
        plainUpdates(() => optimizer.applyGradients(list));
        expect(p.variables[0]!.dataId, label).to.not.equal(ids[0]);
      });
      optimizer.dispose();
      p.dispose();
    }
  });
});

describe('a checkpoint goes from one path to the other', () => {
  for (const {label, create} of rules) {
    it(label, async () => {
      const ends = [];
      for (const [first, second] of [
        [true, false],
        [false, true],
        [false, false],
      ] as const) {
        const p = problem();
        const saved = create();
        const path = (isFused: boolean, f: () => void) => (isFused ? f() : plainUpdates(f));
        for (let t = 1; t <= 10; t++)
          withGradients(p, gradientsAt(t), (list) => path(first, () => saved.applyGradients(list)));
        const restored = create();
        const weights = (await saved.getWeights()).map(({name, tensor}) => ({name, tensor: tensor.clone()}));
        const before = read(weights.map(({tensor}) => tensor));
        saved.dispose();
        await restored.setWeights(weights);
        for (let t = 11; t <= 20; t++)
          withGradients(p, gradientsAt(t), (list) => path(second, () => restored.applyGradients(list)));
        expect(read(weights.map(({tensor}) => tensor)), 'what was saved').to.deep.equal(before);
        ends.push([...read(p.variables), ...(await slotsOf(restored))]);
        tf.dispose(weights.map(({tensor}) => tensor));
        restored.dispose();
        p.dispose();
      }
      const plain = [ends.pop()!];
      for (const end of ends) expect(difference(plain, [end])).to.be.below(3e-6);
    });
  }
});
