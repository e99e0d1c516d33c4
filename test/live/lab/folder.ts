import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scenario } from './scenario.ts';

/** Waits for the end of this process, however it comes, and then removes a folder. */
const GUARD = 'trap \'\' INT TERM HUP; cat >/dev/null; rm -rf -- "$1"';

/** A temporary folder that goes away with this process, also where that is killed. */
export function guardedFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'kvlint-lab-'));
  const guard = spawn('sh', ['-c', GUARD, 'sh', path], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true });
      guard.stdin.end();
    },
  };
}

/** Fails or hangs while a file in `state` says so. */
function checkScript(name: string): string {
  const state = `/etc/keepalived/state/${name}`;
  return `#!/bin/sh\n[ -e ${state}.hang ] && sleep 20\n[ ! -e ${state}.fail ]\n`;
}

/** Makes the folder that a node sees as /etc/keepalived. */
export function makeNodeFolder(path: string, node: string, scenario: Scenario): void {
  for (const folder of ['checks', 'state', 'run', 'bin']) mkdirSync(join(path, folder), { recursive: true });
  for (const file of readdirSync(scenario.folder)) {
    if (file !== 'scenario.json') copyFileSync(join(scenario.folder, file), join(path, file));
  }
  const root = scenario.nodes[node]?.file ?? 'keepalived.conf';
  if (root !== 'keepalived.conf') copyFileSync(join(scenario.folder, root), join(path, 'keepalived.conf'));
  for (const name of scenario.scripts ?? []) writeFileSync(join(path, 'checks', name), checkScript(name), { mode: 0o755 });
  for (const { path: file, initial } of Object.values(scenario.files ?? {})) writeFileSync(join(path, file), `${initial}\n`);
  for (const name of scenario.processes?.[node] ?? []) copyFileSync('/bin/sleep', join(path, 'bin', name));
}
