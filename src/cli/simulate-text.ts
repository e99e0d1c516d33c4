import type { Version } from '../../grammar/version.ts';
import type { Holding, Holdings } from '../behaviour/outcome.ts';
import type { Colors } from '../report/colors.ts';
import { count, enumerate } from '../report/prose.ts';
import { alignRows } from '../report/table.ts';
import { harmless } from '../report/terminal.ts';
import { describeEvent, isBad, someAddresses, whoHolds } from './event-words.ts';
import { NodeLabels } from './node-labels.ts';
import { legend } from './node-legend.ts';
import type { Played } from './play-clusters.ts';
import { groupByReason, Reasons } from './reasons.ts';

/** One line of the table: what happens, and who then holds which addresses. */
interface Row {
  readonly what: string;
  readonly addresses: string[];
  readonly who: string;
  readonly because: string | null;
}

/** A table for each cluster: first what nobody wants, with the reason, then the rest. */
export function outcomesText(played: readonly Played[], keepalived: Version, width: number, colors: Colors): string {
  return played.map((cluster) => harmless(clusterText(cluster, keepalived, width, colors))).join('\n');
}

function clusterText({ name, nodes, outcomes }: Played, keepalived: Version, width: number, colors: Colors): string {
  const names = new NodeLabels(nodes);
  const bad = new Rows();
  const good = new Rows();
  const sort = (what: string, during: Holdings, after: Holdings | null): void => {
    for (const [address, long] of during) {
      const holding = names.inHolding(long);
      const laterLong = after?.get(address);
      const later = laterLong && names.inHolding(laterLong);
      const worse = later && isBad(later) ? later : null;
      if (isBad(holding)) bad.add(address, { what, who: whoHolds(holding), because: holding.because ?? null });
      else good.add(address, { what, who: course(holding, worse ? undefined : later), because: null });
      if (worse) bad.add(address, { what: `${what}: afterwards`, who: whoHolds(worse), because: worse.because ?? null });
    }
  };
  sort('start', outcomes.start, null);
  for (const { event, during, after } of outcomes.events) sort(describeEvent(names.inEvent(event)), during, after);
  const title = colors.bold(
    `Cluster '${name}': ${count(nodes.length, 'node')}, ${count(outcomes.start.size, 'virtual address').replace('addresss', 'addresses')}, keepalived ${keepalived}`,
  );
  const parts = [[title, ...legend(names)].join('\n')];
  if (outcomes.start.size === 0) parts.push('No node has a virtual address.');
  if (bad.all.length > 0) parts.push(table(groupByReason(bad.all), width, colors.red, colors));
  if (good.all.length > 0) parts.push(table(good.all, width, colors.green, colors));
  return `${parts.join('\n\n')}\n`;
}

/** Who holds it during the event, who afterwards where that is another one, and who still has it without looking after it. */
function course(during: Holding, after: Holding | undefined): string {
  const [first] = during.holders ?? [];
  const [second] = after?.holders ?? [];
  const { leftBehind, perhapsLeftBehind } = during;
  const left = leftBehind
    ? ` (left behind on ${enumerate(leftBehind)})`
    : perhapsLeftBehind
      ? ` (perhaps left behind on ${enumerate(perhapsLeftBehind)})`
      : '';
  return second === undefined || first === second ? `${first}${left}` : `${first}${left}, then ${second}`;
}

/** Addresses that go the same way share a line. */
class Rows {
  readonly all: Row[] = [];
  private readonly known = new Map<string, Row>();

  add(address: string, { what, who, because }: Omit<Row, 'addresses'>): void {
    const key = [what, who, because].join('\n');
    const before = this.known.get(key);
    if (before) before.addresses.push(address);
    else {
      const row = { what, addresses: [address], who, because };
      this.known.set(key, row);
      this.all.push(row);
    }
  }
}

function table(rows: readonly Row[], width: number, paint: (text: string) => string, colors: Colors): string {
  const reasons = new Reasons(width, colors);
  const cells = rows.map(({ what, addresses, who }) => [what, someAddresses(addresses), who]);
  const lines = alignRows(cells, (cell, column) => (column === 2 ? paint(cell) : cell));
  return rows.map(({ because }, index) => reasons.below(`  ${lines[index]}`, because)).join('\n');
}
