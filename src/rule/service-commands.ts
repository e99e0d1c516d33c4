import { baseName, type CommandWord } from '../binding/script-lines.ts';
import { decidingWords, withoutSudo } from './check-commands.ts';

/** The services that a command stops, by their names as {@link serviceName} has them; none where it does something else. */
export function servicesStoppedBy(words: readonly CommandWord[]): readonly string[] {
  const [program, args] = programOf(words);
  if (PROCESS_ENDERS.has(program)) return args.some((arg) => /^-/.test(arg) && !ENDS.test(arg)) ? [] : lastOf(args);
  if (CONTAINERS.has(program)) return args[0] === 'stop' ? namesIn(args.slice(1)) : [];
  const services = servicesOf(program, args, /^stop$/);
  return services.length > 0 ? services : servicesOfOwnScript(program, args);
}

/** The services that must run for a command to succeed. */
export function servicesAskedBy(words: readonly CommandWord[]): readonly string[] {
  const [program, args] = programOf(words);
  if (PROCESS_ENDERS.has(program)) return args.includes('-0') ? lastOf(args) : [];
  if (PROCESS_FINDERS.has(program)) return lastOf(args);
  return servicesOf(program, args, /^(?:is-active|status)$/);
}

/** One name for what a service manager and the kernel call by two: `sshd.service`, `/usr/sbin/sshd` and `ssh`. */
export function serviceName(word: string): string {
  const name = baseName(word).replace(/\.service$/, '');
  return name.length > 3 ? name.replace(/d$/, '') : name;
}

const PROCESS_ENDERS: ReadonlySet<string> = new Set(['killall', 'pkill']);
const PROCESS_FINDERS: ReadonlySet<string> = new Set(['pgrep', 'pidof']);
const CONTAINERS: ReadonlySet<string> = new Set(['docker', 'podman']);
const INIT_SCRIPT = /^\/etc\/(?:rc\.d\/)?init\.d\/./;

/** Signals that end a process, and how it is looked for. */
const ENDS = /^-(?:9|15|KILL|TERM|SIGKILL|SIGTERM|[efqwx]+|-(?:exact|full|wait|quiet))$/;

/** The program of a command, and what it is given; none where more than one runs. A name of an init script is kept whole. */
function programOf(words: readonly CommandWord[]): readonly [string, readonly string[]] {
  const [program = '', ...args] = withoutSudo(decidingWords(words));
  return [INIT_SCRIPT.test(program) ? program : baseName(program), args];
}

/** The services that a service manager is asked to do something with. */
function servicesOf(program: string, args: readonly string[], verb: RegExp): readonly string[] {
  if (INIT_SCRIPT.test(program)) return verb.test(args[0] ?? '') ? [serviceName(program)] : [];
  const plain = args.filter((arg) => !arg.startsWith('-'));
  const [first = '', second = ''] = plain;
  if (program === 'systemctl') return verb.test(first) ? namesIn(plain.slice(1)) : [];
  if (program === 'service' || program === 'rc-service') return verb.test(second) ? [serviceName(first)] : [];
  return [];
}

/** The service that a script of one's own stops, as it says by its name: `stop_haproxy.sh`, `haproxy-stop`, or `haproxy.sh stop`. */
function servicesOfOwnScript(program: string, [first = '']: readonly string[]): readonly string[] {
  const name = program.replace(/\.\w+$/, '');
  const service = /^stop[-_](.+)$/.exec(name)?.[1] ?? /^(.+)[-_]stop$/.exec(name)?.[1] ?? (first === 'stop' ? name : null);
  return service === null ? [] : [serviceName(service)];
}

function namesIn(args: readonly string[]): readonly string[] {
  return args.filter((arg) => /^[\w@./-]+$/.test(arg) && !arg.startsWith('-')).map(serviceName);
}

function lastOf(args: readonly string[]): readonly string[] {
  return namesIn(args.slice(-1));
}
