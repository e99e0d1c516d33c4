import { closest } from '../../grammar/closest.ts';
import { type ClusterEvent, EVERY_NODE, nodesOf, type Plan } from './event.ts';
import { processesNamed, scriptsNamed } from './happen.ts';
import { checkSchema, InputError, listAt, numberAt, recordAt, textAt } from './input-error.ts';
import type { BehaviourNode } from './node.ts';
import { interfacesBeneath, interfacesNamed } from './running.ts';

/** A plan, and what is in it that changes nothing, such as names that no configuration knows. */
export interface PlanRead {
  readonly plan: Plan;
  readonly warnings: readonly string[];
}

/**
 * Reads what is to be played: `{ "schema": 1, "startOrder": [node], "files": { name: value }, "events": [ … ] }`, of which only `schema` must
 * be there; without `events` every event is played that the configurations name. `aliases`: what a node may be called instead of its name;
 * `everywhere`: what the nodes of all clusters are called where there are several; events of another one are left to it. Throws
 * {@link InputError}.
 */
export function readPlan(
  value: unknown,
  nodes: readonly BehaviourNode[],
  aliases: ReadonlyMap<string, string> = new Map<string, string>(),
  everywhere: ReadonlySet<string> = new Set<string>(),
): PlanRead {
  const { schema, startOrder, files, events } = recordAt(value, 'the file');
  checkSchema(schema);
  const reader = new EventReader(nodes, aliases, everywhere);
  const order = startOrder === undefined ? [] : reader.nodesHere(listAt(startOrder, 'startOrder'), 'startOrder');
  const numbers = new Map<string, number | null>();
  for (const [name, number] of Object.entries(files === undefined ? {} : recordAt(files, 'files'))) {
    numbers.set(name, number === null ? null : numberAt(number, `files.${name}`));
  }
  // Where there are several clusters, another one may know it.
  const warnings = (everywhere.size > 0 ? [] : [...numbers.keys()]).flatMap((name) =>
    unknownFile(name, nodes).map((what) => `files.${name}: ${what}`),
  );
  const read =
    events === undefined
      ? null
      : listAt(events, 'events').flatMap((value, index): readonly ClusterEvent[] => {
          const place = `events[${index}]`;
          const fields = recordAt(value, place);
          if (reader.isElsewhere(fields)) return [];
          const event = reader.event(fields, place);
          warnings.push(
            ...misspeltKeys(fields).map((what) => `${place}${what}`),
            ...unknownName(event, nodes).map((what) => `${place}: ${what}`),
          );
          return [event];
        });
  return { plan: { startOrder: order.length > 0 ? order : null, files: numbers, events: read }, warnings };
}

/** Whatever an event may say. */
const KEYS = ['kind', 'node', 'name', 'interface', 'value', 'nodes', 'from', 'to'] as const;

/** Keys that nothing reads, and that are nearly one that is read; others are remarks. */
function misspeltKeys(fields: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(fields)
    .filter((key) => !KEYS.some((known) => known === key))
    .flatMap((key) => {
      const near = suggestion(
        key,
        KEYS.filter((known) => !(known in fields)),
      );
      return near === '' ? [] : [`.${key} is not read.${near}`];
    });
}

const KINDS: readonly ClusterEvent['kind'][] = [
  ...(['node-stop', 'node-crash', 'interface-down', 'carrier-loss', 'script-fails', 'script-hangs', 'file-value'] as const),
  ...(['process-gone', 'bfd-down', 'link-cut', 'oneway-cut', 'peer-cut'] as const),
];

class EventReader {
  private readonly nodes: ReadonlyMap<string, BehaviourNode>;
  private readonly aliases: ReadonlyMap<string, string>;
  private readonly everywhere: ReadonlySet<string>;

  constructor(nodes: readonly BehaviourNode[], aliases: ReadonlyMap<string, string>, everywhere: ReadonlySet<string>) {
    this.nodes = new Map(nodes.map((node) => [node.name, node]));
    this.aliases = aliases;
    this.everywhere = everywhere;
  }

  /** The nodes of a list, without those of other clusters. */
  nodesHere(values: readonly unknown[], place: string): readonly string[] {
    return values.flatMap((value, index) => (this.isOther(value) ? [] : [this.node(value, `${place}[${index}]`)]));
  }

  /** Whether an event names nodes of other clusters alone. */
  isElsewhere({ node, nodes, from, to }: Readonly<Record<string, unknown>>): boolean {
    const named = [node, ...(Array.isArray(nodes) ? nodes : []), from, to].filter((name) => name !== undefined);
    return named.length > 0 && named.every((name) => this.isOther(name));
  }

  private isOther(name: unknown): boolean {
    return typeof name === 'string' && !this.nodes.has(name) && !this.aliases.has(name) && this.everywhere.has(name);
  }

  node(value: unknown, place: string): string {
    const written = textAt(value, place);
    const name = this.nodes.has(written) ? written : (this.aliases.get(written) ?? written);
    if (this.nodes.has(name)) return name;
    if (this.isOther(name)) throw new InputError(place, `'${name}' is a node of another cluster than those beside it.`);
    throw new InputError(place, `'${name}' is no node of ${this.everywhere.size > 0 ? 'any' : 'this'} cluster.${this.choices(name)}`);
  }

  event(fields: Readonly<Record<string, unknown>>, place: string): ClusterEvent {
    const kind = textAt(fields.kind, `${place}.kind`);
    const known = KINDS.find((each) => each === kind);
    if (known === undefined) {
      throw new InputError(`${place}.kind`, `'${kind}' is no kind of event.${suggestion(kind, KINDS)} Kinds: ${KINDS.join(', ')}.`);
    }
    const on = fields.interface === undefined ? {} : { interface: textAt(fields.interface, `${place}.interface`) };
    switch (known) {
      case 'node-stop':
      case 'node-crash':
        return { kind: known, node: this.anyNode(fields.node, `${place}.node`) };
      case 'interface-down':
      case 'carrier-loss': {
        const node = this.anyNode(fields.node, `${place}.node`);
        return { kind: known, node, interface: on.interface ?? this.onlyInterface(node, `${place}.interface`) };
      }
      case 'script-fails':
      case 'script-hangs':
      case 'process-gone':
      case 'bfd-down':
        return { kind: known, node: this.anyNode(fields.node, `${place}.node`), name: textAt(fields.name, `${place}.name`) };
      case 'file-value': {
        const node = this.anyNode(fields.node, `${place}.node`);
        return { kind: known, node, name: textAt(fields.name, `${place}.name`), value: numberAt(fields.value, `${place}.value`) };
      }
      case 'link-cut': {
        const [a, b, ...more] = listAt(fields.nodes, `${place}.nodes`);
        if (b === undefined || more.length > 0) throw new InputError(`${place}.nodes`, 'must name two nodes.');
        const nodes = [this.node(a, `${place}.nodes[0]`), this.node(b, `${place}.nodes[1]`)] as const;
        if (nodes[0] === nodes[1]) throw new InputError(`${place}.nodes`, `names '${nodes[0]}' twice. A link is one between two nodes.`);
        return { kind: known, nodes, ...on };
      }
      case 'oneway-cut':
        return { kind: known, from: this.node(fields.from, `${place}.from`), to: this.node(fields.to, `${place}.to`), ...on };
      case 'peer-cut':
        return { kind: known, node: this.anyNode(fields.node, `${place}.node`), ...on };
    }
  }

  private anyNode(value: unknown, place: string): string {
    return value === EVERY_NODE ? EVERY_NODE : this.node(value, place);
  }

  /** The interface of all instances that are concerned, where there is only one. */
  private onlyInterface(name: string, place: string): string {
    const concerned = [...this.nodes.values()].filter((node) => name === EVERY_NODE || node.name === name);
    const names = new Set(
      concerned.flatMap(({ configuration }) => configuration.vrrpInstances.map((instance) => instance.interface.value)),
    );
    const [only, ...others] = names;
    if (typeof only === 'string' && others.length === 0) return only;
    throw new InputError(place, 'is missing, and the instances use several. Name the one that is meant.');
  }

  private choices(name: string): string {
    const known = this.everywhere.size > 0 ? [...this.everywhere] : [...this.nodes.keys()];
    const near = suggestion(name, known);
    if (near !== '') return near;
    const some = known.slice(0, 10);
    return ` Nodes: ${some.join(', ')}${some.length < known.length ? ' …' : ''}.`;
  }
}

function unknownFile(name: string, nodes: readonly BehaviourNode[]): readonly string[] {
  const known = nodes.flatMap(({ configuration }) => configuration.trackFiles.map((file) => file.name));
  return known.includes(name) ? [] : [`no track_file '${name}' is known on any node, so this changes nothing.${suggestion(name, known)}`];
}

/** What an event names that no configuration of its nodes has. */
function unknownName(event: ClusterEvent, nodes: readonly BehaviourNode[]): readonly string[] {
  const names = nodesOf(event);
  const concerned = nodes.filter(({ name }) => names.includes(EVERY_NODE) || names.includes(name));
  const where = concerned.length === 1 ? `on '${concerned[0]?.name}'` : names.includes(EVERY_NODE) ? 'on any node' : 'on either node';
  const nothing = (what: string): readonly string[] => [`no ${what} is known ${where}, so this event changes nothing.`];
  if ('name' in event) {
    return concerned.some((node) => isKnown(event, node)) ? [] : nothing(`${BLOCKS[event.kind]} '${event.name}'`);
  }
  const on = 'interface' in event ? event.interface : undefined;
  return on === undefined || concerned.some((node) => hasInterface(node, on)) ? [] : nothing(`interface '${on}'`);
}

/** Whether a node has an interface as far as anybody says; one that VLANs lie on need not be named itself. */
function hasInterface({ configuration, facts }: BehaviourNode, name: string): boolean {
  if (facts?.interfaces.has(name)) return true;
  const named = [...interfacesNamed(configuration)];
  return named.some((each) => each === name || each.startsWith(`${name}.`)) || interfacesBeneath(configuration).has(name);
}

const BLOCKS: Readonly<Record<Extract<ClusterEvent, { readonly name: string }>['kind'], string>> = {
  'script-fails': 'vrrp_script',
  'script-hangs': 'vrrp_script',
  'process-gone': 'vrrp_track_process',
  'file-value': 'track_file',
  'bfd-down': 'bfd_instance',
};

function isKnown({ kind, name }: Extract<ClusterEvent, { readonly name: string }>, { configuration }: BehaviourNode): boolean {
  switch (kind) {
    case 'script-fails':
    case 'script-hangs':
      return scriptsNamed(configuration.vrrpScripts, name, configuration.target.version).length > 0;
    case 'process-gone':
      return processesNamed(configuration.trackProcesses, name).length > 0;
    case 'file-value':
      return configuration.trackFiles.some((file) => file.name === name);
    case 'bfd-down':
      return configuration.bfdInstances.some((session) => session.name === name);
  }
}

function suggestion(word: string, candidates: Iterable<string>): string {
  const [near] = closest(word, candidates);
  return near === undefined ? '' : ` Did you mean '${near}'?`;
}
