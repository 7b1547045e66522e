import {expect} from 'chai';
import type {ContenderName} from '../../../bench/contenders.ts';
import type {Network, Task} from '../../../bench/task.ts';
import {classes, images, initialValues, symmetric} from '../../../bench/tfjs/data.ts';
import {NotThere} from '../../../bench/tfjs/subject.ts';
import {subjectOf} from '../../../bench/tfjs/subjects.ts';

const network: Network = {input: [3], layers: [{kind: 'dense', units: 10}]};
const batch = 20;

/** The loss of the network at its initial weights and the derivative by the logits, in float64. */
function reference(): {loss: number; errors: number[][]} {
  const [weights, x, labels] = [initialValues([3, 10], 0), images(batch, 3), classes(batch)];
  let loss = 0;
  const errors = Array.from(labels, (label, example) => {
    const exponentials = Array.from({length: 10}, (_, unit) =>
      Math.exp([0, 1, 2].reduce((sum, k) => sum + x[3 * example + k]! * weights[10 * k + unit]!, 0)),
    );
    const total = exponentials.reduce((sum, value) => sum + value, 0);
    loss -= Math.log(exponentials[label]! / total) / batch;
    return exponentials.map((value, unit) => (value / total - Number(unit === label)) / batch);
  });
  return {loss, errors};
}

function gradientNorm(): number {
  const [x, {errors}] = [images(batch, 3), reference()];
  let sum = 0;
  for (let unit = 0; unit < 10; unit++) {
    // The bias is a weight of an input that is always 1.
    for (let k = 0; k < 4; k++) {
      const derivative = errors.reduce((all, row, example) => all + row[unit]! * (k < 3 ? x[3 * example + k]! : 1), 0);
      sum += derivative ** 2;
    }
  }
  return Math.sqrt(sum);
}

/** The norm of Hv: with the weights moved along v, the logits move by r = x V, and dE/dz by (diag p - p p') r / m. */
function productNorm(): number {
  const [x, {errors}] = [images(batch, 3), reference()];
  const [kernel, bias] = [symmetric(30, 2000, 1), symmetric(10, 2001, 1)];
  const input = (example: number, k: number): number => (k < 3 ? x[3 * example + k]! : 1);
  const labels = classes(batch);
  const moves = errors.map((row, example) => {
    const p = row.map((error, unit) => error * batch + Number(unit === labels[example]));
    const r = p.map(
      (_, unit) => bias[unit]! + [0, 1, 2].reduce((sum, k) => sum + input(example, k) * kernel[10 * k + unit]!, 0),
    );
    const mean = p.reduce((sum, value, unit) => sum + value * r[unit]!, 0);
    return p.map((value, unit) => (value * (r[unit]! - mean)) / batch);
  });
  let sum = 0;
  for (let unit = 0; unit < 10; unit++) {
    for (let k = 0; k < 4; k++) {
      sum += moves.reduce((all, row, example) => all + row[unit]! * input(example, k), 0) ** 2;
    }
  }
  return Math.sqrt(sum);
}

async function checkOf(contender: ContenderName, task: Task): Promise<number> {
  const {check, call} = await subjectOf(contender, task);
  // A task is done over and over.
  await call();
  await call();
  return check;
}

describe('what the workers of npm run bench do', () => {
  const steps: readonly ContenderName[] = ['stock', 'plain', 'fused', 'compiled', 'xla', 'several'];
  for (const contender of steps) {
    it(`a training step: ${contender}`, async () => {
      const task: Task = {kind: 'step', network, batch, rule: 'adam', together: 3};
      expect(await checkOf(contender, task)).to.be.closeTo(reference().loss, 1e-6);
      expect((await subjectOf(contender, task)).steps).to.equal(contender === 'several' ? 3 : 1);
    });
  }

  for (const contender of ['stock', 'plain', 'fused', 'compiled'] as const) {
    it(`an update: ${contender}`, async () => {
      const [value, gradient] = [symmetric(4, 0, 0.1)[0]!, symmetric(4, 3000, 0.1)[0]!];
      // The first step of Adam has the length of the learning rate.
      const expected = value - (0.001 * gradient) / (Math.abs(gradient) + 1e-7);
      expect(await checkOf(contender, {kind: 'update', rule: 'adam', shapes: [[4], [2]]})).to.be.closeTo(
        expected,
        1e-7,
      );
    });
  }

  for (const contender of ['stock', 'compiled'] as const) {
    it(`a gradient: ${contender}`, async () => {
      expect(await checkOf(contender, {kind: 'gradient', network, batch})).to.be.closeTo(gradientNorm(), 1e-6);
    });

    it(`an evaluation: ${contender}`, async () => {
      const task: Task = {kind: 'evaluate', network, examples: batch, chunk: 10};
      expect(await checkOf(contender, task)).to.be.closeTo(reference().loss, 1e-6);
    });
  }

  for (const contender of ['plain', 'compiled'] as const) {
    it(`a product of the Hessian with a vector: ${contender}`, async () => {
      const task: Task = {kind: 'hessian', network, batch};
      expect(await checkOf(contender, task)).to.be.closeTo(productNorm(), 1e-5 * productNorm());
    });
  }

  for (const contender of ['stock', 'fused', 'accelerated'] as const) {
    it(`an epoch of fit, of a model with a softmax: ${contender}`, async () => {
      const task: Task = {kind: 'fit', network, batch: 10, batches: 2};
      expect(await checkOf(contender, task)).to.be.closeTo(reference().loss, 1e-5);
    });
  }

  it('says what the machine does not have', () => {
    expect(new NotThere('no such thing')).to.be.an('error').with.property('name', 'NotThere');
  });
});
