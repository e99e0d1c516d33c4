import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Browser, WITHOUT_CHROMIUM } from '../helpers/chromium.ts';

const LIBRARY = join(import.meta.dirname, '..', '..', 'dist', 'index.js');

if (WITHOUT_CHROMIUM) console.warn('The library is not tried in a browser: there is no Chromium.');

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

beforeAll(async () => {
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
});

it.skipIf(WITHOUT_CHROMIUM)('the library as it is packed lints a line beyond the buffer in a browser', async () => {
  const { port } = server.address() as AddressInfo;
  const browser = await Browser.start();
  await browser.open(`http://127.0.0.1:${port}/`);
  const body = await browser.evaluate<string>('document.body.textContent');
  await browser.stop();
  expect(body).toContain('syntax/line-too-long 1');
  expect(body).toContain('syntax/unknown-keyword 2');
});
