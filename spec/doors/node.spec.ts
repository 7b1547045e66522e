import {execFileSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {expect} from 'chai';
import {nativeOnly} from '../lib/native/native-only.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a program prints that has loaded tfjs-node by itself, and nothing of this package but what it imports. */
function printed(program: string): string {
  const start = `
    import * as tf from '@tensorflow/tfjs';
    import {loadTensorflow} from './lib/native/start/load-tensorflow.ts';
    loadTensorflow();
    await tf.setBackend('tensorflow');
  `;
  const words = ['--import', 'tsx/esm', '--input-type=module', '--eval', start + program];
  return execFileSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

describe('doors for Node without loadBackend', () => {
  before(function () {
    nativeOnly(this);
  });

  for (const room of ['training', 'curvature', 'landscape']) {
    it(`${room} compiles, and what pages get does not`, () => {
      const compiles = (path: string): string =>
        printed(`
          await import('${path}');
          const {hasCompiler} = await import('./lib/update/index.ts');
          console.log(hasCompiler());
        `);
      expect(compiles(`./doors/${room}.ts`)).to.equal('true');
      expect(compiles(`./lib/${room}/index.ts`)).to.equal('false');
    }).timeout(60_000);
  }

  it('optimizers update in one native call for all variables, suggest names, and restore every schedule', () => {
    const program = (path: string): string => `
      const {Adam, adam} = await import('${path}');
      const variables = [tf.variable(tf.zeros([3])), tf.variable(tf.zeros([2]))];
      const gradients = Object.fromEntries(variables.map((each) => [each.name, tf.onesLike(each)]));
      const optimizer = adam(0.1);
      optimizer.applyGradients(gradients);
      const {kernels: ran} = await tf.profile(() => optimizer.applyGradients(gradients));
      console.log(ran.length);
      try { adam(0.1, {bta1: 0.5}); } catch (error) { console.log(/did you mean/.test(error.message)); }
      try { console.log(new Adam({learningRate: {name: 'cosineDecay', value: 0.5, steps: 10}}).learningRate); }
      catch (error) { console.log(error.name); }
    `;
    const [kernels, hint, rate] = printed(program('./doors/optimizers.ts')).split('\n');
    expect([hint, rate]).to.deep.equal(['true', '0.5']);
    const [manyKernels, noHint, noRate] = printed(program('./optimizers/index.ts')).split('\n');
    expect([noHint, noRate]).to.deep.equal(['false', 'UnknownScheduleError']);
    expect(Number(kernels)).to.be.lessThan(Number(manyKernels));
  }).timeout(60_000);
});
