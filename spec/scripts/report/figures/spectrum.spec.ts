import {expect} from 'chai';
import {spectrumFigure} from '../../../../scripts/report/figures/spectrum.ts';
import {density, recordOf as record} from '../curvature/sample-record.ts';

describe('spectrumFigure', () => {
  it('draws the spectrum of the last moment of each label', () => {
    expect(spectrumFigure([record(5)])).to.equal(null);
    const figure = spectrumFigure([record(4, {density: {hessian: density, gaussNewton: density}})])!;
    expect(figure.panels).to.have.length(2);
    expect(figure.legend.map(({label}) => label)).to.include('Gauss-Newton');
    for (const {svg} of figure.panels)
      expect(svg)
        .to.match(/#0072B2/i)
        .and.match(/#D55E00/i);
  });
});
