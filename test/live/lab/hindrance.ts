import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the laboratory runs, and how each tells that it is there. */
const PROGRAMS: readonly (readonly [program: string, argument: string])[] = [
  ['keepalived', '--version'],
  ['ip', '-V'],
  ['nft', '--version'],
  ['tcpdump', '--version'],
  ['nsenter', '--version'],
  ['setpriv', '--version'],
  ['unshare', '--version'],
];

/** Why no nodes can be run on this machine; null where they can. */
export function hindrance(): string | null {
  const missing = PROGRAMS.filter(([program, argument]) => spawnSync(program, [argument]).error).map(([program]) => program);
  if (missing.length > 0) return `missing: ${missing.join(', ')}`;
  if (!existsSync('/etc/keepalived')) return 'the folder /etc/keepalived is missing';
  const { status, stderr } = spawnSync(
    'unshare',
    ['--net', '--mount', '--pid', '--fork', 'ip', 'link', 'add', 'name', 'lab', 'type', 'bridge'],
    {
      encoding: 'utf8',
    },
  );
  return status === 0 ? null : `no right to make network namespaces (${stderr.trim()})`;
}
