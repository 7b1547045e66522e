import {expect} from 'chai';
import {onClaim, onPrinted, onSeeds} from '../../../../scripts/lecture/frame/verdicts.ts';

describe('the rules of verdicts', () => {
  it('compare printed numbers to their last digit', () => {
    expect(onPrinted({printed: 0.067, right: 1 / 15}, 3)).to.equal('exact');
    expect(onPrinted({printed: 0.0667, right: 1 / 15}, 4)).to.equal('exact');
    // Half a unit of the last digit is the most.
    expect(onPrinted({printed: 0.5, right: 0.55}, 1)).to.equal('exact');
    expect(onPrinted({printed: 0.5, right: 0.5501}, 1)).to.equal('slip');
    expect(onPrinted({printed: [1, 2], right: [1, 2.1]}, 1)).to.equal('slip');
    expect(onPrinted({printed: [1, 2], right: [1]}, 1)).to.equal('slip');
    expect(onPrinted({printed: 1, right: Number.NaN}, 1)).to.equal('slip');
  });

  it('tell rounding on the way from a slip', () => {
    const printed = 0.004708;
    const right = 0.00470705;
    expect(onPrinted({printed, right, rounded: 0.0047081}, 6)).to.equal('rounded intermediate');
    expect(onPrinted({printed, right, rounded: 0.004707}, 6)).to.equal('slip');
    expect(onPrinted({printed: right, right, rounded: 1}, 6)).to.equal('exact');
  });

  it('grade claims, by seeds from two in three on', () => {
    expect(onClaim({always: true, sometimes: true})).to.equal('holds');
    expect(onClaim({always: false, sometimes: true})).to.equal('holds with conditions');
    expect(onClaim({always: false, sometimes: false})).to.equal('does not hold');
    expect(onSeeds({agreed: 3, seeds: 3})).to.equal('holds');
    expect(onSeeds({agreed: 2, seeds: 3})).to.equal('holds with conditions');
    expect(onSeeds({agreed: 1, seeds: 2})).to.equal('does not hold');
    expect(onSeeds({agreed: 0, seeds: 0})).to.equal('does not hold');
  });
});
