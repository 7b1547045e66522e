import {expect} from 'chai';
import {legendOf} from '../../../../scripts/report/figures/palette.ts';
import {swatch} from '../../../../scripts/report/figures/swatch.ts';
import {parseXml} from '../well-formed.ts';

const paths = (entry: Parameters<typeof swatch>[0]) =>
  parseXml(swatch(entry).text).flatMap(({name, attributes}) => (name === 'path' ? [attributes] : []));

describe('swatch', () => {
  it('draws the line and a symbol of its own for each of the labels', () => {
    const drawn = legendOf(['a', 'b', 'c', 'd', 'e', 'f', 'g']).map(paths);
    for (const [line, symbol] of drawn) {
      expect(line!['stroke']).to.equal(symbol!['fill']);
      expect(symbol!['d']).to.match(/^M/);
    }
    expect(new Set(drawn.map(([, symbol]) => symbol!['d'])).size).to.equal(7);
  });

  it('dashes, shades and crosses', () => {
    const base = {label: 'x', colour: '#123456', shape: null};
    expect(paths({...base, line: 'dashed'})[0]!['stroke-dasharray']).to.equal('5 3');
    expect(paths({...base, line: 'band'})[0]!['fill-opacity']).to.equal('0.22');
    expect(paths({...base, line: 'none', shape: 'x'})).to.have.length(1);
  });
});
