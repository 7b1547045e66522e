import {expect} from 'chai';
import type {ContenderName} from '../../bench/contenders.ts';
import {alternate, type Asked, callsFor, type Pace} from '../../bench/measure.ts';
import type {Answer, Request} from '../../bench/workers/protocol.ts';

const pace: Pace = {rounds: 3, roundTime: 100, warmUp: 50};
const ready = (steps = 1) => ({check: 1, steps, versions: {}});

/** A worker whose calls take the given times, again and again, and that tells the log when it runs. */
class Fake implements Asked {
  readonly runs: number[] = [];
  readonly #name: string;
  readonly #times: (call: number) => number;
  readonly #log: string[];
  #calls = 0;

  constructor(name: string, times: (call: number) => number, log: string[] = []) {
    this.#name = name;
    this.#times = times;
    this.#log = log;
  }

  async ask(request: Request): Promise<Answer> {
    if (!('run' in request)) return {memory: 7};
    this.#log.push(`${this.#name} begins`);
    await Promise.resolve();
    this.runs.push(request.run);
    this.#log.push(`${this.#name} ends`);
    return {milliseconds: Array.from({length: request.run}, () => this.#times(this.#calls++))};
  }

  stop(): void {}
}

const of = (entries: readonly (readonly [ContenderName, Asked, number?])[]) =>
  new Map(entries.map(([name, worker, steps]) => [name, {worker, ready: ready(steps)}]));

describe('alternate', () => {
  it('lets one worker run at a time, in turns', async () => {
    const log: string[] = [];
    await alternate(
      of([
        ['stock', new Fake('a', () => 50, log)],
        ['torch', new Fake('b', () => 50, log)],
      ]),
      {...pace, rounds: 2},
    );
    const turn = ['a begins', 'a ends', 'b begins', 'b ends'];
    expect(log).to.deep.equal([...turn, ...turn, ...turn]);
  });

  it('warms up for the time it is told and fills the rounds', async () => {
    const worker = new Fake('a', () => 2);
    await alternate(of([['stock', worker]]), pace);
    const warming = worker.runs.slice(0, -pace.rounds);
    expect(warming.reduce((sum, calls) => sum + 2 * calls, 0)).to.be.within(50, 60);
    expect(worker.runs.slice(-pace.rounds)).to.deep.equal([50, 50, 50]);
  });

  it('counts the time of a whole call where a call makes several steps', async () => {
    const worker = new Fake('a', () => 2);
    const outcomes = await alternate(of([['several', worker, 8]]), pace);
    expect(worker.runs.at(-1)).to.equal(Math.round(100 / 16));
    expect(outcomes.get('several')).to.include({median: 2, count: 3 * 6 * 8, memory: 7});
  });

  it('gives the median of the rounds, their medians and their range', async () => {
    // Calls so slow that a round has three of them and the warming up too.
    const times = [1000, 1000, 1000, 300, 900, 301, 500, 501, 100, 400, 401, 4000];
    const outcomes = await alternate(of([['stock', new Fake('a', (call) => times[call]!)]]), pace);
    const outcome = outcomes.get('stock');
    expect(outcome).to.deep.include({rounds: [301, 500, 401], range: [301, 500], median: 401, count: 9});
  });

  it('goes on without a worker that fails', async () => {
    const broken: Asked = {ask: async () => ({error: 'out of memory'}), stop: () => {}};
    const outcomes = await alternate(
      of([
        ['stock', broken],
        ['torch', new Fake('b', () => 5)],
      ]),
      pace,
    );
    expect(outcomes.get('stock')).to.deep.equal({error: 'out of memory'});
    expect(outcomes.get('torch')).to.include({median: 5});
  });

  it('drops a worker that fails in a later round', async () => {
    let asked = 0;
    const dying: Asked = {
      ask: async () => (++asked > 2 ? {error: 'it ended'} : {milliseconds: [60, 60, 60]}),
      stop: () => {},
    };
    expect((await alternate(of([['jax', dying]]), pace)).get('jax')).to.deep.equal({error: 'it ended'});
  });
});

describe('callsFor', () => {
  it('fills a time within bounds', () => {
    expect(callsFor(100, 4)).to.equal(25);
    expect(callsFor(100, 1000)).to.equal(3);
    expect(callsFor(100, 0)).to.equal(5000);
  });
});
