import {expect} from 'chai';
import {UsageError} from '../../../scripts/arguments/errors.ts';

describe('UsageError', () => {
  it('keeps every mistake', () => {
    expect(new UsageError(['one', 'two'])).to.deep.include({mistakes: ['one', 'two'], message: 'one\ntwo'});
  });
});
