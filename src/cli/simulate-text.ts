import { type ClusterEvent, EVERY_NODE } from '../behaviour/event.ts';
import type { Holding, Holdings } from '../behaviour/outcome.ts';
import type { Colors } from '../report/colors.ts';
import { count, enumerate } from '../report/prose.ts';
import { displayWidth, harmless, wrap } from '../report/terminal.ts';
import { shortNames } from './short-names.ts';
import type { Played } from './simulate-command.ts';

/** One line of the table: what happens, and who then holds which addresses. */
interface Row {
  readonly what: string;
  readonly addresses: string[];
  readonly who: string;
  readonly because: string | null;
}

/** A table for each cluster: first what nobody wants, with the reason, then the rest. */
export function outcomesText(played: readonly Played[], width: number, colors: Colors): string {
  return played.map((cluster) => harmless(clusterText(cluster, width, colors))).join('\n');
}

function clusterText({ name, nodes, outcomes }: Played, width: number, colors: Colors): string {
  const names = new Names(nodes);
  const bad: Row[] = [];
  const good: Row[] = [];
  const sort = (what: string, during: Holdings, after: Holdings | null): void => {
    for (const [address, long] of during) {
      const holding = names.inHolding(long);
      const laterLong = after?.get(address);
      const later = laterLong && names.inHolding(laterLong);
      if (isBad(holding)) add(bad, { what, addresses: [address], who: whoHolds(holding), because: holding.because ?? null });
      if (later && isBad(later))
        add(bad, { what: `${what}: afterwards`, addresses: [address], who: whoHolds(later), because: later.because ?? null });
      if (!isBad(holding) && !(later && isBad(later)))
        add(good, { what, addresses: [address], who: course(holding, later), because: null });
    }
  };
  sort('start', outcomes.start, null);
  for (const { event, during, after } of outcomes.events) sort(describeEvent(names.inEvent(event)), during, after);
  const title = colors.bold(
    `Cluster '${name}': ${count(nodes.length, 'node')}, ${count(outcomes.start.size, 'virtual address').replace('addresss', 'addresses')}`,
  );
  const parts = [[title, ...names.legend()].join('\n')];
  if (outcomes.start.size === 0) parts.push('No node has a virtual address.');
  if (bad.length > 0) parts.push(table(bad, width, colors.red, colors));
  if (good.length > 0) parts.push(table(good, width, colors.green, colors));
  return `${parts.join('\n\n')}\n`;
}

/** The short names of a cluster's nodes, in all that is shown of them. */
class Names {
  private readonly short: ReadonlyMap<string, string>;

  constructor(nodes: readonly string[]) {
    this.short = shortNames(nodes);
  }

  /** What the short names stand for; nothing where no name has been shortened. */
  legend(): readonly string[] {
    const shortened = [...this.short].filter(([long, short]) => long !== short);
    const widest = Math.max(0, ...shortened.map(([, short]) => displayWidth(short)));
    return shortened.map(([long, short]) => `  ${pad(short, widest)}  ${long}`);
  }

  inHolding(holding: Holding): Holding {
    const { holders, because, leftBehind } = holding;
    return {
      holders: holders?.map((name) => this.of(name)) ?? null,
      ...(because !== undefined && { because: this.inText(because) }),
      ...(leftBehind && { leftBehind: leftBehind.map((name) => this.of(name)) }),
    };
  }

  inEvent(event: ClusterEvent): ClusterEvent {
    if (event.kind === 'link-cut') return { ...event, nodes: [this.of(event.nodes[0]), this.of(event.nodes[1])] };
    if (event.kind === 'oneway-cut') return { ...event, from: this.of(event.from), to: this.of(event.to) };
    return { ...event, node: this.of(event.node) };
  }

  private of(name: string): string {
    return this.short.get(name) ?? name;
  }

  /** Sentences have names in quotes. */
  private inText(text: string): string {
    return text.replace(/'([^']+)'/g, (quoted, name: string) => (this.short.has(name) ? `'${this.of(name)}'` : quoted));
  }
}

function isBad({ holders }: Holding): boolean {
  return holders?.length !== 1;
}

/** Who holds an address, in words. */
export function whoHolds({ holders }: Holding): string {
  return holders === null ? 'not known' : holders.length === 0 ? 'nobody' : enumerate(holders);
}

/** Who holds it during the event, who afterwards where that is another one, and who still has it without looking after it. */
function course(during: Holding, after: Holding | undefined): string {
  const [first] = during.holders ?? [];
  const [second] = after?.holders ?? [];
  const left = during.leftBehind ? ` (left behind on ${enumerate(during.leftBehind)})` : '';
  return second === undefined || first === second ? `${first}${left}` : `${first}${left}, then ${second}`;
}

/** Addresses that go the same way share a line. */
function add(rows: Row[], row: Row): void {
  const before = rows.findLast(({ what, who, because }) => what === row.what && who === row.who && because === row.because);
  if (before) before.addresses.push(...row.addresses);
  else rows.push(row);
}

/** Most addresses that a line names. */
const MOST_ADDRESSES = 3;

/** The first few of some addresses, and how many more there are. */
export function someAddresses(addresses: readonly string[]): string {
  const more = addresses.length - MOST_ADDRESSES;
  const some = addresses.slice(0, MOST_ADDRESSES).join(', ');
  return more > 0 ? `${some} and ${more} more` : some;
}

function table(rows: readonly Row[], width: number, paint: (text: string) => string, colors: Colors): string {
  const cells = rows.map(({ what, addresses, who, because }) => ({ what, addresses: someAddresses(addresses), who, because }));
  const first = Math.max(...cells.map(({ what }) => displayWidth(what)));
  const second = Math.max(...cells.map(({ addresses }) => displayWidth(addresses)));
  const lines = cells.map(({ what, addresses, who, because }, index) => {
    const line = `  ${pad(what, first)}  ${pad(addresses, second)}  ${paint(who)}`;
    // A reason that still holds is not told again.
    const isTold = because === null || because === cells[index - 1]?.because;
    return isTold ? line : [line, ...wrap(because, width - 6).map((each) => `      ${colors.dim(each)}`)].join('\n');
  });
  return lines.join('\n');
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** What happens, in a few words. */
export function describeEvent(event: ClusterEvent): string {
  const of = 'node' in event ? (event.node === EVERY_NODE ? 'every node' : event.node) : '';
  const on = 'interface' in event && event.interface !== undefined ? ` on ${event.interface}` : '';
  switch (event.kind) {
    case 'node-stop':
      return `${of} stops`;
    case 'node-crash':
      return `${of} crashes`;
    case 'interface-down':
      return `${of}: ${event.interface} down`;
    case 'carrier-loss':
      return `${of}: ${event.interface} without carrier`;
    case 'script-fails':
      return `${of}: script ${event.name} fails`;
    case 'script-hangs':
      return `${of}: script ${event.name} hangs`;
    case 'file-value':
      return `${of}: file ${event.name} holds ${event.value}`;
    case 'process-gone':
      return `${of}: process ${event.name} gone`;
    case 'bfd-down':
      return `${of}: BFD session ${event.name} down`;
    case 'link-cut':
      return `${event.nodes.join(' and ')} cut apart${on}`;
    case 'oneway-cut':
      return `nothing passes from ${event.from} to ${event.to}${on}`;
    case 'peer-cut':
      return `${of} cut off${on}`;
  }
}
