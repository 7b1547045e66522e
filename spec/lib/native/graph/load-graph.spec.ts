import {expect} from 'chai';
import {spawnSync} from 'node:child_process';
import {chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {loadGraph, removeStaleFolders} from '../../../../lib/native/graph/load-graph.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {nativeOnly} from '../native-only.ts';

const prefix = `tfjs-optim-graph-${hostname().replaceAll(/[^\w.]/g, '')}-`;
const left = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(`${prefix}${process.pid}-`));

describe('removeStaleFolders', () => {
  it('removes what ended processes have left, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-spec-'));
    const {pid} = spawnSync(process.execPath, ['--version']);
    const names = [
      `${prefix}${pid}-abc`,
      `${prefix}${process.pid}-abc`,
      `${prefix}x`,
      `tfjs-optim-graph-other host-${pid}-a`,
    ];
    for (const name of names) mkdirSync(join(folder, name, 'variables'), {recursive: true});
    removeStaleFolders(folder);
    expect(names.map((name) => existsSync(join(folder, name)))).to.deep.equal([false, true, true, true]);
    rmSync(folder, {recursive: true});
  });

  it("passes over what it may not look at, what is another user's, and a folder that is not there", function () {
    if (process.platform === 'win32') this.skip();
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-spec-'));
    const {pid} = spawnSync(process.execPath, ['--version']);
    const [closed, foreign, plain, own] = ['closed', 'foreign', 'plain', 'own'].map(
      (name) => `${prefix}${pid}-${name}`,
    );
    for (const name of [closed!, foreign!, own!]) mkdirSync(join(folder, name, 'variables'), {recursive: true});
    writeFileSync(join(folder, plain!), '');
    chmodSync(join(folder, closed!), 0);
    const isRoot = process.getuid!() === 0;
    if (isRoot) for (const name of [closed!, foreign!]) chownSync(join(folder, name), 12345, 12345);
    try {
      removeStaleFolders(folder);
      removeStaleFolders(join(folder, 'none'));
      expect(existsSync(join(folder, own!))).to.equal(false);
      expect(existsSync(join(folder, plain!))).to.equal(false);
      expect(existsSync(join(folder, closed!))).to.equal(true);
      expect(existsSync(join(folder, foreign!))).to.equal(isRoot);
    } finally {
      chmodSync(join(folder, closed!), 0o700);
      rmSync(folder, {recursive: true});
    }
  });
});

describe('loadGraph', () => {
  before(function () {
    nativeOnly(this);
  });

  it('makes a session that runs, and leaves no files', () => {
    const {binding} = nativeBackend()!;
    const type = {kind: 'type', type: 1} as const;
    const session = loadGraph(binding, [
      {name: 'x', op: 'Placeholder', inputs: [], attributes: {dtype: type}},
      {name: 'y', op: 'Neg', inputs: ['x:0'], attributes: {T: type}},
    ]);
    const x = binding.createTensor([2], 1, Float32Array.of(1, 2));
    const [y] = binding.runSavedModel(session, [x], 'x:0', 'y:0');
    expect([...(binding.tensorDataSync(y!.id) as Float32Array)]).to.deep.equal([-1, -2]);
    for (const id of [x, y!.id]) binding.deleteTensor(id);
    binding.deleteSavedModel(session);
    expect(left()).to.deep.equal([]);
  });

  it('passes the words of TensorFlow on, and leaves no files then either', () => {
    const {binding} = nativeBackend()!;
    expect(() => loadGraph(binding, [{name: 'x', op: 'NoSuchOperation', inputs: [], attributes: {}}])).to.throw(
      'NoSuchOperation',
    );
    expect(left()).to.deep.equal([]);
  });
});
