import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {DeviceLostError} from '../../../lib/base/device-loss.ts';
import {topEigenvalues} from '../../../lib/curvature/index.ts';
import {accelerate} from '../../../lib/native/accelerate/index.ts';
import {saveCheckpoint, train} from '../../../lib/training/index.ts';
import {accumulated, adam, clipped, lbfgs, sgd} from '../../../optimizers/index.ts';
import {device, draws} from './support.ts';

/** What ends with an error; what waits for ever ends with the time of the test. */
async function errorOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('it ended without an error');
}

/** The function that the page on precision shows. */
async function unlessLostOfDocs(): Promise<(work: Promise<unknown>) => Promise<unknown>> {
  const page = await (await fetch('/docs/precision.md')).text();
  const [, code] = /```js\n(async function unlessLost.*?)```/s.exec(page)!;
  // eslint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- it is our own text
  return new Function('tf', `${code}; return unlessLost;`)(tf) as (work: Promise<unknown>) => Promise<unknown>;
}

/** Takes the device away from the page. */
function loseDevice(): void {
  const {gpgpu, device: gpu} = tf.backend() as unknown as {
    gpgpu?: {gl: WebGLRenderingContext};
    device?: {destroy(): void};
  };
  gpu?.destroy();
  gpgpu?.gl.getExtension('WEBGL_lose_context')!.loseContext();
}

/** A device that is lost ends what waits for it. It comes last: the page has no device any more. */
export function deviceLoss(): void {
  describe('a lost device', () => {
    it('ends what runs, and refuses what comes after', async function () {
      if (!device.backend.startsWith('webg')) this.skip();
      const api = device.backend === 'webgl' ? 'WebGL' : 'WebGPU';
      const x = tf.tensor2d(draws(64 * 4, 'x'), [64, 4]);
      const y = tf.tensor2d(draws(64, 'y'), [64, 1]);
      const compiled = (optimizer: tf.Optimizer = adam(0.01)): tf.LayersModel => {
        const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [4]})]});
        model.compile({optimizer, loss: 'meanSquaredError'});
        return model;
      };
      const [plain, fast, trained] = [compiled(), compiled(), compiled()];
      const foreign = compiled(tf.train.sgd(0.01));
      accelerate(fast);
      const data = {x, y};
      const long = {epochs: 1e6, verbose: 0} as const;
      const own = {model: trained, data, optimizer: adam(0.01), loss: 'meanSquaredError'} as const;
      const unlessLost = await unlessLostOfDocs();
      const solver = lbfgs();
      const v = tf.variable(tf.ones([3]));
      // Without a minimum, so that it does not end by itself.
      const endless = (): tf.Scalar => tf.sum(tf.sqrt(tf.add(1, tf.exp(tf.neg(v)))));
      const running: Promise<unknown>[] = [plain.fit(x, y, long), fast.fit(x, y, long), train({...own, epochs: 1e6})];
      // Solvers refuse half floats.
      const solves = device.precision === 32;
      if (solves) running.push(solver.solve(endless, [v], {maxIterations: 1e9, tolerance: 1e-30}));
      const listened = unlessLost(foreign.fit(x, y, long));
      for (const each of [...running, listened]) each.catch(() => {});

      // Saved while the device was there; what is read later is lost.
      const [rule, wrapper] = [adam(0.1), clipped(tf.train.adam(0.1), {value: 1})];
      const within = [await rule.getWeights(), await wrapper.getWeights()] as const;
      setTimeout(loseDevice, 300);
      for (const [i, each] of running.entries()) {
        const error = await errorOf(each);
        expect(error, `${i}: ${String(error)}`).to.be.instanceOf(DeviceLostError);
        expect((error as Error).message).to.include(`the ${api} device was lost`);
      }
      expect(await errorOf(listened)).to.have.property('message', `the ${api} device was lost`);

      const w = tf.variable(tf.ones([3]));
      const loss = (): tf.Scalar => tf.sum(tf.square(w));
      for (const after of [
        () => fast.fit(x, y, {epochs: 1, verbose: 0}),
        () => fast.trainOnBatch(x, y),
        () => train({...own, epochs: 1}),
        () => saveCheckpoint({model: trained}),
        () => topEigenvalues({variables: trained, data, loss: 'meanSquaredError'}),
        ...(solves ? [() => lbfgs().solve(loss, [w])] : []),
        // Refused on WebGPU in any case.
        ...(device.backend === 'webgl' && solves ? [async () => lbfgs().minimize(loss, false, [w])] : []),
        async () => adam(0.1).minimize(loss, false, [w]),
        async () => clipped(tf.train.sgd(0.1), {value: 1}).minimize(loss, false, [w]),
        async () => accumulated(sgd(0.1), {steps: 3}).minimize(loss, false, [w]),
        () => rule.setWeights(within[0]),
        () => wrapper.setWeights(within[1]),
      ]) {
        expect(await errorOf(after()), String(after)).to.be.instanceOf(DeviceLostError);
      }
    });
  });
}
