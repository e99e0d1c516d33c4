// Checks SARIF logs with Microsoft's validator, by the rules of the format and those of GitHub code scanning. Fails on any error or warning.
// Usage: node tools/sarif-validate/validate.mjs LOG.sarif …      (after `npm ci` in this folder)
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const logs = process.argv.slice(2);
if (logs.length === 0) {
  console.error('usage: node validate.mjs LOG.sarif …');
  process.exit(2);
}

const multitool = createRequire(import.meta.url)('@microsoft/sarif-multitool');
// The package asks npm to do this after installing it; npm may be set up not to.
if (process.platform !== 'win32') chmodSync(multitool, 0o755);

const scratch = mkdtempSync(join(tmpdir(), 'sarif-validate-'));
let complaints = 0;
try {
  const settings = everyGitHubRuleOn();
  for (const log of logs) {
    const found = validate(resolve(log), settings);
    complaints += found.length;
    console.log(found.length === 0 ? `${log}: no errors, no warnings` : `${log}: ${found.length} complaints\n${found.join('\n')}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = complaints > 0 ? 1 : 0;

/** The validator's settings with GH1001 to GH1007 switched on: they are GitHub's own demands, but off by default. */
function everyGitHubRuleOn() {
  const path = join(scratch, 'settings.xml');
  run('export-validation-config', path);
  let switched = 0;
  const text = readFileSync(path, 'utf8').replace(
    /(Key="GH100[1-7]\.[^"]*">\s*<Property Key="RuleEnabled" Value=)"Default"/g,
    (_, head) => {
      switched++;
      return `${head}"Error"`;
    },
  );
  if (switched !== 7) throw new Error(`the validator's settings are not as expected: ${switched} of 7 rules switched on`);
  writeFileSync(path, text);
  return path;
}

/** Errors and warnings about one log, one line each. Notes are left out: they are matters of taste, or need the network. */
function validate(log, settings) {
  const report = join(scratch, 'report.sarif');
  rmSync(report, { force: true });
  // biome-ignore format: options and their values side by side
  const output = run(
    'validate', log,
    '--rule-kind', 'Sarif;Ghas',
    '--level', 'Error;Warning;Note',
    '--kind', 'Fail',
    '-c', settings,
    '--output', report,
    '--log', 'ForceOverwrite',
  );
  // The exit status says nothing about what was found; the report does.
  const [result] = JSON.parse(readFileSync(report, 'utf8').replace(/^\ufeff/, '')).runs;
  const found = (result.results ?? []).filter(({ level = 'warning' }) => level === 'error' || level === 'warning');
  const failures = (result.invocations ?? []).flatMap(({ toolExecutionNotifications = [], toolConfigurationNotifications = [] }) => [
    ...toolExecutionNotifications,
    ...toolConfigurationNotifications,
  ]);
  const broken = failures.filter(({ level }) => level === 'error').map(({ message }) => message.text);
  const told = output.split('\n').filter((line) => /: (error|warning) [A-Z]+\d+:/.test(line));
  return [
    ...broken,
    ...(told.length === found.length ? told : found.map(({ ruleId, level, message }) => `${level} ${ruleId}: ${JSON.stringify(message)}`)),
  ];
}

function run(...args) {
  // Without ICU on the machine, .NET does not start unless it is told to do without.
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
  // Of a log with thousands of results it says as many notes.
  return execFileSync(multitool, args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 });
}
