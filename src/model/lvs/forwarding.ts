import { lineWords } from '../../../grammar/tree.ts';
import { atLeast, type Version } from '../../../grammar/version.ts';
import type { BoundValue } from '../../binding/bound.ts';
import type { Correct } from '../correction.ts';
import { argumentOf, textOf } from '../read-settings.ts';
import { given, type Setting } from '../setting.ts';
import type { ForwardingMethod } from './real-server.ts';

const METHODS: readonly ForwardingMethod[] = ['NAT', 'DR', 'TUN'];

/**
 * Reads a line of a keyword that says how packets reach servers; null where it names no method. Tunnel options that are wrong or do not go together are
 * dropped, the method stays.
 */
export function readMethod(line: BoundValue, version: Version, correct: Correct): Setting<ForwardingMethod> | null {
  const name = argumentOf(line, 'method');
  const method = METHODS.find((each) => name?.fits && each === textOf(name));
  if (!method) return null;
  // Over a word that it does not take keepalived goes no further.
  if (method === 'TUN' && line.fits && isComplete(line) && atLeast(version, '2.0.18')) checkTunnel(line, correct);
  return given(method, line.node);
}

/** Whether each word of a line belongs to an argument that has its value. */
function isComplete({ node, args }: BoundValue): boolean {
  const words = args.reduce((sum, { argument }) => sum + (argument.keyword === undefined ? 1 : 2), 1);
  return lineWords(node).length === words;
}

function checkTunnel(line: BoundValue, correct: Correct): void {
  const type = argumentOf(line, 'tunnel type');
  const port = argumentOf(line, 'port number');
  const checksum = argumentOf(line, 'checksum');
  const kind = textOf(type) ?? 'ipip';
  const sum = textOf(checksum);
  if ((kind === 'gue') !== (port?.fits ?? false)) {
    correct('lvs/tunnel-gue-port', 'ignores', 'reports', (port ?? type)?.word.span ?? line.node.span, { written: kind });
  } else if (kind === 'ipip' && checksum && (sum === 'csum' || sum === 'remcsum')) {
    correct('lvs/tunnel-ipip-checksum', 'ignores', 'reports', checksum.word.span, { written: sum });
  } else if (kind === 'gre' && checksum && sum === 'remcsum') {
    correct('lvs/tunnel-gre-remcsum', 'ignores', 'reports', checksum.word.span, { written: sum });
  }
}
