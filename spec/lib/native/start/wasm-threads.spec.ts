import {expect} from 'chai';
import {packageRoot} from '../../../../lib/native/package-root.ts';
import {tell} from '../scene.ts';

const program = `
  const tf = await import('@tensorflow/tfjs');
  await loadBackend();
  const values = (shape) => tf.reshape(tf.sin(tf.range(0, shape.reduce((a, b) => a * b))), shape);
  const convolve = (x, w) => tf.sum(tf.square(tf.conv2d(x, w, 1, 'same')));
  const product = tf.matMul(values([200, 300]), values([300, 100]));
  const [dx, dw] = tf.grads(convolve)([values([4, 20, 20, 8]), values([3, 3, 8, 16])]);
  let hash = 0;
  for (const one of [product, dx, dw]) {
    for (const bits of new Int32Array(one.dataSync().buffer)) hash = (Math.imul(hash, 31) + bits) | 0;
  }
  const {threads, settings} = await diagnoseBackend();
  console.log(JSON.stringify({hash, threads, set: settings.TFJS_OPTIM_WASM_THREADS}));`;

interface Answer {
  readonly hash: number;
  readonly threads: number;
  readonly set: string;
}

describe('registerThreads, by way of loadBackend', () => {
  const answer = async (threads: string, more = ''): Promise<Answer> => {
    const environment = {TFJS_OPTIM_BACKEND: 'wasm', TFJS_OPTIM_WASM_THREADS: threads};
    const {code, stdout, stderr} = await tell(packageRoot(), program + more, environment);
    expect({code, stderr}).to.deep.equal({code: 0, stderr: ''});
    return JSON.parse(stdout) as Answer;
  };

  it('computes the same bits with several threads, which let the process end', async () => {
    const [one, two] = [await answer('1'), await answer('2')];
    expect([one.threads, two.threads]).to.deep.equal([1, 2]);
    expect([one.set, two.set]).to.deep.equal(['1', '2']);
    expect(one.hash).not.to.equal(0);
    expect(two.hash).to.equal(one.hash);
  });

  it('lets the process be ended in the middle of its work', async () => {
    const {threads} = await answer('2', 'setInterval(() => {}, 1000); process.exit(0);');
    expect(threads).to.equal(2);
  });

  it('refuses a wrong number instead of taking another backend', async () => {
    const {stdout, code} = await tell(packageRoot(), `await loadBackend().catch(({message}) => console.log(message))`, {
      TFJS_OPTIM_BACKEND: 'wasm',
      TFJS_OPTIM_WASM_THREADS: 'many',
    });
    expect(code).to.equal(0);
    expect(stdout).to.include('TFJS_OPTIM_WASM_THREADS must be a whole number from 1 to 8, received "many"');
  });
});
