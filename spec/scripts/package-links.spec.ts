import {expect} from 'chai';
import {brokenLinks} from '../../scripts/package-links.ts';

describe('brokenLinks', () => {
  it('names links to files that are absent, seen from their page', () => {
    const files = ['README.md', 'docs/a.md', 'docs/images/x.png'];
    const pages = {
      'README.md': '[a](docs/a.md#top) ![x](docs/images/x.png) [code](lib/x.ts) [dots](./docs/a.md)',
      'docs/a.md': '[up](../README.md) [x](images/x.png) [b](b.md) [twice](b.md#c) [out](../../README.md)',
    };
    expect(brokenLinks(pages, files)).to.deep.equal([
      'README.md: lib/x.ts',
      'docs/a.md: b.md',
      'docs/a.md: b.md#c',
      'docs/a.md: ../../README.md',
    ]);
  });

  it('leaves addresses and sections of the page itself alone', () => {
    const page = '[a](https://example.org/b.md) [m](mailto:a@b.c) [s](#section) text (b.md) [x]: b.md';
    expect(brokenLinks({'README.md': page}, [])).to.deep.equal([]);
  });
});
