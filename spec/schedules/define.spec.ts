import {expect} from 'chai';
import {defineSchedule} from '../../schedules/define.ts';

describe('defineSchedule', () => {
  const makeSquare = (observe?: (metric: number) => void) =>
    defineSchedule(
      'square',
      () => ({list: [1]}),
      (step) => step ** 2,
      observe,
    );

  it('makes a function that carries its name and a fresh configuration', () => {
    const square = makeSquare();
    expect(square(3)).to.equal(9);
    expect(square(0.5)).to.equal(0.25);
    expect(square.name).to.equal('square');
    expect(square.config).to.deep.equal({name: 'square', list: [1]});
    (square.config['list'] as number[]).push(2);
    expect(square.config).to.deep.equal({name: 'square', list: [1]});
  });

  it('shows what it has: its configuration, and `observe` where it watches', () => {
    expect(Object.entries(makeSquare())).to.deep.equal([['config', {name: 'square', list: [1]}]]);
    const observe = () => undefined;
    const watching = makeSquare(observe);
    expect(Object.keys(watching)).to.deep.equal(['config', 'observe']);
    expect(watching.observe).to.equal(observe);
  });

  it('refuses steps that are negative, not finite or no numbers', () => {
    const square = makeSquare();
    for (const step of [-1, Number.NaN, Infinity]) {
      expect(() => square(step)).to.throw(RangeError, 'square: step must be a finite number >= 0, received');
    }
    expect(() => square('1' as never)).to.throw(TypeError, 'received "1"');
  });

  it('refuses values that are not finite, where they arise', () => {
    expect(() => makeSquare()(1e200)).to.throw(
      RangeError,
      'square: the value at step 1e+200 is Infinity, received {"list":[1]}',
    );
  });
});
