import {createReadStream, existsSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {extname, join} from 'node:path';
import {text} from 'node:stream/consumers';

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** What answers to an address: text, a file, or who takes what a page posts there. */
export type Route = {text: string; type: string} | {folder: string} | {receive: (posted: string) => void};

/**
 * Serves pages on a free port of this machine, isolated from other origins, so that WebAssembly may have threads.
 *
 * @param routes by the beginning of the path, the longest first
 */
export async function serve(routes: Readonly<Record<string, Route>>): Promise<{origin: string; server: Server}> {
  const server = createServer((request, response) => {
    const {url = '/'} = request;
    const {pathname} = new URL(url, 'http://localhost');
    const [prefix, route] = Object.entries(routes).find(([each]) => pathname.startsWith(each)) ?? [];
    const isolated = {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    };
    if (route !== undefined && 'text' in route) {
      response.writeHead(200, {...isolated, 'content-type': route.type}).end(route.text);
      return;
    }
    if (route !== undefined && 'receive' in route) {
      const take = async (): Promise<void> => {
        route.receive(await text(request));
        response.writeHead(204, isolated).end();
      };
      void take();
      return;
    }
    const file = route && !pathname.includes('..') ? join(route.folder, pathname.slice(prefix!.length)) : '';
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {...isolated, 'content-type': types[extname(file)] ?? 'application/octet-stream'});
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {origin: `http://localhost:${(server.address() as AddressInfo).port}`, server};
}
