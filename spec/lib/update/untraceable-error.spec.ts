import {expect} from 'chai';
import {UntraceableError} from '../../../lib/update/untraceable-error.ts';

describe('UntraceableError', () => {
  it('is an error that says where it comes from', () => {
    const error = new UntraceableError('the reason');
    expect(error).to.be.instanceOf(Error);
    expect(`${error}`).to.equal('UntraceableError: compile: the reason');
  });
});
