import {join} from 'node:path';
import {createRequire} from 'node:module';
import {expect} from 'chai';
import {packageRoot} from '../../../lib/native/start/packages.ts';
import {type ProgramOutcome, run} from '../../../scripts/native/run-program.ts';

const tsx = createRequire(import.meta.url).resolve('tsx/cli');

function setup(backend: string): Promise<ProgramOutcome> {
  const environment = {...process.env, TFJS_OPTIM_BACKEND: backend};
  return run(process.execPath, [tsx, join(packageRoot(), 'scripts', 'setup', 'main.ts')], {environment, limit: 60});
}

describe('npm run setup', () => {
  it('has nothing to do and nothing to say where another backend is asked for', async () => {
    expect(await setup('wasm')).to.deep.equal({code: 0, stdout: '', stderr: ''});
  });

  it('refuses a backend that does not exist', async () => {
    const {code, stdout, stderr} = await setup('gpu');
    expect({code, stdout}).to.deep.equal({code: 1, stdout: ''});
    expect(stderr).to.match(/^✖ TFJS_OPTIM_BACKEND must be one of .*received "gpu"[^\n]*\n$/);
  });
});
