import { describe, it } from 'vitest';
import { expectShownOutput, ROOT } from '../helpers/guide.ts';

describe('the guide to clusters', () => {
  it('shows what the commands print', () => expectShownOutput('clusters', `${ROOT}fixtures/pair`));
});
