import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {packageRoot} from '../../../../lib/native/start/packages.ts';
import {loadBackend} from '../../../../lib/native/start/start-backend.ts';
import {makeScene, tell} from './scene.ts';

const print = `console.log(await loadBackend())`;
const manifest = JSON.stringify({name: '@tensorflow/tfjs-node', version: '4.22.0', main: 'index.js'});

describe('startBackend, by way of loadBackend', () => {
  const scenes: (() => void)[] = [];
  const scene = (options: Parameters<typeof makeScene>[0]): string => {
    const {root, remove} = makeScene(options);
    scenes.push(remove);
    return root;
  };
  after(() => {
    for (const remove of scenes) remove();
  });

  it('falls back to wasm without tfjs-node, with one line that says why and what to do', async () => {
    const root = scene({wasm: true, checkout: false});
    const {stdout, stderr} = await tell(root, `${print}; ${print}`);
    expect(stdout).to.equal('wasm\nwasm');
    expect(stderr.split('\n')).to.have.length(1);
    expect(stderr).to.include("'wasm'").and.include('@tensorflow/tfjs-node is not installed');
    expect(stderr).to.match(/npm install .*@tensorflow\/tfjs-node@4\.22\.0 && npx tfjs-optim setup$/);
  });

  it('falls back to wasm where the native part is not built, and to plain JavaScript without wasm', async () => {
    const node = {'package.json': manifest, 'index.js': 'throw new Error("must not be loaded")'};
    const [built, bare] = await Promise.all([
      tell(scene({wasm: true, checkout: true, node}), print),
      tell(
        scene({wasm: false, checkout: true, node}),
        `${print}; const tf = await import('@tensorflow/tfjs'); tf.add(1, 2)`,
      ),
    ]);
    expect(built.stdout).to.equal('wasm');
    expect(built.stderr).to.match(/^tfjs-optim: .*native part is not there yet; to mend it: npm run setup$/);
    expect(bare.stdout).to.equal('cpu');
    expect(bare.stderr).to.match(
      /^tfjs-optim: .*'cpu' .*native part .* and the package @tensorflow\/tfjs-backend-wasm is not installed; to mend it: npm run setup, or: npm install @tensorflow\/tfjs-backend-wasm@4\.22\.0$/,
    );
  });

  it('falls back where the native part does not load', async () => {
    const node = {'package.json': manifest, 'index.js': '', 'lib/napi-v8/tfjs_binding.node': 'no library'};
    const {stdout, stderr} = await tell(scene({wasm: true, checkout: true, node}), print);
    expect(stdout).to.equal('wasm');
    expect(stderr.split('\n')).to.have.length(1);
    expect(stderr).to.match(/tfjs-node does not load \(.*\); to mend it: npm run setup$/);
  });

  it('makes a forced backend that is absent an error, and leaves the running one alone', async () => {
    const root = scene({wasm: false, checkout: true});
    const code = `
      const tf = await import('@tensorflow/tfjs');
      await loadBackend({backend: 'cpu'});
      for (const backend of ['tensorflow', 'wasm', 'webgpu']) {
        await loadBackend({backend}).then(console.log, ({name, message}) => console.log(name + ': ' + message));
      }
      console.log(tf.getBackend(), await loadBackend());`;
    const [byOption, byVariable] = await Promise.all([
      tell(root, code),
      tell(
        root,
        `const {backend, problems} = await diagnoseBackend(); console.log(backend, problems[0].what); ${print}`,
        {
          TFJS_OPTIM_BACKEND: 'tensorflow',
        },
      ),
    ]);
    const lines = byOption.stdout.split('\n');
    expect(lines[0]).to.match(/^AbsentBackendError: backend: 'tensorflow' .*npm ci && npm run setup/);
    expect(lines[1]).to.match(/^AbsentBackendError: backend: 'wasm' .*npm install @tensorflow\/tfjs-backend-wasm/);
    expect(lines[2]).to.match(/^RangeError: backend must be one of tensorflow, wasm, cpu; received "webgpu"/);
    expect(lines[3]).to.equal('cpu cpu');
    expect(byVariable.stdout).to.match(/^none TFJS_OPTIM_BACKEND=tensorflow asks for a backend that is not here/);
    expect(byVariable.code).to.equal(1);
    expect(byVariable.stderr).to.include('TFJS_OPTIM_BACKEND=tensorflow');
  });
});

describe('loadBackend', () => {
  it('returns the backend that runs, however often it is called', async () => {
    const running = tf.getBackend();
    expect(running).to.be.oneOf(['tensorflow', 'wasm', 'cpu']);
    expect(await Promise.all([loadBackend(), loadBackend()])).to.deep.equal([running, running]);
    expect(tf.getBackend()).to.equal(running);
  });

  it('obeys the environment variable without a word', async () => {
    const code = `
      const tf = await import('@tensorflow/tfjs');
      console.log(await loadBackend(), tf.getBackend(), (await tf.add([1, 2], 1).data()).join());`;
    const names = ['wasm', 'cpu'];
    const told = await Promise.all(names.map((name) => tell(packageRoot(), code, {TFJS_OPTIM_BACKEND: name})));
    for (const [index, name] of names.entries()) {
      expect(told[index]).to.deep.equal({code: 0, stdout: `${name} ${name} 2,3`, stderr: ''});
    }
  });

  it('loads the native library without its messages, where it is there', async function () {
    if (tf.findBackendFactory('tensorflow') === null) {
      console.log('the native backend does not run here');
      this.skip();
    }
    const code = `
      const tf = await import('@tensorflow/tfjs');
      console.log(await loadBackend({backend: 'tensorflow'}), tf.sum([3, 4]).dataSync()[0]);
      console.error('heard');`;
    const {stdout, stderr} = await tell(packageRoot(), code, {TFJS_OPTIM_BACKEND: 'wasm'});
    expect(stdout).to.equal('tensorflow 7');
    expect(stderr).to.equal('heard');
  });

  it('changes the backend of a process on request', async () => {
    const code = `
      const tf = await import('@tensorflow/tfjs');
      console.log(await loadBackend({backend: 'cpu'}), await loadBackend({backend: 'wasm'}), await loadBackend());
      console.log(process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection'));`;
    const {stdout} = await tell(packageRoot(), code);
    expect(stdout).to.equal('cpu wasm wasm\n0');
  });
});
