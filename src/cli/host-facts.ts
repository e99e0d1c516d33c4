import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '../behaviour/input-error.ts';
import type { HostFacts } from '../behaviour/node.ts';
import { readFacts } from '../behaviour/read-facts.ts';
import { jsonFault } from '../node/json-fault.ts';
import { showPath } from '../node/node-reader.ts';
import { describeRefusal } from '../node/refusal.ts';
import type { SettingsStack } from '../settings/stack.ts';
import type { Session } from './session.ts';
import { nodesByShortName } from './short-names.ts';
import { didYouMean } from './suggest.ts';
import { UsageError } from './usage-error.ts';

/** What settings say of the hosts of some nodes, as `--facts` would. */
export function factsOfSettings(stacks: readonly SettingsStack[], nodes: readonly string[], workingDirectory: string): readonly string[] {
  return stacks.flatMap(({ clusters }) =>
    clusters.flatMap(({ facts, directory }) =>
      [...facts].flatMap(([node, file]) => {
        const name = showPath(resolve(directory, node), workingDirectory);
        return nodes.includes(name) ? [`${name}=${file}`] : [];
      }),
    ),
  );
}

/**
 * Reads every `--facts NODE=FILE`; of two for one node the first counts. A node may be called by the short name that it has among those of its
 * cluster.
 */
export function readAllFacts(
  given: readonly string[],
  clusters: readonly (readonly string[])[],
  session: Session,
): ReadonlyMap<string, HostFacts> {
  const facts = new Map<string, HostFacts>();
  const nodes = clusters.flat();
  const called = [...nodes.map((node) => [node, node] as const), ...nodesByShortName(clusters)];
  for (const each of given) {
    const [written, node] = called.find(([name]) => each.startsWith(`${name}=`)) ?? [];
    if (written === undefined || node === undefined) {
      const name = each.slice(0, Math.max(0, each.lastIndexOf('=')));
      if (name === '') throw new UsageError(`--facts ${each} is not NODE=FILE, such as --facts keepalived.conf@lb1=lb1.json.`);
      throw new UsageError(`--facts: '${name}' is no node.${didYouMean(name, nodes) || ` Nodes: ${nodes.slice(0, 10).join(', ')}.`}`);
    }
    if (!facts.has(node)) facts.set(node, readInput(each.slice(written.length + 1), '--facts', session, readFacts));
  }
  return facts;
}

/** Reads a JSON file that an option names; what is wrong in it is said with its place. */
export function readInput<T>(file: string, option: string, { workingDirectory }: Session, read: (value: unknown) => T): T {
  let text: string;
  try {
    text = readFileSync(resolve(workingDirectory, file), 'utf8');
  } catch (error) {
    throw new UsageError(`${option}: '${file}' ${whyUnread(error as NodeJS.ErrnoException)}.`, { cause: error });
  }
  try {
    return read(JSON.parse(text));
  } catch (error) {
    if (error instanceof InputError) throw new UsageError(`${option}: ${file}: ${error.place} ${error.message}`, { cause: error });
    if (error instanceof SyntaxError)
      throw new UsageError(`${option}: ${file}${placeOf(text, error.message)}: this is no JSON (${jsonFault(error)}).`, { cause: error });
    throw error;
  }
}

function whyUnread({ code }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'EISDIR') return 'is a directory, not a file';
  return `cannot be read: ${describeRefusal(code)}`;
}

/** `:3:7`, where the message of JSON.parse says at which character it stopped. */
function placeOf(text: string, message: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return `:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
