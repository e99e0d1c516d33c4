import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, copyFileSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Answer, type Namespace, run } from './namespace.ts';
import type { Scenario } from './scenario.ts';

const RUN = '/etc/keepalived/run';

/** No LVS: the kernel of a container seldom has it, and no scenario needs it. */
const OPTIONS = ['-P', '-f', '/etc/keepalived/keepalived.conf'];

/** Starts all of a kind in the same moment: each waits for a line on its standard input. */
const WAIT = 'echo ready >&3 && exec 3>&- && read go && exec "$@"';

/**
 * keepalived enters the namespace by itself, for which it needs the name of one. The name is one in this process's own /run, so nobody else sees it.
 */
const WAIT_WITH_NAME = [
  'mount --bind "$1" /etc/keepalived && mount -t tmpfs none /run && mkdir /run/netns && : >/run/netns/lab',
  `mount --bind "$2" /run/netns/lab && shift 2 && ${WAIT}`,
].join(' && ');

/** How long keepalived may take to end in good order, in milliseconds. */
const PATIENCE = 8000;

/** The keepalived of one node, and what it depends on: scripts, tracked files and processes. */
export class KeepalivedNode {
  readonly name: string;
  readonly folder: string;
  readonly #scenario: Scenario;
  readonly #namespace: Namespace;
  readonly #tracked = new Map<string, ChildProcess>();
  #process: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();

  constructor(name: string, folder: string, scenario: Scenario, namespace: Namespace) {
    this.name = name;
    this.folder = folder;
    this.#scenario = scenario;
    this.#namespace = namespace;
    for (const process of scenario.processes?.[name] ?? []) this.startTracked(process);
  }

  /** Whether keepalived runs. */
  get running(): boolean {
    return this.#process !== undefined && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Makes a keepalived ready to run; what is returned lets it go. */
  async prepare(): Promise<() => void> {
    // After a crash the files of process ids stay behind, and their numbers may be those of others by now.
    for (const file of readdirSync(join(this.folder, 'run'))) rmSync(join(this.folder, 'run', file));
    const log = openSync(join(this.folder, 'log'), 'a');
    const [program = '', ...words] = this.#command();
    const child = spawn(program, words, { stdio: ['pipe', log, log, 'pipe'] });
    closeSync(log);
    child.stdin?.on('error', () => {});
    this.#process = child;
    this.#ended = once(child, 'close');
    await Promise.race([once(child.stdio[3] as Readable, 'data'), this.#ended]);
    return () => child.stdin?.end('go\n');
  }

  #command(): readonly string[] {
    const pidFiles = [
      '-p',
      `${RUN}/all.pid`,
      '-r',
      `${RUN}/vrrp.pid`,
      '-c',
      `${RUN}/checkers.pid`,
      ...(hasBfd() ? ['-b', `${RUN}/bfd.pid`] : []),
    ];
    const keepalived = ['keepalived', '-n', '-l', '-D', ...OPTIONS, ...pidFiles, ...this.#configId()];
    if (!this.#scenario.ownNamespaceOption) return [...this.#namespace.inside(), 'sh', '-c', WAIT, 'sh', ...keepalived];
    const network = `/proc/${this.#namespace.pid}/ns/net`;
    const own = ['setpriv', '--pdeathsig', 'KILL', 'unshare', '--mount', '--propagation', 'private'];
    return [...own, 'sh', '-c', WAIT_WITH_NAME, 'sh', this.folder, network, ...keepalived, '-s', 'lab'];
  }

  #configId(): readonly string[] {
    const id = this.#scenario.nodes[this.name]?.configId ?? null;
    return id === null ? [] : ['-i', id];
  }

  /** Stops keepalived as an administrator would. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.#signal('SIGTERM');
    const timer = setTimeout(() => void this.crash(), PATIENCE);
    await this.#ended;
    clearTimeout(timer);
  }

  /** Lets keepalived read another file of the scenario, or again the first one. */
  reload(file = this.#scenario.nodes[this.name]?.file ?? 'keepalived.conf'): void {
    copyFileSync(join(this.#scenario.folder, file), join(this.folder, 'keepalived.conf'));
    this.#signal('SIGHUP');
  }

  #signal(signal: NodeJS.Signals): void {
    if (!this.running) return;
    const pid = this.#scenario.ownNamespaceOption ? this.#process?.pid : childOf(this.#process?.pid);
    if (pid !== undefined) process.kill(pid, signal);
  }

  /** Ends all processes of keepalived at once, none of which can tidy up. */
  async crash(): Promise<void> {
    if (!this.running) return;
    if (this.#scenario.ownNamespaceOption) this.#killBoth();
    else await this.#namespace.killAll();
    await this.#ended;
  }

  /** The process for VRRP ends in good order when its parent is gone, and the parent starts another when it is gone: one is halted meanwhile. */
  #killBoth(): void {
    this.#process?.kill('SIGSTOP');
    const child = childOf(this.#process?.pid);
    if (child !== undefined) process.kill(child, 'SIGKILL');
    this.#process?.kill('SIGKILL');
  }

  /** What `keepalived -t` says of the node's configuration, where the node has its interfaces and files. */
  async configTest(): Promise<Answer> {
    const [program = '', ...words] = this.#namespace.inside();
    return run(program, [...words, 'keepalived', '-t', '-l', ...OPTIONS, ...this.#configId()]);
  }

  /** What keepalived has logged so far. */
  log(): string {
    return readFileSync(join(this.folder, 'log'), 'utf8');
  }

  setScript(name: string, what: 'fail' | 'hang', on: boolean): void {
    const file = join(this.folder, 'state', `${name}.${what}`);
    if (on) writeFileSync(file, '');
    else rmSync(file, { force: true });
  }

  setFile(name: string, value: number | string | undefined): void {
    const file = this.#scenario.files?.[name];
    if (!file) throw new Error(`there is no tracked file '${name}'`);
    writeFileSync(join(this.folder, file.path), `${value ?? file.initial}\n`);
  }

  startTracked(name: string): void {
    const program = join(this.folder, 'bin', name);
    this.#tracked.set(name, spawn('setpriv', ['--pdeathsig', 'KILL', program, '86400'], { stdio: 'ignore' }));
  }

  async stopTracked(name: string): Promise<void> {
    const child = this.#tracked.get(name);
    if (!child?.kill()) return;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  }

  async close(): Promise<void> {
    await this.crash();
    for (const name of this.#tracked.keys()) await this.stopTracked(name);
  }
}

let bfd: boolean | undefined;

/** Whether keepalived was built with BFD, and then has a process for it. */
function hasBfd(): boolean {
  bfd ??= / BFD /.test(spawnSync('keepalived', ['--version'], { encoding: 'utf8' }).stderr);
  return bfd;
}

/** The process that nsenter started. */
function childOf(pid: number | undefined): number | undefined {
  const [child = ''] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return child === '' ? undefined : Number(child);
}
