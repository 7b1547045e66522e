import {expect} from 'chai';
import {parseSchedule} from '../../../scripts/arguments/schedule-spec.ts';
import type {Schedule} from '../../../schedules/index.ts';

const run = {epochs: 10, updatesPerEpoch: 100};

function make(text: string, rate = 0.2): Schedule {
  const mistakes: string[] = [];
  const maker = parseSchedule(text, mistakes);
  expect(mistakes).to.deep.equal([]);
  return maker!(rate, run) as Schedule;
}

describe('parseSchedule', () => {
  it('has lengths in epochs, and changes with every update: the rise of an epoch is a ramp', () => {
    expect([0, 499, 500, 999].map(make('stepDecay:drop=0.5,every=5'))).to.deep.equal([0.2, 0.2, 0.1, 0.1]);
    const ramp = make('cosineDecay:warmup=1');
    expect(ramp(25)).to.be.closeTo(0.05, 1e-12);
    expect(ramp(100)).to.be.closeTo(0.2, 1e-12);
    expect(ramp(550), 'half of the other nine epochs').to.be.closeTo(0.1, 1e-12);
    expect(ramp(1000)).to.be.closeTo(0, 1e-12);
  });

  it('stands still within an epoch where the unit is one', () => {
    const stairs = make('cosineDecay:warmup=2,unit=epoch');
    expect([0, 99, 100, 199, 200].map(stairs)).to.deep.equal([0, 0, 0.1, 0.1, 0.2]);
    expect(make('exponentialDecay:k=0.5,unit=epoch')(150)).to.be.closeTo(0.2 * Math.exp(-0.5), 1e-12);
    expect(make('exponentialDecay:k=0.5')(150)).to.be.closeTo(0.2 * Math.exp(-0.75), 1e-12);
  });

  it('counts updates where the unit says so', () => {
    const schedule = make('inverseTimeDecay:k=1,unit=update');
    expect(schedule(1)).to.be.closeTo(0.1, 1e-12);
    expect(schedule(3)).to.be.closeTo(0.05, 1e-12);
  });

  it('takes the length of the run where steps is not written, and the rate for the start', () => {
    const schedule = make('cosineDecay:unit=update');
    expect(schedule(500)).to.be.closeTo(0.1, 1e-12);
    expect(schedule(1000)).to.equal(0);
  });

  it('warms up before, within the length of the run', () => {
    const schedule = make('cosineDecay:unit=update,warmup=200');
    expect(schedule(100)).to.be.closeTo(0.1, 1e-12);
    expect(schedule(200)).to.be.closeTo(0.2, 1e-12);
    expect(schedule(600)).to.be.closeTo(0.1, 1e-12);
    expect(schedule(1000)).to.equal(0);
  });

  it('reads lists between slashes', () => {
    const schedule = make('piecewiseConstant:boundaries=3/6,values=0.1/0.01/1e-3');
    expect([0, 300, 600].map(schedule)).to.deep.equal([0.1, 0.01, 0.001]);
  });

  it('collects the mistakes', () => {
    const mistakes: string[] = [];
    parseSchedule('cosin', mistakes);
    parseSchedule('stepDecay:drop=0.5', mistakes);
    parseSchedule('stepDecay:drop=0.5,every=2,every=3', mistakes);
    expect(mistakes).to.have.length(3);
    expect(mistakes[0]).to.match(/unknown schedule "cosin"/);
    expect(mistakes[1]).to.match(/stepDecay needs every/);
    expect(mistakes[2]).to.match(/every is given twice/);
  });
});
