import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect} from 'chai';
import {type ReportedWork, runWork} from '../../../scripts/run/flow.ts';
import {runPlace} from '../../../scripts/run/start-run.ts';
import {captured} from '../../support/console.ts';

describe('runWork', () => {
  let root: string;
  let disposed: number;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'tfjs-optim-flow-'));
    disposed = 0;
  });
  afterEach(() => rmSync(root, {recursive: true}));

  const start = {options: {}, backend: 'here', units: [], command: 'started', batchSize: 1, source: 'made up'};
  const run = (
    changes: Partial<ReportedWork<string>> = {},
    {quiet = false, json = false, abort = new AbortController()} = {},
  ) => {
    const work: ReportedWork<string> = {
      command: 'toy',
      place: runPlace('toy', {resumed: undefined, out: join(root, 'run')}, start),
      header: () => ({data: 'few'}),
      isBareWithJson: true,
      carryOut: async () => 'found',
      stopped: (folder, again) => `Stopped in ${folder.path}: ${again}`,
      finish: async (found, {command}) => ({document: {found}, print: () => console.log(`${found}, ${command}`)}),
      dispose: () => disposed++,
      ...changes,
    };
    const context = {signal: abort.signal, program: 'program', commandLine: 'now'};
    return captured(() => runWork(work, {quiet, json}, context));
  };

  it('shows the header with what was foreseen, works, and tells what was found', async () => {
    const {result, out, err} = await run({foresee: async () => ({time: 'short'})});
    expect({result, out}).to.deep.equal({result: 0, out: ['found, started']});
    expect(err).to.deep.equal(['data        few', 'time        short']);
    expect(disposed).to.equal(1);
  });

  it('shows what is to stand above in the place of the header', async () => {
    const {err} = await run({above: ({data}, foreseen) => ({what: `${data} ${Object.keys(foreseen).length}`})});
    expect(err).to.deep.equal(['what        few 0']);
  });

  it('prints one document and, as the command will have it, the header', async () => {
    expect(await run({}, {json: true})).to.deep.equal({result: 0, out: ['{"found":"found"}'], err: []});
    rmSync(join(root, 'run'), {recursive: true});
    expect((await run({isBareWithJson: false}, {json: true})).err).to.have.length(1);
    rmSync(join(root, 'run'), {recursive: true});
    expect((await run({isBareWithJson: false}, {quiet: true})).err).to.deep.equal([]);
  });

  it('leaves no folder where the signal or a refusal comes before', async () => {
    const abort = new AbortController();
    const foresee = async () => {
      abort.abort();
      return {};
    };
    expect(await run({foresee}, {abort})).to.deep.equal({
      result: 130,
      out: [],
      err: ['\nStopped before anything was written.'],
    });
    const refused = run({foresee: () => Promise.reject(new RangeError('too large'))});
    await refused.then(
      () => expect.fail('it was not refused'),
      (error: Error) => expect(error.message).to.equal('too large'),
    );
    expect(existsSync(join(root, 'run'))).to.equal(false);
    expect(disposed).to.equal(2);
  });

  it('ends with 130 and the line that goes on, whether the work ends by an error or not', async () => {
    for (const isError of [false, true]) {
      const abort = new AbortController();
      const carryOut = async () => {
        abort.abort();
        if (isError) throw new Error('cut off');
        return 'found';
      };
      const {result, out, err} = await run({carryOut}, {abort, quiet: true});
      expect({result, out}).to.deep.equal({result: 130, out: []});
      expect(err).to.deep.equal([`\nStopped in ${join(root, 'run')}: program toy --resume ${join(root, 'run')}`]);
      rmSync(join(root, 'run'), {recursive: true});
    }
    expect(disposed).to.equal(2);
  });

  it('hands on what goes wrong', async () => {
    const {error} = await run({carryOut: () => Promise.reject(new Error('broken'))}).then(
      () => ({error: null}),
      (error: Error) => ({error}),
    );
    expect(error?.message).to.equal('broken');
    expect(disposed).to.equal(1);
  });
});
