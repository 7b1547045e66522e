import {expect} from 'chai';
import {
  AbsentBackendError,
  backendNames,
  nativeRemedy,
  requestedBackend,
} from '../../../../lib/native/start/backend-choice.ts';

describe('requestedBackend', () => {
  it('takes the option before the environment, and nothing where neither is given', () => {
    expect(requestedBackend(undefined, {})).to.equal(undefined);
    expect(requestedBackend(undefined, {TFJS_OPTIM_BACKEND: ''})).to.equal(undefined);
    for (const name of backendNames) {
      expect(requestedBackend(undefined, {TFJS_OPTIM_BACKEND: name})).to.equal(name);
      expect(requestedBackend(name, {TFJS_OPTIM_BACKEND: 'nonsense'})).to.equal(name);
    }
  });

  it('refuses an unknown name and says where it came from', () => {
    expect(() => requestedBackend(undefined, {TFJS_OPTIM_BACKEND: 'webgl'})).to.throw(
      RangeError,
      /TFJS_OPTIM_BACKEND must be one of tensorflow, wasm, cpu; received "webgl"/,
    );
    expect(() => requestedBackend('Tensorflow', {})).to.throw(RangeError, /^backend must be .*received "Tensorflow"/);
  });
});

describe('AbsentBackendError', () => {
  it('says who asked, why it is absent and the command that mends it', () => {
    const error = new AbsentBackendError("backend: 'wasm'", 'it is not installed', 'npm install it');
    expect(error.message).to.match(/^backend: 'wasm' .*: it is not installed\. .*npm install it/);
    expect(error.remedy).to.equal('npm install it');
    expect(error).to.be.instanceOf(Error);
  });
});

describe('nativeRemedy', () => {
  it('is a command that fits the place', () => {
    expect(nativeRemedy(true, true)).to.equal('npm run setup');
    expect(nativeRemedy(false, true)).to.equal('npm ci && npm run setup');
    expect(nativeRemedy(true, false)).to.equal('npx tfjs-optim setup');
    expect(nativeRemedy(false, false)).to.match(
      /^npm install .*@tensorflow\/tfjs-node@4\.22\.0 && npx tfjs-optim setup$/,
    );
  });
});

describe('tellFallback', () => {
  it('writes only the first line of a process', async () => {
    // A query makes a module of its own, so that the one of this process keeps its state.
    const {tellFallback} = (await import(
      `../../../../lib/native/start/backend-choice.ts?${Date.now()}`
    )) as typeof import('../../../../lib/native/start/backend-choice.ts');
    const lines: string[] = [];
    tellFallback('first', (line) => lines.push(line));
    tellFallback('second', (line) => lines.push(line));
    expect(lines).to.deep.equal(['first']);
  });
});
