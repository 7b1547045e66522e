import {expect} from 'chai';
import {escapeHtml, markup, Markup} from '../../../scripts/report/html.ts';

describe('escapeHtml', () => {
  it('leaves nothing that ends a text or an attribute', () => {
    expect(escapeHtml(`<a href="x" title='y'>&amp;`)).to.equal(
      '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;',
    );
  });

  it('drops what XML forbids and keeps the rest', () => {
    expect(escapeHtml('a\u0000\u0008\u001b\uffffb\t\n\u00e9\u4e16')).to.equal('ab\t\n\u00e9\u4e16');
  });
});

describe('markup', () => {
  it('escapes text and numbers but not markup, joins lists and skips what is not there', () => {
    const inner = markup`<b>${'<i>'}</b>`;
    const whole = markup`<p>${inner}${['a&', markup`<br>`, 3]}${null}${undefined}${false}</p>`;
    expect(whole).to.be.instanceOf(Markup);
    expect(String(whole)).to.equal('<p><b>&lt;i&gt;</b>a&amp;<br>3</p>');
  });

  it('shows zero', () => {
    expect(markup`${0}`.text).to.equal('0');
  });
});
