import { join } from 'node:path';
import { createOutput } from './output.ts';
import { run } from './run.ts';
import { runProgram } from './run-program.ts';
import type { Session } from './session.ts';
import { IN_THREAD, serve, threadsOf } from './threads.ts';

const session: Session = {
  workingDirectory: process.cwd(),
  environment: process.env,
  // Each stream of Node's own costs time when it is first looked at.
  get stdin() {
    return process.stdin;
  },
  stdout: createOutput(1),
  stderr: createOutput(2),
  run: (program, args) => runProgram(program, args, process.env),
  threads: threadsOf(join(__dirname, 'kvlint.js')),
};

async function main(): Promise<void> {
  if (process.argv[2] === IN_THREAD && (await serve(session.run))) return;
  const code = await run(process.argv.slice(2), session);
  // All is written. To end by itself, Node would first take down what it has built, which takes a few milliseconds.
  process.exit(code);
}

void main();
