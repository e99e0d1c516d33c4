import ipaddr from 'ipaddr.js';
import { Namespace } from './namespace.ts';

/** An address as the kernel shows it. */
export interface HeldAddress {
  readonly address: string;
  readonly interface: string;
  /** Whether its interface is up and has a carrier. */
  readonly reachable: boolean;
}

/** One spelling for each address, without prefix length. */
export function plainAddress(text: string): string {
  return ipaddr.parse(text.split('/')[0] ?? text).toString();
}

/** One direction in which nothing passes: the ports of the bridge that it leads from and to. */
type Cut = readonly [from: string, to: string];

/** Machines joined by one bridge a segment. Nothing leads out of it. */
export class Network {
  readonly #bridge: Namespace;
  readonly #segments: readonly string[];
  readonly #machines = new Map<string, Namespace>();
  readonly #cuts = new Map<string, Cut>();
  /** Rules for frames that get lost. */
  readonly #lost: string[] = [];

  private constructor(bridge: Namespace, segments: readonly string[]) {
    this.#bridge = bridge;
    this.#segments = segments;
  }

  static async open(segments: readonly string[]): Promise<Network> {
    const bridge = await Namespace.open();
    await bridge.ip(
      segments.flatMap((segment) => [
        `link add name br${segment} type bridge stp_state 0 mcast_snooping 0 forward_delay 0`,
        `link set br${segment} up`,
      ]),
    );
    return new Network(bridge, segments);
  }

  get bridge(): Namespace {
    return this.#bridge;
  }

  /** Adds a machine; the n-th one has the MAC addresses 02:00:00:00:SS:NN, SS counting the segments from 0 and NN the machines from 1. */
  async attach(name: string, addresses: Readonly<Record<string, readonly string[]>>, configuration?: string): Promise<void> {
    const machine = await Namespace.open(configuration);
    this.#machines.set(name, machine);
    const number = this.#machines.size;
    await this.#bridge.ip(
      this.#segments.flatMap((segment, index) => [
        `link add name ${this.port(name, segment)} type veth peer name ${segment} address ${macOf(index, number)} netns ${machine.pid}`,
        `link set ${this.port(name, segment)} master br${segment} up`,
      ]),
    );
    await machine.ip(this.#segments.map((segment) => `link set ${segment} up`));
    await this.giveAddresses(name, addresses, []);
  }

  /** Gives a machine the addresses that it lacks, but for those of `except`. Link-local ones come from the kernel, which makes them of the MAC address. */
  async giveAddresses(name: string, addresses: Readonly<Record<string, readonly string[]>>, except: readonly string[]): Promise<void> {
    const held = await this.addressesOf(name);
    const lines: string[] = [];
    for (const [segment, list] of Object.entries(addresses)) {
      for (const text of list) {
        const address = plainAddress(text);
        if (/^fe80/i.test(address) || except.includes(address)) continue;
        if (held.some((each) => each.interface === segment && each.address === address)) continue;
        lines.push(`addr add ${text} dev ${segment}${address.includes(':') ? ' nodad' : ''}`);
      }
    }
    await this.machine(name).ip(lines);
  }

  machine(name: string): Namespace {
    const machine = this.#machines.get(name);
    if (!machine) throw new Error(`there is no machine '${name}'`);
    return machine;
  }

  /** The port of the bridge that leads to an interface of a machine. */
  port(name: string, segment: string): string {
    return `p${[...this.#machines.keys()].indexOf(name) + 1}${segment}`;
  }

  async addressesOf(name: string): Promise<readonly HeldAddress[]> {
    const links = JSON.parse(await this.machine(name).must('ip', ['-j', 'addr', 'show'])) as readonly Link[];
    return links.flatMap(({ ifname, flags = [], addr_info = [] }) =>
      addr_info.flatMap(({ local }) =>
        local === undefined
          ? []
          : [{ address: plainAddress(local), interface: ifname, reachable: flags.includes('UP') && flags.includes('LOWER_UP') }],
      ),
    );
  }

  /** Takes the carrier of an interface away at the other end of its cable, or gives it back. */
  async setCarrier(name: string, segment: string, on: boolean): Promise<void> {
    await this.#bridge.ip([`link set ${this.port(name, segment)} ${on ? 'up' : 'down'}`]);
  }

  async setLink(name: string, segment: string, on: boolean): Promise<void> {
    await this.machine(name).ip([`link set ${segment} ${on ? 'up' : 'down'}`]);
  }

  /** Lets nothing pass from one machine to another any more, or lets it pass again; on all segments, or on one. */
  async setCut(from: string, to: string, cut: boolean, only?: string): Promise<void> {
    for (const segment of only === undefined ? this.#segments : [only]) {
      const ports: Cut = [this.port(from, segment), this.port(to, segment)];
      if (cut) this.#cuts.set(ports.join('>'), ports);
      else this.#cuts.delete(ports.join('>'));
    }
    await this.#applyRules();
  }

  /** Loses the gratuitous ARP of one machine for these IPv4 addresses on its way to another one. It asks for its own address; other questions pass. */
  async loseAnnouncements(from: string, to: string, addresses: readonly string[]): Promise<void> {
    for (const segment of this.#segments) {
      const between = `iifname "${this.port(from, segment)}" oifname "${this.port(to, segment)}"`;
      for (const address of addresses) this.#lost.push(`${between} arp daddr ip ${address} drop`);
    }
    await this.#applyRules();
  }

  async #applyRules(): Promise<void> {
    const cuts = [...this.#cuts.values()].map(([from, to]) => `iifname "${from}" oifname "${to}" drop`);
    const rules = [...cuts, ...this.#lost].map((rule) => `add rule bridge lab cuts ${rule}`);
    const table = ['add table bridge lab', 'delete table bridge lab', 'add table bridge lab'];
    const chain = 'add chain bridge lab cuts { type filter hook forward priority 0 ; }';
    await this.#bridge.must('nft', ['-f', '-'], `${[...table, chain, ...rules].join('\n')}\n`);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#machines.values(), this.#bridge].map((namespace) => namespace.close()));
  }
}

/** What `ip -j addr` prints of a link. */
interface Link {
  readonly ifname: string;
  readonly flags?: readonly string[];
  readonly addr_info?: readonly { readonly local?: string }[];
}

function macOf(segment: number, machine: number): string {
  return ['02', '00', '00', '00', ...[segment, machine].map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
}
