import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server answers; nothing: it hangs up. */
export interface Answered {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Got {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

export type Handler = (got: Got) => Answered | undefined | Promise<Answered | undefined>;

/** A server on this machine that answers as a test says, and can go away and come back at the same address. */
export class LocalServer {
  readonly got: Got[] = [];
  #server: Server;
  #port = 0;

  private constructor(public handler: Handler) {
    this.#server = this.#made();
  }

  static async start(handler: Handler): Promise<LocalServer> {
    const server = new LocalServer(handler);
    await server.back();
    return server;
  }

  #made(): Server {
    return createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { method = '', url: path = '', headers } = request;
        const got = { method, path, headers, body: Buffer.concat(parts).toString() };
        this.got.push(got);
        void Promise.resolve(this.handler(got)).then((answer) => {
          if (answer === undefined) {
            request.socket.destroy();
            return;
          }
          response.writeHead(answer.status ?? 200, { 'Content-Type': 'application/json', ...answer.headers });
          response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}));
        });
      });
    });
  }

  get root(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async away(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async back(): Promise<void> {
    this.#server = this.#made();
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }
}

/** Waits for the loop of events to come to a state, by looking at it. */
export async function until(reached: () => boolean): Promise<void> {
  while (!reached()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
