import {expect} from 'chai';
import {withMethods} from '../../../../lib/landscape/scan/substitute.ts';

class Speaker {
  speak(): string {
    return 'own';
  }
}

describe('withMethods', () => {
  it('puts methods in front and takes them away again, also after an error', () => {
    const [one, other] = [new Speaker(), new Speaker()];
    const speak = () => [one.speak(), other.speak()];
    expect(withMethods([one, other], 'speak', [() => 'a', () => 'b'], speak)).to.deep.equal(['a', 'b']);
    expect(speak()).to.deep.equal(['own', 'own']);
    expect(() =>
      withMethods([one], 'speak', [() => 'a'], () => {
        throw new Error('broken');
      }),
    ).to.throw('broken');
    expect(Object.keys(one)).to.deep.equal([]);
    Object.defineProperty(one, 'speak', {value: () => 'mine', configurable: true, writable: true});
    expect(withMethods([one], 'speak', [() => 'a'], () => one.speak())).to.equal('a');
    expect(one.speak()).to.equal('mine');
  });
});
