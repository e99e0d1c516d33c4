import type { Origin } from '../../grammar/expand/expansion.ts';
import type { Problem } from '../../grammar/expand/problem.ts';
import { atLeast, type Version } from '../../grammar/version.ts';
import { isList, linesOf } from '../../src/binding/bound.ts';
import { distinctMisfitsOf } from '../../src/binding/misfits.ts';
import { PlaceIndex } from '../../src/binding/place-index.ts';
import { scriptLines } from '../../src/binding/script-lines.ts';
import { brokenDefinitionLines, isFirstWord, lineOf, problemsOf } from '../../src/binding/text-problems.ts';
import { misledReports } from '../../src/daemon/misled-reading.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { isUndefinedName } from '../../src/rule/consequences.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';
import { type Unfit, unfitEffect } from '../../src/rule/unfit.ts';
import { findSecrets } from '../../src/secrets/find-secrets.ts';

/** Names that keepalived defines itself, and since when. */
const PREDEFINED: Readonly<Record<string, Version>> = {
  _INSTANCE: '2.0.1',
  _RANDOM: '2.0.15',
  _HASH: '2.1.4',
  _BANG: '2.1.4',
  _ENV: '2.4.0',
};

export default defineRule({
  id: 'syntax/undefined-definition',
  title: 'A definition is used that does not exist',
  severity: 'error',
  precision: 'high',
  isCause: true,
  ofStructure: true,
  misses: 'above',
  verdict: 'silent',
  proof: ['config-test'],
  what: `\`$NAME\` or \`\${NAME}\` without a \`$NAME=\` above it. A definition counts from its line on, only where its condition is true, and
only when its name is spelled the same. \`$NAME\` is a reference when a blank, the end of the line, a comma or \`)\` follows.`,
  why: `keepalived says nothing about it. \`$NAME\` stays as a word, and becomes an interface or a router id of that name. \`\${NAME}\` is worse: its
braces then split the line, and the \`}\` closes the block around it, so that all following settings land in the wrong block.`,
  advice:
    'Correct the name, or put the definition above its first use. Write a literal `$` so that neither a blank nor the end of the line follows the word.',
  unless: 'the dollar sign is meant as such, as in a password or in a command for a shell.',
  references: [{ title: 'keepalived.conf(5), Parameter substitution', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['undefined-definition'],
  examples: {
    bad: [
      {
        title: 'A misspelled name',
        config: `$INTERFACE=eth0
vrrp_instance VI_1 {
    interface $INTERFCE #~ ^$INTERFCE^ '$INTERFCE' is defined nowhere. Did you mean '$INTERFACE'?  #=> interface $INTERFACE
    virtual_router_id 51
}
`,
      },
      {
        title: 'In braces it closes the block',
        config: `vrrp_instance VI_1 {
    interface \${NIC} #~ ^\${NIC}^ its '}' closes the block  #=> interface eth0
    virtual_router_id 51
}
`,
      },
      {
        title: 'A word that its keyword does not take',
        config: `vrrp_instance VI_1 {
    state $ROLE  #~ ^$ROLE^ which 'state' does not take: it says so and uses 'BACKUP'.  #=> state BACKUP
    interface eth0
    virtual_router_id 51
}
`,
      },
      {
        title: 'Defined too late',
        config: `global_defs {  #=> $NODE=lb1 ↵ global_defs {
    router_id $NODE #~ ^$NODE^ '$NODE' is used before it is defined
}
$NODE=lb1  #=>
`,
      },
      {
        title: 'Not for every config-id',
        config: `@high $ROLE=MASTER  #=> $ROLE=BACKUP
vrrp_instance VI_1 {
    state $ROLE  #~ ^$ROLE^ '$ROLE' is not defined for every config-id. The conditions of its definitions are false here.
    interface eth0
    virtual_router_id 51
    @low priority 100
}
`,
      },
    ],
    good: [
      {
        title: 'A value is looked up when it is used, so it may name a later definition',
        config: `$PEER=\${NET}.2
$NET=192.0.2
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    unicast_peer {
        $PEER
    }
}
`,
      },
      {
        title: 'A dollar sign that is no reference',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    notify_master "/bin/sh -c 'test $#'"
    authentication {
        auth_type PASS
        auth_pass pa$$w0rd
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const problems = problemsOf(configuration, 'undefined-definition')
        .filter(isCause(configuration))
        .filter((problem) => !isForShell(problem));
      if (problems.length === 0) return;
      const secrets = new PlaceIndex(
        findSecrets(configuration.tree, configuration.expansion).map((span) => configuration.expansion.place(span)),
      );
      const defined = definitionsIn(configuration);
      const isReported = reportedPlaces(configuration);
      const lists = listsByEntry(configuration);
      const unfit = unfitByName(configuration);
      const commands = new PlaceIndex(
        scriptLines(configuration.bound.children).map(({ command }) => configuration.expansion.place(command.span)),
      );
      for (const problem of problems) {
        const secret = secrets.around(problem.at);
        const key = placeKey(problem.at);
        const taken: Taken = { list: lists.get(key) ?? null, unfit: unfit.get(key) ?? null, inCommand: commands.touches(problem.at) };
        const message = secret ? inSecret(problem, secret) : describe(problem, configuration.target.version, defined, taken);
        if (message) report({ ...message, ...(!isReported(problem.at) && { verdict: 'silent' }), ...reportedElsewhere(problem, taken) });
      }
    },
  },
});

type Undefined = Problem<'undefined-definition'>;

/** What keepalived takes the name itself for, in the place of its value. */
interface Taken {
  /** The keyword of the list that it is an entry of. */
  readonly list: string | null;
  /** That its keyword does not take it. */
  readonly unfit: Unfit['data'] | null;
  /** Whether it stands in the command of a script. */
  readonly inCommand: boolean;
}

/** Tells what stands by itself from what follows from another finding: a definition that is none or is cut short, a repetition that does not repeat. */
function isCause(configuration: Configuration): (problem: Undefined) => boolean {
  const malformed = new Set(problemsOf(configuration, 'definition-space-before-equals').map(({ data }) => data.name));
  const places = new Set(problemsOf(configuration, 'repetition-not-first', 'condition-from-definition').map(({ at }) => placeKey(at)));
  const isBroken = brokenDefinitionLines(configuration);
  return ({ at, data }) => !isBroken(at) && !malformed.has(data.name) && !places.has(placeKey(at));
}

/** Tells where keepalived reports something about the words or braces of a line, or refuses an entry. */
function reportedPlaces(configuration: Configuration): (at: Origin) => boolean {
  const refused = [...distinctMisfitsOf(configuration, 'invalid-value'), ...configuration.corrections];
  const reports = [...misledReports(configuration), ...refused.filter(({ at }) => isUndefinedName(at, configuration))];
  const places = new PlaceIndex(reports.map(({ at }) => configuration.expansion.place(at)));
  return (at) => places.touches(at);
}

/** Of a word that is no word of keepalived's, or none that its keyword takes, what it reports is counted where the word is. */
function reportedElsewhere({ at, data }: Undefined, { unfit }: Taken): Pick<Message, 'predicted'> {
  return !data.braces && (unfit !== null || isFirstWord(at)) ? { predicted: 'silent' } : {};
}

/** What keywords do not take because it is the name of a definition that does not exist, by its place. */
function unfitByName(configuration: Configuration): ReadonlyMap<string, Unfit['data']> {
  const unfit = new Map<string, Unfit['data']>();
  for (const { at, data } of distinctMisfitsOf(configuration, 'invalid-value')) {
    if (isUndefinedName(at, configuration)) unfit.set(placeKey(configuration.expansion.place(at)), data);
  }
  return unfit;
}

/** The keyword of the list, by the place of the word that begins an entry of it. */
function listsByEntry({ bound, expansion }: Configuration): ReadonlyMap<string, string> {
  const lists = new Map<string, string>();
  for (const line of linesOf(bound.children)) {
    if (!isList(line)) continue;
    for (const { words } of line.entries) if (words[0]) lists.set(placeKey(expansion.place(words[0])), line.keyword.name);
  }
  return lists;
}

/**
 * Whether the dollar sign stands in a command that the line hands to a shell (`sh -c '…'`): keepalived leaves it, and the shell puts the
 * variable in. Braces outside double quotes are split all the same.
 */
function isForShell({ at, data }: Undefined): boolean {
  if (data.braces && !data.quoted) return false;
  const { text } = at.source;
  return SHELL_COMMAND.test(text.slice(text.lastIndexOf('\n', at.offset - 1) + 1, at.offset));
}

const SHELL_COMMAND = /(?:^|[\s"'/])(?:ba|da|k|z|a)?sh["']?(?:[ \t]+-\w+)*[ \t]+-\w*c[ \t"']/;

function placeKey({ source, offset }: Origin): string {
  return `${offset} ${source.path}`;
}

function describe(problem: Undefined, version: Version, defined: ReadonlyMap<string, Origin>, taken: Taken): Message {
  const { name, braces, quoted, near } = problem.data;
  const written = braces ? `\${${name}}` : `$${name}`;
  const elsewhere = defined.get(name);
  const first = isFirstWord(problem.at) && !problem.at.through?.some((step) => step.by === 'definition');
  const glued = !braces && !first && /\S/.test(problem.at.source.text[problem.at.offset - 1] ?? ' ');
  const { summary, hint = '', mend = elsewhere || near.length > 0 ? CORRECT : FILL_IN } = whatIsWrong(written, problem, version, elsewhere);
  const result = effect(problem, first, taken);
  const unsure = quoted || (glued && near.length === 0);
  return {
    at: problem.at,
    summary,
    detail: hint === '' ? result : `${hint} ${result}`,
    verdict: (braces && !quoted) || first || (taken.unfit && taken.unfit.invalid !== 'silent') ? { '2.0.7': 'reports' } : 'silent',
    ...(unsure ? { severity: 'warning' } : {}),
    ...(quoted && taken.inCommand
      ? {
          advice:
            "Correct the name, or put the definition above its first use. keepalived starts commands without a shell: for a variable of one, write /bin/sh -c '…'.",
        }
      : glued && !braces && !quoted
        ? {}
        : { advice: mend }),
    ...(elsewhere ? { related: [{ at: elsewhere, message: `'$${name}' is defined here` }] } : {}),
  };
}

function whatIsWrong(
  written: string,
  { at, data: { name, near } }: Undefined,
  version: Version,
  elsewhere: Origin | undefined,
): { readonly summary: string; readonly hint?: string; readonly mend?: string } {
  const [base = '', ...parameters] = name.split(/[ \t]+/);
  const since = PREDEFINED[base];
  if (since && !atLeast(version, since))
    return { summary: `'${written}' is not defined.`, hint: `keepalived knows '$${base}' since ${since}, not in ${version}.` };
  if (base === '_RANDOM' && parameters.length > 0)
    return { summary: `'${written}' is not valid.`, hint: "'_RANDOM' takes at most two numbers, with a blank between them." };
  if (base === '_ENV') return { summary: `'${written}' is not valid.`, hint: "'_ENV' takes the name of one environment variable." };
  if (elsewhere && (elsewhere.source !== at.source || elsewhere.offset > at.offset)) {
    return { summary: `'${written}' is used before it is defined.` };
  }
  if (elsewhere && hasCondition(elsewhere)) {
    return {
      summary: `'${written}' is not defined for every config-id.`,
      hint: 'The conditions of its definitions are false here.',
      mend: 'Define it for the other config-ids as well, or once without a condition.',
    };
  }
  if (elsewhere) {
    return {
      summary: `'${written}' is not defined here.`,
      hint: 'Its definition above is a part of a text that has not been used so far.',
    };
  }
  const summary = `'${written}' is defined nowhere.`;
  if (name !== name.trim()) return { summary, hint: 'The blank is a part of the name.' };
  const guess = near[0];
  return guess === undefined ? { summary } : { summary, hint: `Did you mean '${written.replace(name, () => guess)}'?` };
}

function hasCondition(definition: Origin): boolean {
  return /^[ \t]*@/.test(definition.source.line(lineOf(definition)));
}

const CORRECT = 'Correct the name, or put the definition above its first use.';
const FILL_IN = `${CORRECT} Where another program is to fill it in (envsubst, a deployment), let it do so before keepalived reads the file.`;

function effect({ data: { name, braces, quoted } }: Undefined, first: boolean, { list, unfit }: Taken): string {
  if (quoted) return `keepalived leaves it as it is, as a part of the quoted word.`;
  if (braces) return SPLITS;
  if (list !== null) return `keepalived takes '$${name}' itself for an entry of '${list}'.`;
  if (first) return `keepalived takes '$${name}' for a keyword, and does not know it.`;
  if (unfit) return `keepalived leaves '$${name}' as it is, which '${unfit.keyword.name}' does not take: ${unfitEffect(unfit, 'it')}`;
  return `keepalived says nothing of the name and uses the word '$${name}' itself.`;
}

const SPLITS = `keepalived leaves it as it is and splits the line at its braces: its '}' closes the block around it, and what follows lands in the wrong block.`;

/** A password is not quoted in a message. One that only holds a dollar sign is left alone. */
function inSecret(problem: Undefined, secret: Origin): Message | null {
  if (problem.at.offset > secret.offset + 1) return null;
  const { braces, quoted } = problem.data;
  const splits = braces && !quoted;
  return {
    at: problem.at,
    summary: 'This secret is the name of a definition that does not exist.',
    detail: splits ? SPLITS : 'keepalived uses the name itself, dollar sign included.',
    ...(splits && { advice: FILL_IN }),
    verdict: splits ? { '2.0.7': 'reports' } : 'silent',
  };
}

/** Every `$NAME=` that the files of the view hold, whether it counts or not. */
function definitionsIn(configuration: Configuration): ReadonlyMap<string, Origin> {
  const found = new Map<string, Origin>();
  for (const source of configuration.expansion.sources) {
    for (const match of source.text.matchAll(/^[ \t]*(?:@\S+[ \t]+)?\$([A-Za-z_][A-Za-z0-9_]*)=/gm)) {
      const end = match.index + match[0].length - 1;
      const name = match[1] ?? '';
      if (!found.has(name)) found.set(name, { source, offset: end - name.length - 1, end });
    }
  }
  return found;
}
