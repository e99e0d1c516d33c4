import type { Span } from '../../../grammar/tree.ts';
import type { Bound, BoundArgument, BoundValue } from '../../binding/bound.ts';
import { familyOf } from '../../binding/ip-address.ts';
import { keywordSpan, lineSpan } from '../../binding/place.ts';
import type { Correct, CorrectionList } from '../correction.ts';
import { globalLines } from '../read-settings.ts';

/** Settings of global_defs that are right where the host has what they name: keepalived looks, and leaves out what is not there. */
export function findHostNeeds(children: readonly Bound[], corrections: CorrectionList): void {
  const correct = corrections.about('global_defs');
  const lines = globalLines(children);
  findUsers(lines, correct);
  for (const line of lines) CHECKS.get(line.keyword.name)?.(line, correct);
}

const ROOT = 'root';
/** Who runs scripts where `enable_script_security` is set and nobody is named. */
const SCRIPT_USER = 'keepalived_script';
const ACCOUNTS: ReadonlySet<string> = new Set(['user', 'group']);

/** Who runs the scripts at the start and the end: named on the line, or by the lines above it. */
function findUsers(lines: readonly BoundValue[], correct: Correct): void {
  let standard: { readonly user: string; readonly at: Span } | null = null;
  for (const { keyword, args, node } of lines) {
    const { name } = keyword;
    const named = args.find(({ argument, word }) => ACCOUNTS.has(argument.type) && word.text !== ROOT)?.word ?? null;
    if (name === 'enable_script_security') standard ??= { user: SCRIPT_USER, at: keywordSpan(node) };
    else if (name === 'script_user') standard = { user: named?.text ?? ROOT, at: lineSpan(node) };
    if (name !== 'startup_script' && name !== 'shutdown_script') continue;
    const isSaid = args.some(({ argument }) => argument.type === 'user');
    const user = named?.text ?? (isSaid ? ROOT : standard?.user);
    if (user === undefined || user === ROOT) continue;
    const more = { data: { keyword: name, user }, ...(isSaid || !standard ? {} : { against: standard.at }) };
    const check = name === 'startup_script' ? 'global/startup-script-invalid' : 'global/shutdown-script-invalid';
    correct(check, 'drops', 'reports', named?.span ?? keywordSpan(node), more);
  }
}

type Check = (line: BoundValue, correct: Correct) => void;

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['smtp_server', findMailServer],
  ['vrrp_cpu_affinity', (line, correct) => findCpus(line, 'global/vrrp-cpu-affinity-invalid', correct)],
  ['checker_cpu_affinity', (line, correct) => findCpus(line, 'global/checker-cpu-affinity-invalid', correct)],
  ['bfd_cpu_affinity', (line, correct) => findCpus(line, 'global/bfd-cpu-affinity-invalid', correct)],
]);

/** A name is looked up once, while the configuration is read. */
function findMailServer({ args }: BoundValue, correct: Correct): void {
  const [host] = args;
  if (host && host.word.text !== 'localhost' && !/^[\d.]+$/.test(host.word.text) && familyOf(host.word.text) === null) {
    correct('global/smtp-server-unresolved', 'drops', 'reports', host.word.span, { written: host.word.text });
  }
}

/** Every host has CPU 0. */
function findCpus({ args }: BoundValue, check: CpuCheck, correct: Correct): void {
  const most = Math.max(...args.map(numberIn));
  const at = args.find((argument) => numberIn(argument) === most);
  if (at && most > 0) correct(check, 'ignores', 'reports', at.word.span, { written: at.word.text });
}

type CpuCheck = `global/${'vrrp' | 'checker' | 'bfd'}-cpu-affinity-invalid`;

function numberIn({ value, fits }: BoundArgument): number {
  return fits && typeof value === 'number' ? value : -1;
}
