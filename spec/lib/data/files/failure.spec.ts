import {expect} from 'chai';
import {networkReason, statusFailure} from '../../../../lib/data/files/failure.ts';

describe('statusFailure', () => {
  it('is null for an answer with content', () => {
    expect(statusFailure(new Response('x', {headers: {'content-type': 'application/x-gzip'}}))).to.equal(null);
    expect(statusFailure(new Response('x', {status: 206, headers: {'content-type': ''}}))).to.equal(null);
  });

  it('tells what passes from what stays', () => {
    const final = (status: number) => statusFailure(new Response(null, {status}))?.final;
    expect([404, 403, 410, 401].map(final)).to.deep.equal([true, true, true, true]);
    expect([500, 502, 503, 408, 429].map(final)).to.deep.equal([false, false, false, false, false]);
  });
});

describe('networkReason', () => {
  it('finds the innermost reason', () => {
    const inner = Object.assign(new Error('getaddrinfo ENOTFOUND a.example'), {code: 'ENOTFOUND'});
    expect(networkReason(new TypeError('fetch failed', {cause: inner}))).to.equal('getaddrinfo ENOTFOUND a.example');
    const both = new AggregateError([new Error('connect ECONNREFUSED ::1:80'), new Error('other')]);
    expect(networkReason(new TypeError('fetch failed', {cause: both}))).to.equal('connect ECONNREFUSED ::1:80');
    expect(networkReason(Object.assign(new Error(''), {code: 'ETIMEDOUT'}))).to.equal('ETIMEDOUT');
    expect(networkReason('a string')).to.equal('a string');
  });
});
