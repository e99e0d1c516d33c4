import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Frame, readCapture } from './frames.ts';
import type { Namespace } from './namespace.ts';

/** ARP, VRRP with and without AH, and ICMPv6: all that the checks ask about. */
const FILTER = 'arp or ip proto 112 or ip proto 51 or ip6 proto 112 or icmp6';

/** What one machine sends into the bridge, as the bridge receives it: the frames of others are not among it. */
export class Capture {
  readonly #pieces: Buffer[] = [];
  readonly #ended: Promise<unknown>;

  private constructor(tcpdump: ChildProcess) {
    this.#ended = once(tcpdump, 'close');
    tcpdump.stdout?.on('data', (piece: Buffer) => this.#pieces.push(piece));
  }

  /** Begins to listen at a port of the bridge, and returns when tcpdump does. */
  static async at(port: string, bridge: Namespace): Promise<Capture> {
    const options = ['-i', port, '-Q', 'in', '-U', '--immediate-mode', '-n', '-w', '-', FILTER];
    const [program = '', ...words] = bridge.inside();
    const tcpdump = spawn(program, [...words, 'tcpdump', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    const capture = new Capture(tcpdump);
    let said = '';
    const listening = new Promise<void>((resolve) => {
      tcpdump.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('listening on')) resolve();
      });
    });
    await Promise.race([listening, capture.#ended]);
    if (tcpdump.exitCode !== null) throw new Error(`tcpdump at ${port}: ${said}`);
    return capture;
  }

  /** What has been captured so far. */
  frames(): readonly Frame[] {
    return readCapture(Buffer.concat(this.#pieces));
  }
}
