import {expect} from 'chai';
import {gradientNormsFigure} from '../../../../scripts/report/figures/gradient-norms.ts';
import {sampleUnits} from '../sample-report.ts';
import {linesOf, parseXml} from '../well-formed.ts';

describe('gradientNormsFigure', () => {
  it('draws a panel for each layer, all on one scale', () => {
    const figure = gradientNormsFigure(sampleUnits({labels: ['sgd', 'adam'], seeds: 1, epochs: 4, layers: 3}))!;
    expect(figure.panels.map(({title}) => title)).to.deep.equal(['dense_1', 'dense_2', 'dense_3']);
    const ticks = figure.panels.map(({svg}) =>
      parseXml(svg).flatMap(({name, text}) => (name === 'text' ? [text] : [])),
    );
    expect(ticks[0]).to.deep.equal(ticks[2]);
    // Norms grow from layer to layer in the sample, so later panels draw higher.
    const heights = figure.panels.map(({svg}) => linesOf(svg, figure.legend[0]!.colour)[0]!.points[0]![1]);
    expect(heights[0]).to.be.above(heights[1]!);
    expect(heights[1]).to.be.above(heights[2]!);
  });

  it('takes nine layers out of very many, the first and the last among them', () => {
    const {panels} = gradientNormsFigure(sampleUnits({labels: ['sgd'], seeds: 1, epochs: 2, layers: 30}))!;
    expect(panels).to.have.length(9);
    expect(panels[0]!.title).to.equal('dense_1');
    expect(panels[8]!.title).to.equal('dense_30');
  });

  it('is not drawn without diagnostics', () => {
    expect(gradientNormsFigure(sampleUnits({layers: 0}))).to.equal(null);
  });
});
