import {expect} from 'chai';
import {Setback} from '../../../scripts/native/setback.ts';

describe('Setback', () => {
  it('carries what to do first and whether it took long', () => {
    const {message, first, slow} = new Setback('no compiler', {first: 'install one && '});
    expect({message, first, slow}).to.deep.equal({message: 'no compiler', first: 'install one && ', slow: false});
    expect(new Setback('no network', {slow: true})).to.include({first: '', slow: true});
  });
});
