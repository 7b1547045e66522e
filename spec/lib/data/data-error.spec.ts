import {expect} from 'chai';
import {DataError} from '../../../lib/data/data-error.ts';

describe('DataError', () => {
  it('carries a code, E_DATA unless another is given, and the cause', () => {
    const cause = new Error('inner');
    const error = new DataError('outer', {cause});
    expect(error).to.be.instanceOf(Error);
    expect([error.name, error.code, error.message, error.cause]).to.deep.equal(['DataError', 'E_DATA', 'outer', cause]);
    expect(new DataError('x', {code: 'E_DOWNLOAD'}).code).to.equal('E_DOWNLOAD');
  });
});
