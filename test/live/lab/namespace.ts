import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** What a program said and how it ended. */
export interface Answer {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], input = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    // A program that does not read its input closes the pipe; that is no failure.
    child.stdin.on('error', () => {});
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
    child.stdin.end(input);
  });
}

/** IPv6 addresses stay when a link goes down, are used at once, and none comes from elsewhere: as IPv4 has it, and as the recordings were made. */
const SETTINGS = { keep_addr_on_down: 1, accept_ra: 0, accept_dad: 0, dad_transmits: 0 };

const PREPARE = [
  ...['all', 'default'].flatMap((which) =>
    Object.entries(SETTINGS).map(([name, value]) => `echo ${value} >/proc/sys/net/ipv6/conf/${which}/${name}`),
  ),
  'ip link set lo up',
  '[ -z "$1" ] || mount --bind "$1" /etc/keepalived',
  'echo ready',
  'exec cat >/dev/null',
].join(' && ');

/**
 * A network, mount and process namespace of its own, without a name. It lasts as long as a `cat` that reads from a pipe of this process. When this
 * process ends, in whatever way, the pipe closes, and the kernel ends all that runs inside and takes the interfaces and mounts away.
 */
export class Namespace {
  readonly #holder: ChildProcess;
  readonly #ended: Promise<unknown>;

  private constructor(holder: ChildProcess) {
    this.#holder = holder;
    this.#ended = once(holder, 'close');
  }

  /** `configuration`: the folder that is /etc/keepalived inside. */
  static async open(configuration = ''): Promise<Namespace> {
    const options = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--propagation', 'private'];
    const holder = spawn('unshare', [...options, 'sh', '-c', PREPARE, 'sh', configuration], { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    holder.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    holder.stdin.on('error', () => {});
    const namespace = new Namespace(holder);
    await Promise.race([once(holder.stdout, 'data'), namespace.#ended]);
    if (holder.exitCode !== null) throw new Error(`no namespace could be made: ${said}`);
    return namespace;
  }

  /** Process id of the one that holds it, as this process sees it: `ip link … netns PID` takes it. */
  get pid(): number {
    return this.#holder.pid as number;
  }

  /** Runs a program on this network; the files and processes it sees are those of the host. */
  async run(program: string, args: readonly string[], input?: string): Promise<Answer> {
    return run('nsenter', [`--net=/proc/${this.pid}/ns/net`, program, ...args], input);
  }

  /** As `run`, for what must succeed: gives what it printed. */
  async must(program: string, args: readonly string[], input?: string): Promise<string> {
    const { status, stdout, stderr } = await this.run(program, args, input);
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr || `status ${status}`}`);
    return stdout;
  }

  /** Several commands of `ip`, one a line. */
  async ip(lines: readonly string[]): Promise<void> {
    if (lines.length > 0) await this.must('ip', ['-batch', '-'], `${lines.join('\n')}\n`);
  }

  /** The words before a program that put it inside, with the files and processes of the namespace. */
  inside(): readonly string[] {
    const of = `/proc/${this.pid}/ns`;
    return ['nsenter', `--net=${of}/net`, `--mount=${of}/mnt`, `--pid=${of}/pid_for_children`];
  }

  /** Ends every process inside at once, but not the namespace. */
  async killAll(): Promise<void> {
    const [program = '', ...args] = this.inside();
    await run(program, [...args, 'sh', '-c', 'kill -KILL -1']);
  }

  /** A text that changes when an address appears or goes. Reading it starts no process, so it can be asked often. */
  addressesNow(): string {
    const of = `/proc/${this.pid}/net`;
    return readFileSync(`${of}/fib_trie`, 'utf8') + readFileSync(`${of}/if_inet6`, 'utf8');
  }

  async close(): Promise<void> {
    this.#holder.stdin?.end();
    this.#holder.kill('SIGKILL');
    await this.#ended;
  }
}
