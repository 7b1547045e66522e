import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'chai';
import {fetchWheel, tensorflowWheel, verifyWheel} from '../../../../scripts/native/build/wheel.ts';
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
