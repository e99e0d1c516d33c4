import { parsePrefixedAddress } from '../binding/ip-address.ts';
import { baseName, type CommandWord } from '../binding/script-lines.ts';
import { decidingWords, withoutSudo } from './check-commands.ts';

/** What a command of iproute2 does to the addresses or routes of its host. */
export interface NetworkChange {
  readonly does: 'adds' | 'removes';
  readonly kind: 'address' | 'route';
  /** The address or network, as written. */
  readonly what: string;
}

/** The change that `ip address` or `ip route` makes; null for another command, and where it is not plain what it changes. */
export function networkChangeOf(words: readonly CommandWord[]): NetworkChange | null {
  const [program = '', ...args] = withoutSudo(decidingWords(words));
  if (baseName(program) !== 'ip') return null;
  const [object = '', verb = '', ...operands] = args.filter((arg) => !FAMILY.test(arg));
  const kind = object === '' ? undefined : KINDS.find((each) => each.startsWith(object));
  const does = ADDS.has(verb) ? 'adds' : REMOVES.has(verb) ? 'removes' : null;
  const what = operands.find((operand) => operand === 'default' || parsePrefixedAddress(operand)?.prefixValid);
  return kind && does && what !== undefined ? { does, kind, what } : null;
}

/** Any other option may take a value, or name another network namespace. */
const FAMILY = /^-[46]$/;

/** `ip` takes the first letters of each. */
const KINDS = ['address', 'route'] as const;

const ADDS: ReadonlySet<string> = new Set(['add', 'replace', 'append']);
const REMOVES: ReadonlySet<string> = new Set(['del', 'delete']);
