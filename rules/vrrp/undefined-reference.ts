import { closestNames, isSure } from '../../grammar/closest.ts';
import { groupBy } from '../../grammar/group-by.ts';
import { lookAlikeNote } from '../../grammar/look-alike.ts';
import { memoized } from '../../grammar/memoized.ts';
import type { Span } from '../../grammar/tree.ts';
import { baseName } from '../../src/binding/script-lines.ts';
import type { CheckId } from '../../src/daemon/checks/index.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { bySubject, type Correction } from '../../src/model/correction.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { unreadInclude } from '../../src/rule/consequences.ts';
import type { Said, Wording } from '../../src/rule/correction-rule.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';
import { replace, safe } from '../../src/rule/fix.ts';
import { isKeywordOf } from '../../src/rule/keyword-in-list.ts';

const fileUnknown = unknown('track_file', 'file', ({ trackFiles }) => trackFiles);

export default defineCorrectionRule({
  id: 'vrrp/undefined-reference',
  title: 'A name that is not defined, or not where keepalived looks',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  misses: 'anywhere',
  verdict: 'reports',
  proof: [
    'live/script-undefined-tracked',
    'live/script-defined-below',
    'live/file-defined-below',
    'live/script-missing-file',
    'live/sync-group-unknown-member',
    'live/bfd-session-tracked',
    'config-test',
  ],
  what: `An entry of \`track_script\`, \`track_file\`, \`track_process\` or \`track_bfd\` whose definition does not exist or stands below
it, and a name in the \`group\` list of a \`vrrp_sync_group\` or \`track_group\` that no \`vrrp_instance\` has. What is tracked must be
defined above; instances may stand anywhere.`,
  why: `keepalived ignores the entry and runs without it: the instance never leaves MASTER when the service it should watch is dead, and an
instance that is not in its group goes on alone, so that traffic goes out on one node and comes back on another.`,
  advice: 'Correct the name, or move the definition above everything that refers to it.',
  references: [{ title: 'keepalived.conf(5): vrrp_script, track_script, vrrp_sync_group', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['net/track-group-unknown-instance', 'net/track-group-no-instances'],
  examples: {
    bad: [
      {
        title: 'Defined too late, and not at all',
        config: `vrrp_instance VI_1 {  #=> vrrp_script check_haproxy { ↵     script "/usr/bin/pgrep haproxy" ↵ } ↵ vrrp_track_process haproxy { ↵     process haproxy ↵ } ↵ vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_haproxy  #~ stands below
    }
    track_process {
        haproxy  #~ no vrrp_track_process 'haproxy'
    }
}

vrrp_script check_haproxy {  #=>
    script "/usr/bin/pgrep haproxy"  #=>
}  #=>
`,
      },
      {
        title: 'A session that VRRP does not hear of',
        config: `bfd_instance to_peer {
    neighbor_ip 192.0.2.102
    checker  #=>
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_bfd {
        to_peer  #~ for checkers only
        to_router  #~ no bfd_instance 'to_router'  #=>
    }
    track_file {  #=>
        load  #~ no track_file 'load'  #=>
    }  #=>
}
`,
      },
      {
        title: 'Groups with names that no instance has',
        fixed: 'some',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group VG_1 {
    group {
        VI_1
        VI_2
        VI_3  #~ no vrrp_instance 'VI_3'  #=>
    }
}

vrrp_sync_group VG_2 {  #=>
    group {  #=>
        VI_4  #~ no vrrp_instance 'VI_4'  #=>
    }  #=>
}  #=>

track_group routes {
    group {
        vi_1  #~ no vrrp_instance 'vi_1'  #=> VI_1
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Trackers above, members anywhere',
        config: `vrrp_script check_haproxy {
    script "/usr/bin/pgrep haproxy"
}

vrrp_sync_group VG_1 {
    group {
        VI_1
        VI_2
    }
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_haproxy
    }
}

vrrp_instance VI_2 {
    interface eth1
    virtual_router_id 52
    virtual_ipaddress {
        198.51.100.200/24
    }
}
`,
      },
    ],
  },
  words: {
    'track/script-unknown': unknown('vrrp_script', 'script', ({ vrrpScripts }) => vrrpScripts),
    'track/script-defined-later': unknown('vrrp_script', 'script', ({ vrrpScripts }) => vrrpScripts),
    'track/file-unknown': fileUnknown,
    'track/file-unknown-hangs': fileUnknown,
    'track/process-unknown': unknown('vrrp_track_process', 'process', ({ trackProcesses }) => trackProcesses),
    'track/bfd-unknown': unknown('bfd_instance', 'session', ({ bfdInstances }) => bfdInstances),
    'net/bfd-defined-after-use': unknown('bfd_instance', 'session', ({ bfdInstances }) => bfdInstances),
    'net/bfd-event-process-not-reached': ({ subject, written }) => ({
      summary: `bfd_instance '${written}' is for checkers only, so that VRRP does not know it.`,
      detail: `'${subject}' runs on whatever the session says.`,
      advice: "Remove the keyword 'checker' from the bfd_instance: without it VRRP and the checkers both hear of it.",
      against: 'It has the keyword checker, and not vrrp.',
    }),
    'vrrp/sync-group-member-unknown': ({ subject, written = '', at }, configuration) => ({
      ...orElsewhere(written, at, groupless(configuration), configuration),
      summary: `There is no vrrp_instance '${written}'.`,
      detail: `keepalived leaves it out of sync group '${subject}'.`,
      advice: 'Write the name of an instance; case counts.',
    }),
    'vrrp/sync-group-all-members-unknown': ({ subject }, configuration) => ({
      ...(unreadInclude(configuration) ?? afterMembers(subject, configuration)),
      summary: `Sync group '${subject}' has no member that exists.`,
      detail: `keepalived removes it, with its scripts and trackers.`,
      advice: 'Write the names of instances that are in no other group.',
    }),
    'vrrp/track-group-member-unknown': ({ subject, written = '', at }, configuration) => ({
      ...orElsewhere(written, at, configuration.vrrpInstances, configuration),
      summary: `There is no vrrp_instance '${written}'.`,
      detail: `keepalived leaves it out of track_group '${subject}'; only the log of a real run says so.`,
      advice: 'Write the name of an instance; case counts.',
    }),
    'vrrp/track-group-all-members-unknown': ({ subject }, configuration) => ({
      ...(unreadInclude(configuration) ?? afterMembers(subject, configuration)),
      summary: `track_group '${subject}' has no member that exists.`,
      detail: `keepalived removes it; only the log of a real run says so.`,
      advice: 'Write the names of instances. Static entries that name this group must not go without one.',
    }),
  },
});

type Unknown =
  | `track/${'script' | 'file' | 'process' | 'bfd'}-unknown`
  | 'track/file-unknown-hangs'
  | 'track/script-defined-later'
  | 'net/bfd-defined-after-use';

function unknown(
  keyword: string,
  what: string,
  names: (configuration: Configuration) => readonly { readonly name: string }[],
): Wording<Unknown> {
  const said: (correction: Correction<Unknown>, configuration: Configuration) => Said = (
    { subject, at, against, data: { name, isLeftOut } },
    configuration,
  ) =>
    against && isLeftOut
      ? {
          summary:
            `keepalived leaves out ${keyword} '${name}', so '${subject}' does not track the ${what}, and runs on whatever happens to ` +
            'it.',
          advice: `Complete the ${keyword}, or remove this line.`,
          against: 'It lacks what it needs.',
        }
      : against
        ? {
            summary: `${keyword} '${name}' stands below this line, and keepalived looks only above it.`,
            detail: `'${subject}' does not track the ` + `${what}.`,
            advice: `Move the ${keyword} above everything that refers to it.`,
            against: 'It stands here.',
          }
        : isKeywordOf(keyword, name)
          ? aboutKeyword(name, keyword, what, { subject, at }, configuration)
          : {
              ...orElsewhere(name, at, names(configuration), configuration),
              summary: `There is no ${keyword} '${name}'.`,
              detail: `'${subject}' does not track the ${what}, and runs on whatever happens to it.`,
              advice:
                (keyword === 'vrrp_track_process' && ofProgram(name, configuration)) ||
                adviceFor(keyword, name, nearest(name, configuration, names)),
            };
  return (correction, configuration) =>
    correction.check === 'track/file-unknown-hangs' ? andHangs(said(correction, configuration)) : said(correction, configuration);
}

/** The config test alone searches on: a running keepalived notices that there is none. */
function andHangs({ detail, ...said }: Said): Said {
  return { ...said, detail: [detail, 'The config test searches for it for ever, or crashes.'].filter(Boolean).join(' '), hangs: true };
}

/** `weight -20` on a line of its own, or a whole script, among the names of scripts; the same of files, processes and sessions. */
function aboutKeyword(
  name: string,
  keyword: string,
  what: string,
  { subject, at }: { readonly subject: string; readonly at: Span },
  configuration: Configuration,
): Said {
  const first = keywordsAmongNames(configuration).get(keyword)?.get(subject)?.at;
  return {
    ...(first && first.start !== at.start && { follows: first }),
    summary: `'${name}' stands where keepalived wants the name of a ${keyword}.`,
    detail: `It finds none of that name, and '${subject}' does not track what was meant.`,
    advice:
      name === 'weight'
        ? `Write 'weight' and its number behind the name of the ${keyword}, on the same line, or into its block.`
        : `Write the ${what} into a block above, '${keyword} NAME { … }', and NAME alone here.`,
  };
}

/** The first keyword among the names that each instance or group tracks, by what they should name. */
const keywordsAmongNames = memoized(
  ({ corrections }: Configuration) =>
    new Map(
      UNKNOWN.map(([keyword, ...checks]) => [
        keyword,
        bySubject(
          corrections.filter(({ data }) => data && 'name' in data && isKeywordOf(keyword, data.name)),
          new Set(checks),
        ),
      ]),
    ),
);

const UNKNOWN: readonly (readonly [keyword: string, ...checks: readonly CheckId[]])[] = [
  ['vrrp_script', 'track/script-unknown'],
  ['track_file', 'track/file-unknown', 'track/file-unknown-hangs'],
  ['vrrp_track_process', 'track/process-unknown'],
  ['bfd_instance', 'track/bfd-unknown'],
];

/** The instances that a sync group may have for a member: one that is in a group is in no other, and in it once. */
const groupless = memoized(({ vrrpInstances, syncGroups }: Configuration): readonly VrrpInstance[] => {
  const members = new Set(syncGroups.flatMap((group) => group.members));
  return vrrpInstances.filter((instance) => !members.has(instance));
});

/** A group is empty because of its members, which are told one by one. */
function afterMembers(group: string, configuration: Configuration): Pick<Said, 'follows'> {
  return { follows: unknownMembers(configuration).get(group)?.at };
}

/** The first unknown member of each group. */
const unknownMembers = memoized(({ corrections }: Configuration) => bySubject(corrections, MEMBER_UNKNOWN));

const MEMBER_UNKNOWN: ReadonlySet<CheckId> = new Set<CheckId>(['vrrp/sync-group-member-unknown', 'vrrp/track-group-member-unknown']);

function adviceFor(keyword: string, written: string, [first]: readonly string[]): string {
  return first === undefined
    ? `Write the name of a ${keyword} that stands above, or define this one; case counts.`
    : `${lookAlikeNote(written) ?? `Did you mean '${first}'?`} Write '${first}', or define this ${keyword}.`;
}

/** Who writes the name of the program means the vrrp_track_process that looks for it. */
function ofProgram(written: string, configuration: Configuration): string | null {
  const [first, ...others] = processesOf(configuration).get(written) ?? [];
  if (first === undefined || others.length > 0) return null;
  return `'${written}' is the program, and '${first.name}' the vrrp_track_process that looks for it: write '${first.name}'.`;
}

/** Those that look for each program. */
const processesOf = memoized(({ trackProcesses }: Configuration) => groupBy(trackProcesses, ({ command }) => baseName(command)));

/** The name that was surely meant, or else a file that was not read, where it may stand. */
function orElsewhere(
  written: string,
  at: Span,
  defined: readonly { readonly name: string }[],
  configuration: Configuration,
): Pick<Said, 'fix' | 'follows' | 'severity'> {
  const name = meant(written, at, defined, configuration);
  return name.fix ? name : (unreadInclude(configuration) ?? {});
}

/** The name that was surely meant; none where two are as near, or what is reported is more than the name. */
function meant(written: string, at: Span, defined: readonly { readonly name: string }[], configuration: Configuration): Pick<Said, 'fix'> {
  if (configuration.expansion.text.slice(at.start, at.end) !== written) return {};
  const near = nearest(written, configuration, () => defined);
  const [first] = near;
  return first !== undefined && isSure(written, near) ? { fix: safe(replace(at, first)) } : {};
}

/** Names that look like one that is not defined. With very many of them nobody reads what each could have been. */
function nearest(
  written: string,
  configuration: Configuration,
  names: (configuration: Configuration) => readonly { readonly name: string }[],
): readonly string[] {
  const made = guesses.get(configuration) ?? 0;
  const defined = names(configuration);
  if (made >= MOST_GUESSES || defined.length > MOST_NAMES) return [];
  guesses.set(configuration, made + 1);
  return closestNames(
    written,
    defined.map(({ name }) => name),
  );
}

const guesses = new WeakMap<Configuration, number>();
const MOST_GUESSES = 100;
const MOST_NAMES = 1000;
