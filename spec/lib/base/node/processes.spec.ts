import {expect} from 'chai';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {isRunning, processSpace, startOfProcess} from '../../../../lib/base/node/processes.ts';

describe('isRunning', () => {
  it('tells processes that are there from those that are not', () => {
    const {pid} = spawnSync(process.execPath, ['--version']);
    expect([process.pid, 1, pid, 0, -1, 1.5, Number.NaN].map(isRunning)).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('startOfProcess', () => {
  it('is the same as long as the process lives', function () {
    if (process.platform !== 'linux') this.skip();
    expect(startOfProcess(process.pid)).to.match(/^\d+$/);
    expect(startOfProcess(process.pid)).to.equal(startOfProcess(process.pid));
    // Ticks since the machine was started, 100 a second on all that Node runs on.
    const sinceBoot = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    expect(Number(startOfProcess(process.pid)) / 100).to.be.closeTo(sinceBoot - process.uptime(), 1);
    expect(startOfProcess(spawnSync(process.execPath, ['--version']).pid)).to.equal(null);
  });
});

describe('processSpace', () => {
  it('stays the same', () => {
    expect(processSpace()).to.equal(processSpace()).and.not.to.equal('');
  });
});
