import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, expect, it } from 'vitest';

const ENTRY = fileURLToPath(new URL('../../src/index.ts', import.meta.url));
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const isSkipped = CHROMIUM === undefined && !process.env.CI;
const directory = mkdtempSync(join(tmpdir(), 'kvlint-browser-'));

if (isSkipped) console.warn('The library is not tried in a browser: there is no Chromium.');

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Lints a file whose first line is longer than keepalived's buffer, and writes what was found into the page. */
const SCRIPT = `
const text = 'global_defs { # ' + 'ä'.repeat(600) + '\\n    router_idd a\\n}\\n';
const report = kvlint.lint([{ path: 'k.conf', absolute: 'k.conf' }], kvlint.memoryReader({ 'k.conf': text }), {
  rules: kvlint.rules, target: kvlint.assumedTarget('2.4.3'), profiles: [], severities: new Map(), kvlint: 'browser',
});
document.body.textContent = report.findings.map(({ rule, line }) => rule + ' ' + line).join(', ');
`;

it.skipIf(isSkipped)('the library lints a line beyond the buffer in a browser', async () => {
  if (CHROMIUM === undefined) throw new Error('There is no Chromium on this machine.');
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'kvlint',
    write: false,
  });
  const library = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
  const page = join(directory, 'page.html');
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><body>nothing<script>${library}</script><script>${SCRIPT}</script>`);
  const { stdout, stderr } = spawnSync(
    CHROMIUM,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--user-data-dir=${join(directory, 'profile')}`,
      '--dump-dom',
      `file://${page}`,
    ],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  const body = stdout.slice(stdout.lastIndexOf('<body>'));
  expect(body, stderr).toContain('syntax/line-too-long 1');
  expect(body).toContain('syntax/unknown-keyword 2');
});
