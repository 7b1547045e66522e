import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {peakMemory} from '../../bench/peak-memory.ts';

describe('peakMemory', () => {
  it('reads the high-water mark in bytes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'peak-memory-'));
    const file = join(folder, 'status');
    writeFileSync(file, 'Name:\tnode\nVmPeak:\t 9999 kB\nVmHWM:\t  2048 kB\nVmRSS:\t 1000 kB\n');
    expect(peakMemory(file)).to.equal(2 * 2 ** 20);
    writeFileSync(file, 'Name:\tnode\n');
    expect(peakMemory(file)).to.equal(null);
    rmSync(folder, {recursive: true});
  });

  it('is null where the system does not tell', () => {
    expect(peakMemory('/nonexistent/status')).to.equal(null);
  });
});
