import {expect} from 'chai';
import {AbsentBackendError} from '../../../../lib/native/start/absence.ts';

describe('AbsentBackendError', () => {
  it('says who asked, why it is absent and the command that mends it', () => {
    const error = new AbsentBackendError("backend: 'wasm'", 'it is not installed', 'npm install it');
    expect(error.message).to.match(/^backend: 'wasm' .*: it is not installed\. .*npm install it/);
    expect(error.remedy).to.equal('npm install it');
    expect(error).to.be.instanceOf(Error);
  });
});
