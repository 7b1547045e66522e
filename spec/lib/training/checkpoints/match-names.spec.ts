import {expect} from 'chai';
import {matchNames} from '../../../../lib/training/checkpoints/match-names.ts';

const match = (saved: (string | null)[], present: string[], orderCounts = true): number[] | string => {
  const found = matchNames(
    saved,
    present.map((name) => ({name})),
    {orderCounts},
  );
  return typeof found === 'string' ? found : found.map(({present: place}) => place);
};

describe('matchNames', () => {
  it('goes by equal names, in whatever order', () => {
    expect(match(['b', 'a', '7'], ['7', 'a', 'b'])).to.deep.equal([2, 1, 0]);
    expect(
      match(['dense_Dense2/kernel', 'dense_Dense1/kernel'], ['dense_Dense1/kernel', 'dense_Dense2/kernel']),
    ).to.deep.equal([1, 0]);
  });

  it('takes what was counted anew in its order, some names agreeing by chance', () => {
    expect(
      match(['dense_Dense1/kernel', 'dense_Dense2/kernel'], ['dense_Dense2/kernel', 'dense_Dense3/kernel']),
    ).to.deep.equal([0, 1]);
    expect(match(['12', '13', null], ['13', '14', '15'])).to.deep.equal([0, 1, 2]);
    // Nine and ten are no texts.
    expect(
      match(['dense_Dense9/kernel', 'dense_Dense10/kernel'], ['dense_Dense10/kernel', 'dense_Dense11/kernel']),
    ).to.deep.equal([0, 1]);
  });

  it('goes by the counting alone where the order may be another', () => {
    const [saved, present] = [
      ['dense_Dense2/kernel', 'dense_Dense1/kernel'],
      ['dense_Dense3/kernel', 'dense_Dense4/kernel'],
    ];
    expect(match(saved, present, false)).to.deep.equal([1, 0]);
    expect(match(saved, present)).to.match(/its names dense_Dense2\/kernel, dense_Dense1\/kernel do not tell which of/);
  });

  it('takes a number at the end for one that made the name unique only where it is the one', () => {
    expect(match(['a/kernel', 'b/kernel'], ['b/kernel_1', 'a/kernel_3'])).to.deep.equal([1, 0]);
    expect(match(['a/kernel_2'], ['a/kernel_1'])).to.deep.equal([0]);
    expect(match(['a/kernel_1', 'a/kernel_2'], ['a/kernel_3', 'a/kernel_4'])).to.match(/do not tell/);
    expect(match(['w_1'], ['w_2'])).to.match(
      /it holds w_1, which the model or variables do not have under such a name/,
    );
    expect(match(['block_1/kernel'], ['block_2/kernel'])).to.match(/it holds block_1\/kernel/);
  });

  it('tells what is missing on either side', () => {
    expect(match(['a'], [])).to.equal('it holds 1 weights (a), the model or variables have 0 ()');
    expect(match(['a', 'a'], ['a', 'b'])).to.match(/it holds a/);
    expect(match([null], ['a'])).to.match(/it holds \(without a name\), which/);
    expect(match(['a', 'b'], ['a', 'c'])).to.match(/it holds b, which/);
  });
});
