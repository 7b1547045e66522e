import {expect} from 'chai';
import {markup} from '../../../scripts/report/html.ts';
import {wideTable} from '../../../scripts/report/wide-table.ts';

describe('wideTable', () => {
  const flat = (text: string): string => text.replaceAll(/\s*\n\s*/g, '');

  it('is a table that scrolls by itself, with its heads over its rows', () => {
    const rows = [markup`<tr><td>1</td></tr>`, markup`<tr><td>2</td></tr>`];
    const heads = [{title: 'a & b', align: 'left'}, {title: 'c', align: 'right'}, {title: 'd'}] as const;
    expect(flat(wideTable('What "it" shows', heads, rows).text)).to.equal(
      '<div class="scroll" tabindex="0" role="region" aria-label="What &quot;it&quot; shows"><table class="wide"><thead><tr>' +
        '<th scope="col" class="left">a &amp; b</th><th scope="col">c</th><th scope="col">d</th></tr></thead><tbody>' +
        '<tr><td>1</td></tr><tr><td>2</td></tr></tbody></table></div>',
    );
  });

  it('points to what says more about it', () => {
    expect(wideTable('it', [], [], 'note').text).to.include('<table class="wide" aria-describedby="note">');
  });
});
