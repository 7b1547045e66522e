import {expect} from 'chai';
import * as vega from 'vega';
import {compile} from 'vega-lite';
import {drawPanel, textWidth} from '../../../../scripts/report/figures/draw.ts';
import {parseXml} from '../well-formed.ts';

const spec = {
  data: {values: [1, 2, 3].map((value) => ({a: value, b: value}))},
  mark: 'point',
  encoding: {x: {field: 'a', type: 'quantitative'}, y: {field: 'b', type: 'quantitative'}},
};
const frame = {width: 300, height: 200, title: 'A <title>', description: 'and "more"'};

describe('drawPanel', () => {
  it('draws at once, in the size asked for, named and described', () => {
    const panel = drawPanel(spec, frame);
    const elements = parseXml(panel.svg);
    expect(elements[0]!.attributes).to.include({
      width: '300',
      height: '200',
      viewBox: '0 0 300 200',
      role: 'img',
      'aria-label': 'A &lt;title&gt;. and &quot;more&quot;',
    });
    expect(elements.filter(({attributes}) => attributes['d']?.startsWith('M2.7')).length).to.equal(3);
    expect(panel).to.include({title: 'A <title>', width: 300});
  });

  it('draws the same twice, and the axes that Vega draws by itself', async () => {
    expect(drawPanel(spec, frame).svg).to.equal(drawPanel(spec, frame).svg);
    const theirs = new vega.View(vega.parse(compile({...spec, mark: 'point'} as never).spec), {renderer: 'none'});
    const texts = (svg: string) => parseXml(svg).flatMap(({name, text}) => (name === 'text' ? [text] : []));
    expect(texts(drawPanel(spec, frame).svg)).to.include.members(['a', 'b', '3.0']);
    expect(texts(await theirs.toSVG())).to.include.members(['a', 'b', '3.0']);
  });

  it('loads nothing', () => {
    const warnings: string[] = [];
    const panel = drawPanel({...spec, data: {url: 'file:///etc/hostname'}}, frame, (text) => warnings.push(text));
    expect(parseXml(panel.svg).some(({attributes}) => attributes['d']?.startsWith('M2.7'))).to.equal(false);
  });

  it('tells of what Vega-Lite complains about', () => {
    const warnings: string[] = [];
    drawPanel({...spec, encoding: {...spec.encoding, nonsense: {field: 'a'}}}, frame, (text) => warnings.push(text));
    expect(warnings.join(' ')).to.match(/nonsense/);
    warnings.length = 0;
    drawPanel(spec, frame, (text) => warnings.push(text));
    expect(warnings).to.deep.equal([]);
  });
});

describe('textWidth', () => {
  it('grows with the text and the size', () => {
    expect(textWidth('mm', 10)).to.be.above(textWidth('ii', 10));
    expect(textWidth('abc', 20)).to.be.closeTo(2 * textWidth('abc', 10), 1e-12);
  });
});
