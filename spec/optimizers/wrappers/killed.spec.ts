import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {expect} from 'chai';
import {nests, NestTraining} from './killed/nests.ts';

describe('wrappers in a process that is killed', () => {
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wrappers-killed-'));
    const program = fileURLToPath(new URL('killed/program.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx/esm'), program, folder], {
      // Options of the specs' own process, such as its loader, are not for this one.
      env: {...process.env, NODE_OPTIONS: ''},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    let updates = 0;
    for await (const line of createInterface({input: child.stdout})) {
      updates = Number(line);
      // In the midst of the next updates, or of the next checkpoint.
      if (updates === 11) child.kill('SIGKILL');
    }
    expect((await ended)[1]).to.equal('SIGKILL');
    expect(updates).to.be.at.least(11);
  });
  after(() => rmSync(folder, {recursive: true}));

  for (const name of Object.keys(nests)) {
    it(`${name}: goes on from the checkpoint bit by bit as if nothing had been`, async () => {
      const [resumed, straight] = [new NestTraining(name, folder), new NestTraining(name, folder)];
      await resumed.load();
      const from = resumed.updates;
      expect(from).to.be.at.least(9);
      const to = from + 11;
      const bits: string[] = [];
      for (const training of [straight, resumed]) {
        while (training.updates < to) {
          if (training === straight && training.updates === from) bits.push(await training.bits());
          await training.step();
        }
        bits.push(await training.bits());
      }
      const [before, end, again] = bits;
      expect(again).to.equal(end);
      expect(end).to.not.equal(before);
      resumed.dispose();
      straight.dispose();
    });
  }
});
