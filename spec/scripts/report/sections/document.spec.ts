import {expect} from 'chai';
import {markup} from '../../../../scripts/report/html.ts';
import {pageDocument} from '../../../../scripts/report/sections/document.ts';

describe('pageDocument', () => {
  it('puts the title, escaped, the style with what is beside it, and the body into one page', () => {
    const page = pageDocument({title: 'a < b', body: markup`<p>words</p>`, more: '.own { margin: 0; }'});
    expect(page).to.match(/^<!doctype html>\s*<html lang="en">/);
    expect(page).to.contain('<title>a &lt; b</title>').and.to.contain('<p>words</p>');
    expect(page.indexOf('.own { margin: 0; }')).to.be.above(page.indexOf('main { max-width'));
    expect(pageDocument({title: 't', body: markup``})).to.not.contain('.own');
  });
});
