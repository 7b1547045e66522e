import {expect} from 'chai';
import {complaint, firstThatRuns, run} from '../../../scripts/native/run-program.ts';

const node = process.execPath;

describe('run', () => {
  it('collects output and exit code', async () => {
    const script = 'console.log(process.env.WORD, process.cwd()); console.error("err"); process.exit(3)';
    const outcome = await run(node, ['-e', script], {environment: {WORD: 'here'}, cwd: '/', limit: 20});
    expect(outcome).to.deep.equal({code: 3, stdout: 'here /\n', stderr: 'err\n'});
  });

  it('resolves where the program does not exist, and where it takes too long', async () => {
    const absent = await run('no-such-program', [], {limit: 1});
    expect(absent.code).to.equal(null);
    expect(absent.stderr).to.include('ENOENT');
    const start = performance.now();
    const slow = await run(node, ['-e', 'setTimeout(() => {}, 20_000)'], {limit: 0.2});
    expect(slow.code).to.equal(null);
    expect(slow.stderr).to.include('stopped after 0.2 seconds');
    expect(performance.now() - start).to.be.below(15_000);
  });
});

describe('complaint', () => {
  it('finds the telling line', () => {
    const of = (stderr: string, stdout = ''): string => complaint({code: 1, stdout, stderr});
    expect(of('WARNING: retrying\nERROR: No matching distribution\n[notice] a new pip\n')).to.equal(
      'No matching distribution',
    );
    expect(of('a.cc:1:2: fatal error: c_api.h: No such file\ncompilation terminated.')).to.include('c_api.h');
    expect(of('one\ntwo\n')).to.equal('two');
    expect(of('', 'only here')).to.equal('only here');
    expect(of('')).to.equal('no message');
  });
});

describe('firstThatRuns', () => {
  it('skips what is absent or fails', async () => {
    const found = await firstThatRuns([['no-such-program'], [node, '-e', 'process.exit(1)', '--'], [node]]);
    expect(found).to.deep.equal([node]);
    expect(await firstThatRuns([['no-such-program']])).to.equal(null);
  });
});
