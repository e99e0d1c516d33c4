import type { Span } from '../../grammar/tree.ts';
import { atLeast, between, type Version } from '../../grammar/version.ts';
import { type Bound, type BoundArgument, type BoundBlock, isBlock } from '../binding/bound.ts';
import { type BrokenCommand, brokenCommands } from '../daemon/broken-commands.ts';
import { misledReports } from '../daemon/misled-reading.ts';
import type { Configuration } from '../model/configuration.ts';
import { isTracked } from '../model/tracking/tracking.ts';
import type { VrrpScript } from '../model/tracking/vrrp-script.ts';
import type { Otherwise } from './config-test.ts';

/** How the config test ends because of a vrrp_script, on every host: with this status, or with one of the others. */
export interface ScriptEnding {
  readonly status: number;
  /** The script. */
  readonly at: Span;
  readonly otherwise: readonly Otherwise[];
}

/** 128 and SIGTERM. */
const TERMINATED = 143;

/** Exit status for a script that could be run by who may not (script.c of keepalived, `check_track_script_secure`). */
const INSECURE = 6;

/** What is reported about a script that is not there, or whose user is not. */
const REPORTED = 5;

/**
 * How the test ends where no host makes it pass: an insecure script is 6 where it exists and 5 where it does not, and 2.2.5 to 2.2.7 end themselves
 * over a script of another user. The worst of these, for on the node that runs the check its script is there. Null where some host makes it pass.
 */
export function scriptEndingOf(configuration: Configuration): ScriptEnding | null {
  const { version } = configuration.target;
  const children = blocksRead(configuration);
  const read = new Set(children);
  const tracked = configuration.vrrpScripts.filter((each) => isTracked(each) && read.has(each.bound) && !OPENED.test(each.script.text));
  const [first] = tracked;
  if (!first || !atLeast(version, '2.2.0')) return null;
  const secured = isSecured(children);
  // Without a user, it is keepalived_script, which not every host has.
  const ofOthers = tracked.find((script) => {
    const user = userOf(script, children);
    return user === null ? secured : user !== 'root';
  });
  if (killsItself(version) && ofOthers)
    return { status: TERMINATED, at: ofOthers.script.span, otherwise: [{ where: 'no-users', status: REPORTED }] };
  if (secured) return null;
  return {
    status: INSECURE,
    at: first.script.span,
    otherwise: [
      { where: 'no-scripts', status: REPORTED },
      ...(killsItself(version) ? [{ where: 'users', status: TERMINATED } as const] : []),
    ],
  };
}

/** How else the test ends on hosts that have, or lack, what scripts need, where it would pass or report without that. */
export function scriptsOtherwise(passes: boolean, configuration: Configuration): readonly Otherwise[] {
  const {
    target: { version },
    vrrpScripts,
  } = configuration;
  const children = blocksRead(configuration);
  const runsScripts = namesScripts(children, brokenCommands(configuration));
  const others: Otherwise[] = [];
  if (killsItself(version) && runsScripts && namesOtherUser(children)) others.push({ where: 'users', status: TERMINATED });
  if (atLeast(version, '2.0.7') && runsScripts && !isSecured(children)) {
    others.push({ where: 'scripts', status: atLeast(version, '2.2.0') ? INSECURE : REPORTED });
  }
  if (!atLeast(version, '2.2.0') || !passes) return others;
  if (vrrpScripts.some(({ script }) => !OPENED.test(script.text))) others.push({ where: 'no-scripts', status: REPORTED });
  const byDefault = isSecured(children) && runsScripts && globalUser(children) === null;
  if (byDefault || namesOtherUser(children)) others.push({ where: 'no-users', status: REPORTED });
  return others;
}

/** Without a block such as a vrrp_script inside of an instance, where keepalived knows none and reads its lines as lines of the block around it. */
function blocksRead(configuration: Configuration): readonly Bound[] {
  const { children } = configuration.bound;
  const unknown = new Set(misledReports(configuration).map(({ at }) => at.start));
  return unknown.size === 0 ? children : children.filter((child) => !isBlock(child) || !unknown.has(child.node.header.start));
}

/** These end themselves by SIGTERM when they check a script of another user than their own. */
function killsItself(version: Version): boolean {
  return between(version, '2.2.5', '2.2.8');
}

/** The user that a script names, or that is named for all scripts; null for the default. */
function userOf({ bound }: VrrpScript, children: readonly Bound[]): string | null {
  return wordOf(bound, 'user') ?? globalUser(children);
}

function globalUser(children: readonly Bound[]): string | null {
  const users = globalDefs(children).map((block) => wordOf(block, 'script_user'));
  return users.findLast((user) => user !== null) ?? null;
}

function wordOf(block: BoundBlock, keyword: string): string | null {
  return block.children.findLast((child) => child.keyword.name === keyword && !isBlock(child))?.args[0]?.word.text ?? null;
}

function globalDefs(children: readonly Bound[]): readonly BoundBlock[] {
  return children.filter(isBlock).filter(({ keyword }) => keyword.name === 'global_defs');
}

function isSecured(children: readonly Bound[]): boolean {
  return globalDefs(children).some((block) => block.children.some(({ keyword }) => keyword.name === 'enable_script_security'));
}

/** Whether somebody else than root is to run scripts. */
function namesOtherUser(children: readonly Bound[]): boolean {
  return someArgument(children, ({ argument, word }) => argument.type === 'user' && word.text !== 'root');
}

/** Whether there is a command that keepalived looks at: one that it cannot split into words it leaves out. */
function namesScripts(children: readonly Bound[], broken: readonly BrokenCommand[]): boolean {
  const leftOut = new Set(broken.map(({ line }) => line.command.span.start));
  return someArgument(
    children,
    ({ argument, word }) => argument.type === 'script' && !NO_SCRIPT.test(word.text) && !leftOut.has(word.span.start),
  );
}

function someArgument(children: readonly Bound[], holds: (argument: BoundArgument) => boolean): boolean {
  return children.some((child) => (isBlock(child) ? someArgument(child.children, holds) : child.args.some(holds)));
}

/** `</dev/tcp/127.0.0.1/80`: what is opened and not run, whose path and user keepalived does not look at (lib/notify.c check_script_secure). */
const OPENED = /^<[ \t]*\//;

/** An empty word, and a FIFO, are no scripts that could be insecure. */
const NO_SCRIPT = /^(?:<.*)?$/;
