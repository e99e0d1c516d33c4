import type { ClusterPicture, PicturedMember, PicturedRouter } from '../cluster-picture.ts';
import { displayWidth, harmless } from '../terminal.ts';
import { MOST } from './bounds.ts';
import { html, type Markup } from './markup.ts';

/** Measures in pixels. A drawing of two nodes fits on a telephone. */
const COLUMN = 164;
const EDGE = 4;
const NODE = { width: 144, height: 34 };
const GAP = 14;
const MEMBER = { width: 76, height: 28 };
/** Rows of a virtual router: its name, its addresses, its members, two lines below them. */
const TITLE = 22;
const ADDRESSES = 40;
const BELOW = { first: 17, second: 33, rest: 14 };
/** Room above the members for the bows of peers that are not beside each other, for each column between them. */
const BOW = 11;
/** Columns of text in a column of the drawing, and in its whole width for each pixel. */
const LETTER = 6.9;
const CODE_LETTER = 7.4;

/**
 * The nodes of a cluster side by side, and below them a band for each virtual router, with the priority of each member; who holds the addresses
 * at the start is filled. A line joins the members that hear each other's multicast, an arrow leads from a node to its unicast peer.
 * `id`: what the ids in the drawing begin with. `title`: what it shows, for who does not see it.
 */
export function drawingOf({ nodes, routers }: ClusterPicture, id: string, title: string): Markup {
  const columns = Math.min(nodes.length, MOST.nodes);
  const width = Math.max(columns, 2) * COLUMN + 2 * EDGE;
  const bands: Markup[] = [];
  let top = NODE.height + GAP + EDGE;
  for (const router of routers.slice(0, MOST.routers)) {
    const height = heightOf(router, columns);
    bands.push(band(router, { top, height, width, columns, id }));
    top += height + GAP;
  }
  const bottom = top - GAP + EDGE;
  const centres = nodes.slice(0, columns).map((_, index) => centre(index));
  return html`<svg class="drawing" role="img" aria-labelledby="${id}-name" width="${width}" height="${bottom}" viewBox="0 0 ${width} ${bottom}">
<title id="${id}-name">${title}</title>
<defs>${['', 'oneway'].map((kind) => arrowHead(`${id}-${kind || 'both'}`, kind))}</defs>
${centres.map((x) => html`<line class="stem" x1="${x}" x2="${x}" y1="${NODE.height}" y2="${bottom - EDGE}"/>`)}
${nodes.slice(0, columns).map(
  ({ name, label }, index) => html`<g><title>${name}</title>
<rect class="node" x="${centre(index) - NODE.width / 2}" y="${EDGE}" width="${NODE.width}" height="${NODE.height}" rx="8"/>
<text class="strong" x="${centre(index)}" y="${EDGE + 22}" text-anchor="middle">${shorten(label, NODE.width - 16, CODE_LETTER)}</text></g>
`,
)}${bands}</svg>`;
}

/** An arrow head of its own for each drawing, for a page may hide one. */
function arrowHead(id: string, kind: string): Markup {
  return html`<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path class="head ${kind}" d="M0 0 8 4 0 8z"/></marker>`;
}

function centre(column: number): number {
  return EDGE + COLUMN * column + COLUMN / 2;
}

interface Band {
  readonly top: number;
  readonly height: number;
  readonly width: number;
  readonly columns: number;
  readonly id: string;
}

function band(router: PicturedRouter, { top, height, width, columns, id }: Band): Markup {
  const { family, virtualRouterId, transport, addresses } = router;
  const members = router.members.filter(({ node }) => node < columns);
  const middle = top + membersAt(router, columns);
  const way = transport === 'mixed' ? 'unicast here, multicast there' : transport;
  return html`<g>
<rect class="lane" x="${EDGE}" y="${top}" width="${width - 2 * EDGE}" height="${height}" rx="8"/>
<text x="${EDGE + 12}" y="${top + TITLE}"><tspan class="strong">VRID ${virtualRouterId}</tspan><tspan class="faint" dx="8">${family}, ${way}</tspan></text>
<text class="code" x="${EDGE + 12}" y="${top + ADDRESSES}">${addressLine(addresses, width - 2 * EDGE - 24)}</text>
${busOf(members, middle)}${peerLines(members, middle, id)}${members.map((member) => memberMark(member, middle))}</g>
`;
}

/** The addresses that there is room for, and how many more there are. */
function addressLine(addresses: readonly string[], width: number): string {
  if (addresses.length === 0) return 'no address';
  for (let shown = addresses.length; shown > 1; shown--) {
    const more = addresses.length - shown;
    const text = addresses.slice(0, shown).join(', ') + (more > 0 ? ` and ${more} more` : '');
    if (displayWidth(text) * CODE_LETTER <= width) return harmless(text);
  }
  const more = addresses.length > 1 ? ` +${addresses.length - 1}` : '';
  return `${shorten(addresses[0] ?? '', width - more.length * CODE_LETTER, CODE_LETTER)}${more}`;
}

/** How far below the top of its band the middle of the members is. */
function membersAt({ members }: PicturedRouter, columns: number): number {
  const spans = linksOf(members.filter(({ node }) => node < columns)).map(({ from, to }) => to - from);
  const widest = Math.max(1, ...spans);
  return ADDRESSES + 14 + MEMBER.height / 2 + (widest > 1 ? BOW * widest : 0);
}

function heightOf(router: PicturedRouter, columns: number): number {
  const hasOwnLine = router.members.some((member) => ownLine(member) !== '');
  return membersAt(router, columns) + MEMBER.height / 2 + (hasOwnLine ? BELOW.second : BELOW.first) + BELOW.rest;
}

function memberMark(member: PicturedMember, middle: number): Markup {
  const { node, instance, priority, holds } = member;
  const x = centre(node);
  const foot = middle + MEMBER.height / 2;
  const { width, height } = MEMBER;
  return html`<g><title>${instance}: priority ${priority}${holds ? ', holds the addresses at the start' : ''}</title>
<rect class="member${holds ? ' holds' : ''}" x="${x - width / 2}" y="${middle - height / 2}" width="${width}" height="${height}" rx="${height / 2}"/>
<text class="${holds ? 'on-master' : 'strong'}" x="${x}" y="${middle + 5}" text-anchor="middle">${holds ? '★ ' : ''}${priority}</text>
<text class="faint" x="${x}" y="${foot + BELOW.first}" text-anchor="middle">${shorten(member.interface ?? 'no interface', COLUMN - 12, LETTER)}</text>
<text class="faint" x="${x}" y="${foot + BELOW.second}" text-anchor="middle">${shorten(ownLine(member), COLUMN - 8, LETTER)}</text></g>
`;
}

/** What a member sends from, or whom it names where no node of the drawing is known by that address. */
function ownLine({ source, peers }: PicturedMember): string {
  const strangers = peers.filter(({ node }) => node === null);
  if (strangers.length === 0) return source ?? '';
  const more = strangers.length > 1 ? ` +${strangers.length - 1}` : '';
  return `${source ?? ''} → ${strangers[0]?.address}${more}`.trim();
}

function busOf(members: readonly PicturedMember[], y: number): Markup | null {
  const columns = members.filter(({ peers }) => peers.length === 0).map(({ node }) => node);
  if (columns.length < 2) return null;
  return html`<line class="bus" x1="${centre(Math.min(...columns))}" x2="${centre(Math.max(...columns))}" y1="${y}" y2="${y}"/>`;
}

/** One node sends to another, perhaps both ways. `from` is the left column. */
interface Link {
  readonly from: number;
  readonly to: number;
  readonly rightwards: boolean;
  readonly leftwards: boolean;
}

function isOneWay({ rightwards, leftwards }: Link): boolean {
  return !(rightwards && leftwards);
}

function linksOf(members: readonly PicturedMember[]): Link[] {
  const drawn = new Set(members.map(({ node }) => node));
  const links = new Map<string, Link>();
  for (const { node, peers } of members) {
    for (const { node: other } of peers) {
      if (other === null || other === node || !drawn.has(other)) continue;
      const [from, to] = node < other ? [node, other] : [other, node];
      const known = links.get(`${from} ${to}`);
      links.set(`${from} ${to}`, {
        from,
        to,
        rightwards: node < other || (known?.rightwards ?? false),
        leftwards: node > other || (known?.leftwards ?? false),
      });
    }
  }
  return [...links.values()];
}

function peerLines(members: readonly PicturedMember[], middle: number, id: string): readonly Markup[] {
  // What is wrong lies above what is not.
  const links = linksOf(members).sort((a, b) => Number(isOneWay(a)) - Number(isOneWay(b)));
  return links.map((link) => {
    const { from, to, rightwards, leftwards } = link;
    const head = `url(#${id}-${isOneWay(link) ? 'oneway' : 'both'})`;
    const ends = html`${leftwards ? html` marker-start="${head}"` : null}${rightwards ? html` marker-end="${head}"` : null}`;
    return html`<path class="peers${isOneWay(link) ? ' oneway' : ''}" d="${pathOf(from, to, middle)}"${ends}/>`;
  });
}

/** A line between neighbours, a bow above those between. */
function pathOf(from: number, to: number, middle: number): string {
  if (to - from === 1) return `M${centre(from) + MEMBER.width / 2 + 2} ${middle} H${centre(to) - MEMBER.width / 2 - 2}`;
  const top = middle - MEMBER.height / 2;
  const [x1, x2] = [centre(from) + 14, centre(to) - 14];
  const height = 2 * BOW * (to - from) - 6;
  return `M${x1} ${top} Q${(x1 + x2) / 2} ${top - height} ${x2} ${top}`;
}

/** As much of a text as fits into some pixels; its end tells more than its beginning. */
function shorten(text: string, width: number, letter: number): string {
  const most = Math.floor(width / letter);
  const plain = harmless(text);
  if (displayWidth(plain) <= most) return plain;
  const letters = [...plain];
  return `…${letters.slice(Math.max(0, letters.length - most + 1)).join('')}`;
}
