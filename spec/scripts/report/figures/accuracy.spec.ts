import {expect} from 'chai';
import {accuracyFigure} from '../../../../scripts/report/figures/accuracy.ts';
import {sampleUnits} from '../sample-report.ts';
import {linesOf, parseXml} from '../well-formed.ts';

const withAccuracies = (accuracies: readonly number[]) =>
  sampleUnits({labels: ['sgd'], seeds: 1, epochs: accuracies.length - 1}).map((unit) => ({
    ...unit,
    history: unit.history.map((record, epoch) => ({
      ...record,
      trainAccuracy: accuracies[epoch]!,
      testAccuracy: accuracies[epoch]!,
    })),
  }));

describe('accuracyFigure', () => {
  it('gives every halving of the errors the same height, upwards', () => {
    const figure = accuracyFigure(withAccuracies([0.2, 0.6, 0.8, 0.9, 0.95]))!;
    const {points} = linesOf(figure.panels[0]!.svg, figure.legend[0]!.colour)[0]!;
    const steps = points.slice(1).map(([, y], index) => points[index]![1] - y);
    for (const step of steps) expect(step).to.be.closeTo(steps[0]!, 0.03);
    expect(steps[0]).to.be.above(20);
    const texts = parseXml(figure.panels[0]!.svg).map(({text}) => text);
    expect(texts).to.include.members(['50 %', '80 %', '90 %', '95 %']);
    expect(figure.explanation).to.contain('halves the errors');
  });

  it('is plain for a small range', () => {
    const figure = accuracyFigure(withAccuracies([0.5, 0.6, 0.7]))!;
    const {points} = linesOf(figure.panels[0]!.svg, figure.legend[0]!.colour)[0]!;
    expect(points[0]![1] - points[1]![1]).to.be.closeTo(points[1]![1] - points[2]![1], 0.03);
    expect(figure.explanation).not.to.contain('halves');
  });

  it('bears accuracies of exactly 0 and 1', () => {
    parseXml(accuracyFigure(withAccuracies([0, 1]))!.panels[0]!.svg);
    parseXml(accuracyFigure(withAccuracies([1, 1]))!.panels[0]!.svg);
  });

  it('is not drawn where no accuracy is measured', () => {
    expect(accuracyFigure(sampleUnits({accuracy: false}))).to.equal(null);
  });
});
