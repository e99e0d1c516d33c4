import { closestNames } from '../../grammar/closest.ts';
import type { Span, Word } from '../../grammar/tree.ts';
import { type Bound, isBlock, isList, isValue } from '../../src/binding/bound.ts';
import { baseName } from '../../src/binding/script-lines.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { isTracked } from '../../src/model/tracking/tracking.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { unreadNames } from '../../src/rule/unread-names.ts';

export default defineRule({
  id: 'vrrp/untracked',
  title: 'A process, a file or a BFD session that nothing tracks',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'silent',
  proof: ['live/bfd-session-tracked', 'source/vrrp/vrrp_track.c:alloc_track_bfd'],
  what: 'A `vrrp_track_process`, `track_file` or `bfd_instance` that no instance, no sync group and no checker names.',
  why: `Most often the second half was forgotten: the definition watches, and nobody acts on what it sees. The instance stays master although the process is gone or the session
is down.`,
  advice: 'Name it in `track_process`, `track_file` or `track_bfd` of an instance or sync group (or in a checker), or remove it.',
  unless: 'a BFD session is there for the other end only, which tracks it.',
  references: [{ title: 'keepalived.conf(5): track_process, track_file, track_bfd', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Watched, and of no effect',
        config: `bfd_instance uplink {  #~ ^uplink^ Nothing tracks the BFD session 'uplink'
    neighbor_ip 192.0.2.254
    source_ip 192.0.2.101
}

vrrp_track_process haproxy {  #~ ^haproxy^ Nothing tracks the process 'haproxy'
    process haproxy
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }  #=> }↵track_bfd {↵    uplink↵}↵track_process {↵    haproxy↵}
}
`,
      },
    ],
    good: [
      {
        title: 'Tracked by an instance, or by a checker',
        config: `bfd_instance uplink {
    neighbor_ip 192.0.2.254
    source_ip 192.0.2.101
}

bfd_instance server {
    neighbor_ip 198.51.100.11
    source_ip 198.51.100.1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_bfd {
        uplink
    }
}

virtual_server 192.0.2.200 80 {
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        BFD_CHECK {
            name server
        }
    }
}
`,
      },
      {
        title: 'Named by a checker above, which lvs/checker tells of',
        config: `virtual_server 192.0.2.200 80 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        FILE_CHECK {
            track_file load
        }
        BFD_CHECK {
            name server
        }
    }
}

track_file load {
    file /run/load
}

bfd_instance server {
    neighbor_ip 198.51.100.11
    source_ip 198.51.100.1
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const { trackProcesses, trackFiles, bfdInstances } = configuration;
      const kinds = [
        { what: 'process', targets: trackProcesses, by: "'track_process' of an instance or sync group" },
        { what: 'file', targets: trackFiles, by: "'track_file' of an instance, a sync group or a FILE_CHECK" },
        { what: 'BFD session', targets: bfdInstances, by: "'track_bfd' of an instance or sync group, or in a BFD_CHECK" },
      ];
      let named: ReadonlyMap<string, Span> | null = null;
      let unknown: ReadonlyMap<string, Span> | null = null;
      for (const { what, targets, by } of kinds) {
        for (const target of targets) {
          const { name, nameWord } = target;
          const checkers = 'checkers' in target && Array.isArray(target.checkers) ? target.checkers.length : 0;
          // Where a name stands in a list and is not kept, another rule says why.
          if (isTracked(target) || checkers > 0) continue;
          named ??= trackedNames(configuration.bound.children);
          if (named.has(name)) continue;
          unknown ??= undefinedOf(named, configuration);
          const program = 'command' in target ? baseName(target.command) : null;
          report({
            at: nameWord,
            follows: unreadNames(configuration).get(name) ?? meantBy(name, program, unknown),
            summary: `Nothing tracks the ${what} '${name}'.`,
            detail: 'What it sees has no effect: no instance gives up its addresses because of it.',
            advice: `Name it in ${by}, or remove it.`,
          });
        }
      }
    },
  },
});

/** The entry that names what is not defined, and meant this: its program, or its name with a slip. Where only the name is unknown, another rule says so. */
function meantBy(name: string, program: string | null, unknown: ReadonlyMap<string, Span>): Span | undefined {
  const ofProgram = program === null ? undefined : unknown.get(program);
  if (ofProgram || unknown.size > MOST_UNKNOWN) return ofProgram;
  const [near] = closestNames(name, [...unknown.keys()]);
  return near === undefined ? undefined : unknown.get(near);
}

/** Nobody misspells more. */
const MOST_UNKNOWN = 20;

/** Those of some names that nothing defines. */
function undefinedOf(
  named: ReadonlyMap<string, Span>,
  { vrrpScripts, trackProcesses, trackFiles, bfdInstances }: Configuration,
): ReadonlyMap<string, Span> {
  const defined = new Set([vrrpScripts, trackProcesses, trackFiles, bfdInstances].flat().map(({ name }) => name));
  return new Map([...named].filter(([name]) => !defined.has(name)));
}

/** Every name that stands in a tracking list or a checker, also in one that keepalived does not keep, with its first place. */
function trackedNames(children: readonly Bound[], names = new Map<string, Span>(), around = ''): ReadonlyMap<string, Span> {
  for (const child of children) {
    const { name } = child.keyword;
    if (isBlock(child)) trackedNames(child.children, names, name);
    else if (isList(child) && TRACKING.has(name)) for (const { words } of child.entries) addName(names, words[0]);
    else if (isValue(child) && NAMING.get(around) === name) addName(names, child.args[0]?.word);
  }
  return names;
}

function addName(names: Map<string, Span>, word: Word | undefined): void {
  if (word && !names.has(word.text)) names.set(word.text, word.span);
}

/** The checkers that follow something, and their keyword that names it. */
const NAMING: ReadonlyMap<string, string> = new Map([
  ['FILE_CHECK', 'track_file'],
  ['BFD_CHECK', 'name'],
]);

/** Lists of names that must be defined. */
const TRACKING: ReadonlySet<string> = new Set(['track_script', 'track_file', 'track_process', 'track_bfd']);
