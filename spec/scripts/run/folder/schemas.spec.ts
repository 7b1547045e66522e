import {expect} from 'chai';
import {measuredPoints, runConfig, runEvent, runTimes, runVersions} from '../../../../scripts/run/folder/schemas.ts';

const isRead = (schema: {safeParse(value: unknown): {success: boolean}}, value: unknown): boolean =>
  schema.safeParse(value).success;

describe('the schemas of a run', () => {
  const record = {
    epoch: 1,
    updates: 10,
    learningRate: null,
    rates: [[0, 0.1]],
    trainLoss: Number.NaN,
    trainAccuracy: null,
    testLoss: Infinity,
    testAccuracy: 0.5,
  };
  const end = {event: 'end', key: 'k', stopped: 'epochs', divergence: null, updates: 3};

  it('read events of every kind, with numbers that are not finite', () => {
    const events = [
      {event: 'unit', key: 'k', label: 'sgd', optimizer: 'sgd', config: {}, seed: 1},
      {event: 'epoch', key: 'k', ...record},
      end,
      {...end, stopped: 'diverged', divergence: {update: 3, learningRate: null, loss: Number.NaN, reason: 'why'}},
      {event: 'points', path: {optimizer: 'sgd', seed: 1, control: 'noise'}, points: []},
      {event: 'result', key: 'k', result: [1]},
    ];
    for (const event of events) expect(isRead(runEvent, event), JSON.stringify(event)).to.equal(true);
  });

  it('refuse what is something else', () => {
    const others: unknown[] = [
      null,
      [],
      'end',
      {event: 'stop', key: 'k'},
      {...end, key: 3},
      {...end, stopped: 'tired'},
    ];
    others.push({event: 'epoch', key: 'k', ...record, trainLoss: '1'}, {event: 'unit', key: 'k'});
    for (const event of others) expect(isRead(runEvent, event), JSON.stringify(event)).to.equal(false);
  });

  it('take configurations and versions with more in them, and nothing of a wrong type', () => {
    expect(isRead(runConfig, {epochs: 3, resolved: {units: [{key: 'a', seed: 1}], more: 1}})).to.equal(true);
    expect(isRead(runConfig, {resolved: {units: 'abc'}})).to.equal(false);
    expect(isRead(runVersions, {backend: 'cpu', tfjs: '4.22.0', later: [{backend: 'cpu'}]})).to.equal(true);
    expect(isRead(runVersions, {backend: 3})).to.equal(false);
    expect(isRead(runTimes, {seconds: 1, points: 3})).to.equal(true);
    expect(isRead(runTimes, {epoch: 1})).to.equal(false);
    expect(
      isRead(measuredPoints, [{index: 0, measurement: {trainLoss: Number.NaN, note: 'x', testLoss: null}}]),
    ).to.equal(true);
    expect(isRead(measuredPoints, [{index: 0, measurement: {trainLoss: [1]}}])).to.equal(false);
  });
});
