import {expect} from 'chai';
import {pathTable} from '../../../../scripts/report/surfaces/path-table.ts';

describe('pathTable', () => {
  const row = {
    label: 'a < b',
    begins: 'start',
    seed: '1',
    monotone: true,
    largestBump: 0,
    localConvexity: 0.5,
    globalConvexity: 1,
    barrier: 0.125,
    argmin: 1,
    distance: 2.5,
    gaussLength: null,
  };

  it('has a row for each path, escapes its texts, and marks those that are not monotone', () => {
    const html = String(pathTable([row, {...row, monotone: false, largestBump: 0.25}]));
    expect(html.match(/<tr>/g)).to.have.length(1 + 2);
    expect(html).to.contain('a &lt; b').and.not.contain('a < b');
    expect(html.match(/<td class="bad">no<\/td>/g)).to.have.length(1);
    for (const number of ['0.125', '50 %', '2.5']) expect(html).to.contain(number);
  });

  it('asks of no path between two solutions whether it is monotone', () => {
    const html = String(pathTable([{...row, begins: 'solution, aligned', monotone: null, largestBump: null}]));
    expect(html)
      .not.to.match(/<td[^>]*>(yes|no)</)
      .and.not.contain('class="bad"');
    expect(html).to.contain('0.125');
  });
});
