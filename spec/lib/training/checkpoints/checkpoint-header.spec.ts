import {expect} from 'chai';
import {CheckpointError} from '../../../../lib/training/checkpoints/checkpoint-error.ts';
import {checkHeader, type CheckpointHeader} from '../../../../lib/training/checkpoints/checkpoint-header.ts';

const header: CheckpointHeader = {
  epoch: 1,
  history: [
    {
      epoch: 1,
      updates: 4,
      learningRate: null,
      rates: [[4, 0.1]],
      trainLoss: Number.NaN,
      trainAccuracy: null,
      testLoss: Infinity,
      testAccuracy: 0.5,
      layers: [
        {name: 'a', gradientNorm: 1, weightNorm: 2, updateNorm: 0, relativeChange: Number.NaN, deadFraction: null},
      ],
    },
  ],
  optimizer: {className: 'Adam', config: {learningRate: 0.1}},
  extra: [1, {two: null}],
  specs: [{name: 'model/0', shape: [2, 3], dtype: 'float32'}],
  names: ['w'],
};

const refusal = (changes: object): string => {
  try {
    checkHeader('some.ckpt', {...header, ...changes});
  } catch (error) {
    expect(error).to.be.instanceOf(CheckpointError);
    return (error as Error).message;
  }
  return 'accepted';
};

describe('checkHeader', () => {
  it('takes what saveCheckpoint writes, and loses nothing of its records', () => {
    const [record] = header.history;
    const history = [{...record!, added: 'later'}];
    expect(checkHeader('a', {...header, history})).to.deep.equal({...header, history});
    expect(checkHeader('a', {...header, history: [], optimizer: null, specs: [], names: []}).optimizer).to.equal(null);
    expect(checkHeader('a', {...header, names: [null]}).names).to.deep.equal([null]);
  });

  it('names the file, the part and what was expected of it', () => {
    expect(refusal({epoch: -1})).to.match(
      /^checkpoint some\.ckpt: its header is not one that saveCheckpoint writes \(epoch: .*\): the file is damaged .*, save it anew/,
    );
    expect(refusal({history: [{...header.history[0], trainLoss: '1'}]})).to.match(
      /history\.0\.trainLoss: expected a number/,
    );
    expect(refusal({optimizer: {className: 'Adam', config: []}})).to.match(/optimizer\.config: expected an object/);
    expect(refusal({specs: [{name: 'w', shape: [-1], dtype: 'float99'}]})).to.match(
      /specs\.0\.shape\.0: .*; specs\.0\.dtype: .*float32/,
    );
    expect(refusal({names: ['a', 'b']})).to.match(/names: expected one for each of specs/);
    const places = (...indices: number[]) => ({
      name: 'm',
      className: 'Model',
      weights: [],
      parts: {layers: indices.map((index) => ({name: 'a', className: 'A', weights: [{name: 'w', index}], parts: {}}))},
    });
    expect(refusal({layers: places(0), trained: [0]})).to.equal('accepted');
    for (const layers of [places(), places(1), places(0, 0)])
      expect(refusal({layers})).to.match(/layers: expected every weight once/);
    expect(refusal({layers: places(0), trained: [1]})).to.match(/layers: expected every weight once/);
    expect(refusal({layers: {name: 'm'}})).to.match(/layers\.className/);
    let deep: unknown = [];
    for (let i = 0; i < 50_000; i++) deep = {name: '', className: '', weights: [], parts: {a: [deep]}};
    expect(refusal({layers: deep})).to.match(/its header is not one/);
    const many = Array.from({length: 30}, () => ({name: 1}));
    expect(refusal({specs: many, names: []}).length).to.be.below(1500);
    expect(() => checkHeader('b', 'text')).to.throw(CheckpointError, /all: .*expected object/);
  });
});
