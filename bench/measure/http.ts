import http from 'node:http';

/** A keep-alive client of one server on this machine: what a browser or a proxy holds open. */
export interface Client {
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  /** Posts what is to be refused with this status; any other answer is an error. */
  refused(status: number, path: string, body: unknown): Promise<void>;
  close(): void;
}

/** Opens a client; answers other than 2xx are errors, so that nothing that failed is counted. */
export function clientOf(port: number, cookie: string): Client {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const origin = `http://127.0.0.1:${port}`;
  const send = (method: string, path: string, body?: string, refusal?: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const headers = { cookie, origin, ...(body !== undefined && { 'content-type': 'application/json' }) };
      const request = http.request({ host: '127.0.0.1', port, path, method, agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const { statusCode: status = 0 } = response;
          const isGood = refusal === undefined ? status < 300 : status === refusal;
          if (isGood) resolve(JSON.parse(text));
          else reject(new Error(`${method} ${path} answered ${status}: ${text.slice(0, 500)}`));
        });
      });
      request.on('error', reject);
      request.end(body);
    });
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, JSON.stringify(body)),
    refused: async (status, path, body) => void (await send('POST', path, JSON.stringify(body), status)),
    close: () => agent.destroy(),
  };
}
