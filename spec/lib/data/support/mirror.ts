import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** How a mirror answers a request for a file that it has. */
export type Behaviour = (content: Buffer, request: IncomingMessage, response: ServerResponse) => void;

/** Answers as a good server does, whole or from the first byte of a Range. */
export const honest: Behaviour = (content, request, response) => {
  const first = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? -1);
  if (first < 0) {
    response.writeHead(200, {'content-length': content.length}).end(content);
  } else if (first >= content.length) {
    response.writeHead(416, {'content-range': `bytes */${content.length}`}).end();
  } else {
    const rest = content.subarray(first);
    const range = `bytes ${first}-${content.length - 1}/${content.length}`;
    response.writeHead(206, {'content-length': rest.length, 'content-range': range}).end(rest);
  }
};

export const ignoresRange: Behaviour = (content, _request, response) => {
  response.writeHead(200, {'content-length': content.length}).end(content);
};

export const answers404: Behaviour = (_content, _request, response) => {
  response.writeHead(404).end('no such file');
};

/** Half of the bytes, changed in one place, as if they were all. */
export const corrupts: Behaviour = (content, _request, response) => {
  const changed = Buffer.from(content);
  changed[changed.length >> 1]! ^= 0xff;
  response.writeHead(200, {'content-length': changed.length}).end(changed);
};

/** Promises all bytes of what was asked for, sends a part of them and hangs up, once these had time to arrive. */
export function truncates(keep: number): Behaviour {
  return (content, request, response) => {
    const first = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const rest = content.subarray(first);
    const range = `bytes ${first}-${content.length - 1}/${content.length}`;
    response.writeHead(first > 0 ? 206 : 200, {
      'content-length': rest.length,
      ...(first > 0 ? {'content-range': range} : {}),
    });
    response.write(rest.subarray(0, keep), () => setTimeout(() => response.destroy(), 50));
  };
}

/** Sends some bytes and then nothing more. */
export function stalls(after: number): Behaviour {
  return (content, _request, response) => {
    response.writeHead(200, {'content-length': content.length});
    response.write(content.subarray(0, after));
  };
}

export interface Mirror {
  readonly url: string;
  /** What was asked for, `file` or `file bytes=10-`, in order. */
  readonly requests: string[];
  /** What it does from now on: always the same, or one behaviour after another, the last for good. */
  behave(...behaviours: Behaviour[]): void;
}

/** Starts a server on the loopback interface that closes after the tests of the calling block. */
export function startMirror(files: Readonly<Record<string, Buffer>>): Mirror {
  let [behaviours, url]: [Behaviour[], string] = [[honest], ''];
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const name = (request.url ?? '').split('/').at(-1) ?? '';
    const {range} = request.headers;
    requests.push(range === undefined ? name : `${name} ${range}`);
    const behaviour = behaviours.length > 1 ? behaviours.shift()! : behaviours[0]!;
    const content = files[name];
    if (content === undefined) answers404(Buffer.alloc(0), request, response);
    else behaviour(content, request, response);
  });
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mnist/`;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return {
    get url() {
      return url;
    },
    requests,
    behave: (...next) => {
      behaviours = next;
      requests.length = 0;
    },
  };
}
