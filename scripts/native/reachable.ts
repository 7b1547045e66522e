import {request as requestHttp, type Agent} from 'node:http';
import {request as requestHttps} from 'node:https';
import {createRequire} from 'node:module';
import {join} from 'node:path';

function proxyAgent(packageFolder: string, environment: NodeJS.ProcessEnv): Agent | undefined {
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
  const proxy = names.map((name) => environment[name] ?? '').find((value) => value !== '');
  if (proxy === undefined) return undefined;
  // The very agent that tfjs-node's install script downloads through.
  const ProxyAgent = createRequire(join(packageFolder, 'package.json'))('https-proxy-agent') as new (
    proxy: string,
  ) => Agent;
  return new ProxyAgent(proxy);
}

/** Asks a server, for a few seconds only, whether it has a file; returns why not where it has not. */
export function whyUnreachable(
  address: string,
  packageFolder: string,
  {seconds = 4, environment = process.env}: {seconds?: number; environment?: NodeJS.ProcessEnv} = {},
): Promise<string | null> {
  const {host, protocol} = new URL(address);
  return new Promise((resolve) => {
    const settle = (reason: string | null): void => {
      clearTimeout(timer);
      request.destroy();
      resolve(reason);
    };
    const agent = proxyAgent(packageFolder, environment);
    const ask = protocol === 'https:' ? requestHttps : requestHttp;
    const request = ask(address, {method: 'HEAD', ...(agent === undefined ? {} : {agent})}, ({statusCode = 0}) =>
      settle(statusCode < 400 ? null : `${host} answers ${statusCode}`),
    );
    const timer = setTimeout(() => settle(`${host} does not answer`), seconds * 1000);
    request.on('error', (error: NodeJS.ErrnoException) => settle(`${host}: ${error.code ?? error.message}`));
    request.end();
  });
}
