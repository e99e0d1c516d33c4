import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const LIBRARY = join(import.meta.dirname, '..', '..', 'dist', 'index.js');
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const isSkipped = CHROMIUM === undefined && !process.env.CI;
/** Only a guard against a browser that hangs. */
const HANG = 100_000;

if (isSkipped) console.warn('The library is not tried in a browser: there is no Chromium.');

/** Lints a file whose first line is longer than keepalived's buffer, and writes what was found into the page. */
const SCRIPT = `
const kvlint = module.exports;
const text = 'global_defs { # ' + 'ä'.repeat(600) + '\\n    router_idd a\\n}\\n';
const report = kvlint.lint([{ path: 'k.conf', absolute: 'k.conf' }], kvlint.memoryReader({ 'k.conf': text }), {
  rules: kvlint.rules, target: kvlint.assumedTarget('2.4.3'), profiles: [], severities: new Map(), kvlint: 'browser',
});
document.body.textContent = report.findings.map(({ rule, line }) => rule + ' ' + line).join(', ');
`;

/** What a bundler gives to a CommonJS file, and nothing of Node: no require, no process, no Buffer. */
const PAGE = `<!doctype html><meta charset="utf-8"><body>nothing
<script>addEventListener('error', ({ message }) => { document.body.textContent = message; });
var module = { exports: {} }, exports = module.exports;</script>
<script src="/index.js"></script><script src="/script.js"></script>`;

let server: Server;
let profile: string;

beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'kvlint-browser-'));
  const served = new Map([
    ['/', { type: 'text/html', content: PAGE }],
    ['/script.js', { type: 'text/javascript', content: SCRIPT }],
    ['/index.js', { type: 'text/javascript', content: readFileSync(LIBRARY, 'utf8') }],
  ]);
  server = createServer(({ url }, response) => {
    const file = served.get(url ?? '');
    response.writeHead(file ? 200 : 404, { 'content-type': `${file?.type ?? 'text/plain'}; charset=utf-8` }).end(file?.content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
  rmSync(profile, { recursive: true, force: true });
});

it.skipIf(isSkipped)('the library as it is packed lints a line beyond the buffer in a browser', async () => {
  if (CHROMIUM === undefined) throw new Error('There is no Chromium on this machine.');
  const { port } = server.address() as AddressInfo;
  const { stdout, stderr } = await dumpDom(CHROMIUM, `http://127.0.0.1:${port}/`);
  const body = stdout.slice(stdout.lastIndexOf('<body>'));
  expect(body, stderr).toContain('syntax/line-too-long 1');
  expect(body).toContain('syntax/unknown-keyword 2');
});

/** The page as it is once its scripts have run. */
async function dumpDom(chromium: string, url: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const options = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--user-data-dir=${profile}`,
    '--dump-dom',
  ];
  const browser = spawn(chromium, [...options, url], { stdio: ['ignore', 'pipe', 'pipe'], timeout: HANG });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    browser[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
    });
  }
  await new Promise((resolve, reject) => browser.on('error', reject).on('close', resolve));
  return written;
}
