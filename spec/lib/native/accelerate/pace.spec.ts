import {expect} from 'chai';
import {Pace} from '../../../../lib/native/accelerate/pace.ts';

/** Lets so many ms pass. */
function wait(time: number): void {
  const end = performance.now() + time;
  while (performance.now() < end);
}

describe('Pace', () => {
  it('is that of the fastest steps that followed on each other', () => {
    const pace = new Pace(8);
    expect(pace.size).to.equal(8);
    expect(pace.least(100)).to.equal(0);
    pace.begin(1);
    expect(pace.least(100)).to.equal(0);
    wait(8);
    pace.begin(4);
    expect(pace.least(10)).to.be.at.least(80);
    wait(8);
    // Four steps in 8 ms.
    pace.begin(1);
    const least = pace.least(1);
    expect(least).to.be.within(2, 8);
    pace.pause();
    pace.begin(1);
    wait(20);
    pace.begin(1);
    expect(pace.least(1)).to.equal(least);
  });
});
