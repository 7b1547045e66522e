import {expect} from 'chai';
import {learningRateFigure} from '../../../../scripts/report/figures/learning-rate.ts';
import {sampleUnits} from '../sample-report.ts';
import {linesOf} from '../well-formed.ts';

describe('learningRateFigure', () => {
  it('draws the samples of all epochs along the updates', () => {
    const units = sampleUnits({labels: ['sgd'], seeds: 2, epochs: 2}).map((unit) => ({
      ...unit,
      history: unit.history.map((record, epoch) => ({
        ...record,
        rates:
          epoch === 0
            ? []
            : ([
                [epoch * 10 - 10, 0.4],
                [epoch * 10 - 5, 0.4 / epoch],
              ] as const),
      })),
    }));
    const figure = learningRateFigure(units)!;
    const {points} = linesOf(figure.panels[0]!.svg, figure.legend[0]!.colour)[0]!;
    expect(points).to.have.length(4);
    // 0.4, 0.4, 0.4, 0.2 at updates 0, 5, 10, 15
    expect(points[1]![0] - points[0]![0]).to.be.closeTo(points[3]![0] - points[2]![0], 0.02);
    expect(new Set(points.slice(0, 3).map(([, y]) => y)).size).to.equal(1);
    expect(points[3]![1]).to.be.above(points[0]![1] + 100);
  });

  it('leaves out who does not tell a rate', () => {
    const units = sampleUnits({labels: ['sgd', 'lbfgs'], seeds: 1}).map((unit) =>
      unit.label === 'sgd' ? unit : {...unit, history: unit.history.map((record) => ({...record, rates: []}))},
    );
    expect(learningRateFigure(units)!.legend.map(({label}) => label)).to.deep.equal(['sgd']);
    expect(learningRateFigure(units.slice(1))).to.equal(null);
  });
});
