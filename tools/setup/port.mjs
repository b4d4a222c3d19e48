import net from 'node:net';
import { Problem } from '../runner/problem.mjs';

const usual = 3000;

/**
 * Refuses to begin when the server could not open its port in the end: the person should not wait for a build first.
 * @param {NodeJS.ProcessEnv} env
 */
export async function requireFreePort(env) {
  const port = portOf(env);
  for (const host of [env['HOST'], '127.0.0.1']) {
    const code = await failureToListen(port, host);
    if (code) throw refusal(port, code);
  }
}

/** @param {NodeJS.ProcessEnv} env */
function portOf({ PORT = String(usual) }) {
  const port = Number(PORT);
  if (/^\d+$/.test(PORT) && port > 0 && port < 65_536) return port;
  throw new Problem(
    `PORT is "${PORT}", which is no port number.`,
    `Use a number from 1 to 65535: PORT=${usual} npm start`,
  );
}

/**
 * @param {number} port
 * @param {string | undefined} host every address when left out
 * @returns {Promise<string | undefined>} the system's error code
 */
function failureToListen(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ { code, message }) => resolve(code ?? message));
    server.listen({ port, ...(host && { host }) }, () => server.close(() => resolve(undefined)));
  });
}

/**
 * @param {number} port
 * @param {string} code
 */
function refusal(port, code) {
  const other = port === usual ? usual + 1 : usual;
  const next = `Start on another port: PORT=${other} npm start`;
  if (code === 'EADDRINUSE') return new Problem(`Port ${port} is taken by another program.`, next);
  if (code === 'EACCES') return new Problem(`Port ${port} may only be opened by an administrator.`, next);
  return new Problem(`Port ${port} cannot be opened (${code}).`, 'Check PORT and HOST and run the command again.');
}
