import {expect} from 'chai';
import {pacer} from '../../../lib/base/pace.ts';

describe('pacer', () => {
  it('lets timers run when a pause is due, and costs nothing before', async () => {
    const timer = {ran: false};
    setTimeout(() => {
      timer.ran = true;
    }, 0);
    const pause = pacer(20);
    expect(pause()).to.equal(undefined);
    const started = performance.now();
    let pauses = 0;
    while (!timer.ran && performance.now() - started < 5000) {
      const due = pause();
      if (due) pauses++;
      await due;
    }
    expect(timer.ran).to.equal(true);
    expect(pauses).to.be.within(1, 3);
    expect(pause()).to.equal(undefined);
  });
});
