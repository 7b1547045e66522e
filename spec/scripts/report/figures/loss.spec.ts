import {expect} from 'chai';
import {lossFigure} from '../../../../scripts/report/figures/loss.ts';
import {sampleUnits} from '../sample-report.ts';
import {linesOf, parseXml} from '../well-formed.ts';

describe('lossFigure', () => {
  it('draws training solid beside test dashed, a line for each of many labels', () => {
    const figure = lossFigure(sampleUnits({epochs: 4}))!;
    expect(figure.panels.map(({title}) => title)).to.deep.equal(['Training loss', 'Test loss']);
    const dashes = figure.panels.map(({svg}) =>
      figure.legend.slice(0, 7).map(({colour}) => linesOf(svg, colour)[0]!.attributes['stroke-dasharray']),
    );
    expect(new Set(dashes[0])).to.deep.equal(new Set([undefined]));
    expect(new Set(dashes[1])).to.deep.equal(new Set(['5,3']));
    expect(figure.legend.map(({label}) => label)).to.include.members(['sgd', 'adam', 'training', 'test']);
  });

  it('draws both in one panel for few labels', () => {
    const figure = lossFigure(sampleUnits({labels: ['sgd', 'adam'], seeds: 1, epochs: 4}))!;
    expect(figure.panels).to.have.length(1);
    const lines = linesOf(figure.panels[0]!.svg, figure.legend[0]!.colour);
    expect(lines.map(({attributes}) => attributes['stroke-dasharray'])).to.have.members([undefined, '5,3']);
    expect(lines.map(({points}) => points.length)).to.deep.equal([5, 5]);
    expect(figure.legend.map(({label}) => label)).to.deep.equal(['sgd', 'adam', 'training', 'test']);
  });

  it('marks where a run diverged, and does not stretch the scale for its explosion', () => {
    const units = sampleUnits({labels: ['sgd', 'adam'], seeds: 2, epochs: 6, diverged: ['sgd/2']});
    const exploded = units.map((unit) =>
      unit.divergence === null
        ? unit
        : {
            ...unit,
            divergence: {...unit.divergence, loss: 1e30},
            history: unit.history.map((record) => (record.epoch === 2 ? {...record, trainLoss: 1e20} : record)),
          },
    );
    const figure = lossFigure(exploded)!;
    const texts = parseXml(figure.panels[0]!.svg).flatMap(({name, text}) => (name === 'text' ? [text] : []));
    expect(Math.max(...texts.map(Number).filter(Number.isFinite))).to.be.below(10);
    expect(figure.legend.at(-1)).to.include({label: 'diverged', shape: 'x'});
  });

  it('draws the training loss alone without a test set, and nothing without a finite loss', () => {
    const units = sampleUnits({labels: ['sgd'], seeds: 1, epochs: 2});
    const blind = units.map((unit) => ({...unit, history: unit.history.map((one) => ({...one, testLoss: null}))}));
    expect(lossFigure(blind)!.panels.map(({title}) => title)).to.deep.equal(['Training loss']);
    const nothing = blind.map((unit) => ({...unit, history: unit.history.map((one) => ({...one, trainLoss: NaN}))}));
    expect(lossFigure(nothing)).to.equal(null);
    expect(lossFigure([])).to.equal(null);
  });

  it('stays whole for 20 labels and 100 epochs', () => {
    const labels = Array.from({length: 20}, (_, index) => `optimizer ${index}`);
    const figure = lossFigure(sampleUnits({labels, seeds: 2, epochs: 100, layers: 0}))!;
    const colour = figure.legend[0]!.colour;
    expect(linesOf(figure.panels[0]!.svg, colour).filter(({points}) => points.length === 101)).to.have.length(3);
  });
});
