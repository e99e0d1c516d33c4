import { describe, it } from 'vitest';
import { expectShownOutput, ROOT } from '../helpers/guide.ts';

describe('the guide to kvlint diff', () => {
  it('shows what the command prints', () => expectShownOutput('diff', `${ROOT}fixtures/rollout`));
});
