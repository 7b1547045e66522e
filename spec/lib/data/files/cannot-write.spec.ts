import {expect} from 'chai';
import {DataError} from '../../../../lib/data/data-error.ts';
import {cannotWrite} from '../../../../lib/data/files/cannot-write.ts';

describe('cannotWrite', () => {
  it('throws the error of the file', () => {
    const error = Object.assign(new Error('EPERM: something'), {code: 'EPERM'});
    expect(() => cannotWrite('/a/b')(error)).to.throw(DataError, '/a/b: cannot be written: permission denied');
  });
});
