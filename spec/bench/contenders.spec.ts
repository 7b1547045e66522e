import {expect} from 'chai';
import {type ContenderName, contenders, isStock, workerEnvironment} from '../../bench/contenders.ts';

describe('the contenders of npm run bench', () => {
  it('have titles of their own', () => {
    const titles = Object.values(contenders).map(({title}) => title);
    expect(new Set(titles).size).to.equal(titles.length);
  });

  it('get the same threads, and oneDNN everywhere', () => {
    expect(workerEnvironment('stock', 2)).to.include({
      OMP_NUM_THREADS: '2',
      TF_NUM_INTRAOP_THREADS: '2',
      TF_ENABLE_ONEDNN_OPTS: '1',
    });
    expect(workerEnvironment('compiled', 2)).to.not.have.property('TF_NUM_INTRAOP_THREADS');
  });

  it('know which of them are TensorFlow.js alone', () => {
    expect((Object.keys(contenders) as ContenderName[]).filter(isStock)).to.deep.equal(['stock', 'wasm-stock']);
  });
});
