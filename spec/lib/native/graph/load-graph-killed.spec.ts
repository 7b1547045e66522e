import {expect} from 'chai';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A process that loads a graph with a binding that says when it is at it, and stays or goes on. */
function loading(folder: string, stays: boolean): ChildProcess {
  const module = new URL('../../../../lib/native/graph/load-graph.ts', import.meta.url).href;
  const code = `
    const {loadGraph} = await import(${JSON.stringify(module)});
    const {writeSync} = await import('node:fs');
    const loadSavedModel = () => {
      writeSync(1, 'loading');
      if (${stays}) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60000);
      return 1;
    };
    loadGraph({loadSavedModel}, [{name: 'x', op: 'NoOp', inputs: [], attributes: {}}]);
  `;
  const options = ['--import', import.meta.resolve('tsx/esm'), '--input-type=module', '--eval', code];
  const env = {...process.env, NODE_OPTIONS: '', TMPDIR: folder, TMP: folder, TEMP: folder};
  return spawn(process.execPath, options, {env, stdio: ['ignore', 'pipe', 'inherit']});
}

describe('loadGraph in a process that is killed', () => {
  const graphs = (folder: string): string[] => readdirSync(folder).filter((name) => name.includes('graph'));

  it('leaves a folder that the next process removes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-killed-'));
    try {
      const killed = loading(folder, true);
      const killedEnd = once(killed, 'close');
      await once(killed.stdout!, 'data');
      expect(graphs(folder)).to.have.length(1);
      const running = loading(folder, false);
      const runningEnd = once(running, 'close');
      expect(await runningEnd).to.deep.equal([0, null]);
      expect(graphs(folder), 'a process that runs keeps its own').to.have.length(1);
      killed.kill('SIGKILL');
      expect(await killedEnd).to.deep.equal([null, 'SIGKILL']);
      expect(graphs(folder)).to.have.length(1);
      expect(await once(loading(folder, false), 'close')).to.deep.equal([0, null]);
      expect(graphs(folder)).to.deep.equal([]);
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  });
});
