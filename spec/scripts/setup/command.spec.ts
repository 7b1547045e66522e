import {expect} from 'chai';
import {run} from '../support/run.ts';

describe('tfjs-optim setup', () => {
  const {TFJS_OPTIM_BACKEND: backend} = process.env;
  const ask = (name: string | undefined): void => {
    if (name === undefined) delete process.env['TFJS_OPTIM_BACKEND'];
    else process.env['TFJS_OPTIM_BACKEND'] = name;
  };
  afterEach(() => ask(backend));

  for (const name of ['wasm', 'cpu']) {
    it(`has nothing to do where the ${name} backend is asked for`, async () => {
      ask(name);
      const {result, out, err} = await run('setup');
      expect({result, err}).to.deep.equal({result: 0, err: []});
      expect(out).to.deep.equal([
        `TFJS_OPTIM_BACKEND=${name} asks for a backend that needs no setting up; nothing to do.`,
      ]);
    });
  }

  it('refuses a backend that does not exist', async () => {
    ask('gpu');
    const {result, err} = await run('setup');
    expect(result).to.equal(1);
    expect(err[0]).to.match(/TFJS_OPTIM_BACKEND must be one of .*"gpu"/);
  });

  if (backend === undefined || backend === 'tensorflow') {
    it('says that the native backend is ready where it is', async () => {
      const {result, out} = await run('setup');
      expect(result).to.be.oneOf([0, 1]);
      expect(out).to.deep.equal(result === 0 ? ['The native TensorFlow backend is ready.'] : []);
    });
  }
});
