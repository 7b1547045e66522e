import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {fetchWheel, tensorflowWheel, unpackWheel, verifyWheel} from '../../../../scripts/native/build/wheel.ts';
import {firstThatRuns, run} from '../../../../scripts/native/run-program.ts';
import {Setback} from '../../../../scripts/native/setback.ts';
import {Stage} from '../stage.ts';

describe('wheel', () => {
  let stage: Stage;
  let folder: string;
  beforeEach(() => {
    stage = new Stage();
    folder = join(stage.folder, 'work');
    mkdirSync(folder);
  });
  afterEach(() => stage.remove());

  const failure = async (work: Promise<unknown>): Promise<Setback> => {
    const error = await work.then(
      () => null,
      (caught: unknown) => caught,
    );
    expect(error).to.be.instanceOf(Setback);
    return error as Setback;
  };

  it('asks pip for exactly one file, whatever its own Python is', async () => {
    stage.program('pip', 'echo "$@" > "$STAGE/log"; for d in "$@"; do [ -d "$d" ] && : > "$d/some.whl"; done; exit 0');
    expect(await fetchWheel(['pip'], folder, tensorflowWheel)).to.equal(join(folder, 'some.whl'));
    const [argv] = stage.log;
    for (const part of [
      'download',
      '--no-deps --only-binary=:all:',
      '--platform manylinux_2_27_x86_64 --python-version 3.11 --implementation cp --abi cp311',
      `--dest ${folder}`,
    ]) {
      expect(argv).to.include(part);
    }
    expect(argv).to.match(/ tensorflow-cpu==2\.21\.0$/);
  });

  it("passes on pip's complaint, and notices where pip leaves nothing", async () => {
    stage.program('pip', 'echo "ERROR: Could not connect" >&2; exit 1');
    const refused = await failure(fetchWheel(['pip'], folder, tensorflowWheel));
    expect(refused.message).to.include('(Could not connect)');
    expect(refused.slow).to.equal(true);
    stage.program('pip', 'exit 0');
    expect((await failure(fetchWheel(['pip'], folder, tensorflowWheel))).message).to.include('left no wheel');
  });

  it('verifies size and digest', async () => {
    const file = stage.file('work/abc.whl', 'abc');
    // The SHA-256 of "abc" is the first test vector of FIPS 180-2.
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    await verifyWheel(file, {size: 3, sha256});
    expect((await failure(verifyWheel(file, {size: 4, sha256}))).message).to.include('3 bytes instead of 4');
    expect((await failure(verifyWheel(file, {size: 3, sha256: sha256.replace('b', 'c')}))).message).to.include(sha256);
    expect((await failure(verifyWheel(file, tensorflowWheel))).message).to.include('273829956');
  });
});

describe('unpackWheel', () => {
  it('takes the libraries and the headers, nothing else', async function () {
    const python = await firstThatRuns([['python3'], ['python']]);
    if (python === null) {
      console.log('there is no Python here');
      this.skip();
    }
    const folder = mkdtempSync(join(tmpdir(), 'tfjs-optim-'));
    try {
      const wheel = join(folder, 'a.whl');
      const names = [
        'tensorflow/libtensorflow_cc.so.2',
        'tensorflow/libtensorflow_framework.so.2',
        'tensorflow/include/tensorflow/c/eager/c_api.h',
        'tensorflow/include/Eigen/Core',
        'tensorflow/libtensorflow_other.so',
        'tensorflow/python/keras.py',
      ];
      const make =
        'import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1], "w")\nfor n in sys.argv[2:]: z.writestr(n, "in " + n)';
      await run(python[0]!, ['-c', make, wheel, ...names], {limit: 20});
      const target = join(folder, 'out');
      await unpackWheel(python, wheel, target);
      for (const name of names.slice(0, 4)) expect(readFileSync(join(target, name), 'utf8')).to.equal(`in ${name}`);
      for (const name of names.slice(4)) expect(existsSync(join(target, name))).to.equal(false);
      expect(readdirSync(join(target, 'tensorflow')).sort()).to.deep.equal([
        'include',
        'libtensorflow_cc.so.2',
        'libtensorflow_framework.so.2',
      ]);
      writeFileSync(wheel, 'no archive');
      const error = await unpackWheel(python, wheel, target).catch((caught: unknown) => caught);
      expect((error as Error).message).to.match(/could not be unpacked \(.*not a zip file/i);
    } finally {
      rmSync(folder, {recursive: true});
    }
  });
});
