// Checks the contract by the rules that Redocly recommends, every example included. Its command line has the same rules;
// this is its engine alone, a fraction of the size.
import { createConfig, formatProblems, getTotals, lint } from '@redocly/openapi-core';

const contract = process.argv[2];
const config = await createConfig({ extends: ['recommended'] });
const problems = await lint({ ref: contract, config });
const { errors, warnings } = getTotals(problems);
if (errors + warnings > 0) {
  formatProblems(problems, { format: 'codeframe', totals: { errors, warnings, ignored: 0 }, maxProblems: 50 });
  process.exit(1);
}
