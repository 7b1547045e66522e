import {expect} from 'chai';
import {DataError} from '../../../../lib/data/data-error.ts';
import {mirrorList} from '../../../../lib/data/files/mirrors.ts';
import {publishedSets} from '../../../../lib/data/published-sets.ts';

const {mnist, fashion} = publishedSets;

describe('mirrorList', () => {
  it('has well-known mirrors of both sets', () => {
    expect(mirrorList(mnist, undefined, {}).length).to.be.greaterThan(1);
    for (const url of [...mirrorList(mnist, undefined, {}), ...mirrorList(fashion, undefined, {})]) {
      expect(url).to.match(/^https?:\/\/.*\/$/);
    }
  });

  it('takes those of the caller, else those of the environment, with a slash at the end and each once', () => {
    const environment = {TFJS_OPTIM_MNIST_MIRRORS: ' http://a.example/m , https://b.example/,http://a.example/m/'};
    expect(mirrorList(mnist, undefined, environment)).to.deep.equal(['http://a.example/m/', 'https://b.example/']);
    expect(mirrorList(mnist, ['http://c.example'], environment)).to.deep.equal(['http://c.example/']);
    expect(mirrorList(fashion, undefined, environment)).to.deep.equal(mirrorList(fashion, undefined, {}));
    expect(mirrorList(mnist, undefined, {TFJS_OPTIM_MNIST_MIRRORS: ''})).to.deep.equal(
      mirrorList(mnist, undefined, {}),
    );
  });

  it('refuses what is no address, by the name of its origin', () => {
    expect(() => mirrorList(mnist, undefined, {TFJS_OPTIM_MNIST_MIRRORS: 'a.example'})).to.throw(
      DataError,
      /TFJS_OPTIM_MNIST_MIRRORS must hold addresses .* received "a\.example"/,
    );
    expect(() => mirrorList(mnist, ['file:///tmp'])).to.throw(
      DataError,
      /mirrors must hold .* received "file:\/\/\/tmp"/,
    );
    expect(() => mirrorList(mnist, [])).to.throw(DataError, /mirrors must name at least one folder/);
  });
});
