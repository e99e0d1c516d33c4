import type { Origin } from '../../grammar/expand/expansion.ts';
import type { Problem } from '../../grammar/expand/problem.ts';
import { atLeast } from '../../grammar/version.ts';
import { lineKey, problemsOf } from '../../src/binding/text-problems.ts';
import { unreadAt, WHY_UNREAD } from '../../src/binding/unread.ts';
import { failingCheck, type IncludeCheck, insistsOn } from '../../src/daemon/include-checks.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/include',
  title: 'An include line does not bring in what it names',
  severity: 'warning',
  precision: 'high',
  isCause: true,
  misses: 'file',
  verdict: { '2.2.0': 'reports' },
  proof: ['config-test'],
  what: `An include line whose file is missing, cannot be read, includes itself, or is not the file that was meant, because the pattern is everything
to the end of the line: quotes, blanks and a closing brace are parts of the name.

What keepalived does depends on the form (and on \`include_check\` in \`global_defs\`):

| form | missing file | wildcard without a match | missing \`{alternative}\` | directory, executable or unreadable file |
|---|---|---|---|---|
| \`include\` | says so | nothing | says so | says so |
| \`includer\` | says so | nothing | says so | **refuses to run** |
| \`includem\` | **refuses to run** | nothing | says so | **refuses to run** |
| \`includew\` | **refuses to run** | **refuses to run** | says so | **refuses to run** |
| \`includeb\` | says so | nothing | **refuses to run** | **refuses to run** |
| \`includea\` | **refuses to run** | **refuses to run** | **refuses to run** | **refuses to run** |

Before 2.2.0 there is only \`include\`, and its problems appear in the log only.

A file that only kvlint did not read (it lies outside the directories that are linted, it is a link to a file that is not here, or kvlint lacks the
permission) is reported too. Nobody knows what keepalived says about it, so the exit status is 2, whatever the severity of this rule.`,
  why: `With the plain form keepalived starts without what was to be included: instances, scripts or addresses are simply not there. With the
other forms it does not start, which on a reload means that the old configuration goes on.`,
  advice:
    'Name the file as it is, relative to the directory of the file that includes it, one pattern a line, without quotes. Use `includea` where the file must be there.',
  unless: `the file exists on the hosts only. Lint a rendered copy of the whole directory, or switch the rule off for such a tree. Where the file lies
outside, \`--allow-include\` with its directory makes it one that is merely missing.`,
  references: [{ title: 'keepalived.conf(5), include', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['include-missing', 'include-unreadable'],
  examples: {
    bad: [
      {
        title: 'The file is not there',
        config: `include instances.conf #~ ^instances.conf^ 'instances.conf' does not exist  #=>
`,
      },
      {
        title: 'A form that insists',
        config: `includem instances.conf #~ ^instances.conf^ keepalived refuses to run  #=>
`,
      },
      {
        title: 'Quotes are a part of the name',
        config: `include "site/vips.conf" #~ ^"site/vips.conf"^ The quotes in '"site/vips.conf"' are a part of the name  #=> include site/vips.conf
`,
        files: { 'site/vips.conf': '' },
      },
      {
        title: 'One of two alternatives is missing',
        config: `include {a,b}.conf #~ ^{a,b}.conf^ 'b.conf' does not exist  #=> include a.conf
`,
        files: { 'a.conf': '' },
      },
      {
        title: 'A file that includes itself',
        config: `include loop.conf  #=>
`,
        files: { 'loop.conf': 'include loop.conf #~ ^loop.conf^ leads back to itself\n' },
      },
      {
        title: 'A form that this version does not know',
        config: `includer instances.conf #~ keepalived knows 'includer' since 2.2.0  #=>
`,
        version: '2.1.5',
      },
    ],
    good: [
      {
        title: 'Relative to the file that includes',
        config: `include site/all.conf
`,
        files: { 'site/all.conf': 'include vips.conf\n', 'site/vips.conf': '' },
      },
      {
        title: 'The same file twice is no loop',
        config: `vrrp_instance VI_1 {
    include common.conf
    virtual_router_id 51
}
vrrp_instance VI_2 {
    include common.conf
    virtual_router_id 52
}
`,
        files: { 'common.conf': 'interface eth0\n' },
      },
    ],
  },
  check: {
    view(configuration, report) {
      const quoted = new Set(problemsOf(configuration, 'include-quoted').map(({ at }) => lineKey(at)));
      const missing = new Map(problemsOf(configuration, 'include-missing').map((problem) => [lineKey(problem.at), problem.data.form]));
      for (const problem of problemsOf(
        configuration,
        'include-missing',
        'include-unreadable',
        'include-loop',
        'include-outside',
        'include-malformed',
      )) {
        if (problem.kind === 'include-missing' && quoted.has(lineKey(problem.at))) continue;
        const message = describe(problem, configuration);
        // keepalived takes the word of a malformed line for an unknown keyword, which counts.
        report(problem.kind === 'include-malformed' ? message : { ...message, uncounted: true });
      }
      for (const problem of problemsOf(configuration, 'include-quoted')) {
        const form = missing.get(lineKey(problem.at));
        // A file may well have a blank in its name.
        if (form === undefined) continue;
        const message = describeQuoted(problem, form, configuration);
        // The brace that became a part of the name is missing at the end of its block, which counts.
        report(problem.data.pattern.endsWith('}') ? message : { ...message, uncounted: true });
      }
    },
  },
});

type IncludeProblem = Problem<'include-missing' | 'include-unreadable' | 'include-loop' | 'include-outside' | 'include-malformed'>;

function describe(problem: IncludeProblem, configuration: Configuration): Message {
  const { at } = problem;
  switch (problem.kind) {
    case 'include-missing': {
      const { form, pattern, wildcard, alternative } = problem.data;
      const check = failingCheck(problem);
      const named = alternative ?? pattern;
      const what = wildcard && alternative === null ? `Nothing matches '${pattern}'.` : `'${named}' does not exist.`;
      return {
        at,
        ...consequence(what, form, check, at, configuration),
        advice: named.startsWith('/')
          ? 'Correct the name. If the files are on the host only, lint there, or name the folder that stands for theirs under roots in the settings.'
          : 'Correct the name: it is relative to the directory of the file that includes it.',
      };
    }
    case 'include-unreadable': {
      const { form, path, reason } = problem.data;
      switch (reason) {
        case 'directory':
          return {
            at,
            ...consequence(`'${path}' is a directory.`, form, 'read', at, configuration),
            advice: `Name the files in it: '${path.replace(/\/$/, '')}/*.conf'.`,
          };
        case 'executable':
          return {
            at,
            ...consequence(`'${path}' is executable.`, form, 'read', at, configuration),
            advice: 'Take the execute permission away from everybody (chmod a-x).',
          };
        case 'not-regular':
          return {
            at,
            ...consequence(`'${path}' is no regular file.`, form, 'read', at, configuration),
            advice: 'Put what it holds into a regular file.',
          };
        default:
          return notRead(problem, UNREAD_ADVICE[reason]);
      }
    }
    case 'include-loop':
      return {
        at,
        summary: `'${problem.data.path}' leads back to itself.`,
        detail:
          `keepalived reads it again and again until it can open no more files, ` +
          `and repeats all that stands in it: ${loopOf(problem.data.chain, problem.data.path)}.`,
        severity: 'error',
        verdict: { '2.2.0': 'reports' },
      };
    case 'include-outside':
      return {
        ...notRead(problem, 'Allow its directory with --allow-include.'),
        severity: 'info',
        // Where only the linted directories are, it does not exist: keepalived says so, unless directories are to be searched for it.
        ...(!/[*?[][^/]*\//.test(problem.data.path) && { predicted: { '2.2.0': 'reports' } as const }),
      };
    case 'include-malformed': {
      const { form } = problem.data;
      const known = form === 'include' || atLeast(configuration.target.version, '2.2.0');
      return {
        at,
        summary: known ? `'${form}' names no file.` : `keepalived knows '${form}' since 2.2.0.`,
        detail: known
          ? 'keepalived takes the word for an unknown keyword.'
          : `Version ${configuration.target.version} takes the word for an unknown keyword and includes nothing.`,
        ...(known ? {} : { advice: `Write 'include'.` }),
        severity: 'error',
        verdict: { '2.0.7': 'reports' },
      };
    }
  }
}

const UNREAD_ADVICE = {
  unreadable: 'Run kvlint as a user who may read it.',
  'too-large': 'Split it with include lines.',
  dangling: 'Lint where the file that the link names is there too, or correct the link.',
} as const;

/** What only kvlint did not read: nobody knows what keepalived says about it. */
function notRead(problem: Problem<'include-unreadable' | 'include-outside'>, advice: string): Message {
  const unread = unreadAt(problem);
  const why = unread === null ? '' : `: ${WHY_UNREAD[unread.why]}`;
  return {
    at: problem.at,
    summary: `'${problem.data.path}' was not read${why}.`,
    detail: `What it holds is not checked here, and keepalived may read it.`,
    advice,
    severity: 'warning',
    verdict: 'silent',
  };
}

function describeQuoted({ at, data }: Problem<'include-quoted'>, form: string, configuration: Configuration): Message {
  const { pattern } = data;
  if (!atLeast(configuration.target.version, '2.2.0')) {
    return {
      at,
      summary: `The pattern '${pattern}' works up to 2.1 only.`,
      detail: `Since 2.2.0 quotes and blanks are a part of the name, and keepalived finds no such file.`,
      verdict: 'silent',
    };
  }
  const part = /["']/.test(pattern) ? 'quotes' : pattern.endsWith('}') ? `'}'` : 'blanks';
  const what = `The ${part} in '${pattern}' ${part === `'}'` ? 'is' : 'are'} a part of the name, and there is no such file.`;
  return {
    at,
    ...consequence(what, form, 'match', at, configuration),
    advice: `Write the name without quotes, each pattern on a line of its own, and a '}' on the next line.`,
  };
}

/** What keepalived makes of an include line for which a check fails. */
function consequence(
  summary: string,
  form: string,
  check: IncludeCheck,
  at: Origin,
  configuration: Configuration,
): Pick<Message, 'summary' | 'detail' | 'severity' | 'verdict'> {
  if (!atLeast(configuration.target.version, '2.2.0')) {
    return { summary, detail: 'keepalived goes on without it and says so in the log only.', severity: 'warning', verdict: 'logs' };
  }
  const insisting = insistsOn(check, form, at, configuration);
  if (insisting !== null) {
    const who = insisting === 'form' ? form : insisting;
    return { summary, detail: `'${who}' insists on it: keepalived refuses to run.`, severity: 'error', verdict: 'refuses' };
  }
  if (check === 'wildcard_match') return { summary, detail: 'keepalived goes on without a word.', severity: 'info', verdict: 'silent' };
  return { summary, detail: 'keepalived says so and goes on without it.', severity: 'warning', verdict: 'reports' };
}

/** The files from the one that leads back to itself on. */
function loopOf(chain: readonly string[], path: string): string {
  const loop = chain.slice(chain.indexOf(path)).map((each) => `'${each}'`);
  const [first = '', last = ''] = [loop[0], loop.at(-1)];
  return loop.length > 5 ? `${first} leads over ${loop.length - 2} files to ${last}` : loop.join(' includes ');
}
