import {existsSync} from 'node:fs';
import {expect} from 'chai';
import {startWorkers, workerCommand} from '../../../bench/workers/start-workers.ts';

describe('workerCommand', () => {
  it('runs this package and stock TensorFlow.js in Node', () => {
    for (const name of ['stock', 'compiled'] as const) {
      const command = workerCommand(name, null) as string[];
      expect(command[0]).to.equal(process.execPath);
      expect(existsSync(command.at(-1)!)).to.equal(true);
    }
  });

  it('runs the others in a Python that has their modules', () => {
    const command = workerCommand('jax', {path: '/usr/bin/python3', modules: ['jax', 'optax']}) as string[];
    expect(command[0]).to.equal('/usr/bin/python3');
    expect(existsSync(command.at(-1)!)).to.equal(true);
  });

  it('says what is missing', () => {
    expect(workerCommand('torch', null)).to.have.property('absent').that.includes('--peers');
    const bare = {path: '/usr/bin/python3', modules: ['keras']};
    expect(workerCommand('jax', bare)).to.deep.equal({absent: '/usr/bin/python3 has no jax and no optax'});
    expect(workerCommand('keras', bare)).to.deep.equal({absent: '/usr/bin/python3 has no tensorflow'});
  });
});

describe('startWorkers', () => {
  it('starts those that are there and tells why others are not', async () => {
    const started = await startWorkers(['wasm', 'torch'], {kind: 'update', rule: 'adam', shapes: [[4]]}, null, 2);
    expect([...started.keys()]).to.deep.equal(['wasm', 'torch']);
    expect(started.get('torch')).to.have.property('absent');
    const prepared = started.get('wasm')!;
    if (!('worker' in prepared)) throw new Error(`no worker: ${JSON.stringify(prepared)}`);
    try {
      expect(prepared.ready).to.include({steps: 1}).and.have.property('versions').that.includes({backend: 'wasm'});
      const answer = await prepared.worker.ask({run: 4});
      if (!('milliseconds' in answer)) throw new Error(`no times: ${JSON.stringify(answer)}`);
      expect(answer.milliseconds).to.have.length(4);
      for (const time of answer.milliseconds) expect(time).to.be.above(0);
      if (process.platform === 'linux') {
        expect(await prepared.worker.ask({memory: true}))
          .to.have.property('memory')
          .that.is.above(2 ** 20);
      }
    } finally {
      prepared.worker.stop();
    }
  });
});
