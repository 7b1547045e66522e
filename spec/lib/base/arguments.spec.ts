import {expect} from 'chai';
import '../../../lib/base/wording.ts';
import {
  checkChoices,
  checkFlags,
  checkLists,
  checkNumbers,
  checkOptions,
  didYouMean,
  show,
} from '../../../lib/base/arguments.ts';

describe('checkNumbers', () => {
  it('names owner, argument, range and what was received', () => {
    expect(() => checkNumbers('mine', {rate: -1}, {from: 0})).to.throw(
      RangeError,
      'mine: rate must be a finite number >= 0, received -1',
    );
    expect(() => checkNumbers('mine', {count: 2.5}, {above: 1, below: 9, whole: true})).to.throw(
      RangeError,
      'mine: count must be a whole number > 1 and < 9, received 2.5',
    );
  });

  it('takes or leaves the bounds themselves', () => {
    for (const received of [0, 1]) checkNumbers('mine', {received}, {from: 0, to: 1});
    for (const received of [0, 1]) {
      expect(() => checkNumbers('mine', {received}, {above: 0, below: 1})).to.throw(RangeError);
    }
  });

  it('refuses what is not finite even without bounds, and what is no number as a TypeError', () => {
    for (const received of [Number.NaN, Infinity, -Infinity]) {
      expect(() => checkNumbers('mine', {received}, {})).to.throw(RangeError, /finite number, received/);
    }
    for (const received of ['1', undefined, null, [1], 1n]) {
      expect(() => checkNumbers('mine', {received}, {})).to.throw(TypeError);
    }
  });
});

describe('checkFlags and checkLists', () => {
  it('refuse other types, and lists that are too short', () => {
    expect(() => checkFlags('mine', {cycle: 1})).to.throw(TypeError, 'mine: cycle must be true or false, received 1');
    expect(() => checkLists('mine', {values: 1})).to.throw(TypeError, 'mine: values must be an array, received 1');
    expect(() => checkLists('mine', {values: []}, 1)).to.throw(RangeError, /values must have at least 1 element, /);
    expect(() => checkFlags('mine', {cycle: false})).not.to.throw();
    expect(() => checkLists('mine', {values: []})).not.to.throw();
  });
});

describe('checkChoices and checkOptions', () => {
  it('offer the nearest known word', () => {
    expect(() => checkChoices('mine', {mode: 'mim'}, ['min', 'max'])).to.throw(
      RangeError,
      'mine: mode must be one of "min", "max", received "mim"; did you mean "min"?',
    );
    expect(() => checkOptions('mine', {stepz: 1}, ['steps', 'end'])).to.throw(
      TypeError,
      'mine: unknown option "stepz"; did you mean "steps"?',
    );
  });

  it('see a word within a word', () => {
    expect(didYouMean('val', ['steps', 'value'])).to.equal('; did you mean "value"?');
    expect(didYouMean('decaySteps', ['end', 'steps'])).to.equal('; did you mean "steps"?');
    expect(didYouMean('dropp', ['every', 'drop'])).to.equal('; did you mean "drop"?');
  });

  it('list the known words when none is near', () => {
    expect(() => checkOptions('mine', {temperature: 1}, ['steps', 'end'])).to.throw(
      'mine: unknown option "temperature"; the options are steps, end',
    );
    expect(didYouMean('temperature', ['steps', 'end'])).to.equal('');
  });

  it('refuse what is no object and no word', () => {
    for (const options of [undefined, null, 3, [1]]) {
      expect(() => checkOptions('mine', options, ['steps'])).to.throw(TypeError, 'must be an object of steps');
    }
    expect(() => checkChoices('mine', {mode: 3}, ['min', 'max'])).to.throw(TypeError, 'received 3');
  });
});

describe('show', () => {
  it('tells apart what looks alike, and stays short', () => {
    expect([1, '1', null, undefined, Number.NaN].map(show)).to.deep.equal(['1', '"1"', 'null', 'undefined', 'NaN']);
    expect(show(show)).to.equal('a function');
    expect(show(new Map())).to.equal('an object of class Map');
    expect(show(Object.create(null))).to.equal('{}');
    const loop: Record<string, unknown> = {};
    loop['itself'] = loop;
    expect(show(loop)).to.equal('object');
    expect(show(Array.from({length: 1000}, () => 1)).length).to.be.lessThan(110);
  });

  it('tells the shape of tensors, also within lists and records, and none of their insides', () => {
    class Tensor {
      readonly shape = [2, 3];
      readonly dtype = 'float32';
      readonly dataId = {};
    }
    const tensor = new Tensor();
    expect(show(tensor)).to.equal('an object of class Tensor');
    expect(show([tensor, 1])).to.equal('[a tensor of shape [2, 3], 1]');
    expect(show({x: tensor, y: new Map()})).to.equal('{x: a tensor of shape [2, 3], y: an object of class Map}');
    expect(show(Array.from({length: 9}, () => tensor)).length).to.be.lessThan(90);
    expect(() => checkOptions('mine', tensor, ['a'])).to.throw(TypeError, 'of a, received an object of class Tensor');
    const model = {getClassName: () => 'Sequential'};
    expect(() => checkOptions('mine', model, ['a'])).to.throw(
      TypeError,
      /^mine: options must be an object of a, received/,
    );
  });
});
