import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseVersion, type Version } from '../../grammar/version.ts';
import { rules } from '../../rules/index.ts';
import { assumedTarget } from '../../src/daemon/assumed-target.ts';
import { testConfigurations } from '../../src/engine/config-test.ts';
import { memoryReader } from '../../src/engine/memory-reader.ts';
import { mendedExample } from '../helpers/examples.ts';
import { lintText } from '../helpers/lint-text.ts';

/** What `keepalived -t` says of a configuration. */
interface Answer {
  /** Null when it had to be stopped. */
  readonly status: number | null;
  readonly lines: readonly string[];
}

/** About the machine that the test runs on, not about the configuration. */
const ABOUT_THE_HOST =
  /interface \S+ (?:for .* )?doesn't exist|Unable to set default user|script_user|uid\/gid|track script \S+ not found|Unsafe permissions/;

/** What keepalived says of an instance without an interface: whether none was written or this machine has none of that name. */
const UNKNOWN_INTERFACE = /Unknown interface!/;

/** The lines that are about the configuration itself. */
function complaintsOf(lines: readonly string[]): readonly string[] {
  const ours = lines.filter((line) => !ABOUT_THE_HOST.test(line));
  const missingHere = lines.some((line) => /interface \S+ (?:for .* )?doesn't exist/.test(line));
  return missingHere ? ours.filter((line) => !UNKNOWN_INTERFACE.test(line)) : ours;
}

const installed = installedVersion();
const scratch = mkdtempSync(join(tmpdir(), 'kvlint-live-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Every example of every rule, as a configuration without its marks. */
const examples = rules.flatMap((rule) =>
  [...rule.examples.bad, ...rule.examples.good]
    .filter(({ version }) => version === undefined || version === installed)
    .map((example) => ({
      name: `${rule.id}: ${example.title}`,
      config: withoutMarks(example.config),
      files: Object.fromEntries(Object.entries(example.files ?? {}).map(([name, text]) => [name, withoutMarks(text)])),
    })),
);

describe.skipIf(installed === null)(`keepalived -t (${installed ?? 'not installed'})`, () => {
  it.each(examples)('complains where kvlint says so, $name', ({ config, files }) => {
    const version = installed as Version;
    const { findings } = lintText(config, { files, version, profiles: ['keepalived'] });
    for (const view of new Set(findings.flatMap(({ views }) => views))) {
      const predicted = findings.filter(({ views }) => views.includes(view)).map(({ rule, summary }) => `${rule}: ${summary}`);
      const { status, lines } = configTest(config, files, view);
      const complaints = complaintsOf(lines);
      expect(status === null || complaints.length > 0, [`view ${view}`, ...predicted, 'keepalived says:', ...lines].join('\n')).toBe(true);
    }
  });
});

describe.skipIf(installed === null)('the exit status over scripts that are tracked', () => {
  const globals = [
    '',
    'enable_script_security',
    'enable_script_security\n    script_user root',
    'enable_script_security\n    script_user nobody',
  ];
  const scripts = ['"/usr/bin/true"', '"/nowhere/check.sh"'];
  const cases = globals.flatMap((each) => scripts.map((script) => [each, script] as const));
  it.each(cases)('is what kvlint says, or another that it names: %j, %s', (each, script) => {
    const config = tracking(each, script);
    expect(predictedStatuses(config)).toContain(statusOf(config));
  });
});

describe.skipIf(installed === null)('the exit status over a command with quotes and backslashes', () => {
  const commands = [
    // A quote that is open where nothing follows it is closed for keepalived.
    `"/usr/bin/true '"`,
    `"/usr/bin/true' "`,
    `"/usr/bin/true 'a"`,
    String.raw`"/usr/bin/true 'a\\n"`,
    String.raw`"/usr/bin/true 'a\\n "`,
    String.raw`"/usr/bin/true \'a\\\'"`,
    String.raw`'/usr/bin/true \'`,
    "'/usr/bin/true a",
    "/usr/bin/true'",
    // A backslash is resolved with the line and with the command.
    String.raw`"/usr/bin/true a\\"`,
    String.raw`"/usr/bin/true a\\\\"`,
    String.raw`'/usr/bin/true a\\'`,
    String.raw`"/usr/bin/true a\\\\n\\"`,
  ];
  it.each(commands)('is what kvlint says: %s', (command) => {
    const config = tracking('enable_script_security\n    script_user root', command);
    expect(statusOf(config)).toBe(predictedStatuses(config)[0]);
  });
});

/** A configuration of one node that tracks a script. */
function tracking(globals: string, script: string): string {
  return `global_defs {
    ${globals}
}
vrrp_script chk {
    script ${script}
}
vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    track_script {
        chk
    }
    virtual_ipaddress {
        192.0.2.1/24
    }
}
`;
}

/** How kvlint expects the config test to end, and how else on other hosts. */
function predictedStatuses(config: string): readonly (number | null | undefined)[] {
  const root = { path: 'keepalived.conf', absolute: 'keepalived.conf' };
  const target = assumedTarget(installed as Version);
  const [view] = testConfigurations([root], memoryReader({ 'keepalived.conf': config }), { rules, target, kvlint: 'test' }).views;
  return [view?.status, ...(view?.otherwise.map(({ status }) => status) ?? [])];
}

/** The exit status as a shell shows it. */
function statusOf(config: string): number {
  const file = join(mkdtempSync(join(scratch, 'case-')), 'keepalived.conf');
  writeFileSync(file, config);
  return Number(spawnSync('sh', ['-c', 'keepalived -t -f "$1" >/dev/null 2>&1; echo $?', 'sh', file], { encoding: 'utf8' }).stdout);
}

/**
 * An example shows no more than it is about: an instance that is read again may have no address, and this host has neither its scripts, its keys
 * nor interfaces, or has them as interfaces of another kind.
 */
const OF_FRAGMENTS =
  /No VIP specified|not found\/accessible|Non-existent interface|already exists and is not a private macvlan|auth_hmac (?:key file|key \d+ length 0|active_key)/;

describe.skipIf(installed === null)('keepalived -t of what the advice makes', () => {
  const mended = rules.flatMap((rule) =>
    rule.examples.bad.flatMap((example) => {
      const after = example.version === undefined || example.version === installed ? mendedExample(example) : null;
      return after === null ? [] : [{ name: `${rule.id}: ${example.title}`, before: example, after }];
    }),
  );
  it.each(mended)('has nothing new to say, $name', ({ before, after }) => {
    const version = installed as Version;
    const views = lintText(after.config, { files: after.files, version }).files.flatMap((file) => file.views);
    for (const view of new Set(views)) {
      const files = Object.fromEntries(Object.entries(before.files ?? {}).map(([name, text]) => [name, withoutMarks(text)]));
      const old = new Set(complaintsOf(configTest(withoutMarks(before.config), files, view).lines).map(withoutPlace));
      const { status, lines } = configTest(after.config, after.files, view);
      expect(status, 'it comes to an end').not.toBeNull();
      const added = complaintsOf(lines).filter((line) => !old.has(withoutPlace(line)) && !OF_FRAGMENTS.test(line));
      expect(added).toEqual([]);
    }
  });
});

/** Lines move, and there are fewer of something, when a text is mended. */
function withoutPlace(line: string): string {
  return line.replace(/^\(.*?Line \d+\) /, '').replace(/\d+/g, 'N');
}

function configTest(config: string, files: Readonly<Record<string, string>>, configId: string | null): Answer {
  const directory = mkdtempSync(join(scratch, 'case-'));
  for (const [name, text] of Object.entries({ ...files, 'keepalived.conf': config })) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  // An id that no condition names stands for the unnamed view: without one, it would be the name of this host.
  const options = ['-t', '-i', configId ?? 'kvlint-unnamed', '-f', join(directory, 'keepalived.conf')];
  const { status, stderr, stdout } = spawnSync('keepalived', options, { encoding: 'utf8', timeout: 5000, killSignal: 'SIGKILL' });
  return { status, lines: `${stdout}${stderr}`.split('\n').filter((line) => line !== '') };
}

function installedVersion(): Version | null {
  const { stderr, error } = spawnSync('keepalived', ['--version'], { encoding: 'utf8' });
  if (error) return null;
  return parseVersion(/v\d+\.\d+\.\d+/.exec(stderr)?.[0] ?? '');
}

function withoutMarks(text: string): string {
  return text.replace(/[ \t]*#(?:~|=>).*$/gm, '');
}
