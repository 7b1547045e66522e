import {expect} from 'chai';
import {FedNumbers} from '../../../../lib/native/run/fed-numbers.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {nativeOnly} from '../compile/native-only.ts';

describe('FedNumbers', () => {
  before(function () {
    nativeOnly(this);
  });

  it('keeps the native scalar of a number until the number changes, and frees all at the end', () => {
    const {binding} = nativeBackend()!;
    const count = (binding as unknown as {getNumOfTensors(): number}).getNumOfTensors.bind(binding);
    const before = count();
    const numbers = new FedNumbers(binding);
    const first = numbers.idOf('rate', 0.5);
    expect(numbers.idOf('rate', 0.5)).to.equal(first);
    expect(numbers.idOf('other', 0.5)).to.not.equal(first);
    const second = numbers.idOf('rate', 0.25);
    expect(binding.tensorDataSync(second)[0]).to.equal(0.25);
    expect(count() - before).to.equal(2);
    numbers.dispose();
    expect(count()).to.equal(before);
  });
});
