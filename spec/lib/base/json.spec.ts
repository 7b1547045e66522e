import {expect} from 'chai';
import {canonicalJson, parseJson, stringifyJson} from '../../../lib/base/json.ts';

describe('stringifyJson and parseJson', () => {
  it('carry numbers that JSON does not know', () => {
    const value = {a: [Number.NaN, Infinity, -Infinity, 1.5, null], b: 'text'};
    const text = stringifyJson(value);
    expect(text).to.equal('{"a":["NaN","Infinity","-Infinity",1.5,null],"b":"text"}');
    expect(parseJson(text)).to.deep.equal(value);
    expect(JSON.parse(text)).to.be.an('object');
  });

  it('write typed arrays as arrays', () => {
    expect(stringifyJson({a: Uint8Array.of(1, 255), b: Float32Array.of(0.5, NaN)})).to.equal(
      '{"a":[1,255],"b":[0.5,"NaN"]}',
    );
  });

  it('refuse a text that would come back as a number', () => {
    expect(() => stringifyJson({label: 'NaN'})).to.throw(TypeError, /"label".*NaN/);
  });

  it('keep every finite number exactly', () => {
    for (const number of [0.1 + 0.2, 1 / 3, Number.MIN_VALUE, Number.MAX_VALUE, 2 ** 53]) {
      expect(parseJson(stringifyJson(number))).to.equal(number);
    }
  });
});

describe('canonicalJson', () => {
  it('orders the keys at every depth and leaves lists in their order', () => {
    expect(canonicalJson({b: {d: 1, c: [3, {f: 1, e: 2}]}, a: undefined})).to.equal(
      '{"b":{"c":[3,{"e":2,"f":1}],"d":1}}',
    );
  });
});
