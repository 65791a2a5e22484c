import { readFileSync, writeFileSync } from 'node:fs';
import { withSupportTable } from './support-table.ts';

const path = new URL('../../README.md', import.meta.url);
writeFileSync(path, withSupportTable(readFileSync(path, 'utf8')));
