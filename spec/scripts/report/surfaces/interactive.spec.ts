import {expect} from 'chai';
import {interactiveSurface} from '../../../../scripts/report/surfaces/interactive.ts';

describe('interactiveSurface', () => {
  const options = {
    x: [0, 1],
    y: [0, 1],
    loss: [
      [1, Infinity],
      [2, Number.NaN],
    ],
    xTitle: '</script><b>',
    yTitle: 'second',
    isLog: true,
    trajectory: [{x: 0, y: 1, loss: 2}],
  };

  it('holds its library, leaves holes for what is not finite, and no text ends its scripts', () => {
    const html = String(interactiveSurface(options));
    expect(html.length).to.be.above(1e6);
    expect(html.match(/<\/script/g)).to.have.length(2);
    expect(html).to.contain('"z":[[1,null],[2,null]]').and.contain('"type":"log"');
    expect(html).to.contain(String.raw`\u003c/script>\u003cb>`);
    expect(html).not.to.match(/https?:\/\/[^"' ]*plotly\S*\.js/);
    expect(String(interactiveSurface({...options, isLog: false}))).to.contain('"type":"linear"');
  });
});
