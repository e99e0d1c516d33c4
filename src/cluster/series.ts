/**
 * Names that differ in one part only, as those of a cluster's nodes do: `lb1/`, `lb2/`; `keepalived-master.conf`, `keepalived-backup.conf`;
 * `.node1`, `.node2`; `gw-a.conf`, `gw-b.conf`.
 */

/** One way to read a path as that of a node among several. */
export interface Step {
  /** How likely it is among the ways to read this path: 0 is tried first. Null for the path as a whole, which goes with any other. */
  readonly rank: number | null;
  /** The path without the part that tells the nodes apart; nodes of one series have the same. */
  readonly stem: string;
  /** Whether the words say that these are nodes; otherwise they may as well be sites, versions or examples. */
  readonly sure: boolean;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** What nodes of a cluster are called after the part that they play. */
const ROLES = words(`master masters slave slaves slaver backup standby spare primary secondary tertiary active passive main leader follower
  first second third left right east west`);

/** What a number or letter follows where it tells nodes apart. */
const NODES =
  words(`node nodes host server servers srv lb lbs loadbalancer balancer ha haproxy proxy nginx gw gateway router rtr fw firewall vm
  web www db dns director lvs keepalived kv vrrp r n k c m machine box member peer instance edge`);

/** What a number follows where it tells places, copies or stages apart: never nodes. */
const PLACES =
  words(`site sites customer customers client clients tenant tenants region regions zone zones dc dcs datacenter datacenters location
  locations env envs environment environments cluster clusters project projects stage stages setup setups scenario scenarios example examples ex
  case cases step steps lesson lessons chapter chapters part parts version versions ver v release releases demo demos exercise exercises homework
  department branch branches office offices`);

/** Names of places beside those with a number. */
const PLACE_NAMES = words('prod production staging test testing dev development qa uat lab preprod live demo');

/** Folders whose entries are nodes, whatever they are called. */
const NODE_FOLDERS = words('hosts host nodes node servers machines host_vars members directors routers loadbalancers lbs');

/** Words in the names of copies that nobody runs. */
const COPIES = words(
  'bak old orig original save saved tmp temp disabled off example examples sample samples dist rpmnew rpmsave template tpl',
);

interface Piece {
  readonly text: string;
  readonly kind: 'word' | 'number' | 'letter';
  /** The word before it in the same name. */
  readonly before: string;
}

/** Rank of the last number or letter of a path; those before it follow, and then the same numbers wherever they stand. */
const FIRST_NUMBER = 2;

/** Numbers and letters of a path that are tried; nobody tells nodes apart further up. */
const MOST_NUMBERS = 12;

const RUNS = /\d+|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[A-Z]|[^\0-\x7f]+/g;

/** The words, numbers and single letters of a file or folder name, in small letters. */
function piecesOf(name: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let before = '';
  for (const { 0: run, index } of name.matchAll(RUNS)) {
    const text = run.toLowerCase();
    const next = name.charAt(index + run.length);
    if (/^\d/.test(text)) pieces.push({ text: text.replace(/^0+(?=\d)/, ''), kind: 'number', before });
    else if (text.length === 1 && !/[a-z0-9]/i.test(next)) pieces.push({ text, kind: 'letter', before });
    else {
      pieces.push({ text, kind: 'word', before });
      before = text;
    }
  }
  return pieces;
}

function isRole(piece: Piece): boolean {
  return ROLES.has(piece.text) || (piece.kind === 'number' && ROLES.has(piece.before));
}

/** Whether a name tells how the nodes of a setup stand to each other, as `active-active` and `master-backup` do, and not which of them this is. */
function isSetup(pieces: readonly Piece[]): boolean {
  return pieces.some(({ kind, text, before }) => kind === 'word' && STATES.has(text) && STATES.has(before));
}

const STATES = words('master slave backup standby primary secondary active passive');

/**
 * Every way to read a path below a folder as that of a node: by the name that a folder of nodes gives it, by a word for its role, by a number
 * or a letter (those at the end of the path first), and as a whole.
 */
export function stepsOf(names: readonly string[], folder: string): readonly Step[] {
  const all = names.map(piecesOf);
  const steps: Step[] = [];
  if (NODE_FOLDERS.has(folder.toLowerCase())) steps.push({ rank: 0, stem: `*/${names.slice(1).join('/')}`, sure: true });
  const ofSetups = new Set(all.filter(isSetup).flat());
  const isRoleOfNode = (piece: Piece): boolean => isRole(piece) && !ofSetups.has(piece);
  if (all.some((pieces) => pieces.some(isRoleOfNode))) steps.push({ rank: 1, stem: stemWithout(all, isRoleOfNode), sure: true });
  let rank = FIRST_NUMBER;
  for (let i = all.length - 1; i >= 0; i--) {
    for (const piece of [...(all[i] ?? [])].reverse()) {
      const { text, kind, before } = piece;
      const sure = NODES.has(before);
      const isPlace = PLACES.has(before) || (i === 0 && !sure && holdsPlaces(folder));
      if (kind === 'word' || isPlace || rank === FIRST_NUMBER + MOST_NUMBERS) continue;
      steps.push({ rank, stem: stemWithout(all, (each) => each === piece), sure });
      // `lb1/keepalived1.conf` says it twice.
      steps.push({ rank: rank + MOST_NUMBERS, stem: stemWithout(all, (each) => each.kind === kind && each.text === text), sure });
      rank++;
    }
  }
  steps.push({ rank: null, stem: stemWithout(all, () => false), sure: false });
  return steps;
}

function stemWithout(names: readonly (readonly Piece[])[], isLeftOut: (piece: Piece) => boolean): string {
  const kept = names.map((pieces) => pieces.filter((piece) => !isLeftOut(piece)).map(({ text }) => text));
  return kept.map((pieces) => pieces.join('-')).join('/');
}

/** Whether an entry of a folder may be a node beside others there, as far as the names tell: not where they are places. */
export function mayBeNode(entry: string, folder: string): boolean {
  if (holdsPlaces(folder)) return false;
  return !piecesOf(entry).some(({ text, kind }) => kind === 'word' && (PLACES.has(text) || PLACE_NAMES.has(text)));
}

/** Whether a file's name says that it is a copy of another one, or an example. */
export function isCopy(file: string): boolean {
  return file.endsWith('~') || piecesOf(file).some(({ text, kind }) => kind === 'word' && COPIES.has(text));
}

/** `sites/` holds places, `site/` is one. */
function holdsPlaces(folder: string): boolean {
  const name = folder.toLowerCase();
  return name.endsWith('s') && PLACES.has(name);
}
