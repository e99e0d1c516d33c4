import type { ClusterPicture, PicturedEvent, PicturedHolding, PicturedMember, PicturedRouter, PicturedWay } from '../cluster-picture.ts';
import { count } from '../prose.ts';
import { bounded, MOST } from './bounds.ts';
import { drawingOf } from './drawing.ts';
import { html, type Markup } from './markup.ts';

export function clustersSection(clusters: readonly ClusterPicture[]): Markup {
  const more = clusters.length - MOST.clusters;
  return html`<section id="clusters" aria-labelledby="clusters-title">
<h2 id="clusters-title">Clusters</h2>
${clusters.slice(0, MOST.clusters).map((cluster, index) => clusterSection(cluster, `cluster-${index + 1}`))}
${more > 0 ? html`<p class="sheet">${count(more, 'more cluster')} not shown. <code>kvlint clusters</code> shows all.</p>` : null}
</section>
`;
}

function clusterSection(cluster: ClusterPicture, id: string): Markup {
  const { name, because, nodes, routers } = cluster;
  const title = `${name}: ${count(nodes.length, 'node')} and ${count(routers.length, 'virtual router')}`;
  return html`<section class="cluster sheet" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${title}</h3>
<p class="dim">${bounded(because)}</p>
${
  routers.length === 0
    ? html`<p>No virtual router in common.</p>`
    : html`<div class="scroll" role="region" aria-label="Drawing of ${name}" tabindex="0">${drawingOf(cluster, id, `${title}. The table below says the same in words.`)}</div>
${keyOf(routers)}
${leftOut(cluster)}
<details><summary>The virtual routers as a table</summary>${membersTable(cluster)}</details>`
}
${cluster.events.length > 0 ? outcomes(cluster, id) : null}
</section>
`;
}

/** What the signs of a drawing mean, as far as it has them. */
function keyOf(routers: readonly PicturedRouter[]): Markup {
  const members = routers.flatMap((router) => router.members);
  const pill = (kind: string): Markup => html`<span class="pill ${kind}" aria-hidden="true"></span>`;
  const sign = (kind: string, text: string): Markup => html`<span class="sign ${kind}" aria-hidden="true">${text}</span>`;
  const signs = [
    { sample: pill('holds'), text: 'holds the addresses once all nodes run', isThere: members.some(({ holds }) => holds) },
    { sample: pill(''), text: 'member, with its priority', isThere: members.some(({ holds }) => !holds) },
    { sample: sign('', '—'), text: 'adverts by multicast', isThere: members.some(({ peers }) => peers.length === 0) },
    {
      sample: sign('', '→'),
      text: 'adverts to unicast peers',
      isThere: members.some(({ peers }) => peers.some(({ node }) => node !== null)),
    },
    { sample: sign('oneway', '⇢'), text: 'peer on one side only', isThere: routers.some(isOneSided) },
  ];
  const items = signs.flatMap(({ sample, text, isThere }) => (isThere ? [html`<li>${sample} ${text}</li>`] : []));
  return html`<ul class="key" aria-label="Signs of the drawing">${items}</ul>`;
}

/** Whether one node sends to another that does not send to it. */
function isOneSided({ members }: PicturedRouter): boolean {
  const pairs = new Set(members.flatMap(({ node, peers }) => peers.map((peer) => `${node} ${peer.node}`)));
  return members.some(({ node, peers }) =>
    peers.some((peer) => peer.node !== null && members.some((each) => each.node === peer.node) && !pairs.has(`${peer.node} ${node}`)),
  );
}

function leftOut({ nodes, routers }: ClusterPicture): Markup | null {
  const parts = [
    ...(nodes.length > MOST.nodes ? [count(nodes.length - MOST.nodes, 'more node')] : []),
    ...(routers.length > MOST.routers ? [count(routers.length - MOST.routers, 'more virtual router')] : []),
  ];
  return parts.length === 0 ? null : html`<p class="dim">Not drawn: ${parts.join(' and ')}.</p>`;
}

const MEMBER_HEAD = ['Virtual router', 'Addresses', 'Node', 'Instance', 'Priority', 'Interface', 'Sends from', 'Sends to', 'Place'];

function membersTable({ name, nodes, routers }: ClusterPicture): Markup {
  const rows = routers.flatMap((router) => router.members.map((member) => ({ router, member })));
  const more = rows.length - MOST.lines;
  return html`<div class="scroll" role="region" aria-label="Virtual routers of ${name}" tabindex="0"><table class="members">
<thead><tr>${MEMBER_HEAD.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${rows.slice(0, MOST.lines).map(({ router, member }) => memberRow(router, member))}</tbody></table></div>
${more > 0 ? html`<p class="dim">and ${more} more</p>` : null}`;

  function memberRow({ virtualRouterId, family, addresses }: PicturedRouter, member: PicturedMember): Markup {
    const { instance, priority, source, peers, path, line, holds } = member;
    const to = peers.length === 0 ? 'multicast' : peers.map(({ address }) => address).join(', ');
    const cells = [
      html`<td>${someOf(addresses)}</td>`,
      html`<th scope="row">${nodes[member.node]?.label ?? ''}</th>`,
      ...[instance, `${priority}${holds ? ' ★' : ''}`, member.interface ?? 'none', source ?? 'its host decides', to].map(
        (cell) => html`<td>${cell}</td>`,
      ),
      html`<td class="path">${path}:${line}</td>`,
    ];
    return html`<tr><td>${virtualRouterId} (${family})</td>${cells}</tr>
`;
  }
}

/** Rows of one table: an event and what becomes of some addresses. */
interface Row {
  readonly what: string;
  readonly way: PicturedWay;
}

const OUTCOME_HEAD = ['Event', 'Addresses', 'While it lasts', 'Afterwards'];

/** Who holds what: first what nobody wants, then the rest. On narrow screens the rows are blocks; the roles keep it a table. */
function outcomes({ events, nodes, omitted }: ClusterPicture, id: string): Markup {
  const rows = events.flatMap(({ what, ways }: PicturedEvent) => ways.map((way): Row => ({ what, way })));
  const all = new Set(rows.flatMap(({ way }) => way.addresses)).size;
  const bad = rows.filter(({ way }) => isBad(way));
  const good = rows.filter(({ way }) => !isBad(way));
  const shown = { bad: bad.slice(0, MOST.events), good: good.slice(0, Math.max(0, MOST.events - bad.length)) };
  const more = rows.length - shown.bad.length - shown.good.length;
  return html`<h4 id="${id}-outcomes">Who holds which address</h4>
${nodes.some(({ name, label }) => name !== label) ? html`<p class="dim small">${nodes.slice(0, MOST.lines).map(({ name, label }, index) => html`${index > 0 ? ', ' : ''}${label}: <span class="path">${name}</span>`)}</p>` : null}
<div class="scroll" role="region" aria-labelledby="${id}-outcomes" tabindex="0"><table class="outcomes" role="table">
<thead role="rowgroup"><tr role="row">${OUTCOME_HEAD.map((each) => html`<th role="columnheader" scope="col">${each}</th>`)}</tr></thead>
${body('What nobody wants', shown.bad, all)}${body('As it should be', shown.good, all)}</table></div>
${more > 0 ? html`<p class="dim">${count(more, 'more row')} left out; <code>kvlint simulate</code> shows all.</p>` : null}
${omitted > 0 ? html`<p class="dim">${count(omitted, 'event')} not played: there are too many.</p>` : null}`;
}

/** `all`: how many addresses the cluster has. */
function body(title: string, rows: readonly Row[], all: number): Markup | null {
  if (rows.length === 0) return null;
  const lines = rows.map(({ what, way: { addresses, during, after } }, index) => {
    const before = rows[index - 1]?.way;
    const which = addresses.length === all && all > 1 ? allOf(all) : someOf(addresses);
    return html`<tr role="row"><th role="rowheader" scope="row">${what}</th>
<td role="cell" data-head="Addresses"><span class="mono">${which}</span></td>
${holdingCell('While it lasts', during, before?.during ?? null)}
${after ? holdingCell('Afterwards', after, before?.after ?? null) : html`<td role="cell" class="none">–</td>`}</tr>
`;
  });
  return html`<tbody role="rowgroup"><tr role="row"><th role="rowheader" class="group" scope="rowgroup" colspan="4">${title}</th></tr>
${lines}</tbody>
`;
}

function allOf(number: number): string {
  return number === 2 ? 'both' : `all ${number}`;
}

function isBad({ during, after }: PicturedWay): boolean {
  return !during.isGood || after?.isGood === false;
}

/** A reason that still holds is not told again. `head`: the column, for where it has no head. */
function holdingCell(head: string, { who, isGood, because }: PicturedHolding, above: PicturedHolding | null): Markup {
  const why = because === null || because === above?.because ? null : html` <span class="why">${bounded(because)}</span>`;
  const whom = isGood ? html`${who}` : html`<b><span aria-hidden="true">✖</span> ${who}</b>`;
  return html`<td role="cell" data-head="${head}"${isGood ? null : html` class="bad"`}><span>${whom}${why}</span></td>`;
}

/** Most addresses of one cell. */
const MOST_ADDRESSES = 6;

function someOf(addresses: readonly string[]): string {
  const more = addresses.length - MOST_ADDRESSES;
  return `${addresses.slice(0, MOST_ADDRESSES).join(', ') || 'none'}${more > 0 ? ` and ${more} more` : ''}`;
}
