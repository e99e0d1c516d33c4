import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseVersion, type Version } from '../../grammar/version.ts';
import { CASES, type Record, type RecordedMessage, type Run } from './conformance.ts';

/** Why nothing can be recorded on this machine; null where it can. */
export function recordingHindrance(): string | null {
  if (installedVersion() === null) return 'no keepalived is installed';
  if (process.getuid?.() !== 0) return 'only root may make network namespaces';
  return spawnSync('ip', ['-V']).status === 0 ? null : 'the ip command is missing';
}

/** A record as it is kept: one case a line. */
export function recordText({ keepalived, files }: Record): string {
  const lines = Object.entries(files).map(([path, runs]) => `${JSON.stringify(path)}:${JSON.stringify(runs)}`);
  return `{"keepalived":${JSON.stringify(keepalived)},"files":{\n${lines.join(',\n')}}}\n`;
}

/** Version of the keepalived that is installed. */
export function installedVersion(): Version | null {
  const { stderr, stdout } = spawnSync('keepalived', ['--version'], { encoding: 'utf8' });
  return parseVersion(/v(\d+\.\d+\.\d+)/.exec(`${stderr ?? ''}${stdout ?? ''}`)?.[1] ?? '');
}

/** An id that no condition names, for a host that the file does not describe. */
const UNNAMED = 'kvlint-no-such-id';

/** More config-ids of one case are not asked for. */
const MOST_IDS = 8;

/** keepalived names a missing interface; it is then made, so that the record holds what the text deserves. */
const MISSING_INTERFACE: readonly RegExp[] = [
  /interface (\S+) (?:for|specified).*doesn't exist/,
  /tracked interface (\S+) doesn't exist/,
  /unknown interface (\S+)/i,
  /interface (\S+) (?:does not|doesn't) exist/i,
  /cannot find interface (\S+)/i,
];

/** What depends on the host: interfaces, users, files, what keepalived was built with. */
const ABOUT_THE_HOST: readonly RegExp[] = [
  ...MISSING_INTERFACE,
  /Non-existent interface/,
  /default user|uid\/gid|script_user|Unable to (?:set|get) .*user/i,
  /SECURITY VIOLATION/,
  /not found\/accessible|Disabling track script|executable|script .* does not exist/i,
  /open problem|errno|No such file/,
  /^Unable to access|hostname|resolve/i,
  /iptables not supported|nftables not supported|not (?:supported|built|compiled) (?:by|in|with)/i,
  /Invalid cpu_id|^Invalid smtp server .*[a-z]|already exists and is not|^\([^)]*\) Unknown interface!|address .* not on|No such device/i,
];

const MESSAGE = /^(?:\((?:(.*): )?Line (\d+)\) )?(.*)$/;
const NO_MESSAGE = /^(?:Opening file|Configuration file|Loaded|Running on|Command line|\s*$)/;

/** Asks the installed keepalived about every case, each in a network namespace of its own making. */
export function record(keepalived: Version): Record {
  const namespace = new Namespace();
  try {
    const files: { [path: string]: readonly Run[] } = {};
    for (const path of casesIn(CASES)) {
      const text = readFileSync(join(CASES, path), 'latin1');
      const ids = [...new Set([...text.matchAll(/^[ \t]*@\^?(\S+)[ \t]/gm)].map(([, id = '']) => id))].slice(0, MOST_IDS);
      files[path] = [null, ...ids].map((id) => ask(path, id, namespace));
    }
    return { keepalived, files };
  } finally {
    namespace.remove();
  }
}

function casesIn(directory: string): readonly string[] {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => path.endsWith('.conf')).sort();
}

/** Interfaces are made until keepalived misses none that can be made. */
function ask(path: string, configId: string | null, namespace: Namespace): Run {
  for (let round = 0; ; round++) {
    const { status, signal, stderr } = namespace.run('keepalived', '-t', '-f', resolve(CASES, path), '-i', configId ?? UNNAMED);
    const messages = messagesIn(stderr, path);
    const missing = messages.flatMap(({ text }) => MISSING_INTERFACE.flatMap((pattern) => pattern.exec(text)?.[1] ?? []));
    const made = missing.map((name) => namespace.addInterface(name.replace(/[,.]$/, '')));
    if (!made.includes(true) || round === 4) return { configId, exit: status ?? `killed:${signal}`, messages };
  }
}

function messagesIn(output: string, path: string): readonly RecordedMessage[] {
  return output.split('\n').flatMap((line): readonly RecordedMessage[] => {
    if (NO_MESSAGE.test(line)) return [];
    const [, file, number, text = ''] = MESSAGE.exec(line) ?? [];
    const named = file === undefined ? path : relative(CASES, resolve(CASES, file));
    return [
      {
        line: number === undefined ? null : Number(number),
        text,
        ...(named === path ? {} : { file: named }),
        ...(ABOUT_THE_HOST.some((pattern) => pattern.test(text)) ? { host: true } : {}),
      },
    ];
  });
}

/** A network namespace with a few interfaces, to which more are added as they are missed. */
class Namespace {
  private readonly name = `kvlint${process.pid}`;
  private readonly interfaces = new Set<string>();

  constructor() {
    execFileSync('ip', ['netns', 'add', this.name]);
    this.run('ip', 'link', 'set', 'lo', 'up');
    for (let i = 0; i < 6; i++) this.addInterface(`eth${i}`);
  }

  run(...command: readonly string[]): { status: number | null; signal: string | null; stderr: string } {
    const options = { encoding: 'latin1', timeout: 20_000, killSignal: 'SIGKILL' } as const;
    const { status, signal, stderr } = spawnSync('ip', ['netns', 'exec', this.name, ...command], options);
    return { status, signal, stderr: stderr ?? '' };
  }

  /** Whether it was made. */
  addInterface(name: string): boolean {
    if (this.interfaces.has(name) || !/^[^\s/:$%{}]{1,15}$/.test(name) || name === 'lo') return false;
    const count = this.interfaces.size;
    const peer = `p${count}`;
    if (this.run('ip', 'link', 'add', name, 'type', 'veth', 'peer', 'name', peer).status !== 0) return false;
    this.run('ip', 'link', 'set', name, 'up');
    this.run('ip', 'link', 'set', peer, 'up');
    this.run('ip', 'addr', 'add', `10.${200 + (count >> 8)}.${count & 255}.1/24`, 'dev', name);
    this.interfaces.add(name);
    return true;
  }

  remove(): void {
    execFileSync('ip', ['netns', 'del', this.name]);
  }
}
