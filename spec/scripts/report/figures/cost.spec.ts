import {expect} from 'chai';
import {costFigure} from '../../../../scripts/report/figures/cost.ts';
import {sampleUnits, solverUnits} from '../sample-report.ts';
import {linesOf, parseXml} from '../well-formed.ts';

describe('costFigure', () => {
  it('draws the training loss against evaluations and against time', () => {
    const figure = costFigure(solverUnits())!;
    expect(figure.panels.map(({title}) => title)).to.deep.equal(['Against evaluations', 'Against time']);
    expect(figure.legend.map(({label}) => label)).to.deep.equal(['newtonCG', 'adam']);
    const widths = figure.panels.map(({svg}) =>
      figure.legend.map(({colour}) => {
        const {points} = linesOf(svg, colour)[0]!;
        expect(points).to.have.length(5);
        return points.at(-1)![0] - points[0]![0];
      }),
    );
    // 20 evaluations beside 4, 2 s beside 4 s.
    expect(widths[0]![0]! / widths[0]![1]!).to.be.closeTo(5, 0.01);
    expect(widths[1]![0]! / widths[1]![1]!).to.be.closeTo(0.5, 0.01);
  });

  it('has ticks below a second for short runs, and whole evaluations', () => {
    const ticks = (length: number, records = 5): string[][] => {
      const units = solverUnits().map((unit) => ({
        ...unit,
        clock: unit.clock!.map((time) => time * length),
        history: unit.history
          .slice(0, records)
          .map((one) => ({...one, evaluations: {gradient: one.epoch, product: 0}})),
      }));
      return costFigure(units)!.panels.map(({svg}) =>
        parseXml(svg)
          .map(({text}) => text)
          .filter((text) => /^[\d.,]+$/.test(text)),
      );
    };
    // The clock ends at 4 s.
    for (const tick of ['0', '0.05', '0.1', '0.15', '0.2']) expect(ticks(0.05)[1]).to.include(tick);
    for (const tick of ['5,000', '10,000', '20,000']) expect(ticks(5000)[1]).to.include(tick);
    expect(ticks(1, 3)[0]).to.include('2').and.to.not.include('1.5');
  });

  it('takes means of cost and loss over seeds at the same epoch, without those that diverged', () => {
    const [solver, rule] = solverUnits();
    const divergence = {update: 1, learningRate: null, loss: NaN, reason: 'the loss is not a number'};
    const doubled = {
      ...solver!,
      seed: 2,
      history: solver!.history.map((one) => ({...one, evaluations: {gradient: 7 * one.epoch, product: 8 * one.epoch}})),
    };
    const figure = costFigure([solver!, doubled, {...rule!, divergence}, {...rule!, label: 'sgd'}])!;
    const colour = (label: string) => figure.legend.find((one) => one.label === label)!.colour;
    const [both, other] = ['newtonCG', 'sgd'].map((label) => linesOf(figure.panels[0]!.svg, colour(label))[0]!.points);
    const width = (points: typeof both) => points!.at(-1)![0] - points![0]![0];
    expect(width(both) / width(other)).to.be.closeTo(10, 0.01);
    expect(linesOf(figure.panels[0]!.svg, colour('adam'))).to.deep.equal([]);
  });

  it('is not there where every update evaluates one gradient, or nothing is finite', () => {
    expect(costFigure(sampleUnits({labels: ['adam'], seeds: 1}))).to.equal(null);
    const [solver] = solverUnits();
    const lost = solver!.history.map((record) => ({...record, trainLoss: NaN}));
    expect(costFigure([{...solver!, history: lost}])).to.equal(null);
  });
});
