import {expect} from 'chai';
import type {EpochRecord} from '../../../lib/training/index.ts';
import {costsOf, evaluationsAt, evaluationsOf} from '../../../scripts/report/cost.ts';
import type {RunUnit} from '../../../scripts/report/types.ts';
import {solverUnits} from './sample-report.ts';

const label = (units: readonly RunUnit[], name: string) => costsOf(units)!.get(name)!;

describe('costsOf', () => {
  it('takes what a solver counted, and one gradient for each update of all others', () => {
    const [solver, rule] = solverUnits();
    expect(evaluationsOf(solver!.history.at(-1)!)).to.deep.equal({gradient: 8, product: 12});
    expect(evaluationsAt(solver!.history.at(-1)!)).to.equal(20);
    expect(evaluationsOf(rule!.history.at(-1)!)).to.deep.equal({gradient: 4, product: 0});
    expect(label([solver!, rule!], 'newtonCG').evaluations).to.deep.equal({gradient: 8, product: 12});
  });

  it('ranks by the last loss within the cost of the cheapest', () => {
    const units = solverUnits();
    // Five evaluations and half a second an iteration of the solver, one and 1 s an update of the rule.
    const [solver, rule] = ['newtonCG', 'adam'].map((name) => label(units, name));
    expect(solver!.byTime).to.deep.equal({budget: 2, loss: units[0]!.history[4]!.testLoss, rank: 1});
    expect(rule!.byTime).to.deep.equal({budget: 2, loss: units[1]!.history[2]!.testLoss, rank: 2});
    expect(solver!.byEvaluations).to.deep.equal({budget: 4, loss: units[0]!.history[0]!.testLoss, rank: 2});
    expect(rule!.byEvaluations).to.deep.equal({budget: 4, loss: units[1]!.history[4]!.testLoss, rank: 1});
  });

  it('takes means over seeds, of those that did not diverge', () => {
    const [solver, rule] = solverUnits();
    const other = {
      ...solver!,
      seed: 2,
      history: solver!.history.map((record): EpochRecord => ({...record, testLoss: record.testLoss! + 1})),
    };
    const lost = {...rule!, divergence: {update: 1, learningRate: 1, loss: Infinity, reason: 'the loss is infinite'}};
    const units = [solver!, other, lost];
    const last = solver!.history.at(-1)!.testLoss!;
    expect(label(units, 'newtonCG').byEvaluations.loss).to.be.closeTo(last + 0.5, 1e-12);
    expect(label(units, 'adam').byTime).to.deep.equal({budget: 2, loss: null, rank: null});
  });

  it('is null where every update evaluates one gradient, or all diverged', () => {
    const [solver, rule] = solverUnits();
    expect(costsOf([rule!])).to.equal(null);
    const divergence = {update: 1, learningRate: null, loss: NaN, reason: 'the loss is not a number'};
    expect(costsOf([{...solver!, divergence}])).to.equal(null);
  });
});
