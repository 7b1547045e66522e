import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {expect} from 'chai';
import {whyUnreachable} from '../../../scripts/native/reachable.ts';

describe('whyUnreachable', () => {
  let server: Server;
  let base: string;
  const methods: string[] = [];
  before((done) => {
    server = createServer((request, response) => {
      methods.push(request.method!);
      if (request.url === '/stall') return;
      response.statusCode = request.url === '/there' ? 200 : 404;
      response.end();
    });
    server.listen(0, '127.0.0.1', () => {
      base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  after((done) => {
    server.closeAllConnections();
    server.close(done);
  });

  const ask = (address: string): Promise<string | null> =>
    whyUnreachable(address, process.cwd(), {seconds: 0.2, environment: {}});

  it('asks for the head only and tells a file that is there from every kind of failure', async () => {
    expect(await ask(`${base}/there`)).to.equal(null);
    expect(await ask(`${base}/elsewhere`)).to.match(/^127\.0\.0\.1:\d+ answers 404$/);
    expect(await ask(`${base}/stall`)).to.match(/does not answer$/);
    expect(await ask('http://127.0.0.1:1/there')).to.match(/ECONNREFUSED$/);
    expect(new Set(methods)).to.deep.equal(new Set(['HEAD']));
  });
});
