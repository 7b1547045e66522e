import {expect} from 'chai';
import {confusionMatrix} from '../../../lib/evaluation/confusion-matrix.ts';

describe('confusionMatrix', () => {
  it('has actual classes in rows and predicted ones in columns', () => {
    // scikit-learn's own example: cats, dogs and so on as 0, 1, 2.
    expect(confusionMatrix([2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2], 3)).to.deep.equal([
      [2, 0, 0],
      [0, 0, 1],
      [1, 0, 2],
    ]);
  });

  it('has errors of type I above the diagonal and of type II below for two classes', () => {
    const actual = Uint8Array.of(1, 1, 1, 1, 0, 0, 0, 0, 0);
    const predicted = Uint8Array.of(1, 1, 1, 0, 1, 1, 0, 0, 0);
    const [[trueNegatives, typeOne], [typeTwo, truePositives]] = confusionMatrix(actual, predicted, 2) as [
      [number, number],
      [number, number],
    ];
    expect({trueNegatives, typeOne, typeTwo, truePositives}).to.deep.equal({
      trueNegatives: 3,
      typeOne: 2,
      typeTwo: 1,
      truePositives: 3,
    });
  });

  it('has a row and a column for classes that never occur', () => {
    expect(confusionMatrix([0], [0], 2)).to.deep.equal([
      [1, 0],
      [0, 0],
    ]);
    expect(confusionMatrix([], [], 1)).to.deep.equal([[0]]);
  });

  it('refuses labels out of range and arrays of different length', () => {
    expect(() => confusionMatrix([0, 2], [0, 1], 2)).to.throw(
      RangeError,
      'actual must be whole numbers from 0 to 1, received 2 at 1',
    );
    expect(() => confusionMatrix([0, 1], [0, -1], 2)).to.throw(
      RangeError,
      'predicted must be whole numbers from 0 to 1',
    );
    expect(() => confusionMatrix([0], [0.5], 2)).to.throw(RangeError, 'received 0.5 at 0');
    expect(() => confusionMatrix([0, 1], [0], 2)).to.throw(RangeError, /as many labels as actual, 2, received 1/);
    expect(() => confusionMatrix([], [], 0)).to.throw(RangeError, /classes must be a whole number >= 1/);
  });
});
